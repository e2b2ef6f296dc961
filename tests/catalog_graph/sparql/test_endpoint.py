"""The endpoint: what is said while the store is made, and that its processes end."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest

from catalog_graph.errors import BadParameter, BadQuery, GongkaiError, Preparing
from catalog_graph.processes import child
from catalog_graph.sparql.endpoint import Endpoint
from catalog_graph.sparql.pool.queue import QueryReply, Rules
from catalog_graph.sparql.request import Query, QueryRequest
from catalog_graph.sparql.results import JSON

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

CSV = "text/csv"
JOIN = Query.of("SELECT * { ?a ?b ?c . ?d ?e ?f }")
ASK = QueryRequest(Query.of("ASK {}"), {"ASK": JSON})


def test_the_first_query_starts_it_and_the_figures_follow(small_store: Path) -> None:
    async def work() -> None:
        endpoint = Endpoint(path=str(small_store))
        assert endpoint.processes == []
        reply = await endpoint.ask(ASK)
        assert reply.content == b'{"head":{},"boolean":true}'
        figures = await endpoint.counted(20)
        assert figures is not None
        assert figures["triples"] == 41
        pids = endpoint.processes
        assert pids
        await endpoint.close()
        assert endpoint.processes == []
        for pid in pids:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    asyncio.run(work())


def test_it_serves_one_event_loop_after_another(small_store: Path) -> None:
    endpoint = Endpoint(path=str(small_store))

    async def work() -> None:
        assert (await endpoint.ask(ASK)).head["whole"]
        await endpoint.close()

    asyncio.run(work())
    asyncio.run(work())


def test_while_the_store_is_made_a_query_is_told_so(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = asyncio.Event()

    async def slow(*_: object) -> child.Child:
        begun.set()
        await asyncio.sleep(60)
        raise AssertionError

    async def work() -> None:
        monkeypatch.setattr("catalog_graph.processes.child.Child.start", slow)
        endpoint = Endpoint(replace(Rules(), wait=0.2), path=str(small_store))
        with pytest.raises(Preparing, match="图数据正在准备：") as caught:
            await endpoint.ask(ASK)
        assert caught.value.retry_after > 0
        assert await endpoint.counted(0.1) is None
        await endpoint.close()
        assert begun.is_set()

    asyncio.run(work())


def test_what_keeps_the_store_from_being_made_is_said_to_each_and_tried_again(tmp_path: Path) -> None:
    async def work() -> None:
        endpoint = Endpoint(path=str(tmp_path / "nowhere"))
        asked = await asyncio.gather(*(endpoint.ask(ASK) for _ in range(3)), return_exceptions=True)
        assert all(isinstance(one, GongkaiError) for one in asked)
        await endpoint.close()

    asyncio.run(work())


async def both(endpoint: Endpoint, request: QueryRequest) -> tuple[QueryReply, bytes]:
    """The reply to a query, and its bytes."""
    reply = endpoint.cached(request) or await endpoint.ask(request)
    return reply, reply.content if reply.pieces is None else b"".join([piece async for piece in reply.pieces])


def test_a_whole_answer_is_cached_with_its_tag(small_store: Path) -> None:
    async def work() -> None:
        endpoint = Endpoint(path=str(small_store))
        request = QueryRequest(Query.of("SELECT * { ?s ?p ?o } ORDER BY ?s"), {"SELECT": CSV})
        (first, content), (again, same) = [await both(endpoint, request) for _ in range(2)]
        assert (first.cached, again.cached) == (False, True)
        assert (first.tag, content) == (again.tag, same)
        assert first.tag
        assert again.head == {**first.head, "ms": 0}
        other, _ = await both(endpoint, replace(request, default_graphs=("http://x/g1",)))
        assert not other.cached
        assert other.tag != first.tag
        await endpoint.close()
        assert endpoint.cached(request) is None

    asyncio.run(work())


@pytest.mark.parametrize(
    ("request_", "limit"),
    [
        (QueryRequest(Query.of("SELECT (NOW() AS ?n) {}"), {"SELECT": CSV}), 32_000_000),
        (
            QueryRequest(Query.of("SELECT * { ?a ?b ?c . ?d ?e ?f }"), {"SELECT": CSV}, buffer=20_000),
            32_000_000,
        ),  # not whole
        (QueryRequest(Query.of("SELECT * { ?a ?b ?c . ?d ?e ?f }"), {"SELECT": CSV}), 80_000),  # more than an eighth
        (ASK, 0),
    ],
)
def test_other_answers_are_not_cached(small_store: Path, request_: QueryRequest, limit: int) -> None:
    async def work() -> None:
        endpoint = Endpoint(Rules(cache_bytes=limit), path=str(small_store))
        for _ in range(2):
            reply, content = await both(endpoint, request_)
            assert not reply.cached
            assert content
            assert bool(reply.tag) == bool(reply.head["whole"])
        await endpoint.close()

    asyncio.run(work())


def test_an_error_is_not_cached(small_store: Path) -> None:
    async def work() -> None:
        endpoint = Endpoint(path=str(small_store))
        for _ in range(2):
            with pytest.raises(BadQuery):
                await both(endpoint, QueryRequest(Query.of("ASK {"), {"ASK": JSON}))
        await endpoint.close()

    asyncio.run(work())


def test_a_dataset_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    async def work() -> None:
        endpoint = Endpoint(datasets=[str(tmp_path / "nowhere.nq")])
        with pytest.raises(BadParameter, match="nowhere"):
            await endpoint.ask(ASK)
        await endpoint.close()

    asyncio.run(work())
