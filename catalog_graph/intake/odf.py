"""An OpenDocument file as grids: a spreadsheet (.ods), a text (.odt), or either in one piece of XML (.fods, .fodt).

Owns: the parts of the package, sheets, tables of a text, what is hidden.
Must not: run macros, open what lies outside; write.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lxml.etree import _Element

from catalog_graph.errors import DamagedFile, ProtectedFile, WithoutTable
from catalog_graph.intake.archive import Archive
from catalog_graph.intake.flow import Flow
from catalog_graph.intake.grid import Grid, Limits, Merge
from catalog_graph.intake.markup import attribute, local, named, parse_xml
from catalog_graph.intake.odf_words import Styles, paragraph_words
from catalog_graph.intake.reading import STRUCK, Cells, Reading, grid_of, in_workbook
from catalog_graph.intake.spans import Inner, Span, check_nested, check_rows, is_data, is_small

_ROW_GROUPS = {"table-row-group", "table-header-rows", "table-rows"}
_COLUMN_GROUPS = {"table-column-group", "table-header-columns", "table-columns"}
_FRAMES = {"section", "index-body", "soft-page-break", "list", "list-item", "list-header", "frame", "text-box"}
_HIDDEN = {"collapse", "filter"}
_CELLS = ("table-cell", "covered-table-cell")
_KINDS = {"float": "number", "percentage": "number", "currency": "number", "date": "date", "error": "error"}


def read_odf(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The sheets of a spreadsheet or the tables of a text that hold words, in order.

    Raises DamagedFile, ProtectedFile, FileTooLarge, WithoutTable.
    """
    roots = _roots(content, reading)
    body = next((part for root in roots for part in named(root, "body")), None)
    kinds = {local(part.tag): part for part in body} if body is not None else {}
    styles = Styles(roots)
    if "spreadsheet" in kinds:
        grids = _sheets(kinds["spreadsheet"], styles, reading)
    elif "text" in kinds:
        grids = _tables(kinds["text"], styles, reading)
    else:
        raise WithoutTable("这个OpenDocument文件不是表格，也不是文字文档")
    if styles.struck:
        reading.note(STRUCK)
    return grids


def _roots(content: bytes, reading: Reading) -> list[_Element]:
    """The trees of the parts that hold styles and content. Raises as `read_odf`."""
    if not content.startswith(b"PK"):
        return [parse_xml(content, "文件")]
    archive = Archive(content, reading.limits)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise ProtectedFile("文件设了打开密码，读不出内容")
    if any(name.startswith(("basic/", "scripts/")) for name in archive.names()):
        reading.note("文件含宏；宏没有运行，只读了表格里的字")
    document, styles = archive.read("content.xml"), archive.read("styles.xml")
    if not document:
        raise DamagedFile("文件里找不到正文")
    return [parse_xml(part, "正文") for part in (styles, document) if part]


def _number(element: _Element, name: str) -> int:
    """A count that an attribute gives, 1 without one."""
    words = attribute(element, name) or ""
    return max(int(words), 1) if words.isdecimal() and len(words) < 8 else 1


def _parts(element: _Element, names: tuple[str, ...], groups: set[str]) -> Iterator[_Element]:
    """Rows or columns of a table, also those in groups."""
    for part in element:
        if local(part.tag) in names:
            yield part
        elif local(part.tag) in groups:
            yield from _parts(part, names, groups)


def _sheets(spreadsheet: _Element, styles: Styles, reading: Reading) -> tuple[Grid, ...]:
    grids: list[Grid | None] = []
    for table in named(spreadsheet, "table"):
        name = attribute(table, "name") or f"表{len(grids) + 1}"
        if not reading.is_hidden(name, attribute(table, "style-name") in styles.hidden_tables):
            grids.append(_sheet(table, name, styles, reading))
    return in_workbook(grids)


def _sheet(table: _Element, name: str, styles: Styles, reading: Reading) -> Grid | None:
    """One sheet; a row or cell that says how often it is repeated stands so often, if it holds words."""
    cells, row = Cells(name), 0
    for line in _parts(table, ("table-row",), _ROW_GROUPS):
        repeated = _number(line, "number-rows-repeated")
        written = list(_sheet_row(line, styles, reading))
        for _ in range(repeated if any(words or merge for _, words, _, merge in written) else 0):
            row += 1
            _put(cells, row, written, reading)
            if attribute(line, "visibility") in _HIDDEN:
                cells.hidden_rows.append(row)
            repeated -= 1
        row += repeated
    grid = grid_of(cells, reading)
    reading.note_hidden_columns(grid, _hidden_columns(table, reading))
    return grid


_Written = tuple[int, str, str, tuple[int, int] | None]


def _sheet_row(line: _Element, styles: Styles, reading: Reading) -> Iterator[_Written]:
    """The cells of a row that hold something: column, words, kind, and rows and columns where it is merged."""
    column = 0
    for cell in named(line, *_CELLS):
        reading.pass_over()
        repeated = _number(cell, "number-columns-repeated")
        words = _cell_words(cell, styles) if local(cell.tag) == "table-cell" else ""
        spans = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if words.strip() or spans != (1, 1):
            for place in range(column + 1, column + min(repeated, reading.limits.most_columns + 1) + 1):
                yield place, words, _kind(cell), spans if spans != (1, 1) else None
        column += repeated


