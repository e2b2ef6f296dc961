"""Small answers that are made in a thread: all that were asked for meanwhile together, once each, and kept.

Owns: who waits for the next batch, and what is kept. Must not: know what is made.

To go to a thread and back takes longer than to look up a name, and where fifty wait most of that is waiting for turns.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Iterable

from starlette.concurrency import run_in_threadpool

from catalog_graph.errors import Overloaded
from catalog_graph.sparql.byte_cache import ByteCache

_TOGETHER = 16  # so that who comes late waits for few that take long

Make = Callable[[], bytes]


class Batches:
    """Made bytes by key, of which `limit` are kept; `most` wait at a time."""

    def __init__(self, limit: int, most: int) -> None:
        self.cache: ByteCache[bytes] = ByteCache(limit)
        self._most = most
        self._waiting: deque[tuple[Hashable, Make]] = deque()
        self._made: dict[Hashable, asyncio.Future[bytes]] = {}
        self._maker: asyncio.Task[None] | None = None

    async def body(self, key: Hashable, make: Make) -> bytes:
        """What `make` makes; the same bytes for the same key. Raises Overloaded where too many wait, and as `make`."""
        known = self.cache.get(key)
        if known is not None:
            return known
        future = self._made.get(key)
        if future is None:
            if len(self._made) >= self._most:
                raise Overloaded(f"正在查的地名太多（{len(self._made)}个）")
            future = self._made[key] = asyncio.get_running_loop().create_future()
            future.add_done_callback(lambda done: done.cancelled() or done.exception())  # who asked may have left
            self._waiting.append((key, make))
            if self._maker is None:
                self._maker = asyncio.ensure_future(self._make_all())
        return await asyncio.shield(future)

    async def _make_all(self) -> None:
        """Make what waits, batch by batch, until nothing does."""
        try:
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(_TOGETHER, len(self._waiting)))]
                made = await run_in_threadpool(_outcomes, [make for _, make in batch])
                for (key, _), outcome in zip(batch, made, strict=True):
                    self._end(key, outcome)
        finally:  # also where the loop ends before its work
            self._maker = None
            self._waiting.clear()
            for future in self._made.values():
                future.cancel()
            self._made.clear()

    def _end(self, key: Hashable, outcome: bytes | Exception) -> None:
        future = self._made.pop(key)
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            self.cache.put(key, outcome)
            future.set_result(outcome)


def _outcomes(makers: Iterable[Make]) -> list[bytes | Exception]:
    return [_outcome(make) for make in makers]


def _outcome(make: Make) -> bytes | Exception:
    try:
        return make()
    except Exception as error:
        return error
