"""Requests begin by turns, and the event loop looks around between two turns."""

from __future__ import annotations

import asyncio
from collections import Counter

from starlette.types import Receive, Scope, Send

from api.http.pacing import Pace, PacingMiddleware


async def _nothing(*_: object) -> None:
    """Neither receives nor sends."""


async def rounds(most: int, count: int) -> list[int]:
    """In which round of the event loop each of so many requests began."""
    loop, number, begun = asyncio.get_running_loop(), 0, list[int]()
    pace = Pace(most)

    def tick() -> None:
        nonlocal number
        number += 1
        if len(begun) < count:
            loop.call_soon(tick)

    async def one_request() -> None:
        await pace.turn()
        begun.append(number)

    loop.call_soon(tick)
    await asyncio.gather(*(one_request() for _ in range(count)))
    return begun


def test_so_many_begin_in_each_round_and_no_more() -> None:
    counted = Counter(asyncio.run(rounds(2, 9)))
    assert sorted(counted.values()) == [1, 2, 2, 2, 2]
    assert len({*counted}) == len(range(min(counted), max(counted) + 1)), "no round is left out"


def test_they_begin_in_the_order_in_which_they_came_and_who_left_is_passed_over() -> None:
    async def order() -> list[int]:
        pace, begun = Pace(2), list[int]()

        async def one_request(number: int) -> None:
            await pace.turn()
            begun.append(number)

        tasks = [asyncio.create_task(one_request(number)) for number in range(6)]
        await asyncio.sleep(0)
        tasks[3].cancel()
        await asyncio.wait(tasks)
        return begun

    assert asyncio.run(order()) == [0, 1, 2, 4, 5]


def test_whoever_watches_the_service_is_let_in_at_once() -> None:
    begun: list[str] = []

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        begun.append(scope["path"])

    async def asked() -> None:
        paced = PacingMiddleware(app, most=1)
        paths = ("/a", "/b", "/c", "/healthz")
        await asyncio.gather(*(paced({"type": "http", "path": path}, _nothing, _nothing) for path in paths))  # type: ignore[arg-type]

    asyncio.run(asked())
    assert begun == ["/healthz", "/a", "/b", "/c"]


def test_who_waits_when_a_loop_ends_hinders_nobody_in_the_next() -> None:
    pace = Pace(1)

    async def many_begin_to_wait() -> None:
        waiting = [asyncio.create_task(pace.turn()) for _ in range(50)]
        await asyncio.sleep(0)
        assert not waiting[-1].done()

    asyncio.run(many_begin_to_wait())
    asyncio.run(asyncio.wait_for(pace.turn(), 10))
