"""What a pool keeps of each query."""

from __future__ import annotations

import asyncio

import pytest

from catalog_graph.errors import Busy, QueryTimeout
from catalog_graph.sparql.pool.queue import Job, QueryReply, Rules, light
from catalog_graph.sparql.request import QueryRequest


@pytest.mark.parametrize(
    ("workers", "slow", "most", "most_slow"), [(4, 2, 4, 2), (1, 1, 2, 1), (2, 9, 2, 1), (8, 8, 8, 7), (3, 1, 3, 1)]
)
def test_one_worker_is_always_left_for_quick_queries(workers: int, slow: int, most: int, most_slow: int) -> None:
    rules = Rules(workers=workers, slow=slow)
    assert (rules.most, rules.most_slow) == (most, most_slow)


@pytest.mark.parametrize(
    "text",
    [
        "ASK {}",
        "SELECT * { <a:b> ?p ?o }",
        "select distinct * where { ?s <a:b> 1 }",
        "SELECT (COUNT( * ) AS ?n) { <a:b> <http://x/c+d*> ?o }",
        "DESCRIBE <a:b>",
        "not a query",
    ],
)
def test_a_short_text_with_two_variables_is_light(text: str) -> None:
    assert light(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p $o }",
        "ASK { <a:b> <c:d>* <e:f> }",
        "ASK { <a:b> <c:d> + <e:f> }",
        "ASK { <a:b> (<c:d>|!<c:d>)+ ?x }",
        "ASK { [] <a:b> [] }",
        "ASK { _:a _:b _:c . _:d _:e _:f }",
        "SELECT (?a*?a AS ?b) {}",
        "ASK {} # " + "x" * 1000,
    ],
)
def test_what_may_be_more_work_is_not_light(text: str) -> None:
    assert not light(text)


def test_an_outcome_is_told_once() -> None:
    async def work() -> None:
        job = Job(QueryRequest("ASK {}", {}), 0, asyncio.get_running_loop().create_future(), slow=False)
        reply = QueryReply({}, b"ab")
        job.settle(reply)
        job.settle(Busy("x"))
        assert await job.outcome is reply

    asyncio.run(work())


def test_a_failure_takes_the_place_of_what_is_not_read_yet() -> None:
    async def work() -> None:
        job = Job(QueryRequest("ASK {}", {}), 0, asyncio.get_running_loop().create_future(), slow=False)
        for number in range(4):
            await job.passing.put(b"%d" % number)
        job.settle(QueryReply({}, pieces=job.passed()))
        pieces = job.passed()
        assert await anext(pieces) == b"0"
        job.fail(QueryTimeout("x"))
        with pytest.raises(QueryTimeout):
            await anext(pieces)

    asyncio.run(work())
