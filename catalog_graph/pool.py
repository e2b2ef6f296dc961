"""A pool of SPARQL workers: which query runs when, for how long, and what happens to one that does not end.

Owns: scheduling. Must not: know HTTP, or start processes itself (`process`).

Every query may run at once for a slice of time. One that needs longer is slow: only so many may be, so that workers
are always left for quick ones; where no more may be, it is ended and waits its turn to start again. Texts that were
slow before wait for that turn from the beginning. Of the new ones those go first whose text promises little work, so
that `ASK {}` need not wait for a flood of joins; each second of waiting counts against that. What waits too long, or
is pushed out where too many wait, is told so.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Coroutine

from catalog_graph import frames
from catalog_graph.errors import Busy, GongkaiError, QueryTimeout
from catalog_graph.frames import Request
from catalog_graph.process import Child
from catalog_graph.tickets import Reply, Rules, SlowTexts, Ticket, given, promise

_MOST_SLICES = 6
_AGEING = 4.0  # one second of waiting is worth so many variables


class Pool:
    """Workers over the store at a path. Belongs to the event loop in which it is first asked."""

    def __init__(self, path: str, rules: Rules | None = None) -> None:
        self._path, self.rules = path, rules or Rules()
        self._idle: list[Child] = []
        self._children: set[Child] = set()
        self._starting = 0
        self._new: list[Ticket] = []
        self._slow: deque[Ticket] = deque()
        self._running: set[Ticket] = set()
        self._known_slow = SlowTexts()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.ended = 0

    async def ask(self, request: Request) -> Reply:
        """The beginning of the answer to a query; it must be closed where it is not read to its end.

        Cancelling it ends the query. Raises Busy, QueryTimeout, or what is wrong with the query.
        """
        loop = asyncio.get_running_loop()
        slow = request.text in self._known_slow
        ticket = Ticket(request, loop.create_future(), slow, promise(request.text) + loop.time() * _AGEING)
        if len(self._new) + len(self._slow) >= self.rules.waiting:
            # Slow ones go first, so that a quick one always gets in.
            last = self._slow[0] if self._slow else max(self._new, key=lambda one: one.rank)
            self._refuse(last, Busy(f"排队的查询超过{self.rules.waiting}个"))
        self._enqueue(ticket)
        try:
            return await ticket.outcome
        except asyncio.CancelledError:
            if ticket.task is not None:
                ticket.task.cancel()
            raise
        finally:
            self._unqueue(ticket)

    async def close(self) -> None:
        """End all workers; queries under way fail."""
        self._closed = True
        for ticket in [*self._new, *self._slow]:
            self._refuse(ticket, Busy("服务正在关闭"))
        for ticket in self._running:
            if ticket.task is not None:
                ticket.task.cancel()
        for child in self._children:
            child.kill()
        for child in self._idle:
            self._retire(child)
        while self._tasks:
            await asyncio.wait(self._tasks)

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers."""
        return [child.pid for child in self._children]

    @property
    def slow_running(self) -> int:
        """How many slow queries run now."""
        return sum(one.slow for one in self._running)

    # Waiting

    def _enqueue(self, ticket: Ticket) -> None:
        late = Busy(f"排队超过{self.rules.wait:g}秒，没有空闲的查询进程")
        ticket.timer = asyncio.get_running_loop().call_later(self.rules.wait, self._refuse, ticket, late)
        (self._slow if ticket.slow else self._new).append(ticket)
        self._dispatch()

    def _refuse(self, ticket: Ticket, error: GongkaiError) -> None:
        if self._unqueue(ticket):
            ticket.settle(error)

    def _unqueue(self, ticket: Ticket) -> bool:
        """Take a ticket out of its queue; whether it was in one."""
        if ticket.timer is not None:
            ticket.timer.cancel()
        for queue in (self._new, self._slow):
            if ticket in queue:
                queue.remove(ticket)
                return True
        return False

    # Starting

    def _dispatch(self) -> None:
        """Start what may run, and workers: there is one more than are at work, so that the next query need not wait."""
        self._idle = [child for child in self._idle if child.alive]
        self._children = {child for child in self._children if child.alive}
        while self._idle and (ticket := self._next()):
            self._running.add(ticket)
            if ticket.timer is not None:
                ticket.timer.cancel()
            ticket.task = self._begin(self._run(self._idle.pop(), ticket))
        wanted = min(self.rules.most, len(self._running) + len(self._new) + len(self._slow)) + 1
        while not self._closed and len(self._children) + self._starting < wanted:
            self._starting += 1
            self._begin(self._start())

    def _next(self) -> Ticket | None:
        if len(self._running) >= self.rules.most or self._closed:
            return None
        if self._new:
            first = min(self._new, key=lambda one: one.rank)
            self._new.remove(first)
            return first
        return self._slow.popleft() if self._slow and self._room_for_slow() else None

    def _room_for_slow(self) -> bool:
        return self.slow_running < self.rules.most_slow

    def _begin(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _start(self) -> None:
        try:
            child = await Child.start(["answer", self._path, str(self.rules.megabytes)])
            self._children.add(child)
            if self._closed:
                child.kill()
        finally:
            self._starting -= 1
        try:
            await child.receive()
        except GongkaiError as error:
            self._retire(child)
            for ticket in [*self._new, *self._slow]:
                self._refuse(ticket, error)
        else:
            self._idle.append(child)
            self._dispatch()

    # Running

    async def _run(self, child: Child, ticket: Ticket) -> None:
        """One query on one worker, to its end; the worker is free again, or ended and replaced.

        After a slow query it is ended too: it has stepped back behind other processes, and may hold much memory.
        """
        free = again = False
        try:
            if not await child.send(frames.REQUEST, frames.encode_request(ticket.request)):
                again = True  # it had died while it was idle
            elif not await self._answer(child, ticket):
                again = ticket.slow = True
            free = not again
        except GongkaiError as error:
            free = child.alive and not isinstance(error, QueryTimeout)
            ticket.fail(error)
        except BaseException:
            ticket.fail(Busy("查询被取消"))
            raise
        finally:
            self._running.discard(ticket)
            free = free and not ticket.slow
            if free and not self._closed:
                self._idle.append(child)
            else:
                self._retire(child)
            if again and not ticket.outcome.done() and not self._closed:
                self._enqueue(ticket)
            self._dispatch()

    def _retire(self, child: Child) -> None:
        self.ended += 1
        self._children.discard(child)
        self._begin(child.end())

    async def _answer(self, child: Child, ticket: Ticket) -> bool:
        """Pass the answer of a worker on; False where the query is slow and no more slow ones may run."""
        loop = asyncio.get_running_loop()
        begin = loop.time()
        end = begin + self.rules.seconds
        if ticket.slow:
            child.step_back()
        first = loop.create_task(child.receive())
        try:
            if not ticket.slow and not await self._quick(child, first, ticket) and not self._becomes_slow(ticket):
                return False
            if not first.done():
                child.step_back()
            await asyncio.wait({first}, timeout=end - loop.time())
            if not first.done():
                raise self._timeout()
            head = json.loads(first.result()[1])
        finally:
            first.cancel()
            await asyncio.wait({first})
        if head["whole"]:
            held = await self._collected(child, end)
            ticket.settle(Reply(head, given(held)))
            if loop.time() - begin < self.rules.slice:
                self._known_slow.discard(ticket.request.text)
            return True
        self._known_slow.add(ticket.request.text)
        if not self._becomes_slow(ticket):
            return False
        ticket.settle(Reply(head, ticket.passed(), ticket.task))
        await self._pass_on(child, ticket, end)
        return True

    async def _quick(self, child: Child, first: asyncio.Task[tuple[int, bytes]], ticket: Ticket) -> bool:
        """Whether a worker has something to say within a slice of its work.

        Its work counts, not the clock: on a busy machine a quick query takes long too, though not without end.
        """
        begin, slice_ = child.work(), self.rules.slice
        for _ in range(_MOST_SLICES):
            await asyncio.wait({first}, timeout=slice_)
            now = child.work()
            if first.done():
                break
            if begin is None or now is None or now - begin >= slice_ / 2:
                self._known_slow.add(ticket.request.text)
                break
        return first.done()

    def _becomes_slow(self, ticket: Ticket) -> bool:
        """Whether a query may go on past its slice."""
        ticket.slow = ticket.slow or self._room_for_slow()
        return ticket.slow

    def _timeout(self) -> QueryTimeout:
        return QueryTimeout(f"查询超过{self.rules.seconds:g}秒的时间上限，已中止")

    async def _collected(self, child: Child, end: float) -> list[bytes]:
        held = []
        try:
            async with asyncio.timeout_at(end):
                while (got := await child.receive())[0] != frames.END:
                    held.append(got[1])
        except TimeoutError:
            raise self._timeout() from None
        return held

    async def _pass_on(self, child: Child, ticket: Ticket, end: float) -> None:
        """Pieces as they come; a reader that is too slow keeps the worker from going on until the time is over."""
        try:
            async with asyncio.timeout_at(end):
                while (got := await child.receive())[0] != frames.END:
                    await ticket.passing.put(got[1])
                await ticket.passing.put(None)
        except TimeoutError:
            raise self._timeout() from None
