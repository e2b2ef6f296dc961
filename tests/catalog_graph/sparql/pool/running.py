"""What the tests of the scheduler run: a pool of real workers, hostile queries, and what came of a query."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from pathlib import Path

from catalog_graph.errors import GongkaiError
from catalog_graph.sparql.pool.queue import QueryReply, Rules
from catalog_graph.sparql.pool.scheduler import Scheduler
from catalog_graph.sparql.request import Query, QueryRequest
from catalog_graph.sparql.results import CSV, JSON, TURTLE

MEDIA = {"SELECT": CSV, "ASK": JSON, "CONSTRUCT": TURTLE, "DESCRIBE": TURTLE}
RULES = Rules(workers=3, slow=1, slice=0.2, seconds=1.0, waiting=16, wait=2.0, megabytes=1024)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?t }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
Work = Callable[[Scheduler], Coroutine[object, object, None]]


def with_pool(path: Path, work: Work, rules: Rules = RULES, warm: bool = True) -> None:
    """Run some work with a pool whose first worker is there, and see that no process is left."""

    async def whole() -> None:
        pool = Scheduler(str(path), rules)
        try:
            if warm:
                await ready(pool)
            await asyncio.wait_for(work(pool), 60)
            pids = pool.processes
        finally:
            await pool.close()
        assert pool.processes == []
        assert not any(map(alive, pids))

    asyncio.run(whole())


def alive(pid: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def content(reply: QueryReply) -> bytes:
    """All of an answer."""
    return reply.content if reply.pieces is None else b"".join([piece async for piece in reply.pieces])


def asking(text: str, **changes: object) -> QueryRequest:
    """A request."""
    return replace(QueryRequest(Query.of(text), MEDIA, seconds=RULES.seconds), **changes)  # type: ignore[arg-type]


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to become so."""
    while not true():
        await asyncio.sleep(0.02)


async def outcome(doing: Awaitable[QueryReply]) -> str:
    """ "answered", or the code of the error."""
    try:
        await content(await doing)
    except GongkaiError as error:
        return error.code
    return "answered"


async def ready(pool: Scheduler) -> None:
    """Wait until a worker answers: on a busy machine the start of a process takes longer than a query may wait."""
    while await outcome(pool.ask(asking("ASK {}"))) != "answered":
        await asyncio.sleep(0.1)
