"""The scheduler: real workers, hostile queries, and what is left afterwards."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from catalog_graph.errors import Busy, GongkaiError, QueryTimeout, QueryTooComplex, ResultTooLarge
from catalog_graph.sparql.pool.scheduler import Scheduler
from tests.catalog_graph.sparql.pool.running import (
    ENDLESS,
    LONG,
    RULES,
    alive,
    asking,
    content,
    outcome,
    ready,
    until,
    with_pool,
)

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more


def test_answers_come_whole_and_one_worker_answers_many(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        for _ in range(20):
            reply = await pool.ask(asking("SELECT ?o { <http://x/g1-7> ?p ?o }"))
            assert await content(reply) == b"o\r\ng1 7\r\n"
            assert reply.head["whole"]
        assert len(pool.processes) <= 4  # the fork server, one worker in the express lane, one or two in the other
        assert pool.ended == 0

    with_pool(small_store, work)


def test_a_query_past_its_time_is_ended_and_the_worker_replaced(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        with pytest.raises(QueryTimeout, match="1秒"):
            await pool.ask(asking(ENDLESS))
        assert pool.ended == 1
        assert await outcome(pool.ask(asking("ASK {}"))) == "answered"

    with_pool(small_store, work)


def test_quick_queries_are_answered_while_others_never_end(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        await pool.ask(asking("ASK {}"))
        hostile = [asyncio.ensure_future(outcome(pool.ask(asking(f"{ENDLESS} # {n}")))) for n in range(30)]
        await asyncio.sleep(0.3)
        for number in range(10):
            assert await outcome(pool.ask(asking(f"ASK {{}} # {number}"))) == "answered"
        assert not all(one.done() for one in hostile)
        codes = Counter(await asyncio.gather(*hostile))
        assert set(codes) == {"busy", "query-timeout"}
        assert len(pool.processes) <= RULES.most + 3  # one worker ready, the express lane, and the fork server

    with_pool(small_store, work)


def test_a_light_query_need_not_wait_until_a_worker_is_free(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        await pool.ask(asking("ASK {}"))
        hostile = [asyncio.ensure_future(outcome(pool.ask(asking(f"{ENDLESS} # {n}")))) for n in range(12)]
        await until(lambda: len(pool._running) == RULES.most)
        held = {one.task for one in pool._running}
        assert await outcome(pool.ask(asking("ASK {}"))) == "answered"
        assert held == {one.task for one in pool._running}  # none of them had to end first
        await asyncio.gather(*hostile)

    with_pool(small_store, work, replace(RULES, slice=5, seconds=4, wait=3))


def disguised(doublings: int, number: int = 0) -> str:
    """A query with one variable that takes long: each pair of empty groups doubles the number of solutions."""
    return "SELECT (COUNT(1) AS ?n) { " + "{{} UNION {}} " * doublings + f"}} # {number}"


def test_what_only_looks_light_goes_on_as_an_ordinary_query_where_there_is_room(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        await pool.ask(asking("ASK {}"))
        doing = [asyncio.ensure_future(pool.ask(asking(disguised(24, n), seconds=20))) for n in range(2)]
        await until(lambda: len(pool._running) == 2 and not any(one.express for one in pool._running))
        assert pool.ended == 0
        assert await outcome(pool.ask(asking("ASK {}"))) == "answered"
        for one in doing:
            assert await content(await one) == f"n\r\n{2**24}\r\n".encode()

    with_pool(small_store, work, replace(RULES, light=0.01, seconds=20, slice=10))


def test_a_flood_that_only_looks_light_does_not_keep_a_light_query_waiting(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        await pool.ask(asking("ASK {}"))
        hostile = [asyncio.ensure_future(outcome(pool.ask(asking(disguised(40, n))))) for n in range(14)]
        await until(lambda: pool.ended > 2)
        for number in range(5):
            assert await outcome(pool.ask(asking(f"ASK {{}} # {number}"))) == "answered"
        assert not all(one.done() for one in hostile)
        assert set(await asyncio.gather(*hostile)) <= {"busy", "query-timeout"}

    with_pool(small_store, work)


def test_no_more_slow_queries_run_than_may(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        both = [asyncio.ensure_future(outcome(pool.ask(asking(f"{ENDLESS} # {n}")))) for n in range(2)]
        await until(lambda: pool.slow_running == 1)
        seen = set()
        while not all(one.done() for one in both):
            seen.add(pool.slow_running)
            await asyncio.sleep(0.05)
        assert max(seen) == 1
        assert await asyncio.gather(*both) == ["query-timeout", "query-timeout"]

    with_pool(small_store, work)


def test_where_too_many_wait_the_slow_ones_are_sent_away_first(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        assert await outcome(pool.ask(asking(ENDLESS))) == "query-timeout"
        known = [asyncio.ensure_future(outcome(pool.ask(asking(ENDLESS)))) for _ in range(5)]
        await asyncio.sleep(0.1)
        assert await outcome(pool.ask(asking("ASK {}"))) == "answered"
        codes = Counter(await asyncio.gather(*known))
        assert codes["busy"] >= 1

    with_pool(small_store, work, replace(RULES, waiting=2))


def test_a_long_answer_comes_in_pieces(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        reply = await pool.ask(asking(LONG, buffer=100_000, seconds=20.0))
        assert not reply.head["whole"]
        found = await content(reply)
        assert found.count(b"\r\n") > 41**3

    with_pool(small_store, work, replace(RULES, seconds=20))


@pytest.mark.parametrize(
    ("changes", "error"), [({"rows": 60_000}, ResultTooLarge), ({"bytes": 3_000_000}, ResultTooLarge)]
)
def test_a_long_answer_that_fails_late_raises_while_it_is_read(
    small_store: Path, changes: dict[str, int], error: type[GongkaiError]
) -> None:
    async def work(pool: Scheduler) -> None:
        reply = await pool.ask(asking(LONG, buffer=100_000, seconds=20.0, **changes))
        with pytest.raises(error):
            await content(reply)
        assert await outcome(pool.ask(asking("ASK {}"))) == "answered"

    with_pool(small_store, work, replace(RULES, seconds=20))


def test_a_reader_who_does_not_read_has_the_same_time(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        reply = await pool.ask(asking(f"{LONG[:-1]} . ?j ?k ?l }}", buffer=100_000))
        await asyncio.sleep(RULES.seconds + 0.2)
        with pytest.raises(QueryTimeout):
            await content(reply)

    with_pool(small_store, work)


def test_leaving_ends_the_query(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        await pool.ask(asking("ASK {}"))
        asked = asyncio.ensure_future(pool.ask(asking(ENDLESS)))
        await until(lambda: pool.slow_running == 1)
        asked.cancel()
        await until(lambda: pool.slow_running == 0)
        assert pool.ended == 1
        reply = await pool.ask(asking(f"{LONG[:-1]} . ?j ?k ?l }}", buffer=100_000))
        assert pool.slow_running == 1
        reply.close()
        await until(lambda: pool.slow_running == 0)
        assert pool.ended == 2

    with_pool(small_store, work, replace(RULES, seconds=20))


def test_a_query_that_ends_its_worker_is_answered_with_an_error(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        with pytest.raises(QueryTooComplex):
            await pool.ask(asking("SELECT * " + "{" * 400_000 + "}" * 400_000))
        assert await outcome(pool.ask(asking("ASK {}"))) == "answered"

    with_pool(small_store, work, replace(RULES, seconds=20, slice=10))


def test_memory_past_the_cap_ends_the_query(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        with pytest.raises(QueryTooComplex, match="内存"):
            await pool.ask(asking("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a"))

    with_pool(small_store, work, replace(RULES, seconds=50, megabytes=420))


def test_a_worker_that_dies_idle_is_replaced(small_store: Path) -> None:
    async def work(pool: Scheduler) -> None:
        await pool.ask(asking("ASK {}"))
        before = set(pool.processes)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        await until(lambda: not any(map(alive, before)))
        await ready(pool)
        assert not before & set(pool.processes)

    with_pool(small_store, work)


def test_a_store_that_is_not_there_is_an_error_not_a_wait(tmp_path: Path) -> None:
    async def work(pool: Scheduler) -> None:
        with pytest.raises(GongkaiError):
            await pool.ask(asking("ASK {}"))

    with_pool(tmp_path / "nowhere", work, warm=False)


def test_closing_answers_who_waits(small_store: Path) -> None:
    async def whole() -> list[str]:
        pool = Scheduler(str(small_store), RULES)
        await ready(pool)
        waiting = [asyncio.ensure_future(outcome(pool.ask(asking(f"{ENDLESS} # {n}")))) for n in range(5)]
        await asyncio.sleep(0.5)
        await pool.close()
        return await asyncio.gather(*waiting)

    assert set(asyncio.run(whole())) == {Busy.code}


def test_it_works_under_the_other_event_loop(small_store: Path) -> None:
    uvloop = pytest.importorskip("uvloop")

    async def whole() -> None:
        pool = Scheduler(str(small_store), RULES)
        await ready(pool)
        assert await outcome(pool.ask(asking(ENDLESS))) == "query-timeout"
        pids = pool.processes
        (server,) = {pid for pid in pids if os.getsid(pid) == pid}
        os.kill(server, signal.SIGKILL)  # its workers end with it, and another takes its place
        await until(lambda: not any(map(alive, pids)))
        await ready(pool)
        await pool.close()
        assert pool.processes == []

    uvloop.run(asyncio.wait_for(whole(), 60))
