"""Which places an audit is of: kinds of them are counted, and one of each is found, without going through all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import Division
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import scope as scopes
from catalog_graph.records.bindings import Bindings
from catalog_graph.records.scope import Scope, kinds_within, some_place
from catalog_graph.tables.load import load_calendar


@pytest.mark.parametrize("code", ["", "34", "3413", "341302"])
def test_a_place_of_each_kind_is_found_where_it_is(
    code: str, dataset: Dataset, lookup: PlaceLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    bindings = Bindings(dataset, lookup.book, Calendars(load_calendar()), date(2026, 11, 30))
    scope = Scope(code, asked=True)
    kinds = kinds_within(lookup.book, scope, bindings)
    looked_at: list[int] = []
    below = scopes.at_and_below

    def counted(*given: object) -> Iterator[Division]:
        for division in below(*given):  # type: ignore[arg-type]
            looked_at.append(1)
            yield division

    monkeypatch.setattr(scopes, "at_and_below", counted)
    for kind in kinds:
        place = some_place(lookup.book, scope, kind, bindings)
        assert place is not None
        assert bindings.kind_of(place) == kind
        assert scope.holds(place.code)
    assert len(looked_at) < 300 * len(kinds)
