"""A Word document (.docx, .docm) as grids.

Owns: tables in the order of the document, what spans, what continues, nested tables, paragraphs between.
Must not: run macros, load templates or pictures; write.

lxml over the parts, not python-docx: that repeats merged words in every cell, and shows neither changes nor content
controls nor symbols.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from catalog_graph.errors import DamagedFile, WithoutTable
from catalog_graph.intake.archive import Archive
from catalog_graph.intake.docx_numbering import number_paragraphs
from catalog_graph.intake.docx_words import UNSEEN, child, continues, is_struck, mark_is_deleted, paragraph_words, value
from catalog_graph.intake.flow import Flow
from catalog_graph.intake.grid import Grid, Limits
from catalog_graph.intake.markup import local, named, parse_xml
from catalog_graph.intake.reading import STRUCK, Reading
from catalog_graph.intake.relations import relations
from catalog_graph.intake.spans import Inner, Span, check_nested, check_rows, is_data, is_small

_NUMBER = "cell-number"
_SCAN = "请索取Word或Excel原件；只有图片的，请先用文字识别软件转换成表格并核对文字。"


def read_docx(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The tables that hold words, in order, named 表1, 表2 …

    Raises DamagedFile, ProtectedFile, FileTooLarge, WithoutTable.
    """
    archive = Archive(content, reading.limits)
    if any(part.endswith("vbaproject.bin") for part in archive.names()):
        reading.note("文件含宏；宏没有运行，只读了表格里的字")
    mains = (part for kind, part in relations(archive, "").values() if kind == "officeDocument")
    main = next(mains, "word/document.xml")
    document = archive.read(main)
    parts = dict(relations(archive, main).values())
    if not document:
        raise DamagedFile("文件里找不到正文")
    body = child(parse_xml(document, "正文"), "body")
    flow = Flow(reading, _rows, _has_pictured)
    if body is not None:
        _number_cells(body)
        number_paragraphs(body, archive, parts, reading)
        if any(is_struck(child(run, "rPr")) and child(run, "t") is not None for run in named(body.iter(), "r")):
            reading.note(STRUCK)
        _walk(flow, body)
    grids = flow.finished()
    if not grids:
        pictures = any(name.startswith("word/media/") for name in archive.names())
        if pictures and not flow.has_words:
            raise WithoutTable("Word文件里只有图片，没有可以读的字", _SCAN)
        raise WithoutTable("Word文件里没有表格" + ("（有图片，图片里的字读不出）" if pictures else ""), _SCAN)
    return grids


def _number_cells(body: _Element) -> None:
    """Write on every cell which one it is, in the order of the file; a grid says so of its cells."""
    for number, cell in enumerate(named(body.iter(), "tc")):
        cell.set(_NUMBER, str(number))


def _has_pictured(table: _Element) -> bool:
    """Whether a cell holds nothing but a picture."""
    cells = (next(named(one.iterancestors(), "tc"), None) for one in named(table.iter(), "blip", "imagedata"))
    return any(
        cell is not None and not any((text.text or "").strip() for text in named(cell.iter(), "t")) for cell in cells
    )


def _walk(flow: Flow, parent: _Element) -> None:
    """Paragraphs and tables of a body, a cell of a frame table, or a text box, in order."""
    for element in blocks(parent):
        if local(element.tag) == "p":
            flow.paragraph(paragraph_words(element))
        else:
            flow.table(element)


def blocks(parent: _Element, wanted: tuple[str, ...] = ("p", "tbl")) -> Iterator[_Element]:
    """The wanted children in order, also those inside content controls, insertions and custom markup."""
    for element in parent:
        name = local(element.tag)
        if name in wanted:
            yield element
        elif name not in UNSEEN and name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from blocks(element, wanted)


def _rows(table: _Element, limits: Limits) -> tuple[list[list[Span]], list[Inner]]:
    """The rows of a table, and the tables in its cells that are tables in their own right."""
    rows: list[list[Span]] = []
    nested: list[Inner] = []
    claimed = 0
    orphaned: dict[int, str] = {}  # words of a merged cell whose first row is deleted, by its first column
    for row in blocks(table, ("tr",)):
        if child(row, "trPr", "del") is not None:
            orphaned |= _heads_of_merges(row)
            continue
        gap = _count(value(row, "trPr", "gridBefore"))
        spans = [Span("", gap, filler=True)] if gap else []
        for cell in blocks(row, ("tc",)):
            words, whole, inner = _cell_words(cell, limits)
            spans.append(_span(cell, words, whole if inner else None))
            nested += inner
            check_nested(nested, limits)
        _adopt(spans, orphaned)
        orphaned = {}
        rows.append(_joined_across(spans))
        claimed = check_rows(rows, limits, claimed)
    return rows, nested


def _heads_of_merges(row: _Element) -> dict[int, str]:
    """The words of the cells of a deleted row that rows below it continue, by first column."""
    heads: dict[int, str] = {}
    column = _count(value(row, "trPr", "gridBefore"))
    for cell in blocks(row, ("tc",)):
        span = _span(cell, "", None)
        if span.merges and not span.continues:
            heads[column] = "".join(part.text or "" for part in named(cell.iter(), "t", "delText"))
        column += span.columns
    return heads


def _adopt(spans: list[Span], orphaned: dict[int, str]) -> None:
    """Cells that continue one of a deleted row begin the merge anew, with its words: they are not the cell's above."""
    column = 0
    for span in spans:
        if span.continues and column in orphaned:
            span.words, span.continues = orphaned[column], False
        column += span.columns


def _count(words: str | None) -> int:
    """A number that a property gives; 0 without one."""
    return min(int(words), 10_000) if words and words.isdecimal() and len(words) < 10 else 0


def _span(cell: _Element, words: str, inner: str | None) -> Span:
    """A cell with what its properties say of merging."""
    merges = child(cell, "tcPr", "vMerge") is not None
    columns = max(_count(value(cell, "tcPr", "gridSpan")), 1)
    origin = int(cell.get(_NUMBER, "0"))
    return Span(words, columns, 1, continues(cell, "vMerge"), continues(cell, "hMerge"), merges, inner, origin)


def _joined_across(spans: list[Span]) -> list[Span]:
    """Old hMerge cells made part of the cell to their left."""
    joined: list[Span] = []
    for index, span in enumerate(spans):
        if span.filler and index and joined and not joined[-1].filler:
            joined[-1].columns += span.columns
        else:
            joined.append(span)
    return joined


def _cell_words(cell: _Element, limits: Limits) -> tuple[str, str, list[Inner]]:
    """Words of a cell, one line per paragraph; the same with those of small tables in it; and the tables in it.

    A table too small to hold data is no table: its words are the cell's own.
    """
    lines: list[str] = []
    whole: list[str] = []
    nested: list[Inner] = []
    goes_on = False
    for element in blocks(cell):
        if local(element.tag) == "p":
            words = paragraph_words(element)
            for gathered in (lines, whole):
                gathered.append((gathered.pop() if goes_on else "") + words)
            goes_on = mark_is_deleted(element)
            continue
        goes_on = False
        rows, deeper = _rows(element, limits)
        if deeper or is_data(rows, False):
            nested.append(Inner(element, not deeper and is_small(rows)))
        else:
            lines += [span.words for row in rows for span in row]
        if not deeper and is_small(rows):
            whole += [span.words for row in rows for span in row if span.words]
    return "\n".join(lines).strip("\n"), "\n".join(whole).strip("\n"), nested
