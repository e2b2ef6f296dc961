"""Small answers are made together, once for all who ask the same, and what goes amiss is told to whom it concerns."""

from __future__ import annotations

import asyncio
from threading import Event, current_thread, main_thread

import pytest

from api.http.batches import Batches
from catalog_graph.errors import BadName, Overloaded


def test_all_that_wait_are_made_in_one_thread_and_each_once() -> None:
    made: list[str] = []
    threads = set()

    async def play() -> list[bytes]:
        batches = Batches(1000, 10)

        def make(name: str) -> bytes:
            made.append(name)
            threads.add(current_thread())
            return name.encode()

        asked = [batches.body(name, lambda name=name: make(name)) for name in "abcab"]  # type: ignore[misc]
        return [*await asyncio.gather(*asked), await batches.body("a", lambda: b"is kept")]

    assert asyncio.run(play()) == [b"a", b"b", b"c", b"a", b"b", b"a"]
    assert made == ["a", "b", "c"]
    assert len(threads) == 1
    assert main_thread() not in threads


def test_what_goes_amiss_is_told_to_who_asked_and_not_to_others() -> None:
    def refuse() -> bytes:
        raise BadName("no")

    async def play() -> list[bytes | BaseException]:
        batches = Batches(1000, 10)
        asked = batches.body("a", lambda: b"a"), batches.body("bad", refuse), batches.body("c", lambda: b"c")
        outcomes = list(await asyncio.gather(*asked, return_exceptions=True))
        assert batches.cache.get("bad") is None
        return outcomes

    first, second, third = asyncio.run(play())
    assert (first, third) == (b"a", b"c")
    assert isinstance(second, BadName)


def test_too_many_that_wait_are_told_so_and_the_next_are_served() -> None:
    async def play() -> None:
        batches, hold = Batches(1000, 2), Event()
        asked = [asyncio.ensure_future(batches.body(name, lambda: b"x" if hold.wait(9) else b"")) for name in "ab"]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await batches.body("c", lambda: b"c")
        hold.set()
        await asyncio.gather(*asked)
        assert await batches.body("c", lambda: b"c") == b"c"

    asyncio.run(play())


def test_who_leaves_hinders_nobody() -> None:
    async def play() -> bytes:
        batches, hold = Batches(1000, 10), Event()
        leaving = asyncio.ensure_future(batches.body("a", lambda: b"a" if hold.wait(9) else b""))
        staying = asyncio.ensure_future(batches.body("a", lambda: b"another"))
        await asyncio.sleep(0.01)
        leaving.cancel()
        hold.set()
        return await staying

    assert asyncio.run(play()) == b"a"


def test_a_loop_that_ends_before_its_work_hinders_nobody_in_the_next() -> None:
    batches, hold = Batches(1000, 10), Event()

    async def is_left() -> None:
        asking = asyncio.ensure_future(batches.body("a", lambda: b"a" if hold.wait(0.1) else b"late"))
        await asyncio.sleep(0.01)
        asking.cancel()

    asyncio.run(is_left())
    assert asyncio.run(batches.body("a", lambda: b"anew")) in {b"anew", b"late"}
