"""What takes long to make: made once for all who ask, a few at a time, and not for who has left."""

from __future__ import annotations

import asyncio
import time
from threading import Lock

import pytest

from api.http.renders import Renders
from catalog_graph.errors import Overloaded


class Work:
    """Makes bytes slowly, and counts."""

    def __init__(self, seconds: float = 0.03) -> None:
        self.made, self.at_once, self.most, self.seconds, self.lock = 0, 0, 0, seconds, Lock()

    def make(self) -> bytes:
        """Some bytes."""
        with self.lock:
            self.made += 1
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        time.sleep(self.seconds)
        with self.lock:
            self.at_once -= 1
        return b"made"


def test_it_is_made_once_for_all_who_ask_and_then_kept() -> None:
    async def play() -> int:
        renders, work = Renders(1000, 2, 10), Work()
        assert set(await asyncio.gather(*(renders.body("a", work.make) for _ in range(9)))) == {b"made"}
        assert await renders.body("a", work.make) == b"made"
        assert renders.under_way == 0
        return work.made

    assert asyncio.run(play()) == 1


def test_only_so_many_are_made_at_a_time() -> None:
    async def play() -> int:
        renders, work = Renders(1000, 2, 10), Work()
        await asyncio.gather(*(renders.body(key, work.make) for key in range(8)))
        return work.most

    assert asyncio.run(play()) == 2


def test_too_many_that_wait_are_told_so() -> None:
    async def play() -> None:
        renders, work = Renders(1000, 1, 1), Work()
        asking = [asyncio.ensure_future(renders.body(key, work.make)) for key in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await renders.body("one more", work.make)
        await asyncio.gather(*asking)

    asyncio.run(play())


def test_what_nobody_waits_for_any_more_is_not_made() -> None:
    async def play() -> int:
        renders, work = Renders(1000, 1, 10), Work()
        first = asyncio.ensure_future(renders.body("first", work.make))
        both = [asyncio.ensure_future(renders.body("second", work.make)) for _ in range(2)]
        third = asyncio.ensure_future(renders.body("third", work.make))
        await asyncio.sleep(0.005)
        third.cancel()
        both[0].cancel()
        assert await first == await both[1] == b"made"
        await asyncio.gather(third, both[0], return_exceptions=True)
        return work.made

    assert asyncio.run(play()) == 2


def test_what_goes_wrong_is_not_kept() -> None:
    async def play() -> None:
        renders, work = Renders(1000, 1, 10), Work()

        def wrong() -> bytes:
            raise ValueError("x")

        with pytest.raises(ValueError, match="x"):
            await renders.body("a", wrong)
        assert await renders.body("a", work.make) == b"made"

    asyncio.run(play())


def test_who_asks_for_what_was_just_given_up_gets_it() -> None:
    async def play() -> bytes:
        renders, work = Renders(1000, 1, 10), Work()
        first = asyncio.ensure_future(renders.body("a", work.make))
        await asyncio.sleep(0.005)
        first.cancel()
        await asyncio.sleep(0)
        content = await renders.body("a", work.make)
        assert renders.under_way == 0
        return content

    assert asyncio.run(play()) == b"made"
