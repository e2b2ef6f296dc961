"""What a console or a program shows: commands and Python of the documents, run as they stand there.

Owns: blocks with their output, and running `gongkai`, `curl` and Python in this process.
Must not: know the documents, or what is right.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from unittest import mock
from urllib.parse import urlsplit

from starlette.testclient import TestClient

from catalog_graph.__main__ import main
from tests.docs.documents import ROOT

# ```console width=80 marks a block whose lines break where the terminal ends; all others look alike at any width.
BLOCK = re.compile(r"^```console(?P<mark>| width=80)\n(?P<inside>.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (?P<command>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.M)
PYTHON = re.compile(r"^```python\n(?P<code>.*?)^```$(?:\n\n```text\n(?P<output>.*?)^```$)?", re.M | re.S)
SERVICE = "127.0.0.1:8000"
_PATIENCE = 100.0  # seconds
WIDTHS = (80, 100, 120, None)


@dataclass(frozen=True, slots=True)
class Block:
    """A console block: whether its output depends on the width of the terminal, and its commands."""

    narrow: bool
    inside: str

    @property
    def commands(self) -> list[str]:
        """The commands, without `$`."""
        return [found["command"] for found in COMMAND.finditer(self.inside)]

    def shown(self, client: TestClient, width: int | None) -> str:
        """The block as a terminal of a width shows it; None is no known width."""
        return "".join(f"$ {command}\n{run(command, client, width)}" for command in self.commands)


def blocks(text: str) -> Iterator[Block]:
    """The console blocks of a document."""
    for found in BLOCK.finditer(text):
        yield Block(bool(found["mark"]), found["inside"])


def run(command: str, client: TestClient, width: int | None) -> str:
    """What a command prints, without spaces at the ends of lines.

    Raises ValueError for a command that is neither `gongkai` nor `curl`.
    """
    program, *arguments = shlex.split(command)
    if program == "gongkai":
        output = _gongkai(arguments, width)
    elif program == "curl":
        output = _curl(arguments, client)
    else:
        raise ValueError(f"{program} is not run by the tests of documents")
    shown = output.replace("\ufeff", "")  # a byte order mark is not seen
    lines = "\n".join(line.rstrip() for line in shown.splitlines()).strip("\n")
    return f"{lines}\n" if lines else ""


def run_python(code: str, client: TestClient) -> str:
    """What Python prints; an address that it opens is the service's."""

    def opened(url: str) -> io.BytesIO:
        return io.BytesIO(client.get(_path(url)).content)

    out = io.StringIO()
    with mock.patch("urllib.request.urlopen", opened), redirect_stdout(out):
        exec(compile(code, "document", "exec"), {})  # noqa: S102 - the documents are ours
    return out.getvalue()


def _path(url: str) -> str:
    """Path and query of an address of the service."""
    parts = urlsplit(url)
    assert parts.netloc == SERVICE, f"{url} is not an address of the service"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _gongkai(arguments: list[str], width: int | None) -> str:
    """Standard output, then standard error, of the command in this process, which is no terminal."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    errors = io.StringIO()
    environ = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environ |= {"COLUMNS": str(width)} if width else {}
    with (
        mock.patch.dict(os.environ, environ, clear=True),
        mock.patch.object(sys, "argv", ["gongkai", *arguments]),
        redirect_stdout(out),
        redirect_stderr(errors),
        suppress(SystemExit),
    ):
        main()
    return bytes(out.buffer.getbuffer()).decode("utf-8") + errors.getvalue()  # type: ignore[attr-defined]


def _curl(arguments: list[str], client: TestClient) -> str:
    """The body of an answer as `curl` shows it, with `-i` after its status and location.

    Options are `-s`, `-i`, `-H`, `-F NAME=@FILE` and `--data-urlencode`.

    Raises ValueError for another option.
    """
    headers: dict[str, str] = {}
    form: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    url, head = "", False
    words = iter(arguments)
    for word in words:
        if word == "-i":
            head = True
        elif word in {"-H", "-F", "--data-urlencode"}:
            name, _, value = next(words).partition(": " if word == "-H" else "=")
            if word == "-F":
                path = ROOT / value.removeprefix("@")
                files[name] = (path.name, path.read_bytes())
            else:
                (headers if word == "-H" else form)[name] = value
        elif not word.startswith("-"):
            url = word
        elif word != "-s":
            raise ValueError(f"curl {word} is not known to the tests of documents")
    posted = {"data": form or None, "files": files or None} if form or files else {}
    deadline = time.monotonic() + _PATIENCE
    while True:
        answer = client.request(
            "POST" if posted else "GET", _path(url), headers=headers, follow_redirects=False, **posted
        )
        if answer.status_code != 503 or time.monotonic() > deadline:  # the store may still be made ready
            break
        time.sleep(0.2)
    status = f"HTTP/1.1 {answer.status_code}\nlocation: {answer.headers.get('location')}\n" if head else ""
    return f"{status}{answer.text}"
