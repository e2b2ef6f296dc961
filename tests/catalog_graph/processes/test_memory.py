"""Memory that was freed goes back to the system, and nothing that is in use."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from catalog_graph.processes.memory import give_back


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
