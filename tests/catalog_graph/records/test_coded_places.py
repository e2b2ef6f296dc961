"""Places read many at once are those that are read one by one."""

from __future__ import annotations

from datetime import date

import pytest

from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import coded_places, columns
from catalog_graph.records.bindings import Bindings
from catalog_graph.records.scope import Scope
from catalog_graph.tables.load import load_calendar

ON = date(2026, 11, 30)
OTHERS = ["鼓楼区", "34", "341302999", "999999", " 341302", "341302000000", "３４１３０２"]


def places_of(dataset: Dataset, lookup: PlaceLookup) -> list[str]:
    """Codes of places below counties with calendars and local catalogues of their own, and of others."""
    deep = sorted({code[:6] for code in dataset.local if len(code) > 6})[:2]
    counties = ["341302", "441900", "650102", "513401", *deep]
    below = (each for code in counties for level in DUTY_LEVELS for each in lookup.book.within(code, level))
    return [each.code for each in below]


def test_many_places_at_once_are_those_one_by_one(dataset: Dataset, lookup: PlaceLookup) -> None:
    codes = places_of(dataset, lookup)
    together, singly = (Bindings(dataset, lookup.book, Calendars(load_calendar()), ON) for _ in range(2))
    split = coded_places.split(columns.words(sorted([*codes, *OTHERS])), lookup.book, together, Scope())
    assert sorted(split.others.to_pylist()) == sorted(OTHERS)
    assert list(together.places) == split.coded.column("code").to_pylist()
    assert sorted(together.places) == sorted(codes)
    for code in codes:
        many, alone = together.places[code], singly.add(lookup.book.get(code))
        assert alone is not None
        assert together.bound[many.kind] == singly.bound[alone.kind]
        assert together.used_calendars[many.calendar].scope == singly.used_calendars[alone.calendar].scope
    assert len(together.kinds) == len(singly.kinds) > 4


def test_places_beyond_the_audit_are_told_apart(dataset: Dataset, lookup: PlaceLookup) -> None:
    bindings = Bindings(dataset, lookup.book, Calendars(load_calendar()), ON)
    words = columns.words(["341302", "341302100", "341302100200", "341321", "310114002001"])
    split = coded_places.split(words, lookup.book, bindings, Scope("341302", asked=True))
    assert list(bindings.places) == ["341302", "341302100", "341302100200"]
    assert sorted(split.outside.to_pylist()) == ["310114002001", "341321"]
    assert bindings.places.get("341321") is None
    with pytest.raises(ValueError, match="met already"):
        bindings.places.take(split.coded)


def test_provinces_are_those_of_villages_alone() -> None:
    words = columns.words(["341302100200", "310114002001", "110101", "12345678901x", "341302100201"])
    assert sorted(coded_places.provinces(words)) == ["31", "34"]
