"""A web page, saved or pasted, as grids.

Owns: which of a page's tables hold data, what its cells show, and the words around them.
Must not: fetch anything, run scripts, or follow a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby

from lxml import etree, html
from lxml.etree import _Element

from catalog_graph.errors import DamagedFile, FileTooLarge, WithoutTable
from catalog_graph.intake.encoding import declared_charset, decode
from catalog_graph.intake.grid import Grid, Limits
from catalog_graph.intake.html_words import UNSEEN, is_hidden, is_struck, lines, words_of
from catalog_graph.intake.reading import PICTURED, STRUCK, Reading, grid_of
from catalog_graph.intake.spans import Inner, Span, check_nested, check_rows, is_data, is_small, lay_out, with_inner

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_MOST_TAGS = 2_000_000
_NUMBER = re.compile(r"\s*(\d{1,6})")
_CROSSED = re.compile(r"<(?:s|strike|del)\b|line-through", re.IGNORECASE)
_NEAREST = 30  # paragraphs kept before and behind a table; a page has navigation besides
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def read_page(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The tables of one page, as `read_html` gives them."""
    return read_html([content], reading)


def read_html(pages: Sequence[bytes], reading: Reading) -> tuple[Grid, ...]:
    """The tables that hold data on a page, or on the pages of one saved file, in order, named 表1, 表2 …

    Raises FileTooLarge, DamagedFile, WithoutTable.
    """
    grids: list[Grid] = []
    framed = False
    for content in pages:
        text, encoding = decode(content, declared_charset(content))
        if encoding != "UTF-8":
            reading.note(f"按{encoding}编码读取")
        framed |= re.search(r"<frameset\b", text, re.IGNORECASE) is not None
        page = _Page(reading, len(grids))
        root = _parse(text)
        if root is not None:
            if _CROSSED.search(text) and any(
                is_struck(one) and "".join(map(str, one.itertext())).strip() for one in root.iter("*")
            ):
                reading.note(STRUCK)
            page.walk(root)
        grids += page.finished()
    if not grids:
        if framed:
            hint = "请在Excel或WPS里打开原表，另存为 .xlsx，或选“单个文件网页（.mht）”。"
            raise WithoutTable("这个网页只是框架，表格在旁边的文件夹里", hint)
        raise WithoutTable("网页里没有表格", "表格是图片或附件的，请下载附件；否则请在网页里选中表格，复制后粘贴。")
    return tuple(grids)


def page_words(text: str) -> str:
    """All words of a page that are seen, a line for each block. Raises FileTooLarge, DamagedFile."""
    root = _parse(text)
    return "" if root is None else lines(words_of(root))


def _is_pictured(picture: _Element) -> bool:
    """Whether a picture is all that its cell holds, the cell being one of several in its row."""
    cell = next(picture.iterancestors("td", "th"), None)
    row = cell.getparent() if cell is not None else None
    return cell is not None and row is not None and len(row) > 2 and not "".join(map(str, cell.itertext())).strip()


def _parse(text: str) -> _Element | None:
    """The tree of a page; None if it is empty. Raises FileTooLarge, DamagedFile."""
    if text.count("<") > _MOST_TAGS or text.count("=") > 2 * _MOST_TAGS:
        raise FileTooLarge("网页内容太多", "请只保存含表格的部分后重试。")
    # Thousands of attributes in one tag take the parser minutes.
    if any(len(one) > 20_000 and len(one.partition(">")[0].split()) > 2_000 for one in text.split("<")):
        raise FileTooLarge("网页里有一个标签太长", "请只保存含表格的部分，或复制表格后粘贴。")
    text = _CONTROL.sub("", text.replace("\ufeff", ""))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if "empty" in str(error):
            return None
        raise DamagedFile("网页内容已损坏，不能解析") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise FileTooLarge("网页嵌套太深或有一段内容太长", "请只保存含表格的部分，或复制表格后粘贴。")
    return root


