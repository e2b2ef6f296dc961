"""The nursery: workers forked by the nest, and what is known of them."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from catalog_graph.errors import GongkaiError, StoreUnavailable
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child
from catalog_graph.sparql.pool.fork_client import Nursery
from catalog_graph.sparql.request import QueryRequest, encode_request

Work = Callable[[Nursery], Coroutine[object, object, None]]
UUID = QueryRequest("SELECT (UUID() AS ?u) (RAND() AS ?r) (BNODE() AS ?b) {}", {"SELECT": "text/csv"})


def with_nursery(path: Path, work: Work) -> None:
    """Do some work with a nursery; its nest is gone afterwards."""

    async def whole() -> None:
        nursery = await Nursery.start(str(path), 1024)
        try:
            await asyncio.wait_for(work(nursery), 30)
        finally:
            await nursery.end()
        with pytest.raises(ProcessLookupError):
            os.kill(nursery.pid, 0)

    asyncio.run(whole())


async def answered(child: Child, request: QueryRequest) -> bytes:
    """The content of an answer."""
    assert await child.send(frames.REQUEST, encode_request(request))
    held = b""
    while (got := await child.receive())[0] != frames.END:
        held += got[1] if got[0] == frames.DATA else b""
    return held


def test_workers_are_ready_answer_and_end(small_store: Path) -> None:
    async def work(nursery: Nursery) -> None:
        workers = [await nursery.worker(0) for _ in range(3)]
        for child in workers:
            assert await child.receive() == (frames.READY, b"")
            assert b"true" in await answered(child, QueryRequest("ASK {}", {"ASK": "application/json"}))
        for child in workers:
            await child.end()
            assert not child.alive
            with pytest.raises(ProcessLookupError):
                os.kill(child.pid, 0)
        assert nursery.alive

    with_nursery(small_store, work)


def test_no_two_workers_draw_the_same_lots(small_store: Path) -> None:
    async def work(nursery: Nursery) -> None:
        drawn: set[str] = set()
        for _ in range(3):
            child = await nursery.worker(0)
            await child.receive()
            for _ in range(2):
                drawn |= set((await answered(child, UUID)).decode().splitlines()[1].split(","))
            await child.end()
        assert len(drawn) == 3 * 2 * 3

    with_nursery(small_store, work)


def test_a_worker_has_its_nice_value_in_the_session_of_the_nest(small_store: Path) -> None:
    async def work(nursery: Nursery) -> None:
        first, second = await nursery.worker(0), await nursery.worker(5)
        for child in (first, second):
            await child.receive()
            assert os.getsid(child.pid) == os.getsid(nursery.pid) != os.getsid(0)
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, first.pid) == own
        assert os.getpriority(os.PRIO_PROCESS, second.pid) == min(own + 5, 19)
        await first.end()
        await second.end()

    with_nursery(small_store, work)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGSEGV, "query-too-complex"), (signal.SIGALRM, "query-timeout")])
def test_how_a_worker_ended_is_known(small_store: Path, number: signal.Signals, code: str) -> None:
    async def work(nursery: Nursery) -> None:
        child = await nursery.worker(0)
        await child.receive()
        os.kill(child.pid, number)
        with pytest.raises(GongkaiError) as caught:
            await child.receive()
        assert caught.value.code == code
        await child.end()

    with_nursery(small_store, work)


def test_a_worker_that_nobody_waits_for_ends(small_store: Path) -> None:
    async def work(nursery: Nursery) -> None:
        waiting = asyncio.ensure_future(nursery.worker(0))
        await asyncio.sleep(0)
        waiting.cancel()
        child = await nursery.worker(0)
        await child.receive()
        children = Path(f"/proc/{nursery.pid}/task/{nursery.pid}/children")
        while children.exists() and len(children.read_text().split()) > 1:
            await asyncio.sleep(0.02)
        await child.end()

    with_nursery(small_store, work)


def test_where_the_nest_dies_its_workers_end_and_who_waits_is_told(small_store: Path) -> None:
    async def work(nursery: Nursery) -> None:
        child = await nursery.worker(0)
        await child.receive()
        os.kill(nursery.pid, signal.SIGKILL)
        with pytest.raises(GongkaiError):
            await child.receive()
        assert not child.alive
        assert not nursery.alive
        with pytest.raises(GongkaiError, match="不能启动"):
            await nursery.worker(0)
        await child.end()

    with_nursery(small_store, work)


def test_what_hinders_the_nest_is_said(tmp_path: Path) -> None:
    (tmp_path / "small.nq.gz").write_bytes(b"not gzip")
    with pytest.raises(StoreUnavailable):
        asyncio.run(Nursery.start(str(tmp_path), 1024))


def test_a_store_that_is_not_there_is_said_by_the_worker(tmp_path: Path) -> None:
    async def work(nursery: Nursery) -> None:
        child = await nursery.worker(0)
        with pytest.raises(StoreUnavailable):
            await child.receive()
        await child.end()

    with_nursery(tmp_path / "nowhere", work)
