"""An Excel 2003 XML table (SpreadsheetML, "XML 表格 2003") as grids; old systems export it under the name .xls.

Owns: its elements. Must not: know other formats.
"""

from __future__ import annotations

from lxml.etree import _Element

from catalog_graph.errors import WithoutTable
from catalog_graph.intake.grid import Grid, Merge
from catalog_graph.intake.markup import attribute, named, parse_xml
from catalog_graph.intake.number_formats import general
from catalog_graph.intake.reading import Cells, Reading, grid_of

_KINDS = {"Number": "number", "DateTime": "date", "Error": "error"}


def read_spreadsheet_xml(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The visible sheets that hold words, in order. Raises DamagedFile, FileTooLarge, WithoutTable."""
    root = parse_xml(content, "XML表格")
    grids = []
    for sheet in named(root, "Worksheet"):
        name = attribute(sheet, "Name") or ""
        if reading.is_hidden(
            name, any((one.text or "").startswith("SheetHidden") for one in named(sheet.iter(), "Visible"))
        ):
            continue
        cells = Cells(name)
        for table in named(sheet, "Table"):
            _read_table(table, cells, reading)
        grid = grid_of(cells, reading)
        grids += [grid] if grid else []
    if not grids:
        raise WithoutTable("工作簿里没有字：可见的工作表都是空的")
    return tuple(grids)


def _number(element: _Element, name: str, default: int) -> int:
    value = attribute(element, name) or ""
    return int(value) if value.isdecimal() and len(value) < 8 else default


def _read_table(table: _Element, cells: Cells, reading: Reading) -> None:
    """The rows of a sheet; Index jumps ahead, MergeAcross and MergeDown count the cells beyond the first."""
    row = 0
    for line in named(table, "Row"):
        row = max(row + 1, _number(line, "Index", row + 1))
        if attribute(line, "Hidden") == "1":
            cells.hidden_rows.append(row)
        column = 0
        for cell in named(line, "Cell"):
            reading.pass_over()
            column = max(column + 1, _number(cell, "Index", column + 1))
            down, across = _number(cell, "MergeDown", 0), _number(cell, "MergeAcross", 0)
            cells.merge(reading, Merge(row, column, down + 1, across + 1))
            for data in named(cell, "Data"):
                cells.put(reading, row, column, *_words(data), computed=bool(attribute(cell, "Formula")))
            column += across


def _words(data: _Element) -> tuple[str, str]:
    """What a cell holds, and its kind; formats are not applied, so that dates stand as year-month-day."""
    words = "".join(str(part) for part in data.itertext()).replace("\r\n", "\n").replace("\r", "\n")
    kind = _KINDS.get(attribute(data, "Type") or "", "")
    if kind == "number":
        try:
            return general(float(words)), kind
        except (ValueError, OverflowError):
            return words, ""
    return (words.removesuffix("T00:00:00.000") if kind == "date" else words), kind
