"""Files made of rows of the national tables, as CSV, workbook, Word document or page.

Owns: the rows and the bytes. Must not: hold tables or expectations.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache

from docx import Document
from openpyxl import Workbook

from catalog_graph.model.values import Dataset
from catalog_graph.official.export import export
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examiner
from catalog_graph.tables.load import load_dataset

SOCIAL, RELIEF, LEGAL = "social-assistance", "disaster-relief", "public-legal-services"
Row = list[str]
GROUP, LABEL, CONTENT, BASIS, LIMIT, SUBJECT, CHANNELS = range(1, 8)


@cache
def data() -> tuple[Dataset, Examiner]:
    """The national data, and what examines tables against them."""
    dataset = load_dataset()
    return dataset, Examiner(dataset, load_codebook(villages=False))


@cache
def _exported(slug: str) -> tuple[tuple[str, ...], ...]:
    dataset, _ = data()
    text = export(dataset, (dataset.catalogues[slug],), "csv").decode("utf-8-sig")
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text)))


def rows_of(slug: str, *numbers: int) -> list[Row]:
    """Title, two rows of headings and these rows of a catalogue, or all, without the column of codes."""
    rows = [list(row[:-1]) for row in _exported(slug)]
    return rows[:3] + [row for row in rows[3:] if not numbers or int(row[0]) in numbers]


def as_csv(rows: Sequence[Row], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Row], merges: Sequence[str] = (), hidden: Sequence[int] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([cell or None for cell in row])
    for merge in merges:
        sheet.merge_cells(merge)
    for row_number in hidden:
        sheet.row_dimensions[row_number].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(*tables: Sequence[Row], between: str = "") -> bytes:
    document = Document()
    for rows in tables:
        if between:
            document.add_paragraph(between)
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(rows: Sequence[Row], list_in: int | None = None) -> bytes:
    """Each row a <tr>; the lines of the column `list_in` as a list within the cell."""

    def cell(column: int, words: str) -> str:
        if column == list_in:
            return "<td><ul>" + "".join(f"<li>{line}</li>" for line in words.split("\n")) + "</ul></td>"
        return f"<td>&nbsp;{words.replace(chr(10), '<br>')}</td>"

    body = "".join("<tr>" + "".join(cell(n, words) for n, words in enumerate(row)) + "</tr>" for row in rows)
    return f"<html><meta charset=utf-8><body><table>{body}</table></body></html>".encode()


def changed(rows: list[Row], **cells: str) -> list[Row]:
    """Rows with cells like `r0c4` (row from the first below the headings, column from 0) changed."""
    for place, words in cells.items():
        row, column = place[1:].split("c")
        rows[3 + int(row)][int(column)] = words
    return rows
