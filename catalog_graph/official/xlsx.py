"""Official tables as an Excel workbook: one sheet per catalogue, as an office prints it.

Owns: merges, borders, fonts, widths, heights, page set-up, and that no cell is ever a formula.
Must not: decide the words of a cell (`layout`), or touch disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalog_graph.official.layout import Column, OfficialTable
from catalog_graph.ooxml.stable import spelled, steady

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Border
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 4  # below the title and the two rows of the header
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_POINTS, _LEAST, _TALLEST = 13.5, 26.0, 409.0  # 宋体 9 needs 11.25, what stands in for it elsewhere more


def as_xlsx(tables: Sequence[OfficialTable]) -> bytes:
    """A workbook with one sheet per table. Byte for byte the same for the same tables."""
    from openpyxl import Workbook  # noqa: PLC0415 - 250 ms that other formats need not pay

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        draw(book.create_sheet(table.name), table)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook, without a clock; nothing of it is on disk meanwhile."""
    from catalog_graph.ooxml.saving import package_of  # noqa: PLC0415 - imports openpyxl

    book.properties.creator = "gongkai"
    return steady(package_of(book))


def draw(sheet: Worksheet, table: OfficialTable) -> None:
    """Title, header, rows, merges and page set-up on an empty sheet."""
    width = len(table.columns)
    put(sheet.cell(1, 1), table.title)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    for number, words in enumerate(table.heading_rows(), 2):
        for column, heading in enumerate(words, 1):
            put(sheet.cell(number, column), heading)
    _draw_rows(sheet, table)
    for start, columns in table.heading_spans():
        tall = 1 if table.columns[start].above else 2
        sheet.merge_cells(start_row=2, start_column=start + 1, end_row=1 + tall, end_column=start + columns)
    group = table.position("group") + 1
    for start, rows in table.group_spans():
        if rows > 1:
            first = FIRST_ROW + start
            sheet.merge_cells(start_row=first, start_column=group, end_row=first + rows - 1, end_column=group)
    _style_head(sheet, width)
    set_up_page(sheet, table.columns)


def _draw_rows(sheet: Worksheet, table: OfficialTable) -> None:
    """The rows with borders and alignment; a row is as tall as its tallest cell needs."""
    book = sheet.parent
    assert book is not None  # noqa: S101 - a sheet is drawn in a workbook
    styles = [_style_name(book, column) for column in table.columns]
    for number, row in enumerate(table.cells(), FIRST_ROW):
        for place, (column, words, covers) in enumerate(row):
            cell = sheet.cell(number, place + 1)
            if column.id == "number" and words.isdecimal():
                cell.value = int(words)  # as text every 序号 would bear a spreadsheet's warning sign
            else:
                put(cell, words if covers else "")
            cell.style = styles[place]
            if words.startswith(_FORMULA):
                cell.quotePrefix = True
        lines = max(line_count(words, column.width) for column, words, _ in row)
        sheet.row_dimensions[number].height = min(_TALLEST, max(_LEAST, _POINTS * lines + 6))


def put(cell: Cell | MergedCell, words: str) -> None:
    """Words into a cell as text, never as a formula, a number or a date."""
    if not words:
        return
    cell.value, cell.data_type = spelled(words), "s"  # after the value, which would make a formula of "=…"


def _style_name(book: Workbook, column: Column) -> str:
    """The named style of a column's cells, made on first use; an editor finds it among the cell styles."""
    from openpyxl.styles import Alignment, Font, NamedStyle  # noqa: PLC0415

    name = {"group": "目录一级事项", "code": "目录编码"}.get(column.id, "目录居中" if column.centred else "目录文字")
    if name in book.named_styles:
        return name
    style = NamedStyle(name)
    style.border = framed()
    style.font = Font(name="宋体", size=9)
    # A group runs over pages: in the middle of its cells its name could stand on the edge of two.
    vertical = "top" if column.id == "group" else "center"
    style.alignment = Alignment(horizontal="center" if column.centred else "left", vertical=vertical, wrap_text=True)
    style.number_format = "@" if column.id == "code" else "General"
    book.add_named_style(style)
    return name


def _style_head(sheet: Worksheet, width: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for row in sheet.iter_rows(min_row=2, max_row=3, max_col=width):
        for cell in row:
            cell.font, cell.fill = Font(name="黑体", size=9, bold=True), PatternFill("solid", fgColor="E7EEF7")
            cell.border = framed()
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet["A1"].font = Font(name="黑体", size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    for number, height in ((1, 32.0), (2, 18.0), (3, 30.0)):
        sheet.row_dimensions[number].height = height


def framed(colour: str = "000000") -> Border:
    """A thin line on every side."""
    from openpyxl.styles import Border, Side  # noqa: PLC0415

    thin = Side(style="thin", color=colour)
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def landscape(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Column widths in characters; A4 landscape, one page wide."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def set_up_page(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Widths, A4 landscape one page wide, the header on every page and kept in view, page numbers."""
    landscape(sheet, [column.width for column in columns])
    sheet.freeze_panes, sheet.print_title_rows = f"A{FIRST_ROW}", f"2:{FIRST_ROW - 1}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3
    sheet.print_options.horizontalCentered = True
    assert sheet.oddFooter is not None  # noqa: S101 - every sheet has one
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def line_count(words: str, width: int) -> int:
    """How many lines the words take in a column of `width` characters; a Chinese character is two wide.

    >>> line_count("县级民政部门", 8), line_count("甲\\n乙", 8)
    (2, 2)
    """
    usable = max(width - 1, 2)
    return sum(max(1, -(-sum(2 if ord(char) > 0x2000 else 1 for char in line) // usable)) for line in words.split("\n"))
