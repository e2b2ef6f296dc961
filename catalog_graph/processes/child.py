"""A child process of the service: starting it, speaking frames with it, killing it.

Owns: the only place that starts processes for the service. Must not: know what a process works on, or why it ended.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol, TypeAlias

from catalog_graph.errors import GongkaiError
from catalog_graph.processes import frames

# What is said of a process that ended by itself, from its exit code; a negative one is a signal.
Ended: TypeAlias = Callable[[int], GongkaiError]
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
    """A process at the other end of a socket."""

    def __init__(self, life: Life, ended: Ended, out: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
        self._life, self._ended, self._out, self._in = life, ended, out, into

    @classmethod
    async def start(cls, module: str, arguments: Sequence[str], ended: Ended) -> Child:
        """Start `python -m module arguments`; its standard input and output are the other end of our socket.

        It has a session of its own, so that Ctrl-C is for the service. Raises GongkaiError where it cannot start.
        """
        out, into, theirs = await connected()
        command = [sys.executable, "-m", module, *arguments]
        with theirs:
            try:
                life = await asyncio.create_subprocess_exec(
                    *command, stdin=theirs.fileno(), stdout=theirs.fileno(), start_new_session=True
                )
            except BaseException as error:
                into.close()
                if isinstance(error, OSError):
                    raise GongkaiError(f"进程不能启动：{error.strerror or error}") from None
                raise
        return cls(life, ended, out, into)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._life.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs, as far as is known."""
        return self._life.returncode is None

    def processor_seconds(self) -> float | None:
        """Processor time that it has used; None where the system does not say so of another process."""
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
        """Its next frame: kind and payload. Raises the error that it sends, or one that says why it ended."""
        try:
            kind, length = frames.HEADER.unpack(await self._out.readexactly(frames.HEADER.size))
            payload = await self._out.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise self._ended(await self._life.wait()) from None
        if kind == frames.ERROR:
            raise frames.decode_error(payload)
        return kind, payload

    def hand_over(self, word: bytes, *sockets: socket.socket) -> None:
        """Give it a word and copies of some sockets, beside the frames. Raises OSError where it is gone."""
        with socket.fromfd(self._in.get_extra_info("socket").fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as channel:
            socket.send_fds(channel, [word], [one.fileno() for one in sockets])

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
            await self._in.wait_closed()
        await self._life.wait()


async def connected() -> tuple[asyncio.StreamReader, asyncio.StreamWriter, socket.socket]:
    """Our end of a new socket as two streams, and the other end."""
    ours, theirs = socket.socketpair()
    try:
        out, into = await asyncio.open_unix_connection(sock=ours, limit=_READ_AHEAD)
    except BaseException:
        theirs.close()
        raise
    return out, into, theirs
