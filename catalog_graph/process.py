"""Child processes of the service: starting one, speaking frames with it, ending it.

Owns: the only place that starts processes for the service.
Must not: decide which query runs where (`pool`).
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

from catalog_graph import frames
from catalog_graph.errors import GongkaiError, QueryTimeout, QueryTooComplex

_READ_AHEAD = 1 << 20
_NICE = 10
_PROCESS_CLOCK = 2  # as clock_getcpuclockid(3) makes the clock of a process from its number


class Child:
    """A process running a worker module, at the other end of two pipes."""

    def __init__(self, process: Process) -> None:
        self._process = process
        assert process.stdin is not None  # noqa: S101 - piped below
        assert process.stdout is not None  # noqa: S101
        self._in, self._out = process.stdin, process.stdout

    @classmethod
    async def start(cls, arguments: Sequence[str], module: str = "catalog_graph.worker") -> Child:
        """Start `python -m MODULE …`; it has a session of its own, so that Ctrl-C is for the service."""
        command = [sys.executable, "-m", module, *arguments]
        return cls(
            await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, limit=_READ_AHEAD, start_new_session=True
            )
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs, as far as is known."""
        return self._process.returncode is None

    def work(self) -> float | None:
        """Seconds of processor time it has used; None where the system does not say so of another process."""
        if sys.platform != "linux":
            return None
        try:
            return time.clock_gettime((~self.pid << 3) | _PROCESS_CLOCK)
        except OSError:
            return None

    def step_back(self) -> None:
        """Let other processes go first from now on."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICE)

    async def send(self, kind: int, payload: bytes) -> bool:
        """Give it a frame; False where it is gone."""
        try:
            self._in.write(frames.frame(kind, payload))
            await self._in.drain()
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    async def receive(self) -> tuple[int, bytes]:
        """Its next frame. Raises the error that it sends, or one that says why it ended."""
        try:
            kind, length = frames.HEADER.unpack(await self._out.readexactly(frames.HEADER.size))
            payload = await self._out.readexactly(length)
        except asyncio.IncompleteReadError:
            raise _ended(await self._process.wait()) from None
        if kind == frames.ERROR:
            raise frames.decode_error(payload)
        return kind, payload

    def kill(self) -> None:
        """Kill it without waiting; who waits for a frame of it gets an error."""
        if self.alive:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def end(self) -> None:
        """Kill it and wait until it is gone; nobody may be waiting for a frame of it."""
        self.kill()
        self._in.close()
        while await self._out.read(_READ_AHEAD):
            pass  # what it said last: the pipe is closed by its end alone
        await self._process.wait()


def _ended(code: int) -> GongkaiError:
    """Why a process ended by itself, from its exit code (a negative one is a signal).

    >>> _ended(-signal.SIGSEGV).code
    'query-too-complex'
    """
    if code == -signal.SIGALRM:
        return QueryTimeout("查询超过时间上限，已中止")
    if code == -signal.SIGSEGV:
        return QueryTooComplex("查询嵌套过深，查询引擎无法处理")
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        return QueryTooComplex("查询占用的内存超过上限，已中止")
    return GongkaiError(f"查询进程意外结束（{code}）")
