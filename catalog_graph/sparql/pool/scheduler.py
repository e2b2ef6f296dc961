"""A pool of SPARQL workers: which query runs when, for how long, and what happens to one that does not end.

Owns: scheduling. Must not: know HTTP, or start processes itself (`crew`).

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

from catalog_graph.errors import Busy, GongkaiError, QueryTimeout
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child
from catalog_graph.sparql.pool.queue import Reply, Rules, SlowTexts, Ticket, given, light, promise
from catalog_graph.sparql.pool.workers import SLOW, Crew
from catalog_graph.sparql.request import QueryRequest, encode_request

_MOST_SLICES = 6
_AGEING = 4.0  # one second of waiting is worth so many variables
_First = asyncio.Task[tuple[int, bytes]]


class Pool:
    """Workers over the store at a path. Belongs to the event loop in which it is first asked."""

    def __init__(self, path: str, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self._crew = Crew(path, self.rules.megabytes, self._dispatch, self._refuse_all)
        self._new: list[Ticket] = []
        self._slow: deque[Ticket] = deque()
        self._running: set[Ticket] = set()
        self._known_slow, self._known_heavy = SlowTexts(), SlowTexts()
        self._closed = False

    async def ask(self, request: QueryRequest) -> Reply:
        """The beginning of the answer to a query; it must be closed where it is not read to its end.

        Cancelling it ends the query. Raises Busy, QueryTimeout, or what is wrong with the query.
        """
        ticket = self._ticket(request)
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
        self._refuse_all(Busy("服务正在关闭"))
        for ticket in self._running:
            if ticket.task is not None:
                ticket.task.cancel()
        await self._crew.close()

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers, and of the process that they are forked from."""
        return self._crew.processes

    @property
    def ended(self) -> int:
        """How many workers have been ended so far."""
        return self._crew.ended

    @property
    def slow_running(self) -> int:
        """How many slow queries run now."""
        return sum(one.slow for one in self._running)

    # Waiting

    def _ticket(self, request: QueryRequest) -> Ticket:
        loop, text = asyncio.get_running_loop(), request.text
        slow = text in self._known_slow
        rank = promise(text) + loop.time() * _AGEING
        easy = light(text) and not slow and text not in self._known_heavy
        return Ticket(request, loop.create_future(), slow, light=easy, rank=rank)

    def _enqueue(self, ticket: Ticket) -> None:
        ticket.task = None
        (self._slow if ticket.slow else self._new).append(ticket)
        self._dispatch()
        if ticket.task is None:
            late = Busy(f"排队超过{self.rules.wait:g}秒，没有空闲的查询进程")
            ticket.timer = asyncio.get_running_loop().call_later(self.rules.wait, self._refuse, ticket, late)

    def _refuse(self, ticket: Ticket, error: GongkaiError) -> None:
        if self._unqueue(ticket):
            ticket.settle(error)

    def _refuse_all(self, error: GongkaiError) -> None:
        for ticket in [*self._new, *self._slow]:
            self._refuse(ticket, error)

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
        """Start what may run, in the express lane first."""
        for express in (True, False):
            while not self._closed and (ticket := self._next(express)):
                child = self._crew.take(express)
                if child is None:
                    break
                self._unqueue(ticket)
                ticket.express = express
                self._running.add(ticket)
                ticket.task = self._crew.begin(self._run(child, ticket))
        self._fill()

    def _fill(self) -> None:
        """Start workers: there is one more than are at work, so that the next query need not wait."""
        wanted = self._ordinary_running() + sum(not one.light for one in self._new) + len(self._slow)
        self._crew.fill(express=True, wanted=1)
        self._crew.fill(express=False, wanted=min(self.rules.most, wanted) + 1)

    def _next(self, express: bool) -> Ticket | None:
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

    async def _run(self, child: Child, ticket: Ticket) -> None:
        """One query on one worker, to its end; the worker is free again, or ended and replaced.

        After a slow query it is ended too: it has stepped back behind other processes, and may hold much memory.
        """
        free = again = False
        try:
            if not await child.send(frames.REQUEST, encode_request(ticket.request)):
                again = True  # it had died while it was idle
            elif not await self._answer(child, ticket):
                again = True
                ticket.slow = not ticket.express or ticket.request.text in self._known_slow
                ticket.light = False
            free = not again
        except GongkaiError as error:
            free = child.alive and not isinstance(error, QueryTimeout)
            ticket.fail(error)
        except BaseException:
            ticket.fail(Busy("查询被取消"))
            raise
        finally:
            self._running.discard(ticket)
            if free and not ticket.slow and not self._closed:
                self._crew.give_back(child)
            else:
                self._crew.retire(child)
            if again and not ticket.outcome.done() and not self._closed:
                self._enqueue(ticket)
            self._dispatch()

    async def _answer(self, child: Child, ticket: Ticket) -> bool:
        """Pass the answer of a worker on; False where the query may not go on as long as it needs."""
        loop = asyncio.get_running_loop()
        begin = loop.time()
        end = begin + self.rules.seconds
        if ticket.slow:
            child.step_back(SLOW)
        first = loop.create_task(child.receive())
        try:
            if not await self._in_time(child, first, ticket):
                return False
            if not first.done():
                child.step_back(SLOW)
                await asyncio.wait({first}, timeout=end - loop.time())
            if not first.done():
                raise self._timeout()
            head = json.loads(first.result()[1])
        finally:
            if not first.done():
                first.cancel()
                await asyncio.wait({first})
        if head["whole"]:
            held = await self._collected(child, end)
            ticket.settle(Reply(head, given(held)))
            if loop.time() - begin < self.rules.slice:
                self._known_slow.discard(ticket.request.text)
            return True
        self._known_slow.add(ticket.request.text)
        if not self._goes_on(child, ticket):
            return False
        ticket.settle(Reply(head, ticket.passed(), ticket.task))
        await self._pass_on(child, ticket, end)
        return True

    async def _in_time(self, child: Child, first: _First, ticket: Ticket) -> bool:
        """Whether a worker has something to say within the slice of its lane, or may go on past it."""
        if ticket.express:
            quick = await self._within(child, first, self.rules.light, ticket, self._known_heavy)
            if not quick and not self._moves_over(child, ticket):
                return False
        if ticket.slow or first.done():
            return True
        quick = await self._within(child, first, self.rules.slice, ticket, self._known_slow)
        return quick or self._goes_on(child, ticket)

    async def _within(self, child: Child, first: _First, slice_: float, ticket: Ticket, known: SlowTexts) -> bool:
        """Whether a worker has something to say within a slice of its work; if not, that becomes `known` of the text.

        Its work counts, not the clock: on a busy machine a quick query takes long too, though not without end.
        """
        begin = child.work()
        for _ in range(_MOST_SLICES):
            await asyncio.wait({first}, timeout=slice_)
            now = child.work()
            if first.done():
                break
            if begin is None or now is None or now - begin >= slice_ / 2:
                known.add(ticket.request.text)
                break
        return first.done()

    def _moves_over(self, child: Child, ticket: Ticket) -> bool:
        """Whether a query may go on in the ordinary lane; then its worker is in that lane from now on."""
        if self._ordinary_running() >= self.rules.most:
            return False
        ticket.express = False
        self._crew.move(child)
        self._fill()
        return True

    def _goes_on(self, child: Child, ticket: Ticket) -> bool:
        """Whether a query may go on past its slice."""
        if ticket.express and not self._moves_over(child, ticket):
            return False
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