class _Page:
    """Walks a page, gathering grids and the paragraphs around them."""

    def __init__(self, reading: Reading, grids_before: int) -> None:
        self._reading, self._offset = reading, grids_before
        self._grids: list[Grid] = []
        self._pieces: list[str] = []

    def walk(self, element: _Element) -> None:
        """An element in reading order: tables that hold data become grids, all else words."""
        tables = _outermost_tables(element)
        self._pieces.append(words_of(element, tables, mark_tables=True))
        pieces = "".join(self._pieces).split("\x02")
        self._pieces = [pieces[0]]
        for table, behind in zip(tables, pieces[1:], strict=True):
            self._table(table)
            self._pieces.append(behind)

    def finished(self) -> list[Grid]:
        """All grids of the page; what stands behind the last is put to it."""
        if self._grids:
            self._grids[-1] = replace(self._grids[-1], after=self._paragraphs()[:_NEAREST])
        return self._grids

    def _table(self, table: _Element) -> None:
        rows, hidden, nested = _rows(table, self._reading.limits)
        if not is_data(rows, bool(nested)):
            self._pieces.append("\x01")
            self.walk(table)
            self._pieces.append("\x01")
            return
        nested = with_inner(rows, nested)
        if any(_is_pictured(picture) for picture in table.iter("img")):
            self._reading.note(PICTURED)
        caption = next((part for part in table if part.tag == "caption"), None)
        self._pieces += ["\x01", words_of(caption)] if caption is not None else []
        cells = lay_out(f"表{self._offset + len(self._grids) + 1}", rows, self._reading)
        cells.hidden_rows = hidden
        grid = grid_of(cells, self._reading, self._paragraphs()[-_NEAREST:])
        if grid is not None:
            self._grids.append(grid)
            self._pieces = []
        for inner in nested:
            self._table(inner.table)

    def _paragraphs(self) -> tuple[str, ...]:
        return tuple(line for line in lines("".join(self._pieces)).split("\n") if line)


def _outermost_tables(element: _Element) -> list[_Element]:
    """The tables in an element that are in no other table below it, in order, seen ones only."""
    tables: list[_Element] = []
    for below in element:
        if below.tag == "table":
            tables += [] if is_hidden(below) else [below]
        elif below.tag not in UNSEEN and not is_hidden(below):
            tables += _outermost_tables(below)
    return tables


def _rows(table: _Element, limits: Limits) -> tuple[list[list[Span]], list[int], list[Inner]]:
    """The rows of a table, which are hidden, and the tables in its cells that are tables in their own right."""
    rows: list[list[Span]] = []
    hidden: list[int] = []
    nested: list[Inner] = []
    claimed = 0
    for group in _row_groups(table):
        begins = len(rows)
        for row in group:
            spans = []
            for cell in _parts(row, {"td", "th"}):
                inner = [own for one in _outermost_tables(cell) if (own := _inner(one, limits))]
                nested += inner
                check_nested(nested, limits)
                span = Span(_words(cell, inner), _count(cell, "colspan", 1), _count(cell, "rowspan", 0))
                if any(one.small for one in inner):
                    span.inner = _words(cell, [one for one in inner if not one.small])
                spans.append(span)
            rows.append(spans)
            claimed = check_rows(rows, limits, claimed)
            if is_hidden(row):
                hidden.append(len(rows))
        _end_with_group(rows, begins)
    return rows, hidden, nested


def _row_groups(table: _Element) -> Iterator[list[_Element]]:
    """The rows of a table by their row groups; rows in no group of their own make one together."""
    for loose, parts in groupby(_parts(table, _GROUPS | {"tr"}), key=lambda part: part.tag == "tr"):
        if loose:
            yield list(parts)
        else:
            yield from (_parts(part, {"tr"}) for part in parts)


def _end_with_group(rows: list[list[Span]], begins: int) -> None:
    """No cell reaches past its row group, whose rows are those from `begins` on; a rowspan of 0 reaches to its end."""
    for number in range(begins, len(rows)):
        left = len(rows) - number
        for span in rows[number]:
            span.rows = min(span.rows or left, left)


def _inner(table: _Element, limits: Limits) -> Inner | None:
    """A nested table if it is one for itself, or holds one; None where its words are those of the cell."""
    rows, _, nested = _rows(table, limits)
    return Inner(table, not nested and is_small(rows)) if nested or is_data(rows, False) else None


def _words(cell: _Element, left_out: Sequence[Inner]) -> str:
    if is_struck(cell):
        return ""
    return lines(words_of(cell, [one.table for one in left_out]))


def _parts(element: _Element, names: Set[str]) -> list[_Element]:
    """Row groups or rows of a table, or cells of a row, also those that stray elements wrap."""
    parts = []
    for below in element:
        if below.tag in names:
            parts.append(below)
        elif below.tag in {"form", "span", "font"}:
            parts += _parts(below, names)
    return parts


def _count(cell: _Element, name: str, least: int) -> int:
    """A span; 1 for what is no number; a rowspan of 0 is answered as it is."""
    words = cell.get(name)
    match = _NUMBER.match(words) if words else None
    return max(int(match[1]), least) if match else 1
