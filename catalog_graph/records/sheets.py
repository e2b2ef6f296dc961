"""A workbook of sheets with headings, for reports.

Owns: how they look. Must not: know records, or touch disk; the service makes workbooks too, without an engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from catalog_graph.official.xlsx import landscape, saved
from catalog_graph.ooxml.stable import spelled
from catalog_graph.records.report import Cell
from catalog_graph.tables.plain import safe

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Row = Sequence[Cell]
Sheet = tuple[str, Row, Iterable[Row], Sequence[int]]


def book_of(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of sheets: title, headings, rows, widths of columns. No cell reads as a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - 250 ms that other formats need not pay

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, heads, rows, widths in sheets:
        _sheet(book, title, heads, rows, widths)
    return saved(book)


def _sheet(book: Workbook, title: str, heads: Row, rows: Iterable[Row], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    sheet = book.create_sheet(title)
    sheet.append(list(heads))
    for row in rows:
        sheet.append([spelled(safe(cell)) if isinstance(cell, str) else cell for cell in row])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    landscape(sheet, widths)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
