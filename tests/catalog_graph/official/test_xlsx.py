"""The workbook: real layout, nothing that could run, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from catalog_graph.intake.grid import column_name
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.layout import COLUMNS, OfficialTable, official_table
from catalog_graph.official.template import SPARE_ROWS, as_template
from catalog_graph.official.xlsx import FIRST_ROW, as_xlsx, line_count


@pytest.fixture(scope="module")
def table(dataset: Dataset) -> OfficialTable:
    """05 in the official form."""
    return official_table(dataset, dataset.catalogues["social-assistance"])


def test_the_sheet_is_laid_out_for_print(table: OfficialTable) -> None:
    book = load_workbook(io.BytesIO(as_xlsx([table])))
    sheet = book["05社会救助"]
    assert sheet["A1"].value == table.title
    assert sheet.print_title_rows == "$2:$3"
    assert sheet.freeze_panes == f"A{FIRST_ROW}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {"A1:P1", "A2:A3", "B2:C2", "I2:J2", "K2:L2", "M2:O2", "P2:P3", "B4:B5", "B6:B9"} <= merged
    assert sheet["D4"].alignment.wrap_text
    assert sheet["D4"].border.left.style == "thin"
    assert sheet["P4"].number_format == "@"


def test_every_row_is_there_and_tall_enough(table: OfficialTable) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx([table])))["05社会救助"]
    assert sheet.max_row == FIRST_ROW + len(table.rows) - 1
    for number, row in enumerate(table.rows, FIRST_ROW):
        shown = [cell.value or "" for cell in sheet[number]]
        assert shown[2:] == list(row[2:])
        assert sheet.row_dimensions[number].height >= 12 * row[7].count("\n")
    assert sheet["P4"].value == "05001"
    assert [sheet.cell(row, 1).value for row in (4, 5)] == [1, 2]


def test_all_catalogues_stand_in_one_workbook(dataset: Dataset) -> None:
    tables = [official_table(dataset, catalogue) for catalogue in dataset.catalogues.values()]
    book = load_workbook(io.BytesIO(as_xlsx(tables)), read_only=True)
    assert len(book.sheetnames) == 28
    assert book.sheetnames[0] == "01重大建设项目"
    assert all(len(name) <= 31 for name in book.sheetnames)
    book.close()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_words_that_look_like_a_formula_stay_words(start: str, table: OfficialTable) -> None:
    words = f'{start}HYPERLINK("x")'
    rows = tuple((*row[:2], words, *row[3:]) for row in table.rows)
    content = as_xlsx([replace(table, rows=rows, title=words)])
    sheet = load_workbook(io.BytesIO(content))["05社会救助"]
    assert (sheet["C4"].value, sheet["C4"].data_type, sheet["C4"].quotePrefix) == (words, "s", True)
    assert sheet["A1"].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_characters_no_file_can_hold_are_left_out(table: OfficialTable) -> None:
    rows = (("\x00\x01一", *table.rows[0][1:]),)
    assert load_workbook(io.BytesIO(as_xlsx([replace(table, rows=rows)])))["05社会救助"]["A4"].value == "一"


def test_codes_are_not_marked_as_numbers_stored_as_text(dataset: Dataset, table: OfficialTable) -> None:
    column = column_name(len(table.columns))
    for content, spare in ((as_xlsx([table]), 0), (as_template(dataset, dataset.catalogues[table.slug]), SPARE_ROWS)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        last = FIRST_ROW - 1 + len(table.rows) + spare
        [ignored] = re.findall(r"<ignoredError ([^>]*)/>", sheet)
        letter = column_name(len(table.columns) + 1) if spare else column
        assert ignored == f'sqref="{letter}{FIRST_ROW}:{letter}{last}" numberStoredAsText="1"'


@settings(max_examples=30)  # each writes and reads a workbook
@given(st.lists(st.sampled_from(["_", "x", "000D", "_x000D_", "_x005F_", "甲", "\n"]), min_size=1).map("".join))
def test_words_that_look_like_an_escape_stay_words(words: str) -> None:
    official = OfficialTable("05", "s", "社会救助", "题", COLUMNS, ((*("甲" * (len(COLUMNS) - 1)), f"甲{words}乙"),))
    assert read_document(as_xlsx([official])).grids[0].rows[FIRST_ROW - 1][-1] == f"甲{words}乙"


def test_the_bytes_are_the_same_every_time(table: OfficialTable) -> None:
    assert as_xlsx([table]) == as_xlsx([table])


@pytest.mark.parametrize(
    ("words", "width", "lines"), [("", 5, 1), ("县级", 5, 1), ("县级民政", 5, 2), ("a\n\nb", 9, 3)]
)
def test_lines_are_counted_with_chinese_two_wide(words: str, width: int, lines: int) -> None:
    assert line_count(words, width) == lines
