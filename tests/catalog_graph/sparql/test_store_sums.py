"""A store that is not what was made is found and made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from catalog_graph.sparql import disk_store, store_sums


def spoilt(folder: Path, how: str) -> None:
    """Harm the largest file of a store."""
    largest = max(folder.glob("*.sst"), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    match how:
        case "changed":
            content[len(content) // 2] ^= 255
            largest.write_bytes(content)
        case "cut":
            largest.write_bytes(content[: len(content) // 2])
        case "gone":
            largest.unlink()
        case "list":
            (folder / store_sums.SUMS).write_text("{")
        case "no list":
            (folder / store_sums.SUMS).unlink()


@pytest.mark.parametrize("how", ["changed", "cut", "gone", "list", "no list"])
def test_a_damaged_store_is_found(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "store"
    store = Store(str(folder))
    node = NamedNode("http://x/a")
    store.bulk_extend(Quad(NamedNode(f"http://x/{number}"), node, node) for number in range(1000))
    del store
    store_sums.written(folder, ())
    assert store_sums.damage(folder, thorough=True) == ""
    spoilt(folder, how)
    assert store_sums.damage(folder, thorough=True)
    assert bool(store_sums.damage(folder, thorough=False)) is (how != "changed")


def test_a_damaged_store_is_made_anew_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))

    def fill(path: Path, _: object) -> None:
        (path / "1.sst").write_bytes(b"made anew")

    monkeypatch.setattr(disk_store, "_fill", fill)
    said: list[str] = []
    made = disk_store.ensure(said.append, thorough=True)
    spoilt(made, "changed")
    said.clear()
    assert disk_store.ensure(said.append, thorough=True) == made
    assert (made / "1.sst").read_bytes() == b"made anew"
    assert said == [f"{disk_store.DAMAGED}：1.sst 的内容不对，重新生成"]
