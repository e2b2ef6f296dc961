"""`gongkai` in this process: what `main` writes to both streams and the exit code it ends with.

Owns: calling `main` as a shell does, without paying for a new Python each time. What only a process of its own shows
(imports, closed pipes, other data) is for `spawn`. Must not: hold expectations.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from catalog_graph.__main__ import main

# Wide, whatever the terminal of whoever runs the tests: a cell that wraps is found on no line.
ENVIRONMENT = {"PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "160"}
Run = subprocess.CompletedProcess[bytes]


def run(*arguments: str) -> Run:
    """The command with these arguments."""
    with (
        _stream() as output,
        _stream() as errors,
        patch.dict(os.environ, ENVIRONMENT),
        patch.object(sys, "argv", ["gongkai", *arguments]),
        redirect_stdout(output),
        redirect_stderr(errors),
    ):
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
        assert isinstance(code, int)
        return Run(arguments, code, _written(output), _written(errors))


def _stream() -> io.TextIOWrapper:
    """A stream whose bytes are in a file: what a child of this process prints is there too, as on a shell's pipe."""
    return io.TextIOWrapper(tempfile.TemporaryFile(buffering=0), "utf-8", newline="\n", write_through=True)


def _written(stream: io.TextIOWrapper) -> bytes:
    """All bytes that were written to a stream."""
    stream.buffer.seek(0)
    return stream.buffer.read()


def spawn(*arguments: str, **environment: str) -> Run:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "catalog_graph", *arguments]
    env = {**os.environ, **ENVIRONMENT, **environment}
    return subprocess.run(command, capture_output=True, check=False, env=env)


def printed(*arguments: str) -> str:
    """Standard output of a run that ends well and says nothing on standard error."""
    done = run(*arguments)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode("utf-8-sig")
