"""The scheduler of SPARQL workers: which query runs when, for how long, and what happens to one that does not end.

Owns: scheduling. Must not: know HTTP, or start processes itself (`workers`).

Every query may run at once for a slice of time. One that needs longer is slow: only so many may be, so that workers
are always left for quick ones; where no more may be, it is ended and waits its turn to start again. Texts that were
slow before wait for that turn from the beginning. Of the new ones those go first whose text promises little work, so
that a look-up need not wait for a flood of joins; each second of waiting counts against that. What waits too long, or
is pushed out where too many wait, is told so.

Beside the others one worker, in the express lane, runs only what looks light, and only for a short slice, so that
`ASK {}` need not even wait until one of the others is free. What turns out not to be light goes on as an ordinary
query where there is room for one, and else is ended and waits for that.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator

from cachetools import LRUCache

from catalog_graph.errors import Busy, GongkaiError, QueryTimeout
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child
from catalog_graph.sparql.pool.queue import Job, QueryReply, Rules
from catalog_graph.sparql.pool.workers import SLOW, Workers
from catalog_graph.sparql.request import QueryRequest, encode_request

_MOST_SLICES = 6
_AGEING = 4.0  # one second of waiting is worth so many variables
_MOST_REMEMBERED = 4096
_First = asyncio.Task[tuple[int, bytes]]
Known = LRUCache[int, bool]  # texts that turned out to be so


class Scheduler:
    """Workers over the store at a path. Belongs to the event loop in which it is first asked."""

    def __init__(self, path: str, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self._workers = Workers(path, self.rules.megabytes, self._dispatch, self._refuse_all)
        self._new: list[Job] = []
        self._slow: deque[Job] = deque()
        self._running: set[Job] = set()
        self._known_slow, self._known_heavy = Known(_MOST_REMEMBERED), Known(_MOST_REMEMBERED)

    async def ask(self, request: QueryRequest) -> QueryReply:
        """The beginning of the answer to a query; it must be closed where it is not read to its end.

        Cancelling it ends the query. Raises Busy, QueryTimeout, or what is wrong with the query.
        """
        job = self._job(request)
        if len(self._new) + len(self._slow) >= self.rules.waiting:
            # Slow ones go first, so that a quick one always gets in.
            last = self._slow[0] if self._slow else max(self._new, key=lambda one: one.rank)
            self._refuse(last, Busy(f"排队的查询超过{self.rules.waiting}个"))
        self._enqueue(job)
        try:
            return await job.outcome
        except asyncio.CancelledError:
            if job.task is not None:
                job.task.cancel()
            raise
        finally:
            self._unqueue(job)

    async def close(self) -> None:
        """End all workers; queries under way fail."""
        self._workers.closed = True
        self._refuse_all(Busy("服务正在关闭"))
        await self._workers.close()

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers, and of the process that they are forked from."""
        return self._workers.processes

    @property
    def ended(self) -> int:
        """How many workers have been ended so far."""
        return self._workers.retired

    @property
    def slow_running(self) -> int:
        """How many slow queries run now."""
        return sum(one.slow for one in self._running)

    # Waiting

    def _job(self, request: QueryRequest) -> Job:
        loop, query = asyncio.get_running_loop(), request.query
        key = hash(query.text)
        slow = key in self._known_slow
        light = query.light and not slow and key not in self._known_heavy
        return Job(request, key, loop.create_future(), slow, light, rank=query.promise + loop.time() * _AGEING)

    def _enqueue(self, job: Job) -> None:
        job.task = None
        (self._slow if job.slow else self._new).append(job)
        self._dispatch()
        if job.task is None:
            late = Busy(f"排队超过{self.rules.wait:g}秒，没有空闲的查询进程")
            job.timer = asyncio.get_running_loop().call_later(self.rules.wait, self._refuse, job, late)

    def _refuse(self, job: Job, error: GongkaiError) -> None:
        if self._unqueue(job):
            job.settle(error)

    def _refuse_all(self, error: GongkaiError) -> None:
        for job in [*self._new, *self._slow]:
            self._refuse(job, error)

    def _unqueue(self, job: Job) -> bool:
        """Take a job out of its queue; whether it was in one."""
        if job.timer is not None:
            job.timer.cancel()
        for queue in (self._new, self._slow):
            if job in queue:
                queue.remove(job)
                return True
        return False

    # Starting

    def _dispatch(self) -> None:
        """Start what may run, in the express lane first."""
        for express in (True, False):
            while not self._workers.closed and (job := self._next(express)):
                child = self._workers.take_from(express)
                if child is None:
                    break
                self._unqueue(job)
                job.express = express
                self._running.add(job)
                job.task = self._workers.begin(self._run(child, job))
        self._fill()

    def _fill(self) -> None:
        """Start workers: there is one more than are at work, so that the next query need not wait."""
        wanted = self._ordinary_running() + sum(not one.light for one in self._new) + len(self._slow)
        self._workers.fill(express=True, wanted=1)
        self._workers.fill(express=False, wanted=min(self.rules.most, wanted) + 1)

    def _next(self, express: bool) -> Job | None:
        """Whose turn it is in a lane; it stays in its queue."""
        if express:
            return min((one for one in self._new if one.light), key=lambda one: one.rank, default=None)
        if self._ordinary_running() >= self.rules.most:
            return None
        if self._new:
            return min(self._new, key=lambda one: one.rank)
        return self._slow[0] if self._slow and self._room_for_slow() else None

    def _ordinary_running(self) -> int:
        return sum(not one.express for one in self._running)

    def _room_for_slow(self) -> bool:
        return self.slow_running < self.rules.most_slow

    # Running

    async def _run(self, child: Child, job: Job) -> None:
        """One query on one worker, to its end; the worker is free again, or ended and replaced.

        After a slow query it is ended too: it has stepped back behind other processes, and may hold much memory.
        """
        free = again = False
        try:
            if not await child.send(frames.REQUEST, encode_request(job.request)):
                again = True  # it had died while it was idle
            elif not await self._answer(child, job):
                again = True
                job.slow = not job.express or job.key in self._known_slow
                job.light = False
            free = not again
        except GongkaiError as error:
            free = child.alive and not isinstance(error, QueryTimeout)
            job.fail(error)
        except BaseException:
            job.fail(Busy("查询被取消"))
            raise
        finally:
            self._running.discard(job)
            if free and not job.slow and not self._workers.closed:
                self._workers.give_back(child)
            else:
                self._workers.retire(child)
            if again and not job.outcome.done() and not self._workers.closed:
                self._enqueue(job)
            self._dispatch()

    async def _answer(self, child: Child, job: Job) -> bool:
        """Pass the answer of a worker on; False where the query may not go on as long as it needs.

        Raises QueryTimeout where the time is over, be it that a reader is too slow to let the worker go on.
        """
        begin = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(begin + self.rules.seconds):
                head = await self._head(child, job)
                if head is None:
                    return False
                if head["whole"]:
                    job.settle(QueryReply(head, b"".join([piece async for piece in _pieces(child)])))
                    if asyncio.get_running_loop().time() - begin < self.rules.slice:
                        self._known_slow.pop(job.key, None)
                    return True
                self._known_slow[job.key] = True
                if not self._goes_on(child, job):
                    return False
                job.settle(QueryReply(head, pieces=job.passed(), task=job.task))
                async for piece in _pieces(child):
                    await job.passing.put(piece)
                await job.passing.put(None)
                return True
        except TimeoutError:
            raise QueryTimeout(f"查询超过{self.rules.seconds:g}秒的时间上限，已中止") from None

    async def _head(self, child: Child, job: Job) -> dict[str, object] | None:
        """What a worker says first of an answer; None where the query may not go on as long as that needs."""
        if job.slow:
            child.step_back(SLOW)
        first = asyncio.ensure_future(child.receive())
        try:
            if not await self._in_time(child, first, job):
                return None
            if not first.done():
                child.step_back(SLOW)
            _, payload = await first
        finally:
            if not first.done():
                first.cancel()
                await asyncio.wait({first})
        head: dict[str, object] = json.loads(payload)
        return head

    async def _in_time(self, child: Child, first: _First, job: Job) -> bool:
        """Whether a worker has something to say within the slice of its lane, or may go on past it."""
        if job.express:
            quick = await self._within(child, first, self.rules.light, job, self._known_heavy)
            if not quick and not self._moves_over(child, job):
                return False
        if job.slow or first.done():
            return True
        quick = await self._within(child, first, self.rules.slice, job, self._known_slow)
        return quick or self._goes_on(child, job)

    async def _within(self, child: Child, first: _First, slice_: float, job: Job, known: Known) -> bool:
        """Whether a worker has something to say within a slice of its work; if not, that becomes `known` of the text.

        Its work counts, not the clock: on a busy machine a quick query takes long too, though not without end.
        """
        begin = child.processor_seconds()
        for _ in range(_MOST_SLICES):
            await asyncio.wait({first}, timeout=slice_)
            now = child.processor_seconds()
            if first.done():
                break
            if begin is None or now is None or now - begin >= slice_ / 2:
                known[job.key] = True
                break
        return first.done()

    def _moves_over(self, child: Child, job: Job) -> bool:
        """Whether a query may go on in the ordinary lane; then its worker is in that lane from now on."""
        if self._ordinary_running() >= self.rules.most:
            return False
        job.express = False
        self._workers.move(child)
        self._fill()
        return True

    def _goes_on(self, child: Child, job: Job) -> bool:
        """Whether a query may go on past its slice."""
        if job.express and not self._moves_over(child, job):
            return False
        job.slow = job.slow or self._room_for_slow()
        return job.slow


async def _pieces(child: Child) -> AsyncIterator[bytes]:
    """What follows the beginning of an answer, to its end."""
    while True:
        kind, payload = await child.receive()
        if kind == frames.END:
            return
        yield payload
