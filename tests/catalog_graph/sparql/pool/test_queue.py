"""What a pool keeps of each query."""

from __future__ import annotations

import asyncio

import pytest

from catalog_graph.errors import Busy, QueryTimeout
from catalog_graph.sparql.pool.queue import Job, QueryReply, Rules
from catalog_graph.sparql.request import Query, QueryRequest


@pytest.mark.parametrize(
    ("workers", "slow", "most", "most_slow"), [(4, 2, 4, 2), (1, 1, 2, 1), (2, 9, 2, 1), (8, 8, 8, 7), (3, 1, 3, 1)]
)
def test_one_worker_is_always_left_for_quick_queries(workers: int, slow: int, most: int, most_slow: int) -> None:
    rules = Rules(workers=workers, slow=slow)
    assert (rules.most, rules.most_slow) == (most, most_slow)


def test_an_outcome_is_told_once() -> None:
    async def work() -> None:
        job = Job(QueryRequest(Query.of("ASK {}"), {}), 0, asyncio.get_running_loop().create_future(), slow=False)
        reply = QueryReply({}, b"ab")
        job.settle(reply)
        job.settle(Busy("x"))
        assert await job.outcome is reply

    asyncio.run(work())


def test_a_failure_takes_the_place_of_what_is_not_read_yet() -> None:
    async def work() -> None:
        job = Job(QueryRequest(Query.of("ASK {}"), {}), 0, asyncio.get_running_loop().create_future(), slow=False)
        for number in range(4):
            await job.passing.put(b"%d" % number)
        job.settle(QueryReply({}, pieces=job.passed()))
        pieces = job.passed()
        assert await anext(pieces) == b"0"
        job.fail(QueryTimeout("x"))
        with pytest.raises(QueryTimeout):
            await anext(pieces)

    asyncio.run(work())
