"""The index of names in the cache: made by one, for all; nothing half made stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from catalog_graph.errors import GongkaiError, MissingData
from catalog_graph.places import index_file, index_worker
from catalog_graph.places.index_making import PARTS as MADE
from catalog_graph.places.name_index import PARTS


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test, where each part is made of nothing."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))

    def run(_: str, each: Sequence[tuple[str, str]]) -> None:
        for _part, path in each:
            Path(path).write_text("made")

    monkeypatch.setattr("catalog_graph.processes.together.run", run)
    return tmp_path


def test_it_is_made_once_and_what_others_left_is_removed(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "names-old").mkdir()
    (cache / ".names-interrupted").mkdir()
    folder = index_file.ensure()
    assert {path.name for path in folder.iterdir()} == {f"{part}.sqlite" for part in PARTS}
    assert {path.name for path in cache.iterdir()} == {folder.name, "names.lock"}
    monkeypatch.setattr("catalog_graph.processes.together.run", None)
    assert index_file.ensure() == folder


def test_what_cannot_all_be_made_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise GongkaiError("进程意外结束（-9）")

    monkeypatch.setattr("catalog_graph.processes.together.run", failing)
    with pytest.raises(GongkaiError, match="意外结束"):
        index_file.ensure()
    assert [path.name for path in cache.iterdir()] == ["names.lock"]


def test_every_part_has_its_maker() -> None:
    assert set(MADE) == set(PARTS)


def test_a_part_that_cannot_be_written_says_so(cache: Path) -> None:
    with pytest.raises(MissingData, match="不能写入地名索引"):
        index_worker.make("words", str(cache / "nowhere" / "words.sqlite"), lambda *_: None)
