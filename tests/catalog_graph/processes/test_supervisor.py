"""The supervisor: children at work and idle, and that none is left, whatever happens to them or to the event loop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path

from catalog_graph.errors import GongkaiError
from catalog_graph.processes.child import Child
from catalog_graph.processes.supervisor import Supervisor

WORKER = "catalog_graph.review.service.worker"  # it waits on its standard input
Work = Callable[[Supervisor], Coroutine[object, object, None]]


def gone(pid: int) -> bool:
    """Whether there is no such process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def supervised(work: Work) -> None:
    """Do some work with a supervisor, and see that no process is left."""

    async def whole() -> None:
        supervisor = Supervisor(lambda code: GongkaiError(f"结束了（{code}）"))
        supervisor.here()
        try:
            await asyncio.wait_for(work(supervisor), 60)
        finally:
            pids = supervisor.processes
            await supervisor.close()
        assert supervisor.processes == []
        assert all(map(gone, pids))

    asyncio.run(whole())


async def started(supervisor: Supervisor) -> Child:
    """A child that need not be ready."""
    return await supervisor.start(WORKER, ["1024"])


def test_one_that_is_given_back_is_taken_again_where_it_fits() -> None:
    async def work(supervisor: Supervisor) -> None:
        first, second = await started(supervisor), await started(supervisor)
        assert supervisor.take() is None
        supervisor.give_back(first)
        supervisor.give_back(second)
        assert supervisor.take(lambda child: child is second) is second
        assert supervisor.take(lambda child: child is second) is None
        assert (supervisor.idle, supervisor.take(), supervisor.idle) == (1, first, 0)

    supervised(work)


def test_one_that_died_idle_is_not_taken() -> None:
    async def work(supervisor: Supervisor) -> None:
        child = await started(supervisor)
        supervisor.give_back(child)
        os.kill(child.pid, signal.SIGKILL)
        while supervisor.processes:
            await asyncio.sleep(0.01)
        assert supervisor.take() is None
        assert supervisor.retired == 1

    supervised(work)


def test_one_that_is_retired_is_gone_and_counted_once() -> None:
    async def work(supervisor: Supervisor) -> None:
        child = await started(supervisor)
        supervisor.retire(child)
        supervisor.retire(child)
        while not gone(child.pid):
            await asyncio.sleep(0.01)
        assert (supervisor.retired, supervisor.processes) == (1, [])

    supervised(work)


def test_closing_cancels_the_work_beside_and_waits_for_what_that_still_does() -> None:
    steps: list[str] = []

    async def beside() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0)
            steps.append("cleaned up")

    async def work(supervisor: Supervisor) -> None:
        supervisor.begin(beside())
        await asyncio.sleep(0)

    supervised(work)
    assert steps == ["cleaned up"]


def test_a_child_that_is_being_started_while_it_closes_is_gone_too(tmp_path: Path) -> None:
    async def whole(wait: float) -> None:
        supervisor = Supervisor(lambda code: GongkaiError(f"结束了（{code}）"))
        supervisor.here()
        supervisor.begin(started(supervisor))
        await asyncio.sleep(wait)
        await supervisor.close()
        own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
        assert supervisor.processes == []
        assert not own.exists() or own.read_text() == before

    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    before = own.read_text() if own.exists() else ""
    for wait in (0, 0.001, 0.005):
        asyncio.run(whole(wait))


def test_what_belonged_to_another_loop_is_forgotten() -> None:
    forgotten: list[int] = []
    supervisor = Supervisor(lambda code: GongkaiError(f"结束了（{code}）"), lambda: forgotten.append(1))

    async def work() -> int:
        supervisor.here()
        supervisor.here()
        child = await started(supervisor)
        supervisor.give_back(child)
        assert supervisor.idle == 1
        await supervisor.close()
        return child.pid

    assert asyncio.run(work()) != asyncio.run(work())
    assert len(forgotten) == 2
