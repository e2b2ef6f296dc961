"""Places of a county share kind and calendar only where they have the same duties and days off."""

from __future__ import annotations

from datetime import date

from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.resolve import applicable
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.values import Dataset
from catalog_graph.places.bodies import place_in
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.bindings import Bindings
from catalog_graph.tables.load import load_calendar

ON = date(2026, 11, 30)


def test_places_in_numbers_are_those_of_each_place_alone(dataset: Dataset, lookup: PlaceLookup) -> None:
    deep = sorted({code[:6] for code in dataset.local if len(code) > 6})[:2]
    flat = sorted({code for code in dataset.local if len(code) == 6} - set(deep))[:1]
    assert deep
    assert flat
    calendars = Calendars(load_calendar())
    bindings = Bindings(dataset, lookup.book, calendars, ON)
    counties = ["341302", "650102", *deep, *flat]
    places = [each for level in DUTY_LEVELS for code in counties for each in lookup.book.within(code, level)]
    for division in places:
        row = bindings.add(division)
        assert row is not None
        assert bindings.kinds[bindings.kind_of(division)] == row.kind
        assert bindings.used_calendars[row.calendar] is calendars.of(division.code)
    for code in [each for each in dataset.local if each[:6] in deep][:4]:
        own = applicable(dataset, place_in(lookup.book, lookup.book.get(code)), ON)
        assert bindings.bound[bindings.places[code].kind].items == tuple(own)
