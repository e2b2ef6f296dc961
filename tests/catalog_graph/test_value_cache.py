"""Values that are kept: made once, anew where what they are made from or the file is another, never a stranger's."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path

import pytest

from catalog_graph import files
from catalog_graph.history.cached import cached_marks
from catalog_graph.history.marks import marks
from catalog_graph.history.record import load_history
from catalog_graph.model.values import Dataset, local_domain
from catalog_graph.tables.cached import cached_dataset, made_from
from catalog_graph.value_cache import cached


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Maker:
    """Counts how often it makes."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[str, int]:
        """Make."""
        self.times += 1
        return "made", self.times


def kept_file(cache: Path) -> Path:
    (path,) = cache.glob("*/*.pickle")
    return path


def test_it_is_made_once_for_the_same_bytes_and_anew_for_others(cache: Path) -> None:
    maker = Maker()
    assert [cached("a", [b"1", b"2"], maker) for _ in range(3)] == [("made", 1)] * 3
    assert cached("a", [b"1", b"3"], maker) == ("made", 2)
    assert len(list(cache.iterdir())) == 1  # what was kept for the other bytes is gone
    assert cached("b", [b"1", b"3"], maker, pytest.fail) == ("made", 3)
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("damage", ["cut", "empty", "byte", "gone"])
def test_what_is_damaged_is_made_anew(cache: Path, damage: str) -> None:
    maker = Maker()
    cached("a", [b"1"], maker)
    path = kept_file(cache)
    content = path.read_bytes()
    spoilt = {"cut": content[:-3], "empty": b"", "byte": content[:-5] + bytes([content[-5] ^ 1]) + content[-4:]}
    path.unlink()
    if damage in spoilt:
        path.write_bytes(spoilt[damage])
    heard: list[str] = []
    assert cached("a", [b"1"], maker, heard.append) == ("made", 2)
    assert cached("a", [b"1"], maker, heard.append) == ("made", 2)
    assert len(heard) == 1
    assert "已重新生成" in heard[0]


@pytest.mark.parametrize("strange", [os.system, pickle.Unpickler, Path("a"), files.home])
def test_a_file_that_names_what_is_no_value_is_not_loaded(cache: Path, strange: object) -> None:
    maker = Maker()
    cached("a", [b"1"], maker)
    content = pickle.dumps(strange)
    kept_file(cache).write_bytes(hashlib.sha256(content).digest() + content)
    assert cached("a", [b"1"], maker) == ("made", 2)


def test_a_function_that_a_module_of_values_has_is_none(cache: Path) -> None:
    content = pickle.dumps(local_domain)
    maker = Maker()
    cached("a", [b"1"], maker)
    kept_file(cache).write_bytes(hashlib.sha256(content).digest() + content)
    assert cached("a", [b"1"], maker) == ("made", 2)


def test_where_nothing_can_be_written_it_is_made_each_time(cache: Path) -> None:
    cache.write_text("a file, no folder", encoding="utf-8")
    maker = Maker()
    assert [cached("a", [b"1"], maker) for _ in range(2)] == [("made", 1), ("made", 2)]


def test_the_tables_are_kept_as_they_are_read(dataset: Dataset, cache: Path) -> None:
    assert cached_dataset() == dataset
    path = kept_file(cache)
    before = path.stat().st_mtime_ns
    assert cached_dataset() == dataset
    assert path.stat().st_mtime_ns == before


def test_they_are_made_from_all_tables_and_what_reads_them() -> None:
    parts = b"".join(made_from())
    data = files.home() / "data"
    for path in [*data.glob("*.csv"), *data.glob("local/*/*.csv"), *data.glob("items/*.csv")]:
        assert f"{path.parent.name}/{path.name} ".encode() in parts
    for source in ("cells/time_limit.py", "model/values.py", "tables/local.py"):
        assert f"\n{source} ".encode() in parts


def test_the_marks_are_kept_as_they_are_worked_out() -> None:
    expected = marks(load_history())
    assert cached_marks() == expected
    assert cached_marks() == expected
