"""Where a way down may end in some words: no more places than needed, and none too few."""

from __future__ import annotations

import pytest

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.gazetteer import Gazetteer
from catalog_graph.places.names import pinyin, short_names
from catalog_graph.places.way_down import WayDown, Written


@pytest.fixture(scope="module")
def way(gazetteer: Gazetteer) -> WayDown:
    """The ways to all places."""
    return WayDown(gazetteer.book, gazetteer._index)


def test_words_are_cut_only_behind_names_of_places(way: WayDown) -> None:
    ends = dict(way.ends("安徽宿州埇桥区"))
    assert ends.keys() == {0, 2, 4}
    assert (ends[0], ends[2]) == (("",), ("34",))
    assert "3413" in ends[4]
    assert all(code.startswith("34") for code in ends[4])


@pytest.mark.parametrize("words", ["月亮县人民政府", "没有的地方", "埇桥", "桥", "xyzwuv"])
def test_words_that_begin_with_no_name_are_not_cut(way: WayDown, words: str) -> None:
    assert list(way.ends(words)) == [(0, ("",))]


def test_of_no_words_nothing_is_looked_for(way: WayDown) -> None:
    assert list(way.ends("")) == []


def as_it_is(name: str) -> str:
    """A name as it is written."""
    return name


@pytest.mark.parametrize("written", [as_it_is, pinyin])
@pytest.mark.parametrize("short", [False, True])
def test_no_way_to_a_village_is_missed(book: CodeBook, way: WayDown, written: Written, short: bool) -> None:
    villages, led = book.within("", Level.VILLAGE)[::19_973], 0
    for village in villages:
        above = [place.name for place in book.path(village)]
        head = "".join(written(min(short_names(name), key=len, default=name) if short else name) for name in above)
        if way.leads(head, village.code, written):
            led += 1
            ends = dict(way.ends(head + written(village.name)))
            assert len(head) in ends, (head, village)
            assert village.code.startswith(ends[len(head)])
    assert led > len(villages) / 2
