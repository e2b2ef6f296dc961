"""Workers of a pool, forked by one process that stands ready for it (`nest`).

Owns: that process as the service sees it, and what is known of each worker: its number, and how it ended.
Must not: know queries, or which worker does what (`crew`).

All workers are in the session of the nest. That matters: where the kernel groups processes by session, as it does on
desktops, a nice value counts within a session alone.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections import deque
from contextlib import suppress

from catalog_graph.errors import GongkaiError
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child

_MODULE = "catalog_graph.sparql.pool.fork_server"


class Forked:
    """A process that the nest has forked: `Life` as the nest tells it."""

    def __init__(self, pid: int) -> None:
        self.pid, self.returncode = pid, None  # type: int, int | None
        self._over = asyncio.Event()

    def gone(self, code: int) -> None:
        """It has ended."""
        self.returncode = code
        self._over.set()

    async def wait(self) -> int:
        """How it ended, once it has."""
        await self._over.wait()
        return self.returncode or 0


class Nursery:
    """The nest and its workers. Belongs to the event loop in which it is started."""

    def __init__(self, nest: Child, control: socket.socket) -> None:
        self._nest, self._control = nest, control
        self._awaited: deque[asyncio.Future[Forked]] = deque()
        self._living: dict[int, Forked] = {}
        self._listening = asyncio.get_running_loop().create_task(self._listen())

    @classmethod
    async def start(cls, path: str, megabytes: int) -> Nursery:
        """A nest for the store at a path, ready. Raises StoreUnavailable, or that it could not start."""
        ours, theirs = socket.socketpair()
        control = ours.dup()  # files are handed over a socket itself, not over a stream
        control.setblocking(False)
        try:
            nest = await Child.start_at(ours, theirs, [path, str(megabytes)], _MODULE)
        except OSError as error:
            ours.close()
            control.close()
            raise GongkaiError(f"查询进程不能启动：{error.strerror or error}") from None
        try:
            await nest.receive()
        except BaseException:
            control.close()
            await nest.end()
            raise
        return cls(nest, control)

    @property
    def alive(self) -> bool:
        """Whether it can fork."""
        return self._nest.alive and not self._listening.done()

    @property
    def pid(self) -> int:
        """The number of the process that forks."""
        return self._nest.pid

    async def worker(self, nice: int) -> Child:
        """A new worker with a nice value; its first frame says that it is ready. Raises GongkaiError."""
        ours, theirs = socket.socketpair()
        try:
            born: asyncio.Future[Forked] = asyncio.get_running_loop().create_future()
            with theirs:
                socket.send_fds(self._control, [bytes([nice])], [theirs.fileno()])
            self._awaited.append(born)
            return await Child.at(ours, await born)
        except OSError as error:
            ours.close()
            raise GongkaiError(f"查询进程不能启动：{error.strerror or error}") from None
        except BaseException:
            ours.close()  # a worker that nobody waits for ends with its input
            raise

    async def end(self) -> None:
        """End the nest, and the workers that still live; nobody may be waiting for one."""
        self._listening.cancel()
        await asyncio.wait({self._listening})
        self._control.close()
        await self._nest.end()

    async def _listen(self) -> None:
        """Hear what the nest says of its workers, to its end; then there is nobody to say how they end."""
        fault = GongkaiError("查询进程不能启动：服务正在关闭")
        try:
            while True:
                kind, payload = await self._nest.receive()
                pid, *code = json.loads(payload)
                if kind == frames.BORN:
                    self._living[pid] = Forked(pid)
                    born = self._awaited.popleft()
                    if not born.done():
                        born.set_result(self._living[pid])
                elif kind == frames.GONE:
                    self._living.pop(pid).gone(code[0])
        except GongkaiError:
            fault = GongkaiError("查询进程不能启动", "请稍后重试。")
        finally:
            for one in self._awaited:
                if not one.done():
                    one.set_exception(fault)
            for life in self._living.values():
                with suppress(ProcessLookupError):
                    os.kill(life.pid, signal.SIGKILL)
                life.gone(-signal.SIGHUP)
