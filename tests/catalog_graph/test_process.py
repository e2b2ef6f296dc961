"""A child process: frames in and out, and its end."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from catalog_graph import frames
from catalog_graph.errors import GongkaiError
from catalog_graph.process import Child


def test_a_child_says_it_is_ready_works_and_ends(small_store: Path) -> None:
    async def work() -> None:
        child = await Child.start(["answer", str(small_store), "1024"])
        assert await child.receive() == (frames.READY, b"")
        assert child.alive
        request = frames.Request("ASK {}", {"ASK": "application/json"})
        assert await child.send(frames.REQUEST, frames.encode_request(request))
        kinds = [(await child.receive())[0] for _ in range(3)]
        assert kinds == [frames.HEAD, frames.DATA, frames.END]
        used = child.work()
        assert used is None or 0 < used < 60
        child.step_back()
        await child.end()
        assert not child.alive
        assert child.work() is None
        with pytest.raises(ProcessLookupError):
            os.kill(child.pid, 0)

    asyncio.run(work())


def test_a_child_that_is_gone_takes_nothing_and_says_why(small_store: Path) -> None:
    async def work() -> None:
        child = await Child.start(["answer", str(small_store), "1024"])
        await child.receive()
        child.kill()
        with pytest.raises(GongkaiError, match="内存"):
            await child.receive()
        assert not await child.send(frames.REQUEST, b"x")
        await child.end()

    asyncio.run(work())


def test_a_child_ends_with_its_input(small_store: Path) -> None:
    async def work() -> None:
        child = await Child.start(["answer", str(small_store), "1024"])
        await child.receive()
        child._in.close()
        with pytest.raises(GongkaiError, match="意外结束（0）"):
            await child.receive()
        await child.end()

    asyncio.run(work())
