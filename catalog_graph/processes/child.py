"""Child processes of the service: starting one, speaking frames with it, ending it.

Owns: the only place that starts processes for the service.
Must not: decide which query runs where (`pool`).
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from catalog_graph.errors import GongkaiError, QueryTimeout, QueryTooComplex
from catalog_graph.processes import frames

_READ_AHEAD = 1 << 20
_PROCESS_CLOCK = 2  # as clock_getcpuclockid(3) makes the clock of a process from its number


class Life(Protocol):
    """What is known of a process: its number and how it ended; `asyncio` has one of what it starts."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """How it ended, a negative number for a signal; None while it lives, as far as is known."""

    async def wait(self) -> int:
        """How it ended, once it has."""


class Child:
    """A process running a worker module, at the other end of two pipes or a socket."""

    def __init__(self, life: Life, out: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
        self._life, self._out, self._in = life, out, into

    @classmethod
    async def start(cls, arguments: Sequence[str], module: str = "catalog_graph.sparql.pool.worker") -> Child:
        """Start `python -m MODULE …`; it has a session of its own, so that Ctrl-C is for the service."""
        process = await asyncio.create_subprocess_exec(
            *_command(module, arguments), stdin=PIPE, stdout=PIPE, limit=_READ_AHEAD, start_new_session=True
        )
        assert process.stdin is not None  # noqa: S101 - piped above
        assert process.stdout is not None  # noqa: S101
        return cls(process, process.stdout, process.stdin)

    @classmethod
    async def start_at(cls, ours: socket.socket, theirs: socket.socket, arguments: Sequence[str], module: str) -> Child:
        """As `start`, with one end of a socket for the process and the other for frames; both are taken over."""
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *_command(module, arguments), stdin=theirs.fileno(), start_new_session=True
            )
        return await cls.at(ours, process)

    @classmethod
    async def at(cls, ours: socket.socket, life: Life) -> Child:
        """The process at the other end of a socket, which is taken over."""
        return cls(life, *await asyncio.open_unix_connection(sock=ours, limit=_READ_AHEAD))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._life.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs, as far as is known."""
        return self._life.returncode is None

    def work(self) -> float | None:
        """Seconds of processor time it has used; None where the system does not say so of another process."""
        if sys.platform != "linux":
            return None
        try:
            return time.clock_gettime((~self.pid << 3) | _PROCESS_CLOCK)
        except OSError:
            return None

    def step_back(self, nice: int) -> None:
        """Let other processes of its session go first from now on, by a nice value."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, nice)

    async def send(self, kind: int, payload: bytes) -> bool:
        """Give it a frame; False where it is gone."""
        try:
            self._in.write(frames.frame(kind, payload))
            await self._in.drain()
        except ConnectionError:
            return False
        return True

    async def receive(self) -> tuple[int, bytes]:
        """Its next frame. Raises the error that it sends, or one that says why it ended."""
        try:
            kind, length = frames.HEADER.unpack(await self._out.readexactly(frames.HEADER.size))
            payload = await self._out.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _ended(await self._life.wait()) from None
        if kind == frames.ERROR:
            raise frames.decode_error(payload)
        return kind, payload

    def kill(self) -> None:
        """Kill it without waiting; who waits for a frame of it gets an error.

        Not by `asyncio`, which would look whether it has ended, and so keep that from whoever waits for it.
        """
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def end(self) -> None:
        """Kill it and wait until it is gone; nobody may be waiting for a frame of it."""
        self.kill()
        self._in.close()
        with suppress(ConnectionError):
            while await self._out.read(_READ_AHEAD):
                pass  # what it said last: a pipe is closed by its end alone
        await self._life.wait()


def _command(module: str, arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


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
