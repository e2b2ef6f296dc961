"""The review pool with real workers: answers, limits, and that it goes on after whatever a file does."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from catalog_graph.errors import Crowded, FileTooLarge, MissingData, UnknownFileKind
from catalog_graph.review.service.pool import ReviewLimits, ReviewPool
from catalog_graph.review.service.task import Task

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

T = TypeVar("T")


def at(work: Callable[[ReviewPool], Awaitable[T]], limits: ReviewLimits | None = None) -> T:
    """The outcome of some work with a pool, which is closed after it."""

    async def run() -> T:
        pool = ReviewPool(limits)
        try:
            return await work(pool)
        finally:
            await pool.close()
            assert pool.processes == []

    return asyncio.run(run())


def test_one_worker_answers_one_file_after_the_other(faulty: bytes) -> None:
    async def work(pool: ReviewPool) -> tuple[list[bytes], set[int]]:
        seen: set[int] = set()
        answers = []
        for form in ("json", "page", "xlsx", "json"):
            answers.append(await pool.review(Task(faulty, form)))
            seen |= set(pool.processes)
        return answers, seen

    answers, seen = at(work)
    assert answers[0] == answers[3]
    assert json.loads(answers[0])["findings"]
    assert answers[2][:2] == b"PK"
    assert len(seen) == 1


def test_what_is_wrong_with_a_file_comes_back_and_the_worker_stays(faulty: bytes) -> None:
    async def work(pool: ReviewPool) -> tuple[list[int], list[int]]:
        await pool.review(Task(faulty))
        before = pool.processes
        with pytest.raises(UnknownFileKind, match="PNG"):
            await pool.review(Task(b"\x89PNG\r\n\x1a\n" + bytes(64)))
        await pool.review(Task(faulty))
        return before, pool.processes

    before, after = at(work)
    assert before == after


def test_a_file_past_its_time_is_refused_and_its_worker_ended(faulty: bytes) -> None:
    async def work(pool: ReviewPool) -> tuple[list[int], list[int]]:
        await pool.review(Task(faulty))
        before = pool.processes
        with pytest.raises(FileTooLarge, match="还没有做完"):
            await pool.review(Task(faulty, seconds=0.0001))
        assert json.loads(await pool.review(Task(faulty)))["findings"]
        return before, pool.processes

    before, after = at(work)
    assert len(before) == len(after) == 1
    assert before != after


async def stopped_at_work(pool: ReviewPool, faulty: bytes) -> tuple[int, asyncio.Task[bytes]]:
    """The pool's one worker, stopped when it has been given a task; and the task."""
    await pool.review(Task(faulty))
    (pid,) = pool.processes
    os.kill(pid, signal.SIGSTOP)
    doing = asyncio.create_task(pool.review(Task(faulty)))
    while pool._workers.idle:
        await asyncio.sleep(0)
    return pid, doing


def test_a_worker_that_dies_at_work_is_replaced(faulty: bytes) -> None:
    async def work(pool: ReviewPool) -> bytes:
        pid, doing = await stopped_at_work(pool, faulty)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(FileTooLarge, match="时间或内存"):
            await doing
        return await pool.review(Task(faulty))

    assert json.loads(at(work))["findings"]


def test_a_worker_that_died_while_idle_is_replaced(faulty: bytes) -> None:
    async def work(pool: ReviewPool) -> bytes:
        await pool.review(Task(faulty))
        (pid,) = pool.processes
        os.kill(pid, signal.SIGKILL)
        while pool.processes:
            await asyncio.sleep(0.01)
        return await pool.review(Task(faulty))

    assert json.loads(at(work))["findings"]


def test_a_worker_that_has_taken_much_memory_is_replaced(faulty: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog_graph.review.service.pool.REUSE_SHARE", 1000)

    async def work(pool: ReviewPool) -> list[int]:
        await pool.review(Task(faulty))
        return pool.processes

    assert at(work) == []


def test_who_finds_no_slot_is_told_so() -> None:
    async def work(pool: ReviewPool) -> str:
        async with pool.slot(), pool.slot():
            with pytest.raises(Crowded) as raised:
                async with pool.slot():
                    pass
        async with pool.slot():
            return raised.value.message

    assert "已有2个" in at(work, ReviewLimits(workers=1, waiting=1))


def test_who_waits_too_long_for_a_worker_is_told_so(faulty: bytes) -> None:
    async def work(pool: ReviewPool) -> None:
        pid, doing = await stopped_at_work(pool, faulty)
        with pytest.raises(Crowded, match="没有轮到"):
            await pool.review(Task(faulty))
        os.kill(pid, signal.SIGCONT)
        assert json.loads(await doing)["findings"]

    at(work, ReviewLimits(workers=1, wait=0.01))


def test_a_worker_started_ahead_is_the_one_that_answers(faulty: bytes) -> None:
    async def work(pool: ReviewPool) -> tuple[list[int], list[int]]:
        pool.begin()
        while not pool._workers.idle:
            await asyncio.sleep(0.01)
        before = pool.processes
        await pool.review(Task(faulty))
        return before, pool.processes

    before, after = at(work, ReviewLimits(workers=1))
    assert before == after


def test_a_worker_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch, faulty: bytes) -> None:
    monkeypatch.setenv("GONGKAI_HOME", "/nowhere")

    async def work(pool: ReviewPool) -> None:
        with pytest.raises(MissingData):
            await pool.review(Task(faulty))

    at(work)


def test_what_belonged_to_another_loop_is_forgotten(faulty: bytes) -> None:
    pool = ReviewPool()

    async def run() -> int:
        async with pool.slot():
            await pool.review(Task(faulty))
        (pid,) = pool.processes
        await pool.close()
        return pid

    assert asyncio.run(run()) != asyncio.run(run())
