"""The crew: workers by lane, their start and their end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from catalog_graph.errors import GongkaiError
from catalog_graph.sparql.pool.workers import Crew

Work = Callable[[Crew, asyncio.Event], Coroutine[object, object, None]]


def with_crew(path: Path, work: Work) -> list[GongkaiError]:
    """Do some work with a crew and what is set when a worker is ready; gives the errors of starting."""
    errors: list[GongkaiError] = []

    async def whole() -> None:
        ready = asyncio.Event()

        def failed(error: GongkaiError) -> None:
            errors.append(error)
            ready.set()

        crew = Crew(str(path), 1024, ready.set, failed)
        try:
            await asyncio.wait_for(work(crew, ready), 30)
            held = crew.processes
        finally:
            await crew.close()
        assert crew.processes == []
        for pid in held:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    asyncio.run(whole())
    return errors


async def filled(crew: Crew, ready: asyncio.Event, express: bool, wanted: int) -> None:
    """Wait until a lane has so many idle workers."""
    crew.fill(express, wanted)
    while sum(crew._lanes[one] == express for one in crew._idle) < wanted:
        ready.clear()
        await ready.wait()


def test_each_lane_has_its_own_workers(small_store: Path) -> None:
    async def work(crew: Crew, ready: asyncio.Event) -> None:
        await filled(crew, ready, express=True, wanted=1)
        assert crew.take(express=False) is None
        await filled(crew, ready, express=False, wanted=2)
        crew.fill(express=False, wanted=2)  # they are there
        assert len(crew.processes) == 4  # the nest too
        found = [crew.take(express=False), crew.take(express=False), crew.take(express=False)]
        assert [one is None for one in found] == [False, False, True]
        for child in found:
            if child is not None:
                crew.give_back(child)
        assert crew.take(express=False) in found

    assert with_crew(small_store, work) == []


def test_a_worker_that_moves_leaves_its_place_in_the_express_lane(small_store: Path) -> None:
    async def work(crew: Crew, ready: asyncio.Event) -> None:
        await filled(crew, ready, express=True, wanted=1)
        child = crew.take(express=True)
        assert child is not None
        before = os.getpriority(os.PRIO_PROCESS, child.pid)
        crew.move(child)
        assert os.getpriority(os.PRIO_PROCESS, child.pid) >= before
        await filled(crew, ready, express=True, wanted=1)
        crew.give_back(child)
        assert crew.take(express=False) is child
        assert crew.take(express=True) not in {child, None}

    assert with_crew(small_store, work) == []


def test_a_worker_that_died_idle_is_not_taken(small_store: Path) -> None:
    async def work(crew: Crew, ready: asyncio.Event) -> None:
        await filled(crew, ready, express=True, wanted=1)
        (child,) = crew._idle
        os.kill(child.pid, signal.SIGKILL)
        while child.alive:
            await asyncio.sleep(0.02)
        assert crew.take(express=True) is None
        assert crew.ended == 1

    assert with_crew(small_store, work) == []


def test_where_the_nest_dies_another_takes_its_place(small_store: Path) -> None:
    async def work(crew: Crew, ready: asyncio.Event) -> None:
        await filled(crew, ready, express=True, wanted=1)
        (child,) = crew._idle
        (nest,) = set(crew.processes) - {child.pid}
        os.kill(nest, signal.SIGKILL)
        while child.alive:
            await asyncio.sleep(0.02)
        assert crew.take(express=True) is None
        await filled(crew, ready, express=True, wanted=1)
        assert nest not in crew.processes

    assert with_crew(small_store, work) == []


def test_what_hinders_the_start_is_said(tmp_path: Path) -> None:
    async def work(crew: Crew, ready: asyncio.Event) -> None:
        crew.fill(express=False, wanted=1)
        await ready.wait()

    (error,) = with_crew(tmp_path / "nowhere", work)
    assert error.code == "store-unavailable"
