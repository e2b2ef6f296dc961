"""A child process: frames in and out, and its end."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
from pathlib import Path

import pytest

from catalog_graph.errors import GongkaiError
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child


def test_a_child_says_what_it_has_to_say_works_and_ends(small_store: Path) -> None:
    async def work() -> None:
        child = await Child.start(["count", str(small_store)])
        assert await child.receive() == (frames.READY, str(small_store).encode())
        assert child.alive
        kind, figures = await child.receive()
        assert (kind, json.loads(figures)["triples"]) == (frames.STATISTICS, 41)
        used = child.work()
        assert used is None or 0 <= used < 60
        child.step_back(15)
        await child.end()
        assert not child.alive
        assert child.work() is None
        with pytest.raises(ProcessLookupError):
            os.kill(child.pid, 0)

    asyncio.run(work())


def test_a_child_at_a_socket_speaks_frames_there_too(small_store: Path) -> None:
    async def work() -> None:
        ours, theirs = socket.socketpair()
        child = await Child.start_at(ours, theirs, [str(small_store), "1024"], "catalog_graph.sparql.pool.fork_server")
        assert (await child.receive())[0] == frames.READY
        await child.end()
        assert not child.alive

    asyncio.run(work())


def test_a_child_that_is_killed_takes_nothing_and_says_why(small_store: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        for _ in range(5):
            ours, theirs = socket.socketpair()
            child = await Child.start_at(
                ours, theirs, [str(small_store), "1024"], "catalog_graph.sparql.pool.fork_server"
            )
            child.kill()
            child.kill()
            with pytest.raises(GongkaiError, match="内存"):
                await child.receive()
            assert not await child.send(frames.REQUEST, b"x")
            await child.end()

    with caplog.at_level(logging.WARNING):
        asyncio.run(work())
    assert caplog.messages == []  # nobody took the news of its end from whoever waited for it


def test_a_child_that_ends_by_itself_says_so(small_store: Path) -> None:
    async def work() -> None:
        child = await Child.start(["count", str(small_store)])
        await child.receive()
        await child.receive()
        with pytest.raises(GongkaiError, match="意外结束（0）"):
            await child.receive()
        await child.end()

    asyncio.run(work())
