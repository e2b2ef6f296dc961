"""Workers that the fork server forks: they answer, and how they end is known."""

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
from catalog_graph.sparql.pool.fork_client import fork
from catalog_graph.sparql.pool.workers import ended
from catalog_graph.sparql.request import Query, QueryRequest, encode_request

Work = Callable[[Child], Coroutine[object, object, None]]
UUID = QueryRequest(Query.of("SELECT (UUID() AS ?u) (RAND() AS ?r) (BNODE() AS ?b) {}"), {"SELECT": "text/csv"})
FORK_SERVER = "catalog_graph.sparql.pool.fork_server"


def with_fork_server(path: Path, work: Work) -> None:
    """Do some work with a fork server over the store at a path; it is gone afterwards."""

    async def whole() -> None:
        server = await Child.start(FORK_SERVER, [str(path), "1024"], ended)
        await server.receive()
        try:
            await asyncio.wait_for(work(server), 30)
        finally:
            await server.end()
        with pytest.raises(ProcessLookupError):
            os.kill(server.pid, 0)

    asyncio.run(whole())


async def answered(child: Child, request: QueryRequest) -> bytes:
    """The content of an answer."""
    assert await child.send(frames.REQUEST, encode_request(request))
    content = b""
    while (got := await child.receive())[0] != frames.END:
        content += got[1] if got[0] == frames.DATA else b""
    return content


def test_workers_are_ready_answer_and_end(small_store: Path) -> None:
    async def work(server: Child) -> None:
        workers = [await fork(server, 0, ended) for _ in range(3)]
        for child in workers:
            assert await child.receive() == (frames.READY, b"")
            assert b"true" in await answered(child, QueryRequest(Query.of("ASK {}"), {"ASK": "application/json"}))
        for child in workers:
            await child.end()
            assert not child.alive
            with pytest.raises(ProcessLookupError):
                os.kill(child.pid, 0)
        assert server.alive

    with_fork_server(small_store, work)


def test_no_two_workers_draw_the_same_lots(small_store: Path) -> None:
    async def work(server: Child) -> None:
        drawn: set[str] = set()
        for _ in range(3):
            child = await fork(server, 0, ended)
            await child.receive()
            for _ in range(2):
                drawn |= set((await answered(child, UUID)).decode().splitlines()[1].split(","))
            await child.end()
        assert len(drawn) == 3 * 2 * 3

    with_fork_server(small_store, work)


def test_a_worker_has_its_nice_value_in_the_session_of_the_fork_server(small_store: Path) -> None:
    async def work(server: Child) -> None:
        first, second = await fork(server, 0, ended), await fork(server, 5, ended)
        for child in (first, second):
            await child.receive()
            assert os.getsid(child.pid) == os.getsid(server.pid) != os.getsid(0)
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, first.pid) == own
        assert os.getpriority(os.PRIO_PROCESS, second.pid) == min(own + 5, 19)
        await first.end()
        await second.end()

    with_fork_server(small_store, work)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGSEGV, "query-too-complex"), (signal.SIGALRM, "query-timeout")])
def test_how_a_worker_ended_is_known(small_store: Path, number: signal.Signals, code: str) -> None:
    async def work(server: Child) -> None:
        child = await fork(server, 0, ended)
        await child.receive()
        os.kill(child.pid, number)
        with pytest.raises(GongkaiError) as caught:
            await child.receive()
        assert caught.value.code == code
        await child.end()

    with_fork_server(small_store, work)


def test_a_worker_that_nobody_waits_for_ends(small_store: Path) -> None:
    async def work(server: Child) -> None:
        waiting = asyncio.ensure_future(fork(server, 0, ended))
        await asyncio.sleep(0)
        waiting.cancel()
        child = await fork(server, 0, ended)
        await child.receive()
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        while children.exists() and len(children.read_text().split()) > 1:
            await asyncio.sleep(0.02)
        await child.end()

    with_fork_server(small_store, work)


def test_where_the_fork_server_dies_its_workers_end_and_who_waits_is_told(small_store: Path) -> None:
    async def work(server: Child) -> None:
        child = await fork(server, 0, ended)
        await child.receive()
        os.kill(server.pid, signal.SIGKILL)
        with pytest.raises(GongkaiError):
            await child.receive()
        assert not child.alive
        with pytest.raises(GongkaiError, match="不能启动"):
            await fork(server, 0, ended)
        await child.end()

    with_fork_server(small_store, work)


def test_what_hinders_the_fork_server_is_said(tmp_path: Path) -> None:
    async def work() -> None:
        server = await Child.start(FORK_SERVER, [str(tmp_path), "1024"], ended)
        with pytest.raises(StoreUnavailable):
            await server.receive()
        await server.end()

    (tmp_path / "small.nq.gz").write_bytes(b"not gzip")
    asyncio.run(work())


def test_a_store_that_is_not_there_is_said_by_the_worker(tmp_path: Path) -> None:
    async def work(server: Child) -> None:
        child = await fork(server, 0, ended)
        with pytest.raises(StoreUnavailable):
            await child.receive()
        await child.end()

    with_fork_server(tmp_path / "nowhere", work)
