"""The desk: how many tables are reviewed at a time, for how long, and what happens to one that does not end.

Owns: places, and the worker processes. Must not: know HTTP, read a table, or start processes itself (`process`).

A place is taken before a file is received, so that no more files are in memory than there are places; of those as many
are reviewed at a time as there are workers. Workers start when they are first needed; one that has taken much memory
is replaced after its answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from catalog_graph.errors import Crowded, FileTooLarge, GongkaiError
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child
from catalog_graph.review.service.task import Task, encode

MODULE = "catalog_graph.review.service.worker"
KEPT_SHARE = 4  # a worker that has taken more than this part of its memory is replaced
_SPLIT = "请按领域分成几个文件，并删去表格以外的内容后重试。"


@dataclass(frozen=True, slots=True)
class Places:
    """`workers` reviews at a time; `waiting` more may be received or wait, for `wait` seconds. `megabytes` each."""

    workers: int = 2
    waiting: int = 8
    wait: float = 15.0
    megabytes: int = 1024


class Desk:
    """Reviews tables; nothing is started before the first one, or `begin`."""

    def __init__(self, places: Places | None = None) -> None:
        self.places = places or Places()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._forget()

    def _forget(self) -> None:
        self._taken = 0
        self._idle: list[Child] = []
        self._children: set[Child] = set()
        self._free = asyncio.Semaphore(self.places.workers)
        self._starting: asyncio.Task[None] | None = None

    def _here(self) -> None:
        """What belonged to another event loop cannot be used in this one."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._forget()
            self._loop = loop

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers."""
        return [child.pid for child in self._children if child.alive]

    @property
    def idle(self) -> int:
        """How many workers wait for a task."""
        return len(self._idle)

    async def begin(self) -> None:
        """Start a worker, without waiting for it."""
        self._here()
        if self._starting is None:
            self._starting = asyncio.get_running_loop().create_task(self._start_one())

    async def _start_one(self) -> None:
        async with self._free:
            self._idle.append(await self._worker())

    async def close(self) -> None:
        """End all workers; reviews under way fail."""
        if self._loop is not asyncio.get_running_loop():
            return
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        for child in list(self._children):
            await self._ended(child)
        self._forget()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place at the desk, from before the file is received until the answer is made. Raises Crowded."""
        self._here()
        if self._taken >= self.places.workers + self.places.waiting:
            raise Crowded(f"正在核对和等候的文件已有{self._taken}个")
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1

    async def review(self, task: Task) -> bytes:
        """The answer to a task, by one who has a place.

        Raises Crowded where no worker was free in time, FileTooLarge past the time or the memory, and what is wrong
        with the file.
        """
        self._here()
        try:
            async with asyncio.timeout(self.places.wait):
                await self._free.acquire()
        except TimeoutError:
            raise Crowded(f"等候了{self.places.wait:g}秒，还没有轮到") from None
        try:
            return await self._reviewed(task)
        finally:
            self._free.release()

    async def _reviewed(self, task: Task) -> bytes:
        child = await self._worker()
        keep = False
        try:
            async with asyncio.timeout(task.seconds):
                await child.send(frames.REQUEST, encode(task))
                content, megabytes = await _received(child)
            keep = megabytes < self.places.megabytes // KEPT_SHARE
            return content
        except TimeoutError:
            raise FileTooLarge(f"核对了{task.seconds:g}秒还没有做完，已中止", _SPLIT) from None
        except GongkaiError:
            keep = child.alive
            if keep:
                raise
            raise FileTooLarge("核对这个文件所需的时间或内存太多，已中止", _SPLIT) from None
        finally:
            if keep:
                self._idle.append(child)
            else:
                await self._ended(child)

    async def _worker(self) -> Child:
        """An idle worker that is alive, or a new one. Raises what hinders its start."""
        while self._idle:
            child = self._idle.pop()
            if child.alive:
                return child
            await self._ended(child)
        child = await Child.start([str(self.places.megabytes)], MODULE)
        self._children.add(child)
        try:
            await child.receive()
        except BaseException:
            await self._ended(child)
            raise
        return child

    async def _ended(self, child: Child) -> None:
        self._children.discard(child)
        await child.end()


async def _received(child: Child) -> tuple[bytes, int]:
    """The whole answer, and the most memory its worker has taken, in MB. Raises the error that it sends."""
    pieces: list[bytes] = []
    while True:
        kind, payload = await child.receive()
        if kind == frames.END:
            return b"".join(pieces), int(payload)
        pieces.append(payload)
