"""The impact of a law: which items hang on it and how, and how many places that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalog_graph.duties.resolve import applicable
from catalog_graph.laws import impact
from catalog_graph.laws.impact import Via
from catalog_graph.laws.index import items_by_law
from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.model.values import Dataset, Law
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables import plain

REGULATION = "guowuyuanling-711"


@pytest.fixture(scope="module")
def every(dataset: Dataset, book: CodeBook) -> dict[str, impact.Impact]:
    """The impact of each law."""
    return {law.id: impact.impact(dataset, law, book) for law in dataset.laws.values()}


def test_items_that_cite_a_law_are_direct_and_others_carry_a_clause(
    dataset: Dataset, every: dict[str, impact.Impact]
) -> None:
    cited = items_by_law(dataset)
    assert len(every) == len(dataset.laws) > 150
    for key, found in every.items():
        direct = [touch.item for touch in found.touches if touch.via is Via.DIRECT]
        assert direct == cited.get(key, [])
        named = {item for clause in dataset.clauses if clause.law == key for item in clause.items}
        carried = {touch.item.key for touch in found.touches if touch.via is Via.CLAUSE}
        assert carried == named - {item.key for item in direct}
        assert all(touch.clauses for touch in found.touches if touch.via is Via.CLAUSE)
    assert sum(found.by_via().get(Via.CLAUSE, 0) for found in every.values()) > 50


def test_each_item_counts_once(every: dict[str, impact.Impact]) -> None:
    for found in every.values():
        keys = [touch.item.key for touch in (*found.touches, *found.moved)]
        assert len(keys) == len(set(keys))
        assert len(found.touches) == sum(found.by_via().values()) == sum(found.by_domain().values())


def test_items_on_a_former_law_hang_on_the_one_that_stands(dataset: Dataset, book: CodeBook) -> None:
    item = next(item for item in dataset.items() if item.citations)
    old = replace(dataset.laws[item.citations[0].law], replaced_by="newest")
    middle = Law("newest", "新法")
    laws = {**dataset.laws, old.id: old, "newest": middle}
    found = impact.impact(replace(dataset, laws=laws), middle, book)
    touch = next(touch for touch in found.touches if touch.item.key == item.key)
    assert (touch.via, touch.law) == (Via.FORMER, old)
    assert old in found.former
    assert old.id not in {law.id for law in touch.remaining}
    back = impact.impact(replace(dataset, laws=laws), old, book)
    assert middle in back.later
    assert not back.moved


def test_items_that_cite_the_new_law_are_moved(every: dict[str, impact.Impact]) -> None:
    found = every["guowuyuanling-492"]
    assert [law.id for law in found.later] == [REGULATION]
    assert {touch.item.key for touch in found.moved} | {t.item.key for t in found.touches} >= {
        touch.item.key for touch in every[REGULATION].touches if touch.via is Via.DIRECT
    }
    assert every[REGULATION].former[0].id == "guowuyuanling-492"


def test_a_circle_of_successions_ends(dataset: Dataset, book: CodeBook) -> None:
    one, other = Law("a", "甲", replaced_by="b"), Law("b", "乙", replaced_by="a")
    found = impact.impact(replace(dataset, laws={**dataset.laws, "a": one, "b": other}), one, book)
    assert (found.former, found.later, found.touches) == ((other,), (other,), ())


def test_an_item_without_another_basis_in_force_is_alone(every: dict[str, impact.Impact]) -> None:
    seen = 0
    for found in every.values():
        for touch in found.alone:
            seen += 1
            assert not [law for law in touch.remaining if law.id != found.law.id]
            others = {cited.law for cited in touch.item.citations} - {found.law.id}
            assert all(every[other].law.status.value in {"repealed", "superseded"} for other in others) or found.former
    assert seen > 100


@pytest.mark.parametrize(
    "code", ["341302", "341302100", "341302100200", "110101001001"], ids=["county", "town", "villagers", "residents"]
)
def test_the_reach_is_what_duties_say_of_a_place(
    dataset: Dataset, lookup: PlaceLookup, every: dict[str, impact.Impact], code: str
) -> None:
    place = lookup.place(code)
    applies = {item.key for item in applicable(dataset, place, date(2026, 11, 22))}
    for found in every.values():
        touched = [t.item for t in found.touches if t.item.in_force(date(2026, 11, 22))]
        here = sum(item.key in applies for item in touched)
        past = sum(place.level in t.item.levels for t in found.touches) - sum(place.level in i.levels for i in touched)
        kind = place.division.village_kind
        said = [one.items for one in found.reach if one.level is place.level and one.village_kind is kind]
        assert here <= sum(said) <= here + past


def test_places_are_those_of_the_code_book(book: CodeBook, every: dict[str, impact.Impact]) -> None:
    counts = impact.place_counts(book)
    assert counts[Level.COUNTY] == 2978
    assert sum(counts[kind] for kind in VillageKind) == counts[Level.VILLAGE] == 620573
    sample = [book.at(index) for index in range(len(book) - 3000, len(book))]
    last = CodeBook("code,name\n" + "".join(f"{place.code},{place.name}\n" for place in sample))
    for kind in VillageKind:
        assert last.village_kinds()[kind] == sum(place.village_kind is kind for place in sample)
    for found in every.values():
        for one in found.reach:
            places = counts[one.village_kind or one.level]
            assert (one.places, one.duties) == (places, places * one.items)


def test_the_table_and_the_document_hold_every_item(dataset: Dataset, every: dict[str, impact.Impact]) -> None:
    found = every[REGULATION]
    listed = impact.document(dataset, found)
    items = listed["items"]
    assert isinstance(items, list)
    assert [one["item"] for one in items] == [row[0] for row in impact.table(dataset, found).rows]
    assert listed["count"] == len(found.touches) > 150
    lines = plain.as_csv(impact.table(dataset, found)).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(found.touches) + len(found.moved)
    assert lines[0].startswith("item,domain,group,label,via,law")
