"""Files made by code, for the suites of intake.

Owns: writing one small table in every format, with the libraries offices' programs stand behind.
Must not: hold expectations.
"""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import docx
import openpyxl
import pytest
import xlwt

from catalog_graph.intake.grid import Merge

Rows = Sequence[Sequence[str]]
Writer = Callable[[Rows, Sequence[Merge]], bytes]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def workbook(sheet: str, more: Mapping[str, str | bytes] | None = None, head: str = "") -> bytes:
    """A workbook around the inside of one worksheet, and other parts."""
    kinds = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("sharedStrings", "s.xml"), "r3": ("styles", "t.xml")}
    targets = "".join(f'<Relationship Id="{n}" Type="x/{k}" Target="{t}"/>' for n, (k, t) in kinds.items())
    return zipped(
        {
            "xl/workbook.xml": f'<workbook {MAIN} {RELATIONS}><sheets><sheet name="表" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{targets}</Relationships>",
            "xl/worksheets/sheet1.xml": f"{head}<worksheet {MAIN}>{sheet}</worksheet>",
            **(more or {}),
        }
    )


def document(body: str) -> bytes:
    """A Word file around the inside of a body."""
    return zipped(
        {"word/document.xml": f'<w:document xmlns:w="w" xmlns:w14="w14"><w:body>{body}</w:body></w:document>'}
    )


def as_xlsx(rows: Rows, merges: Sequence[Merge]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, words in enumerate(rows, start=1):
        for column, cell in enumerate(words, start=1):
            if cell:
                sheet.cell(row, column, cell)
    for one in merges:
        sheet.merge_cells(None, one.row, one.column, one.row + one.rows - 1, one.column + one.columns - 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xls(rows: Rows, merges: Sequence[Merge]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet")
    merged = {(one.row, one.column): one for one in merges}
    for row, words in enumerate(rows):
        for column, cell in enumerate(words):
            one = merged.get((row + 1, column + 1))
            if one:
                sheet.write_merge(row, row + one.rows - 1, column, column + one.columns - 1, cell)
            elif cell:
                sheet.write(row, column, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_docx(rows: Rows, merges: Sequence[Merge]) -> bytes:
    written = docx.Document()
    table = written.add_table(len(rows), len(rows[0]))
    for one in merges:
        last = table.cell(one.row + one.rows - 2, one.column + one.columns - 2)
        table.cell(one.row - 1, one.column - 1).merge(last)
    for row, words in enumerate(rows):
        for column, cell in enumerate(words):
            if cell:
                table.cell(row, column).text = cell
    stream = io.BytesIO()
    written.save(stream)
    return stream.getvalue()


def as_html(rows: Rows, merges: Sequence[Merge]) -> bytes:
    spans = {(one.row, one.column): f' rowspan="{one.rows}" colspan="{one.columns}"' for one in merges}
    covered = {
        (row, column)
        for one in merges
        for row in range(one.row, one.row + one.rows)
        for column in range(one.column, one.column + one.columns)
    } - set(spans)
    lines = []
    for row, words in enumerate(rows, start=1):
        cells = [
            f"<td{spans.get((row, column), '')}>{html.escape(cell).replace(chr(10), '<br>')}</td>"
            for column, cell in enumerate(words, start=1)
            if (row, column) not in covered
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<!DOCTYPE html><meta charset=utf-8><title>目录</title><table>{''.join(lines)}</table>".encode()


def as_csv(rows: Rows, _: Sequence[Merge], mark: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


WRITERS: dict[str, Writer] = {"xlsx": as_xlsx, "xls": as_xls, "docx": as_docx, "html": as_html, "csv": as_csv}


@pytest.fixture(scope="session")
def writers() -> dict[str, Writer]:
    """A writer for every format."""
    return WRITERS


@pytest.fixture(scope="session")
def zip_of() -> Callable[..., bytes]:
    """`zipped`."""
    return zipped


@pytest.fixture(scope="session")
def workbook_of() -> Callable[..., bytes]:
    """`workbook`."""
    return workbook


@pytest.fixture(scope="session")
def document_of() -> Callable[[str], bytes]:
    """`document`."""
    return document
