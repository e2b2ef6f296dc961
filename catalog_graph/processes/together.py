"""Work in several child processes at once, for which a thread waits: all of it is done, or an error says why not.

Owns: starting them, and their end where one cannot do its part. Must not: know what they work on, or serve an event
loop, which has `child`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from subprocess import DEVNULL, PIPE, Popen

from catalog_graph.errors import GongkaiError
from catalog_graph.processes import frames


def run(module: str, each: Iterable[Sequence[str]]) -> None:
    """Run `python -m module` with each of some arguments, all at once, until every one has said END.

    Raises the error that one sends, or that one has ended without a word; none is left running.
    """
    started: list[Popen[bytes]] = []
    try:
        started += (_started(module, arguments) for arguments in each)
        for process in started:
            _finish(process)
    finally:
        for process in started:
            with process:  # waits for it, and closes the pipe
                process.kill()


def _started(module: str, arguments: Sequence[str]) -> Popen[bytes]:
    """One of them, in a session of its own, so that Ctrl-C is for who waits."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, stdin=DEVNULL, stdout=PIPE, start_new_session=True)  # noqa: S603


def _finish(process: Popen[bytes]) -> None:
    output, _ = process.communicate()
    if len(output) < frames.HEADER.size:
        raise GongkaiError(f"进程意外结束（{process.returncode}）")
    kind, _ = frames.HEADER.unpack_from(output)
    if kind == frames.ERROR:
        raise frames.decode_error(output[frames.HEADER.size :])
