"""Rows: where words come from, and that each inference is said once at its cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Document
from catalog_graph.model.values import Dataset
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.recognised_table import RecognisedTable
from catalog_graph.review.recognition.tables import recognise

Documents = Callable[..., Document]
HEADER = "序号|一级事项|二级事项|公开内容|公开依据"


@pytest.fixture
def table(document: Documents, dataset: Dataset) -> Callable[[str], RecognisedTable]:
    """The one table of a text."""

    def read(text: str) -> RecognisedTable:
        (found,) = recognise(document(text), dataset)
        return found

    return read


Table = Callable[[str], RecognisedTable]


def test_a_merge_is_said_once_and_each_row_knows_its_source(table: Table) -> None:
    found = table(f"{HEADER}\n1|甲类|乙|丙|《法》\n2|^|丁|丙|《法》\n3|^|戊|丙|《法》")
    assert [row.cells[Column.GROUP][0].from_row for row in found.rows] == [None, 2, 2]
    assert [(one.term, one.row, one.column, dict(one.details)) for one in found.facts] == [
        ("filledDown", 3, 2, {"row": "2"})
    ]


def test_each_empty_group_is_said(table: Table) -> None:
    found = table(f"{HEADER}\n1|甲类|乙|丙|《法》\n2||丁|丙|《法》\n3||戊|丙|《法》")
    assert [(one.term, one.row) for one in found.facts] == [("filledDown", 3), ("filledDown", 4)]


@pytest.mark.parametrize("column", [Column.LABEL, Column.CONTENT, Column.CITATIONS])
def test_an_empty_cell_elsewhere_stays_empty(column: Column, table: Table) -> None:
    found = table(f"{HEADER}\n1|甲类|乙|丙|《法》\n2|甲类|||\n3|甲类|丁|丙|《法》")
    assert found.rows[1].words(column) == ""
    assert found.facts == ()


def test_ditto_leads_back_to_where_the_words_are_written(table: Table) -> None:
    found = table(f"{HEADER}\n1|甲类|乙|丙|《法》\n2|甲类|丁|丙|同上\n3|甲类|戊|丙|〃")
    assert [row.cells[Column.CITATIONS][0].from_row for row in found.rows] == [None, 2, 2]
    assert [row.words(Column.CITATIONS) for row in found.rows] == ["《法》"] * 3


def test_ditto_with_nothing_above_stays_as_it_is(table: Table) -> None:
    found = table(f"{HEADER}\n1|甲类|乙|丙|同上\n2|甲类|丁|丙|同上")
    assert [row.words(Column.CITATIONS) for row in found.rows] == ["同上", "同上"]
    assert found.facts == ()


def test_a_column_for_two_levels_gives_a_cell_for_each(table: Table) -> None:
    found = table("序号|二级事项|公开内容|公开层级|<\n^|^|^|县级|乡、村级\n1|乙|丙|√|√")
    cells = found.rows[0].cells[Column.LEVELS]
    assert [(cell.address, cell.option) for cell in cells] == [("D3", "county"), ("E3", "township"), ("E3", "village")]


def test_words_in_a_tick_column_stand_beside_the_tick(table: Table) -> None:
    found = table("序号|二级事项|公开内容|公开对象|<\n^|^|^|全社会|特定群体\n1|乙|丙||申请\n人")
    cells = found.rows[0].cells[Column.AUDIENCE]
    assert [(cell.address, cell.option, cell.words) for cell in cells] == [
        ("D3", "public", ""),
        ("E3", "group", "√"),
        ("E3", None, "申请"),
    ]


def test_extra_columns_of_one_name_are_kept_apart(table: Table) -> None:
    found = table("序号|二级事项|公开内容|咨询电话|咨询电话\n1|乙|丙|123|456")
    assert {name: cell.words for name, cell in found.rows[0].extra.items()} == {
        "咨询电话": "123",
        "咨询电话（2）": "456",
    }


def test_the_same_change_is_said_once_for_a_cell(table: Table) -> None:
    found = table(f"{HEADER}\n1|甲类|办 事 指 南|丙|《法》\n2|甲类|^|丁|《法》")
    assert [(one.term, one.row, one.column) for one in found.facts] == [("rejoined", 2, 3), ("filledDown", 3, 3)]
