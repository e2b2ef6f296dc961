"""An old Excel workbook (.xls; also .et of WPS) as grids.

Owns: reading cells, formats and merges through xlrd, after counting what the file holds.
Must not: read macros.

xlrd and not calamine: calamine gives no number formats (codes would lose their zeros), no hidden rows, and takes
memory for every cell up to the last one used, before anyone can ask how many those are.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell, Sheet

from catalog_graph.errors import DamagedFile, ProtectedFile
from catalog_graph.intake import ole
from catalog_graph.intake.grid import Grid, Merge
from catalog_graph.intake.number_formats import BUILTIN, shown
from catalog_graph.intake.reading import Cells, Reading, grid_of, in_workbook
from catalog_graph.intake.symbols import in_font, is_symbol_font
from catalog_graph.intake.xlsx_parts import written

# Records of the file format ([MS-XLS] 2.3): one cell each, or a run of cells with so many bytes per cell.
_BOF, _FILEPASS, _FORMULA = 0x0809, 0x002F, 0x0006
_SINGLE = {_FORMULA, 0x0201, 0x0203, 0x0204, 0x0205, 0x00FD, 0x00D6, 0x027E, 0x0207}
_SEVERAL = {0x00BE: 2, 0x00BD: 6}
_WORKSHEET = 0x0010


def read_xls(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The visible sheets that hold words, in order.

    Raises DamagedFile, ProtectedFile, FileTooLarge, WithoutTable.
    """
    formulas = _survey(ole.stream(content, "Workbook", "Book"), reading)
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            logfile=io.StringIO(),
            formatting_info=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
    except Exception as error:  # the library raises whatever its arithmetic on wrong bytes leads to
        raise DamagedFile("工作簿内容已损坏，不能读取") from error
    if "_VBA_PROJECT_CUR" in ole.streams(content):
        reading.note("文件含宏；宏没有运行，只读了单元格里的字")
    return in_workbook(
        _read_sheet(book, sheet, formulas.get(index, frozenset()), reading)
        for index, sheet in enumerate(book.sheets())
        if not reading.is_hidden(sheet.name, bool(sheet.visibility))
    )


def _survey(stream: bytes, reading: Reading) -> Mapping[int, frozenset[tuple[int, int]]]:
    """Counts the cells before any is kept, and finds the formulas by worksheet, 1-based.

    Raises ProtectedFile, FileTooLarge.
    """
    at, sheet = 0, -1
    formulas: dict[int, set[tuple[int, int]]] = {}
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record == _FILEPASS:
            raise ProtectedFile("文件已加密，读不出内容")
        if record == _BOF and length >= 4:
            sheet += struct.unpack_from("<H", stream, at + 6)[0] == _WORKSHEET if at + 8 <= len(stream) else 0
        elif record in _SINGLE:
            reading.pass_over()
            if record == _FORMULA and at + 8 <= len(stream):
                row, column = struct.unpack_from("<HH", stream, at + 4)
                formulas.setdefault(sheet, set()).add((row + 1, column + 1))
        elif record in _SEVERAL:
            reading.pass_over(max(length - 6, 0) // _SEVERAL[record])
        at += 4 + length
    return {number: frozenset(places) for number, places in formulas.items()}


def _read_sheet(book: Book, sheet: Sheet, formulas: frozenset[tuple[int, int]], reading: Reading) -> Grid | None:
    """One sheet. Raises FileTooLarge."""
    cells = Cells(sheet.name)
    for top, bottom, left, right in sheet.merged_cells:
        cells.merge(reading, Merge(top + 1, left + 1, bottom - top, right - left))
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                computed = (row + 1, column + 1) in formulas
                cells.put(reading, row + 1, column + 1, *_words(book, sheet, cell, row, column), computed=computed)
    cells.hidden_rows = [row + 1 for row, facts in sheet.rowinfo_map.items() if facts.hidden]
    grid = grid_of(cells, reading)
    reading.note_hidden_columns(grid, (column + 1 for column, facts in sheet.colinfo_map.items() if facts.hidden))
    return grid


def _words(book: Book, sheet: Sheet, cell: Cell, row: int, column: int) -> tuple[str, str]:
    """What a cell shows, and its kind."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return written(_in_fonts(book, sheet, cell, row, column)), ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if cell.value else "FALSE"), ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(int(cell.value), "#N/A")), "error"
    key = book.xf_list[cell.xf_index].format_key if cell.xf_index is not None else 0
    known = book.format_map.get(key)
    code = BUILTIN[key] if key in BUILTIN and key != 0 else known.format_str if known else "General"
    return shown(float(cell.value), code, bool(book.datemode))


def _in_fonts(book: Book, sheet: Sheet, cell: Cell, row: int, column: int) -> str:
    """Words of a text cell; those in a symbol font as the signs they show."""
    words = str(cell.value)
    own = book.xf_list[cell.xf_index].font_index if cell.xf_index is not None else 0
    runs = [(0, own), *sheet.rich_text_runlist_map.get((row, column), ())]
    names = [book.font_list[font].name if font < len(book.font_list) else "" for _, font in runs]
    if not any(map(is_symbol_font, names)):
        return in_font(words, None)
    ends = [start for start, _ in runs[1:]] + [len(words)]
    return "".join(in_font(words[start:end], name) for (start, _), end, name in zip(runs, ends, names, strict=True))
