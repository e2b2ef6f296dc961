"""LibreOffice as a converter of old Office files, where it is installed: bytes in, bytes of a newer format out.

Owns: finding the program, and the process that runs it (`office_worker`), started when it is first needed or before
its caller locks itself up.
Must not: know what a file holds; run in the service itself.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Lock

from catalog_graph.errors import DamagedFile, FileTooLarge, GongkaiError
from catalog_graph.processes import frames

SECONDS = 45.0
"""What one conversion may take, with the program's cold start."""
_NAMES = ("soffice", "libreoffice")
_PLACES = ("/usr/lib/libreoffice/program", "/opt/libreoffice/program", "/usr/local/bin")
_MODULE = "catalog_graph.processes.office_worker"
_RESAVE = "请用Word或WPS打开，另存为 .docx 后重试。"
_lock = Lock()
_workers: list[Popen[bytes]] = []


@cache
def program() -> str | None:
    """The path of LibreOffice; None where it is not installed. Looked up once.

    GONGKAI_OFFICE names it where it stands elsewhere; empty it says that none is to be used.
    """
    named = os.environ.get("GONGKAI_OFFICE")
    if named is not None:
        return named if named and os.access(named, os.X_OK) else None
    path = os.pathsep.join((os.environ.get("PATH", ""), *_PLACES))
    return next((where for name in _NAMES if (where := shutil.which(name, path=path))), None)


def stand_by() -> None:
    """Start the process that runs LibreOffice now: its caller is about to forbid itself sockets and files."""
    if program() and not _alive():
        _workers[:] = [_start()]
        atexit.register(_end)


def convert(content: bytes, ending: str, wanted: str) -> bytes:
    """A file of an ending ("doc") in another format ("docx").

    Raises DamagedFile where LibreOffice cannot read it, FileTooLarge past the time, GongkaiError where there is no
    LibreOffice.
    """
    with _lock:
        stand_by()
        if not _workers:
            raise GongkaiError("没有安装LibreOffice")
        worker = _workers[0]
        assert worker.stdin is not None  # noqa: S101 - both are pipes
        assert worker.stdout is not None  # noqa: S101
        try:
            request = f"{ending} {wanted} {SECONDS:g}\n".encode() + content
            worker.stdin.write(frames.frame(frames.REQUEST, request))
            worker.stdin.flush()
            header = worker.stdout.read(frames.HEADER.size)
            kind, length = frames.HEADER.unpack(header)
            payload = worker.stdout.read(length)
        except Exception as error:
            _workers.clear()
            worker.kill()
            raise DamagedFile("转换这个文件的程序意外结束", _RESAVE) from error
    if kind == frames.ERROR:
        raise _failure(payload.decode())
    return payload


def _end() -> None:
    """End the worker, which its closed standard input tells to go."""
    for worker in _workers:
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        worker.wait()
    _workers.clear()


def _alive() -> bool:
    return bool(_workers) and _workers[0].poll() is None


def _start() -> Popen[bytes]:
    """The worker, with an environment of its own; it ends with its standard input."""
    root = str(Path(__file__).resolve().parents[2])
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", "")))),
    }
    command = [sys.executable, "-m", _MODULE, program() or ""]
    return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=environment, start_new_session=True)  # noqa: S603


def _failure(code: str) -> GongkaiError:
    if code == "time":
        return FileTooLarge(f"转换了{SECONDS:g}秒还没有做完，已中止", _RESAVE)
    return DamagedFile("LibreOffice打不开这个文件", f"{_RESAVE}打不开的，请向提供人重新索取。")
