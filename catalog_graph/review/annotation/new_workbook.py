"""A new workbook made from grids, for files that are no workbook: the same words at the same addresses.

Owns: its sheets' names, widths, heights, borders and merges, and that no cell is ever a formula.
Must not: mark anything (`workbook`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from catalog_graph.errors import FileTooLarge
from catalog_graph.intake.grid import Document, Grid, column_name
from catalog_graph.official.xlsx import line_count, saved
from catalog_graph.ooxml.stable import printable, spelled

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|(?<=_)x(?=[0-9A-Fa-f]{4}_)")  # the last: Excel's escapes
_NUMERIC = re.compile(r"[+-]?[0-9.,]+(?:[eE][+-]?[0-9]+)?%?")
_NARROWEST, _WIDEST = 6, 34
_POINTS, _TALLEST = 13.5, 409.0
_MOST_CELLS = 300_000  # each takes a kilobyte while it is written


def sheet_names(document: Document, reserved: Collection[str] = ()) -> Mapping[str, str]:
    """A name that a sheet may have for each grid, by the grid's name.

    >>> from catalog_graph.intake.grid import Format
    >>> sheet_names(Document(Format.HTML, (Grid("社会救助/临时", (("甲",),)),)))
    {'社会救助/临时': '社会救助_临时'}
    """
    names: dict[str, str] = {}
    taken = {name.lower() for name in reserved}
    for grid in document.grids:
        plain = _FORBIDDEN.sub("_", printable(grid.name)).strip("' ")[:28] or "表"
        name = next(n for i in range(1, 10_000) if (n := plain + (str(i) if i > 1 else "")).lower() not in taken)
        names[grid.name] = name
        taken.add(name.lower())
    return names


def new_workbook(document: Document, names: Mapping[str, str], heads: Mapping[str, Sequence[tuple[int, int]]]) -> bytes:
    """A workbook with a sheet per grid.

    `names` are those of the sheets, `heads` the first and last rows (1-based) of headers, both by name of grid.

    Raises FileTooLarge.
    """
    if sum(len(grid.rows) * grid.width for grid in document.grids) > _MOST_CELLS:
        raise FileTooLarge(f"表格超过{_MOST_CELLS}个单元格，不能重新画成带批注的表")
    from openpyxl import Workbook  # noqa: PLC0415 - a slow import

    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in document.grids:
        _fill(book.create_sheet(names[grid.name]), grid, heads.get(grid.name, ()))
    return saved(book)


def _fill(sheet: Worksheet, grid: Grid, heads: Sequence[tuple[int, int]]) -> None:
    """Words, borders, merges, and below the table what stood before and behind it."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    thin = Side(style="thin", color="000000")
    border, wrapped = Border(left=thin, right=thin, top=thin, bottom=thin), Alignment(vertical="center", wrap_text=True)
    title, titles = Alignment(vertical="center"), _titles(grid)
    heading = {row for first, last in heads for row in range(first, last + 1)}
    for number, row in enumerate(grid.rows, 1):
        for column, words in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if words:
                cell.value, cell.data_type = spelled(words), "s"
                cell.quotePrefix = words.startswith(_FORMULA)
                if _NUMERIC.fullmatch(words):
                    cell.number_format = "@"  # else Excel marks it green, as a number by mistake
            cell.border, cell.alignment = border, title if number in titles else wrapped
            if number in heading:
                cell.fill = PatternFill("solid", fgColor="EDEDED")
            cell.font = Font(name="宋体", size=10, bold=number in heading)
    for merge in grid.merges:
        end_row, end_column = merge.row + merge.rows - 1, merge.column + merge.columns - 1
        sheet.merge_cells(start_row=merge.row, start_column=merge.column, end_row=end_row, end_column=end_column)
    for hidden in grid.hidden_rows:
        sheet.row_dimensions[hidden].hidden = True
    _measure(sheet, grid)
    around = [f"表前：{words}" for words in grid.before] + [f"表后：{words}" for words in grid.after]
    for number, words in enumerate(around, len(grid.rows) + 2):
        cell = sheet.cell(number, 1)
        cell.value, cell.data_type, cell.font = spelled(words), "s", Font(name="宋体", size=9, italic=True)


def _titles(grid: Grid) -> set[int]:
    """Rows with words in one cell at most, which may run over the columns beside: they ask for no width."""
    return {number for number, row in enumerate(grid.rows, 1) if sum(map(bool, row)) < 2}


def _measure(sheet: Worksheet, grid: Grid) -> None:
    """Columns as wide as most of their words need, rows as tall as their tallest cell."""
    covered = {(merge.row, merge.column) for merge in grid.merges if merge.columns > 1}
    covered |= {(number, column) for number in _titles(grid) for column in range(1, grid.width + 1)}
    widths = []
    for column in range(grid.width):
        cells = [row[column] for number, row in enumerate(grid.rows, 1) if (number, column + 1) not in covered]
        longest = max((sum(2 if ord(c) > 0x2000 else 1 for c in words) for words in cells), default=0)
        widths.append(min(_WIDEST, max(_NARROWEST, longest + 2)))
        sheet.column_dimensions[column_name(column + 1)].width = widths[-1]
    for number, row in enumerate(grid.rows, 1):
        lines = [line_count(words, width) for words, width in zip(row, widths, strict=True)]
        tall = [n for column, n in enumerate(lines, 1) if (number, column) not in covered]
        sheet.row_dimensions[number].height = min(_TALLEST, _POINTS * max(tall, default=1) + 4)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
