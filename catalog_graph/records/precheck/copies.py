"""Copies of a checked file with what is personal masked: xlsx, csv, docx, html, txt.

Owns: what a copy looks like: the words of lines and cells where they were, without the layout of the file.
Must not: find anything, or touch disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from catalog_graph.errors import BadParameter
from catalog_graph.intake.grid import Document
from catalog_graph.intake.prose import NAME
from catalog_graph.official import docx, xlsx
from catalog_graph.ooxml.stable import printable, spelled
from catalog_graph.records.precheck.personal import Hit, masked
from catalog_graph.records.precheck.scan import Fault
from catalog_graph.tables.plain import csv_text, safe

_MARKED = "FFF2CC"


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell as the copy has them, and whether something was masked or is marked there."""

    words: str
    marked: bool


Rows = list[list[Cell]]


def copied(suffix: str, document: Document, faults: Sequence[Fault]) -> bytes:
    """The copy of a document in the form of a name's ending, ".docx". Raises BadParameter for any other."""
    check(suffix)
    return _COPIES[suffix.lower()](list(_grids(document, faults)))


def check(suffix: str) -> None:
    """Raises BadParameter for an ending that no copy can have."""
    if suffix.lower() == ".pdf":
        raise BadParameter("遮盖副本不能写成 PDF：遮盖的文字可能还留在文件里", "请写成 .docx，核对后再另存为 PDF。")
    if suffix.lower() not in _COPIES:
        raise BadParameter(f"遮盖副本不能写成“{suffix}”", f"可用：{'、'.join(_COPIES)}。")


def masked_workbook(document: Document, faults: Sequence[Fault]) -> bytes:
    """The copy as a workbook."""
    return copied(".xlsx", document, faults)


def _grids(document: Document, faults: Sequence[Fault]) -> Iterator[tuple[str, Rows]]:
    """The grids of a document by name, their words masked; the lines beside the tables are a grid of one column."""
    hits: dict[tuple[str, int, int], list[Hit]] = defaultdict(list)
    for fault in faults:
        hits[fault.sheet, fault.row, fault.column].append(fault.hit)
    for grid in document.grids:
        rows = []
        for at, row in enumerate(grid.rows, 1):
            marked = [hits.get((grid.name, at, column), []) for column in range(1, len(row) + 1)]
            rows.append([Cell(masked(words, own), bool(own)) for words, own in zip(row, marked, strict=True)])
        yield grid.name, rows


def _xlsx(grids: Sequence[tuple[str, Rows]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - a slow import
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, (_, rows) in enumerate(grids, 1):
        sheet = book.create_sheet(f"{number}")
        for at, row in enumerate(rows, 1):
            for column, each in enumerate(row, 1):
                cell = sheet.cell(at, column, spelled(safe(each.words)) or None)
                if each.marked:
                    cell.fill = PatternFill("solid", fgColor=_MARKED)
    return xlsx.saved(book)


def _csv(grids: Sequence[tuple[str, Rows]]) -> bytes:
    """All grids below each other, an empty line between."""
    lines: list[list[str]] = []
    for _, rows in grids:
        lines += [[]] if lines else []
        lines += [[safe(cell.words) for cell in row] for row in rows]
    return csv_text(lines, "\r\n").encode("utf-8-sig")


def _txt(grids: Sequence[tuple[str, Rows]]) -> bytes:
    """Lines; the cells of a row with tabs between."""
    parts = ("\n".join("\t".join(cell.words.replace("\n", " ") for cell in row) for row in rows) for _, rows in grids)
    return ("\n\n".join(parts) + "\n").encode("utf-8-sig")


def _docx(grids: Sequence[tuple[str, Rows]]) -> bytes:
    document = docx.blank(16838, 11906)
    for name, rows in grids:
        if name == NAME:
            for row in rows:
                document.add_paragraph(printable(row[0].words))
            continue
        width = max(map(len, rows), default=0)
        if not width:
            continue
        table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
        cells = table._cells  # each look-up by row and column goes through all of them
        for at, row in enumerate(rows):
            for column, each in enumerate(row):
                cells[at * width + column].paragraphs[0].add_run(printable(each.words))
        document.add_paragraph()
    return docx.saved(document)


def _html(grids: Sequence[tuple[str, Rows]]) -> bytes:
    parts = []
    for name, rows in grids:
        if name == NAME:
            parts += [f"<p>{_words(row[0])}</p>" for row in rows]
            continue
        lines = ("".join(f"<td>{_words(cell)}</td>" for cell in row) for row in rows)
        parts.append("<table border>" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>")
    head = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>遮盖副本</title></head><body>\n'
    return (head + "\n".join(parts) + "\n</body></html>\n").encode()


def _words(cell: Cell) -> str:
    words = escape(cell.words).replace("\n", "<br>")
    return f"<mark>{words}</mark>" if cell.marked else words


_COPIES: Mapping[str, Callable[[Sequence[tuple[str, Rows]]], bytes]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".docx": _docx,
    ".html": _html,
    ".txt": _txt,
}
