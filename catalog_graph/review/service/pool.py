"""The review pool: how many tables are reviewed at a time, for how long, and what happens to one that does not end.

Owns: slots, and the worker processes. Must not: know HTTP, read a table, or start processes itself (`supervisor`).

A slot is taken before a file is received, so that no more files are in memory than there are slots; of those as many
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
from catalog_graph.processes.supervisor import Supervisor
from catalog_graph.review.service.task import Task, encode

_MODULE = "catalog_graph.review.service.worker"
REUSE_SHARE = 4  # a worker that has taken more than this part of its memory is replaced
_SPLIT = "请按领域分成几个文件，并删去表格以外的内容后重试。"


@dataclass(frozen=True, slots=True)
class ReviewLimits:
    """`workers` reviews at a time; `waiting` more may be received or wait, for `wait` seconds. `megabytes` each."""

    workers: int = 2
    waiting: int = 8
    wait: float = 15.0
    megabytes: int = 1024


class ReviewPool:
    """Reviews tables; nothing is started before the first one, or `begin`. `module` is what runs in the workers."""

    def __init__(self, limits: ReviewLimits | None = None, module: str = _MODULE) -> None:
        self.limits, self._module = limits or ReviewLimits(), module
        self._workers = Supervisor(_ended, self._forget)
        self._forget()

    def _forget(self) -> None:
        self._taken = 0
        self._free = asyncio.Semaphore(self.limits.workers)

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers."""
        return self._workers.processes

    def begin(self) -> None:
        """Start a worker in the event loop that runs, without waiting for it."""
        self._workers.here()
        self._workers.begin(self._start_one())

    async def _start_one(self) -> None:
        async with self._free:
            self._workers.give_back(await self._worker())

    async def close(self) -> None:
        """End all workers; reviews under way fail."""
        self._workers.here()
        await self._workers.close()
        self._forget()

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """A slot, to be held from before the file is received until the answer is made. Raises Crowded."""
        self._workers.here()
        if self._taken >= self.limits.workers + self.limits.waiting:
            raise Crowded(f"正在核对和等候的文件已有{self._taken}个")
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1

    async def review(self, task: Task) -> bytes:
        """The answer to a task, by one who has a slot.

        Raises Crowded where no worker was free in time, FileTooLarge past the time or the memory, and what is wrong
        with the file.
        """
        self._workers.here()
        try:
            async with asyncio.timeout(self.limits.wait):
                await self._free.acquire()
        except TimeoutError:
            raise Crowded(f"等候了{self.limits.wait:g}秒，还没有轮到") from None
        try:
            return await self._reviewed(task)
        finally:
            self._free.release()

    async def _reviewed(self, task: Task) -> bytes:
        child = await self._worker()
        reusable = False
        try:
            async with asyncio.timeout(task.seconds):
                await child.send(frames.REQUEST, encode(task))
                content, megabytes = await _received(child)
            reusable = megabytes < self.limits.megabytes // REUSE_SHARE
            return content
        except TimeoutError:
            raise FileTooLarge(f"核对了{task.seconds:g}秒还没有做完，已中止", _SPLIT) from None
        except GongkaiError:
            reusable = child.alive
            if reusable:
                raise
            raise FileTooLarge("核对这个文件所需的时间或内存太多，已中止", _SPLIT) from None
        finally:
            if reusable:
                self._workers.give_back(child)
            else:
                self._workers.retire(child)

    async def _worker(self) -> Child:
        """An idle worker that is alive, or a new one. Raises what hinders its start."""
        child = self._workers.take()
        if child is not None:
            return child
        return await self._workers.ready(await self._workers.start(self._module, [str(self.limits.megabytes)]))


async def _received(child: Child) -> tuple[bytes, int]:
    """The whole answer, and the most memory its worker has taken, in MB. Raises the error that it sends."""
    pieces: list[bytes] = []
    while True:
        kind, payload = await child.receive()
        if kind == frames.END:
            return b"".join(pieces), int(payload)
        pieces.append(payload)


def _ended(code: int) -> GongkaiError:
    return GongkaiError(f"核对进程意外结束（{code}）")
