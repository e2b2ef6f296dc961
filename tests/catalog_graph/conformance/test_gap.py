"""The gap: the figures, the rows, and what a partly seen table does not prove."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from catalog_graph.conformance import gap_json, gap_sheet
from catalog_graph.conformance.gap import ACTIONS, gap, narrowed
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import applicable
from catalog_graph.errors import NotADutyLevel
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup

CODES = ["440303", "500240", "500236", "500243", "510811", "532325", "440703", "654024", "320583", "440803004"]


@pytest.mark.parametrize("code", CODES)
def test_the_document_adds_up(code: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    document = gap_json.as_document(dataset, gap(dataset, lookup.place(code), day))
    assert json.loads(json.dumps(document)) == document
    assert set(document["summary"]) == set(ACTIONS)  # type: ignore[arg-type]
    assert sum(document["summary"].values()) == len(document["rows"])  # type: ignore[attr-defined, arg-type]
    for row in document["rows"]:  # type: ignore[attr-defined]
        assert row["action"] in ACTIONS
        assert (row["item"] is None) == (row["action"] == "add")
        for facet in row["facets"]:
            assert facet["verdict"] in ACTIONS
            assert facet["observed"] in {"full", "part", "not-visible"}


def test_what_a_partly_seen_table_does_not_show_is_undecided(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    assert gap(dataset, lookup.place("440703"), day).summary()["missing"] == 0
    whole = lookup.place("469005")
    compared = gap(dataset, whole, day)
    missing = [row.item.key for row in compared.rows if row.action == "missing" and row.item]
    asked = [item.key for item in applicable(dataset, whole, day, Wanted(domain="disaster-relief"))]
    assert missing == [key for key in asked if key not in {row.row.item for row in compared.rows if row.row}]
    assert 0 < len(missing) < len(asked)


def test_bases_out_of_force_are_named(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    stale = gap(dataset, lookup.place("320583"), day).stale
    assert {each.law.id for each in stale} == {"cainong-2017-41", "nongbanjicai-2021-8"}


def test_a_province_has_no_gap(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    with pytest.raises(NotADutyLevel, match="省级"):
        gap(dataset, lookup.place("44"), day)


def test_the_table_has_a_line_for_each_column(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    compared = gap(dataset, lookup.place("654024"), day)
    text = gap_sheet.as_csv(dataset, compared).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    weak = [row["栏目"] for row in rows if row["比较"] == "放宽"]
    assert weak == ["公开方式", "公开层级"]
    assert gap_sheet.as_xlsx(dataset, compared).startswith(b"PK")
    assert gap_sheet.as_xlsx(dataset, compared) == gap_sheet.as_xlsx(dataset, compared)


@pytest.mark.parametrize("code", ["440605", "441900003"])
def test_a_part_has_the_rows_of_its_action_and_domain(
    code: str, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    whole = gap(dataset, lookup.place(code), day)
    assert narrowed(whole) == whole
    for catalogue in whole.catalogues:
        part = narrowed(whole, slug=catalogue.slug)
        assert part.catalogues == (catalogue,)
        assert part.rows == tuple(row for row in whole.rows if row.catalogue is catalogue)
    for action in ACTIONS:
        assert len(narrowed(whole, action).rows) == whole.summary()[action]
