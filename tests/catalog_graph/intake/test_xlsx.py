"""Excel: what a cell shows, what is hidden, and the same words as two other readers find."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from catalog_graph.intake.grid import Document, Merge
from catalog_graph.intake.number_formats import general, shown
from catalog_graph.intake.read import read_document
from catalog_graph.intake.reading import STRUCK
from catalog_graph.model.values import Dataset

FORMATS = [
    (5011, "00000", "05011"), (1.0, "General", "1"), (0.5, "0%", "50%"), (1234567.891, "#,##0.00", "1,234,567.89"),
    (-3.5, "0.00_);[Red]\\(0.00\\)", "(3.50)"), (20, '0"个工作日"', "20个工作日"), (1, 'General"项"', "1项"),
    (0, '0;-0;"无"', "无"), (13812345678, "000-0000-0000", "138-1234-5678"), (12345, "0.00E+00", "1.23E+04"),
    (43831, "yyyy/m/d", "2020/1/1"), (43831, 'yyyy"年"m"月"d"日";@', "2020年1月1日"), (43831.5, "h:mm", "12:00"),
    (43831, "[$-F800]dddd, mmmm dd, yyyy", "2020年1月1日"), (43831, "[$-804]aaaa", "星期三"), (1.5, "[h]:mm", "36:00"),
    (341302100001, "General", "3.41302E+11"), (341302100001, "0", "341302100001"), (0.5, "# ?/?", "0.5"),
    (3, "[$¥-804]#,##0.00", "¥3.00"), (5, "[DBNum1]0", "5"), (1500000, '0.0,,"M"', "1.5M"),
    (0.1 + 0.2, "General", "0.3"),
]  # fmt: skip


def saved(book: openpyxl.Workbook) -> Document:
    """A workbook written and read."""
    stream = io.BytesIO()
    book.save(stream)
    return read_document(stream.getvalue())


@pytest.mark.parametrize(("value", "code", "words"), FORMATS)
def test_a_number_is_as_its_cell_shows_it(value: float, code: str, words: str) -> None:
    assert shown(value, code)[0] == words


def test_a_number_that_is_none_is_an_error() -> None:
    assert general(float("inf")) == "#NUM!"


def test_a_sheet_as_an_office_has_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "救助"
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["C2"] = "目录", 5011, date(2020, 1, 2), "=A2+1"
    sheet["A2"].number_format = "00000"
    sheet["D2"], sheet["E2"] = CellRichText("□ ", TextBlock(InlineFont(rFont="Wingdings 2"), "R"), "网站"), "R"
    sheet["E2"].font = Font(name="Wingdings 2")
    sheet["F2"], sheet["A3"], sheet["F3"] = "#REF!", "第一行\n第二行", True
    sheet["F2"].data_type = "e"
    sheet.merge_cells("A1:F1")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("参考")["A1"] = "x"
    book["参考"].sheet_state = "veryHidden"
    book.create_sheet("空")
    document = saved(book)
    (grid,) = document.grids
    assert grid.rows == (
        ("目录", "", "", "", "", ""),
        ("05011", "2020-01-02", "", "□ ■网站", "■", "#REF!"),
        ("第一行\n第二行", "", "", "", "", "TRUE"),
    )
    assert grid.merges == (Merge(1, 1, 1, 6),)
    assert grid.hidden_rows == (3,)
    assert grid.kinds == {(2, 1): "number", (2, 2): "date", (2, 3): "formula", (2, 6): "error"}
    assert document.notices == (
        "工作表“救助”的C列是隐藏的，已照样读入",
        "工作表“救助”有1个公式没有保存结果，按空白读；请用Excel或WPS打开并保存后再试",
        "工作表“参考”是隐藏的，没有读",
    )


def test_words_under_a_merge_are_left_out_and_said(workbook_of: Callable[..., bytes]) -> None:
    inside = (
        "<sheetData><row r='1'><c r='A1' t='str'><f>B1</f><v>上</v></c><c r='B1' t='str'><v>盖住</v></c></row>"
        "<row><c r='A2'><v>3</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='B1:B2'/></mergeCells>"
    )
    document = read_document(workbook_of(inside))
    assert document.grids[0].rows == (("上", ""), ("3", ""))[:2]
    assert document.grids[0].merges == (Merge(1, 1, 1, 2),)
    assert document.grids[0].kinds == {(1, 1): "formula", (2, 1): "number"}
    assert document.notices == ("“表”B1的字被合并单元格盖住，看不见，没有读入",)


def test_words_crossed_out_are_left_out_and_said(workbook_of: Callable[..., bytes]) -> None:
    runs = "<si><r><rPr><strike/></rPr><t>旧</t></r><r><rPr><strike val='0'/></rPr><t>新</t></r></si>"
    strings = f"<sst>{runs}<si><t>甲</t></si></sst>"
    fonts = "<fonts><font/><font><strike/></font></fonts>"
    styles = f"<styleSheet>{fonts}<cellXfs><xf fontId='0'/><xf fontId='1'/></cellXfs></styleSheet>"
    cells = "".join(f"<c t='s' s='{style}'><v>{string}</v></c>" for style, string in ((0, 0), (1, 0), (0, 1), (1, 1)))
    number = "<c s='1'><v>10</v></c><c t='inlineStr'><is><r><rPr><strike/></rPr><t>旧</t></r><r><t>新</t></r></is></c>"
    inside = f"<sheetData><row>{cells}{number}</row></sheetData>"
    document = read_document(workbook_of(inside, {"xl/s.xml": strings, "xl/t.xml": styles}))
    assert document.grids[0].rows == (("新", "新", "甲", "", "", "新"),)
    assert document.notices == (STRUCK,)


def test_rows_and_columns_of_no_size_are_hidden(workbook_of: Callable[..., bytes]) -> None:
    rows = "<row r='1' ht='0'><c r='A1' t='str'><v>甲</v></c></row><row r='2'><c r='B2' t='str'><v>乙</v></c></row>"
    inside = f"<cols><col min='2' max='2' width='0'/></cols><sheetData>{rows}</sheetData>"
    document = read_document(workbook_of(inside))
    assert document.grids[0].hidden_rows == (1,)
    assert document.notices == ("工作表“表”的B列是隐藏的，已照样读入",)


def test_macros_are_not_run_and_pronunciation_is_not_read(workbook_of: Callable[..., bytes]) -> None:
    strings = "<sst><si><r><t>重</t></r><rPh><t>chong</t></rPh><r><t>建_x000D_\n款</t></r></si></sst>"
    inside = "<sheetData><row><c t='s'><v>0</v></c></row></sheetData>"
    document = read_document(workbook_of(inside, {"xl/s.xml": strings, "xl/vbaProject.bin": "x"}))
    assert document.grids[0].rows == (("重建\n款",),)
    assert document.notices == ("文件含宏；宏没有运行，只读了单元格里的字",)


def test_another_reader_finds_the_same_words(dataset: Dataset) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for catalogue in dataset.catalogues.values():
        sheet = book.create_sheet(catalogue.label)
        for item in catalogue.items:
            sheet.append([str(item.number), item.group, item.label, "\n".join(item.content), item.note or "", "√"])
    stream = io.BytesIO()
    book.save(stream)
    grids = read_document(stream.getvalue()).grids
    stream.seek(0)
    other = openpyxl.load_workbook(stream, read_only=True)
    assert [grid.name for grid in grids] == other.sheetnames
    assert len(grids) == 28
    for grid in grids:
        cells = other[grid.name].iter_rows(values_only=True)
        assert tuple(tuple(cell or "" for cell in row) for row in cells) == grid.rows
