"""Duties as tables: cells no spreadsheet runs, CSV for Excel, a workbook that opens."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, resolve
from catalog_graph.intake.read import read_document
from catalog_graph.model.origin_codes import Origin
from catalog_graph.model.values import Dataset
from catalog_graph.official.duty_sheet import HEADINGS, as_csv, as_xlsx, citation_words, duty_row
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.plain import safe


@pytest.fixture(scope="module")
def duties(dataset: Dataset, lookup: PlaceLookup) -> tuple[Duty, ...]:
    """The duties of a town."""
    return resolve(dataset, lookup.place("310114002"), date(2026, 11, 22))


def test_the_csv_has_a_byte_order_mark_the_headings_and_all_rows(dataset: Dataset, duties: tuple[Duty, ...]) -> None:
    content = as_csv(dataset, duties)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(duties) + 1
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert tuple(rows[0]) == HEADINGS
    assert {len(row) for row in rows} == {len(HEADINGS)}
    assert [row[0] for row in rows[1:]] == [duty.item.key for duty in duties]


def test_the_workbook_opens_with_all_rows(dataset: Dataset, duties: tuple[Duty, ...], lookup: PlaceLookup) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(dataset, lookup.place("310114002"), "2026-11-22", duties)))
    sheet = book["公开义务清单"]
    assert sheet["A1"].value == f"上海市嘉定区真新街道公开义务清单（2026-11-22，{len(duties)}项）"
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0] == HEADINGS
    assert len(rows) == len(duties) + 1 > 100
    assert [tuple(cell or "" for cell in row) for row in rows[1:]] == [duty_row(dataset, duty) for duty in duties]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$1:$2")


def test_an_answer_without_duties_is_a_table_of_headings(dataset: Dataset, lookup: PlaceLookup) -> None:
    assert as_csv(dataset, ()).decode("utf-8-sig") == ",".join(HEADINGS) + "\r\n"
    assert load_workbook(io.BytesIO(as_xlsx(dataset, lookup.place("341302"), "2026-11-22", ()))).active is not None


def test_words_that_look_like_an_escape_of_a_workbook_stay_words(
    dataset: Dataset, duties: tuple[Duty, ...], lookup: PlaceLookup
) -> None:
    odd = replace(duties[0], item=replace(duties[0].item, label="甲_x000D_乙_x005F_丙\x07"))
    content = as_xlsx(dataset, lookup.place("310114002"), "2026-11-22", [odd])
    assert read_document(content).grids[0].rows[2][3] == "甲_x000D_乙_x005F_丙"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_is_quoted_everywhere(
    start: str, dataset: Dataset, duties: tuple[Duty, ...], lookup: PlaceLookup
) -> None:
    words = f"{start}HYPERLINK(1)"
    bad = replace(duties[0], item=replace(duties[0].item, label=words))
    rows = list(csv.reader(io.StringIO(as_csv(dataset, [bad]).decode("utf-8-sig"), newline="")))
    assert rows[1][3] == f"'{words}"
    sheet = load_workbook(io.BytesIO(as_xlsx(dataset, lookup.place("341302"), "", [bad]))).active
    assert sheet is not None
    cell = sheet["D3"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


@given(st.text(max_size=20))
def test_no_safe_cell_begins_as_a_formula(cell: str) -> None:
    assert not safe(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(cell).endswith(cell)


def test_citations_are_written_as_offices_write_them(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    duty = next(
        d
        for d in resolve(dataset, lookup.place("341302100200"), day, Wanted(domain="village-affairs"))
        if any(c.article for c in d.item.citations)
    )
    words = citation_words(dataset, duty)
    assert any(w.startswith("《") and w.endswith("条") for w in words)
    assert len(words) == len(duty.item.citations)


def test_what_the_law_says_stands_in_the_cell_and_is_named_beside(
    dataset: Dataset, duties: tuple[Duty, ...], lookup: PlaceLookup
) -> None:
    filled = [duty for duty in duties if duty.cells.origin["time_limits"] is Origin.STATUTE]
    assert filled
    for row, duty in zip((duty_row(dataset, each) for each in filled), filled, strict=True):
        assert row[HEADINGS.index("公开时限")]
        assert "依法推定：" in row[15]
        assert "■" not in row[8] or duty.item.required_channels
    sheet = load_workbook(io.BytesIO(as_xlsx(dataset, lookup.place("310114002"), "", filled))).active
    assert sheet is not None
    assert all(sheet.cell(number, 7).font.italic for number in range(3, len(filled) + 3))
    assert not sheet.cell(3, 4).font.italic
