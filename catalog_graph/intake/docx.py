"""A Word document (.docx, .docm) as grids.

Owns: tables in the order of the document, what spans, what continues, nested tables, paragraphs between.
Must not: run macros, load templates or pictures; write.

lxml over the parts, not python-docx: that repeats merged words in every cell, and shows neither changes nor content
controls nor symbols.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog_graph.errors import DamagedFile, WithoutTable
from catalog_graph.intake.archive import Archive
from catalog_graph.intake.docx_words import UNSEEN, child, paragraph_words
from catalog_graph.intake.grid import Grid
from catalog_graph.intake.markup import attribute, local, parse_xml
from catalog_graph.intake.reading import Reading, grid_of
from catalog_graph.intake.spans import Span, check_rows, is_data, lay_out
from catalog_graph.intake.xlsx import relations

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = "cell-number"
_SCAN = "请索取Word或Excel原件；只有图片的，请先用文字识别软件转换成表格并核对文字。"


def read_docx(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The tables that hold words, in order, named 表1, 表2 …

    A table that follows another of the same width with nothing between is its continuation, as Word itself shows it.
    Raises DamagedFile, ProtectedFile, FileTooLarge, WithoutTable.
    """
    archive = Archive(content, reading.limits)
    if any(part.endswith("vbaproject.bin") for part in archive.names()):
        reading.note("文件含宏；宏没有运行，只读了表格里的字")
    main = next(
        (part for kind, part in relations(archive, "").values() if kind == "officeDocument"), "word/document.xml"
    )
    document = archive.read(main)
    if not document:
        raise DamagedFile("文件里找不到正文")
    body = child(parse_xml(document, "正文"), "body")
    reader = _Body(reading)
    if body is not None:
        _number_cells(body)
        reader.walk(body)
    grids = reader.finished()
    if not grids:
        pictures = any(name.startswith("word/media/") for name in archive.names())
        if pictures and not reader.has_words:
            raise WithoutTable("Word文件里只有图片，没有可以读的字", _SCAN)
        raise WithoutTable("Word文件里没有表格" + ("（有图片，图片里的字读不出）" if pictures else ""), _SCAN)
    return grids


def _number_cells(body: _Element) -> None:
    """Write on every cell which one it is, in the order of the file; a grid says so of its cells."""
    for number, cell in enumerate(one for one in body.iter() if local(one.tag) == "tc"):
        cell.set(_NUMBER, str(number))


class _Body:
    """Walks the body, gathering grids and the paragraphs before them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._grids: list[Grid] = []
        self._rows: list[list[Span]] = []  # of the table that may go on
        self._before: list[str] = []
        self._since: list[str] = []  # paragraphs since that table
        self._width = 0
        self.has_words = False

    def walk(self, parent: _Element) -> None:
        """Paragraphs and tables of a body, a cell of a frame table, or a text box, in order."""
        for element in blocks(parent):
            if local(element.tag) == "p":
                self._paragraph(paragraph_words(element))
            else:
                self._table(element)

    def finished(self) -> tuple[Grid, ...]:
        """All grids; what stands behind the last table is put to it. Raises FileTooLarge."""
        self._close()
        if self._grids:
            self._grids[-1] = replace(self._grids[-1], after=tuple(self._since))
        return tuple(self._grids)

    def _paragraph(self, words: str) -> None:
        if words.strip():
            self.has_words = True
            self._since.append(words.strip())

    def _table(self, table: _Element) -> None:
        rows, nested = _rows(table, self._reading.limits.most_rows)
        if not is_data(rows, bool(nested)):
            # A frame: its words are paragraphs, and the tables in it come in their place.
            for row in rows:
                for span in row:
                    self._paragraph(span.words)
        else:
            self.has_words |= any(span.words.strip() for row in rows for span in row)
            width = max(sum(span.columns for span in row) for row in rows)
            if self._rows and not self._since and width == self._width:
                self._reading.note("有表格被拆成前后相接的几个，已接起来按一张表读")
                self._rows += rows
            else:
                self._close()
                self._rows, self._before, self._since, self._width = rows, self._since, [], width
        for one in nested:
            self._table(one)

    def _close(self) -> None:
        """Turn the open table into a grid."""
        if self._rows:
            cells = lay_out(f"表{len(self._grids) + 1}", self._rows, self._reading)
            grid = grid_of(cells, self._reading, self._before)
            self._grids += [grid] if grid else []
            self._rows = []


def blocks(parent: _Element, wanted: tuple[str, ...] = ("p", "tbl")) -> Iterator[_Element]:
    """The wanted children in order, also those inside content controls, insertions and custom markup."""
    for one in parent:
        name = local(one.tag)
        if name in wanted:
            yield one
        elif name not in UNSEEN and name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from blocks(one, wanted)


def _rows(table: _Element, most: int) -> tuple[list[list[Span]], list[_Element]]:
    """The rows of a table, and the tables in its cells that are tables in their own right."""
    rows, nested = [], []
    for row in blocks(table, ("tr",)):
        properties = child(row, "trPr")
        if properties is not None and child(properties, "del") is not None:
            continue
        gap = _count(child(properties, "gridBefore")) if properties is not None else 0
        spans = [Span("", gap, filler=True)] if gap else []
        for cell in blocks(row, ("tc",)):
            words, inner = _cell_words(cell, most)
            spans.append(_span(cell, words))
            nested += inner
        rows.append(_joined_across(spans))
        check_rows(rows, most)
    return rows, nested


def _count(element: _Element | None) -> int:
    """A number that a property gives; 0 without one."""
    value = (attribute(element, "val") or "") if element is not None else ""
    return min(int(value), 10_000) if value.isdecimal() and len(value) < 10 else 0


def _span(cell: _Element, words: str) -> Span:
    """A cell with what its properties say of merging."""
    properties, origin = child(cell, "tcPr"), int(cell.get(_NUMBER, "0"))
    if properties is None:
        return Span(words, origin=origin)
    vertical, across = child(properties, "vMerge"), child(properties, "hMerge")
    continues = vertical is not None and (attribute(vertical, "val") or "continue") == "continue"
    filler = across is not None and (attribute(across, "val") or "continue") == "continue"
    columns = max(_count(child(properties, "gridSpan")), 1)
    return Span(words, columns, continues=continues, filler=filler, origin=origin)


def _joined_across(spans: list[Span]) -> list[Span]:
    """Old hMerge cells made part of the cell to their left."""
    joined: list[Span] = []
    for index, span in enumerate(spans):
        if span.filler and index and joined and not joined[-1].filler:
            joined[-1].columns += span.columns
        else:
            joined.append(span)
    return joined


def _cell_words(cell: _Element, most: int) -> tuple[str, list[_Element]]:
    """Words of a cell, one line per paragraph, and the tables in it; of a small table the words are the cell's own."""
    lines, nested = [], []
    for element in blocks(cell):
        if local(element.tag) == "p":
            lines.append(paragraph_words(element))
            continue
        rows, deeper = _rows(element, most)
        if deeper or is_data(rows, False):
            nested.append(element)
        else:
            lines += [span.words for row in rows for span in row]
    return "\n".join(lines).strip("\n"), nested
