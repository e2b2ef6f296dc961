"""The duties of many places: equal to those of each alone, and the file of all places."""

from __future__ import annotations

import io
from datetime import date

import pyarrow.parquet
import pytest

from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import resolve
from catalog_graph.errors import BadParameter
from catalog_graph.model.values import Dataset
from catalog_graph.official import duty_parquet
from catalog_graph.official.duties_of_many import COLUMNS, ManyDuties
from catalog_graph.official.duty_sheet import duty_row
from catalog_graph.places.lookup import PlaceLookup

CODES = ["341302", "341321", "441900", "341302100", "310114002", "441900003", "120115", "210504"]


def _expected(dataset: Dataset, lookup: PlaceLookup, day: date) -> list[tuple[str, ...]]:
    places = [lookup.by_code(code) for code in CODES]
    return [
        (place.division.code, place.division.name, *duty_row(dataset, duty))
        for place in places
        for duty in resolve(dataset, place, day)
    ]


def test_rows_are_those_of_each_place_alone(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    many = ManyDuties(dataset, day, Wanted())
    assert [row for code in CODES for row in many.rows(lookup.by_code(code))] == _expected(dataset, lookup, day)


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_the_file_has_the_same_rows_however_they_are_grouped(
    dataset: Dataset, lookup: PlaceLookup, day: date, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(duty_parquet, "_AT_ONCE", at_once)
    stream, told = io.BytesIO(), []
    places = (lookup.by_code(code) for code in CODES)
    rows = duty_parquet.write(ManyDuties(dataset, day, Wanted()), places, stream, told.append)
    table = pyarrow.parquet.read_table(stream)
    assert table.column_names == list(COLUMNS)
    assert [tuple(row.values()) for row in table.to_pylist()] == _expected(dataset, lookup, day)
    assert (rows, told[-1]) == (len(table), len(CODES))


def test_filters_hold_and_bad_ones_are_refused(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.by_code("341302")
    assert {row[3] for row in ManyDuties(dataset, day, Wanted(domain="05")).rows(place)} == {"社会救助"}
    with pytest.raises(BadParameter):
        list(ManyDuties(dataset, day, Wanted(channel="carrier-pigeon")).rows(place))
