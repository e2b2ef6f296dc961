"""The files to download: made once for each state of the data, all files or none, by one process at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from catalog_graph import files
from catalog_graph.downloads import cache_folder, distributions
from catalog_graph.errors import MissingData
from catalog_graph.history.record import load_history
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook

SUM = hashlib.sha256(b"1").hexdigest()
SUMS = f"{SUM}  a\n".encode()
Light = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def history() -> SimpleNamespace:
    """The releases, whose snapshots are made once."""
    made = load_history().snapshots()
    return SimpleNamespace(snapshots=lambda: made)


@pytest.fixture(autouse=True)
def cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dataset: Dataset, book: CodeBook, history: SimpleNamespace
) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    monkeypatch.setattr(cache_folder, "load_dataset", lambda: dataset)
    monkeypatch.setattr(cache_folder, "load_codebook", lambda: book)
    monkeypatch.setattr(cache_folder, "load_history", lambda: history)
    return tmp_path


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> Light:
    """Files made of whatever a test gives, instead of all data."""

    def use(content: dict[str, bytes]) -> None:
        monkeypatch.setattr(distributions, "made", lambda *_: content.items())

    return use


def test_the_files_are_made_once_and_others_give_way(light: Light, cache: Path) -> None:
    (cache / "downloads-old").mkdir()
    (cache / ".downloads-interrupted").mkdir()
    (cache / "other-old").mkdir()
    light({"a": b"1", "SHA256SUMS": SUMS})
    assert not cache_folder._folder().exists()
    first = cache_folder.ensure()
    assert first.sizes == {"a": (1, SUM)}
    assert first.folder.name == f"downloads-{first.mark}"
    light({})
    assert cache_folder.ensure() == first
    assert {path.name for path in cache.iterdir()} == {first.folder.name, "other-old", cache_folder.LOCK}


def test_who_comes_second_waits_and_takes_what_the_first_made(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    both, made = Barrier(2, timeout=30), []

    def slowly(material: distributions.Material) -> Iterator[tuple[str, bytes]]:
        made.append(material)
        yield "a", b"1"
        yield "SHA256SUMS", SUMS

    def asked(_: int) -> cache_folder.Downloads:
        both.wait()
        return cache_folder.ensure()

    monkeypatch.setattr(distributions, "made", slowly)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(asked, range(2))
    assert first == second
    assert len(made) == 1
    assert {path.name for path in cache.iterdir()} == {first.folder.name, cache_folder.LOCK}


def test_other_data_have_another_folder(light: Light, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    light({"a": b"1", "SHA256SUMS": SUMS})
    marks = {cache_folder.ensure().mark}
    for name, other in (("data_bytes", b"other"), ("definition_texts", {"a": b"other"})):
        with monkeypatch.context() as patched:
            patched.setattr(files, name, Mock(return_value=other))
            assert not cache_folder._folder().exists()
            marks.add(cache_folder.ensure().mark)
    assert len(marks) == 3
    assert len(files.folders(cache)) == 1


def test_a_cache_that_cannot_be_written_is_said(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "file").write_bytes(b"")
    monkeypatch.setenv("GONGKAI_CACHE", str(cache / "file" / "below"))
    with pytest.raises(MissingData, match="缓存") as raised:
        cache_folder.ensure()
    assert "GONGKAI_CACHE" in raised.value.hint


def test_files_that_could_not_all_be_made_leave_nothing_and_can_be_tried_again(
    light: Light, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Iterator[tuple[str, bytes]]:
        yield "a", b"1"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(distributions, "made", failing)
    with pytest.raises(MissingData) as raised:
        cache_folder.ensure()
    assert [path.name for path in cache.iterdir()] == [cache_folder.LOCK]
    light({"a": b"1", "SHA256SUMS": SUMS})
    assert cache_folder.ensure().sizes == {"a": (1, SUM)}  # while the error, and with it the place it came from, lives
    assert raised.value.hint


@pytest.mark.parametrize("how", ["changed", "cut", "gone", "sums"])
def test_files_that_are_not_what_was_made_are_made_anew(light: Light, how: str) -> None:
    light({"a": b"1", "SHA256SUMS": SUMS})
    made = cache_folder.ensure()
    assert made.repaired == ""
    spoilt = made.folder / ("SHA256SUMS" if how == "sums" else "a")
    spoilt.write_bytes({"changed": b"2", "sums": b"nonsense"}.get(how, b""))
    if how == "gone":
        spoilt.unlink()
    again = cache_folder.ensure()
    assert again.sizes == made.sizes
    assert (again.folder / "a").read_bytes() == b"1"
    assert "重新生成" in again.repaired
    assert cache_folder.ensure().repaired == ""
