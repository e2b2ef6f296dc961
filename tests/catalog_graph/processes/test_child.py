"""A child process: frames in and out, and its end."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from pathlib import Path

import pytest

from catalog_graph.errors import FileTooLarge, GongkaiError
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child

WORKER, FORK_SERVER = "catalog_graph.sparql.pool.worker", "catalog_graph.sparql.pool.fork_server"


def ended(code: int) -> GongkaiError:
    """Words for an end."""
    return FileTooLarge(f"结束了（{code}）")


def test_a_child_says_what_it_has_to_say_works_and_ends(small_store: Path) -> None:
    async def work() -> None:
        child = await Child.start(WORKER, ["count", str(small_store)], ended)
        assert await child.receive() == (frames.READY, str(small_store).encode())
        assert child.alive
        assert os.getsid(child.pid) == child.pid  # Ctrl-C is for the service
        kind, figures = await child.receive()
        assert (kind, json.loads(figures)["triples"]) == (frames.STATISTICS, 41)
        used = child.processor_seconds()
        assert used is None or 0 <= used < 60
        child.step_back(15)
        await child.end()
        assert not child.alive
        assert child.processor_seconds() is None
        with pytest.raises(ProcessLookupError):
            os.kill(child.pid, 0)

    asyncio.run(work())


def test_a_child_that_is_killed_takes_nothing_and_says_why(small_store: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        for _ in range(5):
            child = await Child.start(FORK_SERVER, [str(small_store), "1024"], ended)
            child.kill()
            child.kill()
            with pytest.raises(FileTooLarge, match="结束了（-9）"):
                await child.receive()
            assert not await child.send(frames.REQUEST, b"x")
            await child.end()

    with caplog.at_level(logging.WARNING):
        asyncio.run(work())
    assert caplog.messages == []  # nobody took the news of its end from whoever waited for it


def test_a_child_that_ends_by_itself_says_so_in_the_words_of_its_owner(small_store: Path) -> None:
    async def work() -> None:
        child = await Child.start(WORKER, ["count", str(small_store)], ended)
        await child.receive()
        await child.receive()
        with pytest.raises(FileTooLarge, match="结束了（0）"):
            await child.receive()
        await child.end()

    asyncio.run(work())


def test_a_child_that_cannot_start_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        with pytest.raises(GongkaiError, match="进程不能启动"):
            await Child.start(WORKER, [], ended)

    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    asyncio.run(work())