def _put(cells: Cells, row: int, written: list[_Written], reading: Reading) -> None:
    for column, words, kind, merge in written:
        reading.pass_over()
        cells.put(reading, row, column, words, kind)
        if merge:
            cells.merge(reading, Merge(row, column, *merge))


def _kind(cell: _Element) -> str:
    """The kind of a cell; of a formula that shows an error, "error"."""
    kinds = [str(value) for key, value in cell.attrib.items() if local(key) == "value-type"]
    if "error" in kinds:
        return "error"
    if attribute(cell, "formula"):
        return "formula"
    return _KINDS.get(kinds[0], "") if kinds else ""


def _hidden_columns(table: _Element, reading: Reading) -> Iterator[int]:
    column = 0
    for part in _parts(table, ("table-column",), _COLUMN_GROUPS):
        repeated = _number(part, "number-columns-repeated")
        if attribute(part, "visibility") in _HIDDEN:
            yield from range(column + 1, column + min(repeated, reading.limits.most_columns) + 1)
        column += repeated


def _cell_words(cell: _Element, styles: Styles) -> str:
    """The words of a cell of a sheet, one line per paragraph."""
    font, struck, _ = styles.of("table-cell", attribute(cell, "style-name"))
    lines = [paragraph_words(part, styles, font) for part in _paragraphs(cell)]
    if struck and any(line.strip() for line in lines):
        styles.struck = True
        return ""
    return "\n".join(lines)


def _paragraphs(parent: _Element) -> Iterator[_Element]:
    """The paragraphs of a cell, also those of lists and frames, tables left out."""
    return (part for part in _blocks(parent) if local(part.tag) != "table")


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables in order, also those in sections, lists and text boxes."""
    for part in parent:
        name = local(part.tag)
        if name in {"p", "h", "table"}:
            yield part
        elif name in _FRAMES:
            yield from _blocks(part)


def _tables(text: _Element, styles: Styles, reading: Reading) -> tuple[Grid, ...]:
    """The tables of a text that hold words, named 表1, 表2 …"""
    flow = Flow(reading, partial(_rows, styles), _has_pictured)
    if next(named(text.iter(), "list"), None) is not None:
        reading.note("文件里有自动编号，编号没有读入；序号是自动编号的，请改为直接输入")
    for part in _blocks(text):
        if local(part.tag) == "table":
            flow.table(part)
        else:
            flow.paragraph(paragraph_words(part, styles))
    grids = flow.finished()
    if not grids:
        raise WithoutTable("文字文档里没有表格", "请索取有表格的原件，或把内容复制成表格后重试。")
    return grids


def _rows(styles: Styles, table: _Element, limits: Limits) -> tuple[list[list[Span]], list[Inner]]:
    """The rows of a table, and the tables in its cells that are tables in their own right."""
    rows: list[list[Span]] = []
    nested: list[Inner] = []
    claimed = 0
    for line in _parts(table, ("table-row",), _ROW_GROUPS):
        spans: list[Span] = []
        for cell in named(line, "table-cell"):
            span, inner = _span(cell, styles, limits)
            nested += inner
            check_nested(nested, limits)
            repeated = min(_number(cell, "number-columns-repeated"), limits.most_columns + 1)
            spans += [span, *(Span(span.words) for _ in range(repeated - 1))]
        for _ in range(min(_number(line, "number-rows-repeated"), limits.most_rows + 1)):
            rows.append([Span(one.words, one.columns, one.rows, inner=one.inner) for one in spans])
            claimed = check_rows(rows, limits, claimed)
    return rows, nested


def _span(cell: _Element, styles: Styles, limits: Limits) -> tuple[Span, list[Inner]]:
    """A cell of a text's table, and the tables in it; one too small to hold data only sets its words."""
    lines: list[str] = []
    whole: list[str] = []
    nested: list[Inner] = []
    for part in _blocks(cell):
        if local(part.tag) != "table":
            lines.append(paragraph_words(part, styles))
            whole.append(lines[-1])
            continue
        rows, deeper = _rows(styles, part, limits)
        words = [span.words for row in rows for span in row if span.words]
        if deeper or is_data(rows, False):
            nested.append(Inner(part, not deeper and is_small(rows)))
        else:
            lines += words
        whole += words if not deeper and is_small(rows) else []
    columns, spanned = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
    span = Span("\n".join(lines).strip("\n"), columns, spanned)
    span.inner = "\n".join(whole).strip("\n") if nested else None
    return span, nested


def _has_pictured(table: _Element) -> bool:
    """Whether a cell holds nothing but a picture."""
    cells = (next(named(one.iterancestors(), "table-cell"), None) for one in named(table.iter(), "image"))
    return any(cell is not None and not "".join(map(str, cell.itertext())).strip() for cell in cells)
