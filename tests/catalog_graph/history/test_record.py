"""Releases: recorded, undone step by step, checked against what stands on disk."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from catalog_graph import files
from catalog_graph.errors import BadParameter, StaleHistory
from catalog_graph.history import facts, record
from catalog_graph.history.changes import Kind, forward
from catalog_graph.history.facts import Fact, read_state, written
from catalog_graph.history.log import Release
from catalog_graph.history.record import LOG, RELEASED, RELEASES, History, load_history
from catalog_graph.history.snapshot import checksum
from catalog_graph.model.values import Dataset

NEXT, DAY = "99.0.0", date(2099, 1, 1)


@pytest.fixture(scope="module")
def history() -> History:
    """The history as it is committed."""
    return load_history()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tables that may be changed."""
    ignored = shutil.ignore_patterns("graph", "notes", "divisions.csv.xz", ".*")
    shutil.copytree(files.home() / "data", tmp_path / "data", ignore=ignored)
    return tmp_path


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Write other words into a table, once."""
    path = root / "data" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_committed_history_agrees_with_itself(history: History) -> None:
    assert record.check().releases == history.releases
    assert history.releases[0] == Release("0.1.0", date(2026, 11, 22), 2761, history.releases[0].sha256)
    assert [release.rank for release in history.releases] == sorted(release.rank for release in history.releases)


def test_the_facts_are_written_as_tables_that_say_the_same(history: History) -> None:
    texts = written(history.current)
    assert read_state(texts.get) == history.current


def test_a_consumer_that_applies_all_changes_has_the_facts_of_today(history: History) -> None:
    for first in (None, *history.releases):
        state = history.state(first.version) if first else {}
        for _, changes in history.since(first):
            state = forward(state, changes)
        assert state == history.current


def test_the_first_release_is_what_it_was(history: History, dataset: Dataset) -> None:
    first = history.dataset("0.1.0")
    assert len(first.catalogues) == 27
    assert len(first.items()) == 578
    assert not first.local
    assert checksum(history.snapshot("0.1.0")) == history.releases[0].sha256
    assert {item.key for item in first.items()} <= {item.key for item in dataset.items()}


def test_the_present_facts_give_the_data_as_loaded(history: History, dataset: Dataset) -> None:
    texts = written(history.current)
    assert record.read_dataset(texts.__getitem__) == dataset


def test_a_release_is_recorded_and_may_be_recorded_anew(copy: Path) -> None:
    record.record(NEXT, DAY, copy)
    assert load_history(copy).pending == ()
    edit(copy, "roles.csv", "县级民政部门", "县级民政局")
    (waiting,) = load_history(copy).pending
    assert (waiting.fact.table, waiting.cells) == ("roles", {"label": ("县级民政部门", "县级民政局")})
    assert load_history(copy).since(load_history(copy).releases[-1]) == [(None, (waiting,))]
    assert waiting in record.record(NEXT, DAY, copy)
    assert record.check(copy).releases[-1].version == NEXT
    edit(copy, "roles.csv", "县级民政局", "县级民政部门")
    (undone,) = record.record("99.0.1", DAY, copy)
    assert undone.cells == {"label": ("县级民政局", "县级民政部门")}
    again = record.check(copy)
    assert again.state(NEXT)[waiting.fact]["label"] == "县级民政局"
    assert again.state("99.0.1") == again.current


def test_a_row_that_is_deleted_can_be_read_in_the_releases_before(copy: Path) -> None:
    record.record(NEXT, DAY, copy)
    path = copy / "data" / "place-names.csv"
    *kept, last = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(kept), "utf-8")
    (gone,) = record.record("99.0.1", DAY, copy)
    assert gone.row is Kind.ENDED
    assert gone.fact.key == "/".join(last.split(",")[:2])
    assert gone.fact in record.check(copy).state(NEXT)


@pytest.mark.parametrize(
    ("version", "day"),
    [("0.0.9", DAY), ("0.1.0", DAY), ("1.0", DAY), ("v1.0.0", DAY), ("１.0.0", DAY), (NEXT, date(2020, 1, 1))],
)
def test_a_version_or_day_before_the_last_is_refused(copy: Path, version: str, day: date) -> None:
    with pytest.raises(BadParameter):
        record.record(version, day, copy)


@pytest.mark.parametrize("name", [LOG, RELEASES, RELEASED])
def test_a_history_that_was_tampered_with_is_found(copy: Path, name: str) -> None:
    path = copy / "data" / name
    if name == RELEASED:
        path.write_bytes(path.read_bytes()[:-100])
    else:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:-1]) + lines[-1].replace("0.2.0", "0.3.0"), "utf-8")
    with pytest.raises(StaleHistory):
        record.check(copy)


def test_an_unknown_version_is_refused_with_those_there_are(history: History) -> None:
    with pytest.raises(BadParameter) as caught:
        history.dataset("0.0.1")
    assert "0.1.0" in (caught.value.hint or "")


def test_without_releases_all_facts_are_in_none_yet(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "roles.csv").write_text("id,label,level,name_template\na,甲,county,\n", "utf-8")
    history = load_history(tmp_path)
    ((release, (change,)),) = history.since(None)
    assert (release, change.fact, change.kind) == (None, Fact("roles", "a"), Kind.ADDED)
    assert record.check(tmp_path).releases == ()


def test_every_table_of_facts_is_there(history: History) -> None:
    assert {fact.table for fact in history.current} == set(facts.BY_NAME)
