"""Pages, tables and RDF that take long to make: made a few at a time, once for all who ask meanwhile, and kept.

Owns: the places where they are made, who waits for them, and what is kept. Must not: know what they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Sized
from functools import partial
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

from catalog_graph.errors import Overloaded
from catalog_graph.sparql.byte_cache import ByteCache

_Content = TypeVar("_Content", bound=Sized)


class Renders(Generic[_Content]):
    """What is made by key, of which `limit` are kept; `places` are made at a time, `waiting` more wait for that."""

    def __init__(self, limit: int, places: int, waiting: int) -> None:
        self.kept: ByteCache[_Content] = ByteCache(limit)
        self._places, self._most = asyncio.Semaphore(places), places + waiting
        self._making: dict[Hashable, asyncio.Task[_Content]] = {}
        self._asking: dict[Hashable, int] = {}

    @property
    def under_way(self) -> int:
        """How many are being made or wait for it."""
        return len(self._making)

    async def body(self, key: Hashable, make: Callable[[], _Content]) -> _Content:
        """What `make` makes in a thread; the same for the same key.

        When all who ask for it have been cancelled before its turn, it is not made. Raises Overloaded where too many
        wait, and what `make` raises.
        """
        kept = self.kept.get(key)
        if kept is not None:
            return kept
        making = self._making.get(key)
        if making is None:
            if len(self._making) >= self._most:
                raise Overloaded(f"正在生成的页面太多（{len(self._making)}个）")
            making = self._making[key] = asyncio.ensure_future(self._made(key, make))
            making.add_done_callback(partial(self._forget, key))
        self._asking[key] = self._asking.get(key, 0) + 1
        try:
            return await asyncio.shield(making)
        finally:
            self._leave(key, making)

    def _leave(self, key: Hashable, making: asyncio.Task[_Content]) -> None:
        left = self._asking.pop(key) - 1
        if left:
            self._asking[key] = left
        elif not making.done():
            self._forget(key, making)  # who asks from now on is not to be told that it was given up
            making.cancel()

    def _forget(self, key: Hashable, making: asyncio.Task[_Content]) -> None:
        if self._making.get(key) is making:
            del self._making[key]

    async def _made(self, key: Hashable, make: Callable[[], _Content]) -> _Content:
        async with self._places:
            content = await run_in_threadpool(make)
        self.kept.put(key, content)
        return content
