"""The workers: by lane, their start and their end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from catalog_graph.errors import GongkaiError
from catalog_graph.sparql.pool.workers import Workers

Work = Callable[[Workers, asyncio.Event], Coroutine[object, object, None]]


def with_workers(path: Path, work: Work) -> list[GongkaiError]:
    """Do some work with workers and what is set when a worker is ready; gives the errors of starting."""
    errors: list[GongkaiError] = []

    async def whole() -> None:
        ready = asyncio.Event()

        def failed(error: GongkaiError) -> None:
            errors.append(error)
            ready.set()

        workers = Workers(str(path), 1024, ready.set, failed)
        try:
            await asyncio.wait_for(work(workers, ready), 30)
            pids = workers.processes
        finally:
            await workers.close()
        assert workers.processes == []
        for pid in pids:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    asyncio.run(whole())
    return errors


async def filled(workers: Workers, ready: asyncio.Event, express: bool, wanted: int) -> None:
    """Wait until a lane has so many idle workers."""
    workers.fill(express, wanted)
    while sum(workers._lanes[one] == express for one in workers._idle) < wanted:
        ready.clear()
        await ready.wait()


def test_each_lane_has_its_own_workers(small_store: Path) -> None:
    async def work(workers: Workers, ready: asyncio.Event) -> None:
        await filled(workers, ready, express=True, wanted=1)
        assert workers.take_from(express=False) is None
        await filled(workers, ready, express=False, wanted=2)
        workers.fill(express=False, wanted=2)  # they are there
        assert len(workers.processes) == 4  # the fork server too
        found = [workers.take_from(express=False), workers.take_from(express=False), workers.take_from(express=False)]
        assert [one is None for one in found] == [False, False, True]
        for child in found:
            if child is not None:
                workers.give_back(child)
        assert workers.take_from(express=False) in found

    assert with_workers(small_store, work) == []


def test_a_worker_that_moves_leaves_its_place_in_the_express_lane(small_store: Path) -> None:
    async def work(workers: Workers, ready: asyncio.Event) -> None:
        await filled(workers, ready, express=True, wanted=1)
        child = workers.take_from(express=True)
        assert child is not None
        before = os.getpriority(os.PRIO_PROCESS, child.pid)
        workers.move(child)
        assert os.getpriority(os.PRIO_PROCESS, child.pid) >= before
        await filled(workers, ready, express=True, wanted=1)
        workers.give_back(child)
        assert workers.take_from(express=False) is child
        assert workers.take_from(express=True) not in {child, None}

    assert with_workers(small_store, work) == []


def test_a_worker_that_died_idle_is_not_taken(small_store: Path) -> None:
    async def work(workers: Workers, ready: asyncio.Event) -> None:
        await filled(workers, ready, express=True, wanted=1)
        (child,) = workers._idle
        os.kill(child.pid, signal.SIGKILL)
        while child.alive:
            await asyncio.sleep(0.02)
        assert workers.take_from(express=True) is None
        assert workers.retired == 1

    assert with_workers(small_store, work) == []


def test_where_the_fork_server_dies_another_takes_its_place(small_store: Path) -> None:
    async def work(workers: Workers, ready: asyncio.Event) -> None:
        await filled(workers, ready, express=True, wanted=1)
        (child,) = workers._idle
        (server,) = set(workers.processes) - {child.pid}
        os.kill(server, signal.SIGKILL)
        while child.alive:
            await asyncio.sleep(0.02)
        assert workers.take_from(express=True) is None
        await filled(workers, ready, express=True, wanted=1)
        assert server not in workers.processes

    assert with_workers(small_store, work) == []


def test_what_hinders_the_start_is_said(tmp_path: Path) -> None:
    async def work(workers: Workers, ready: asyncio.Event) -> None:
        workers.fill(express=False, wanted=1)
        await ready.wait()

    (error,) = with_workers(tmp_path / "nowhere", work)
    assert error.code == "store-unavailable"
