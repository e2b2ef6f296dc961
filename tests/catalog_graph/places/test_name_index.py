"""The index of names: parts of names are found and counted as when all names are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.gazetteer import Gazetteer
from catalog_graph.places.name_index import NameIndex
from catalog_graph.places.names import listed


@pytest.fixture(scope="module")
def index(gazetteer: Gazetteer) -> NameIndex:
    """The index of all places."""
    return gazetteer._index


def holding(book: CodeBook, words: str, rows: list[range]) -> Iterator[int]:
    """The rows of names that hold the words, each read."""
    return (row for part in rows for row in part if words in listed(book.name(row)) and not book.is_filler(row))


WORDS = [
    "大",
    "村",
    "委会",
    "会委",
    "村村民",
    "家庄村委会",
    "区贾庄村民委员会",
    "新城",
    "苏木",
    "龙",
    "𬇕",
    "A",
    "街道办",
]
PARTS = [(None, "3413"), (Level.COUNTY, ""), (Level.TOWNSHIP, "34"), (Level.VILLAGE, "110101"), (None, "34130210020")]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(("level", "within"), PARTS)
def test_parts_of_names_are_found_and_counted(
    book: CodeBook, index: NameIndex, words: str, level: Level | None, within: str
) -> None:
    rows = index.rows(level, within)
    expected = list(holding(book, words, rows))
    assert index.count(words, rows) == len(expected)
    assert index.holding(words, 20, rows) == expected[:20]


@pytest.mark.parametrize("words", ["村", "委会", "村民委员会", "庄村", "会会"])
def test_what_is_counted_beforehand_is_what_names_hold(book: CodeBook, index: NameIndex, words: str) -> None:
    expected = sum(words in listed(name) for name in book.text.split("\n"))
    assert index.count(words, index.rows()) == expected


@pytest.mark.parametrize("words", ["x y", '"', "a-b", "村*"])
def test_marks_are_in_no_name(index: NameIndex, words: str) -> None:
    assert index.count(words, index.rows()) == 0


def test_names_that_begin_so_stand_in_the_order_of_levels(book: CodeBook, index: NameIndex) -> None:
    rows = index.rows(None, "34")
    begun = [row for part in rows for row in part if book.name(row).startswith("大")]
    assert len(begun) > 200
    known = index.beginning("大", 200, rows)
    assert set(begun[:100]) <= set(known)
    assert known == sorted(known)


def test_places_that_go_by_a_name_are_kept_to_those_below_a_code(index: NameIndex) -> None:
    everywhere = index.called("朝阳区")
    assert {named.code for named in everywhere} >= {"110105", "220104"}
    assert [named.code for named in index.called("朝阳区", ("22",))] == ["220104"]
