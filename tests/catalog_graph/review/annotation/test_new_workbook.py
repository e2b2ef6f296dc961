"""Drawn workbooks: the same words at the same addresses, no formula, whatever the words."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_graph.errors import FileTooLarge
from catalog_graph.intake.grid import Document, Format, Grid, Merge
from catalog_graph.intake.read import read_document
from catalog_graph.review.annotation.annotate import annotated
from catalog_graph.review.annotation.new_workbook import new_workbook, sheet_names
from catalog_graph.review.results import CellFinding, Review, ReviewedTable

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff\r"), max_size=12
).map(str.strip) | st.sampled_from(
    ["=1+1", "+86", "-", "@甲", "0012", "1e5", "2020-01-01", "第一行\n第二行", "_x000D_"]
)


@settings(max_examples=40)  # each draws, marks and reads a workbook
@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=5), st.integers(1, 3))
def test_the_words_of_any_table_come_back_marked(rows: list[list[str]], column: int) -> None:
    rows[0][0], rows[-1][-1] = "序号", "末"
    grid = Grid("粘贴的表格", tuple(map(tuple, rows)))
    finding = CellFinding("violation", "GK-A-001", grid.name, 2, column, "", rows[1][0], rows[1][1], "", "")
    review = Review("=甲", (ReviewedTable(grid.name, None, (1, 1), (), (finding,)),))
    copy = annotated(b"", Document(Format.TEXT, (grid,)), review, ".xlsx")
    read = read_document(copy).grids[0]
    assert read.rows == grid.rows
    assert not read.kinds
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert book.sheetnames == ["粘贴的表格", "检查结果"]
    assert not [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book["粘贴的表格"].cell(2, column).comment is not None


def test_merges_hidden_rows_and_what_stands_around_are_drawn() -> None:
    rows = (("目录", "", ""), ("序号", "事项", "内容"), ("1", "甲", "乙"))
    grid = Grid("表1", rows, (Merge(1, 1, 1, 3),), ("上面的题目",), ("下面的注",), (3,))
    content = new_workbook(Document(Format.HTML, (grid,)), {"表1": "表1"}, {"表1": [(2, 2)]})
    sheet = openpyxl.load_workbook(io.BytesIO(content))["表1"]
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet.row_dimensions[3].hidden
    assert [sheet.cell(row, 1).value for row in (5, 6)] == ["表前：上面的题目", "表后：下面的注"]
    assert sheet["B2"].font.bold
    assert not sheet["B3"].font.bold


def test_names_of_sheets_are_such_as_a_workbook_may_have() -> None:
    names = ["甲[1]/乙", "甲_1__乙", "长" * 40, "长" * 50, "''", "检查结果", "检查结果2"]
    made = sheet_names(Document(Format.HTML, tuple(Grid(name, (("甲",),)) for name in names)), ("检查结果",))
    assert list(made) == names
    assert len({name.lower() for name in made.values()}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in made.values())
    assert "检查结果" not in made.values()


def test_a_table_too_large_to_draw_is_refused() -> None:
    grid = Grid("大", (("甲",) * 200,) * 1_501)
    with pytest.raises(FileTooLarge):
        new_workbook(Document(Format.CSV, (grid,)), {"大": "大"}, {})
