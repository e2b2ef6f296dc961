"""Saving a workbook in memory alone.

Owns: keeping openpyxl from the disk: it writes each sheet to a file in the temporary folder first, and leaves it
there when its process is ended; and saying of cells in text format that their digits are meant as text, for which
openpyxl has no way. Must not: change anything else of what is saved. Import it late: openpyxl takes 250 ms.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element, SubElement

from catalog_graph.intake.grid import column_name

_MOST_RANGES = 100
_TEXT_FORMAT = 49  # "@" among the number formats that every workbook has (ECMA-376 part 1, 18.8.30)


class _SheetWriter(WorksheetWriter):
    """As openpyxl's own, with ignored errors where the format wants them: behind the page breaks (18.3.1.99)."""

    def write_breaks(self) -> None:
        """Write page breaks, then the cells that Excel shall not mark green as a number stored as text."""
        super().write_breaks()
        writer: Any = self
        ranges = text_ranges(writer.ws)
        if ranges:
            ignored = Element("ignoredErrors")
            SubElement(ignored, "ignoredError", {"sqref": " ".join(ranges), "numberStoredAsText": "1"})
            writer.xf.send(ignored)


class _Writer(ExcelWriter):
    """As openpyxl's own, without its file."""

    _archive: zipfile.ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet."""
        drawing = SpreadsheetDrawing()
        drawing.charts, drawing.images = ws._charts, ws._images
        ws._drawing = drawing
        stream = io.BytesIO()
        writer: Any = _SheetWriter(ws, stream)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], stream.getvalue())
        self.manifest.append(ws)


def text_ranges(sheet: Any) -> list[str]:
    """The cells in text format, as ranges down their columns; where these would be many, one range for each column.

    >>> sheet = Workbook().worksheets[0]
    >>> for row in (1, 2, 3, 5):
    ...     sheet.cell(row, 2, "05011").number_format = "@"
    >>> text_ranges(sheet)
    ['B1:B3', 'B5:B5']
    """
    runs: list[tuple[int, int, int]] = []
    styles = (((column, row), cell._style) for (row, column), cell in sheet._cells.items())
    for column, row in sorted(at for at, style in styles if style and style.numFmtId == _TEXT_FORMAT):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    if len(runs) > _MOST_RANGES:
        ends = {column: last for column, _, last in runs}
        runs = [(column, first, ends[column]) for column, first, _ in reversed(runs)]
        runs = sorted({column: (column, first, last) for column, first, last in runs}.values())
    return [f"{column_name(column)}{first}:{column_name(column)}{last}" for column, first, last in runs]


def package_of(book: Workbook) -> bytes:
    """The bytes of a workbook that is not write-only.

    >>> book = Workbook()
    >>> package_of(book)[:2]
    b'PK'
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _Writer(book, archive).write_data()
    return stream.getvalue()
