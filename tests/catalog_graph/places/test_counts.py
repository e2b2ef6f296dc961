"""What lies below a place: which numbers it bears, and that they are those of the code book and add up."""

from __future__ import annotations

import pytest

from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.counts import COMMITTEES, LEVELS, count_below, counted

# A province, a prefecture, a city without counties and its row, a grouping code, a county, towns, islands.
PLACES = ("34", "3413", "4419", "441900", "4290", "341302", "341302100", "659012505", "460321")


@pytest.mark.parametrize("code", PLACES)
def test_the_numbers_of_a_place_are_those_of_the_code_book(code: str, book: CodeBook) -> None:
    place = book.get(code)
    found, villages = count_below(book, place), book.within(code, Level.VILLAGE)
    assert tuple(found) == counted(place.level)
    for level in set(LEVELS) & found.keys():
        assert found[level] == len(book.within(code, level))
    for kind in COMMITTEES:
        assert found[kind] == sum(village.village_kind is kind for village in villages)


@pytest.mark.parametrize("key", [*LEVELS, *COMMITTEES])
def test_the_numbers_of_the_provinces_add_up(key: Level | VillageKind, book: CodeBook) -> None:
    whole = sum(count_below(book, place)[key] for place in book.within("", Level.PROVINCE))
    assert whole == (book.count(key) if isinstance(key, Level) else book.village_kinds()[key])


@pytest.mark.parametrize("code", ["34", "3413", "341302"])
def test_the_numbers_of_a_place_are_the_sum_of_those_below_it(code: str, book: CodeBook) -> None:
    next_level = {2: Level.PREFECTURE, 4: Level.COUNTY, 6: Level.TOWNSHIP}[len(code)]
    parts = [count_below(book, place) for place in book.within(code, next_level)]
    whole = count_below(book, book.get(code))
    shared = counted(next_level)
    assert {key: sum(part[key] for part in parts) for key in shared} == {key: whole[key] for key in shared}
    assert len(parts) > 3


def test_a_village_bears_no_numbers_and_a_place_with_nothing_below_bears_noughts(book: CodeBook) -> None:
    assert count_below(book, book.get("341302100200")) == {}
    bare = CodeBook("code,name\n34,安徽省\n3413,宿州市\n341302,埇桥区\n341302100,符离镇\n")
    province = {Level.COUNTY: 1, Level.TOWNSHIP: 1, Level.VILLAGE: 0, **dict.fromkeys(COMMITTEES, 0)}
    assert count_below(bare, bare.get("34")) == count_below(bare, bare.get("3413")) == province
    assert count_below(bare, bare.get("341302100")) == dict.fromkeys(counted(Level.TOWNSHIP), 0)


def test_what_is_kept_of_a_place_cannot_be_changed_from_outside(book: CodeBook) -> None:
    before = book.village_kinds("34")
    book.village_kinds("34").clear()
    assert book.village_kinds("34") == before
    assert sum(before.values()) == book.count(Level.VILLAGE, "34") > 10_000
