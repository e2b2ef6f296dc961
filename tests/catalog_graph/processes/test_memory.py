"""Memory that was freed goes back to the system, and nothing that is in use."""

from __future__ import annotations

import asyncio
import ctypes
import gc
from pathlib import Path

import pytest

from catalog_graph.processes import memory
from catalog_graph.processes.memory import give_back, settle


def resident() -> int:
    """Pages of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


@pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="malloc_trim is glibc's alone; elsewhere give_back does nothing",
)
def test_what_was_freed_goes_back() -> None:
    kept = [bytes(2_000) for _ in range(50_000)]
    several = [bytes(2_000) for _ in range(50_000)]
    kept, several = [each for pair in zip(kept, several, strict=True) for each in pair][::2], []
    before = resident()
    kept.clear()
    kept.append(b"in use")
    give_back()
    assert resident() < before - 10_000
    assert kept == [b"in use"]


def test_what_is_there_when_it_settles_is_not_gone_through_again() -> None:
    kept: list[object] = [[each] for each in range(10)]
    before = gc.get_freeze_count()
    settle()
    try:
        assert gc.get_freeze_count() > before
        assert not any(each is kept[0] for each in gc.get_objects())
    finally:
        gc.unfreeze()
    assert any(each is kept[0] for each in gc.get_objects())


def test_memory_goes_back_again_and_again_until_it_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []
    monkeypatch.setattr(memory, "give_back", lambda: times.append(1))

    async def tidied() -> bool:
        tidying = asyncio.create_task(memory.give_back_regularly(0.001))
        while len(times) < 3:
            await asyncio.sleep(0.001)
        tidying.cancel()
        await asyncio.wait({tidying})
        return tidying.cancelled()

    assert asyncio.run(tidied())
