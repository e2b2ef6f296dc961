"""The process that makes the files: what it says, at either pace."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from catalog_graph.downloads import store, worker
from catalog_graph.errors import MissingData
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child


def test_it_says_when_the_files_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    monkeypatch.setattr("catalog_graph.downloads.distributions.made", lambda _: {"SHA256SUMS": b""}.items())
    said: list[tuple[int, bytes]] = []
    worker.work(lambda kind, payload: said.append((kind, payload)), lambda: None)
    assert said == [(frames.READY, b"")]
    assert store.standing() is not None


@pytest.mark.parametrize("pace", ["now", "behind"])
def test_what_hinders_it_is_its_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pace: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "file" / "below"))

    async def work() -> None:
        child = await Child.start([pace], "catalog_graph.downloads.worker")
        with pytest.raises(MissingData, match="缓存"):
            await child.receive()
        await child.end()

    asyncio.run(work())
