"""A PDF with a text layer as grids.

Owns: opening it within limits, ruled tables of its pages, joining those that a page break parts.
Must not: run scripts, open what is attached or linked, read pictures; write.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from catalog_graph.errors import DamagedFile, FileTooLarge, ProtectedFile, WithoutTable
from catalog_graph.intake.grid import Grid
from catalog_graph.intake.pdf_aligned import aligned_table
from catalog_graph.intake.pdf_tables import PageTable, ruled_table, stacked
from catalog_graph.intake.pdf_words import Char, char_of, lines_of
from catalog_graph.intake.reading import Reading, grid_of

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

_MOST_PAGES, _MOST_MARKS, _MOST_CHARACTERS = 300, 20_000, 60_000
_STREAM = re.compile(rb"stream\r?\n")
_DEPTH, _BLOCK = 3, 1 << 20
_PAGE_NUMBER = re.compile(
    r"^(?:Page|页)?[-—－–\s]*第?\s*\d{1,4}\s*页?(?:\s*[/，,共]\s*共?\s*\d{1,4}\s*页?)?[-—－–\s]*$"
)
_SCAN = "请向制作单位索取 .xlsx 或 .docx 原件；只有扫描件的，请先用文字识别软件转换成表格并核对文字。"
_UNCODED = re.compile(r"\(cid:\d+\)")


def read_pdf(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The tables of all pages that hold words, ruled or aligned, named 表1, 表2 …

    Raises DamagedFile, ProtectedFile, FileTooLarge, WithoutTable.
    """
    _check_unpacked(content, reading)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every oddity of a stranger's file
    with _opened(content) as pdf:
        if len(pdf.pages) > _MOST_PAGES:
            raise FileTooLarge(f"PDF有{len(pdf.pages)}页，超过上限{_MOST_PAGES}页")
        gathered = _Gathered(reading)
        for page in pdf.pages:
            reading.hurry()
            gathered.page(page)
            page.close()
    return gathered.finished()


def page_lines(content: bytes, reading: Reading) -> Iterator[str]:
    """The lines of all pages, of tables too. Raises DamagedFile, ProtectedFile, FileTooLarge."""
    _check_unpacked(content, reading)
    with _opened(content) as pdf:
        for page in pdf.pages[:_MOST_PAGES]:
            reading.hurry()
            chars = [_char(drawn) for drawn in page.chars[:_MOST_CHARACTERS] if drawn["upright"]]
            yield from (line.words for line in lines_of(chars))
            page.close()


def _check_unpacked(content: bytes, reading: Reading) -> None:
    """Raises FileTooLarge where the streams inflate to more than may be, streams in streams too."""
    left = reading.limits.most_unpacked_bytes
    for mark in _STREAM.finditer(content):
        data = content[mark.end() : mark.end() + len(content)]
        for _ in range(_DEPTH):
            if data[:1] != b"\x78":
                break
            inflated, first = 0, b""
            for block in _inflated(data):
                inflated += len(block)
                first = first or block
                if inflated > left:
                    raise FileTooLarge(f"文件解压后超过{reading.limits.most_unpacked_bytes // 1_000_000}MB，不予解压")
            left -= inflated
            data = first
        reading.hurry()


def _inflated(data: bytes) -> Iterator[bytes]:
    machine = zlib.decompressobj()
    try:
        block = machine.decompress(data, _BLOCK)
        while block:
            yield block
            block = machine.decompress(machine.unconsumed_tail, _BLOCK)
    except zlib.error:
        return


def _opened(content: bytes) -> PDF:
    """Raises ProtectedFile, DamagedFile."""
    import pdfplumber  # noqa: PLC0415 - a slow import
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415

    try:
        pdf = pdfplumber.open(BytesIO(content), unicode_norm=None)
        pdf.pages  # noqa: B018 - the list of pages is read here
    except Exception as error:
        if isinstance(error, PDFPasswordIncorrect) or isinstance(error.__context__, PDFPasswordIncorrect):
            raise ProtectedFile("文件设了打开密码，读不出内容") from error
        if "password" in type(error).__name__.lower() or "password" in str(error).lower():
            raise ProtectedFile("文件设了打开密码，读不出内容") from error
        raise DamagedFile("PDF的内容已损坏，不能读取", reason=type(error).__name__) from error
    return pdf


class _Gathered:
    """The tables of the pages so far, the last of which may go on."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._grids: list[Grid] = []
        self._open: list[PageTable] = []
        self._before: list[str] = []
        self._since: list[str] = []
        self._has_pictures = False
        self._characters = 0

    def page(self, page: Page) -> None:
        """The tables of a page, and the lines around them. Raises FileTooLarge."""
        self._has_pictures |= bool(page.images)
        if len(page.rects) + len(page.lines) + len(page.curves) > _MOST_MARKS or len(page.chars) > _MOST_CHARACTERS:
            raise FileTooLarge(f"PDF第{page.page_number}页的线条或文字太多")
        chars = [_char(one) for one in page.chars if one["upright"] and one["text"].strip("\0")]
        self._characters += len(chars)
        if len(_UNCODED.findall("".join(char.text for char in chars))) > len(chars) / 20:
            raise WithoutTable("PDF里的字没有编码，读不出来", _SCAN)
        beyond = [char for char in chars if char.bottom < 0]
        chars = [char for char in chars if char.top >= 0 and char.bottom <= page.height]
        drawn = page.find_tables()
        tables = [table for one in drawn if (table := ruled_table(one.cells, chars, beyond if len(drawn) == 1 else ()))]
        covered = _covered([table for table in tables if table.is_wide], chars)
        # Lines may be drawn around a header alone.
        if covered < len(chars) / 2 and (aligned := aligned_table(chars)) and _covered([aligned], chars) > 2 * covered:
            tables = [aligned]
        outside = [char for char in chars if not any(table.covers(char) for table in tables)]
        parts: list[tuple[float, PageTable | str]] = [(line.top, line.words) for line in lines_of(outside)]
        parts += [(table.top, table) for table in tables]
        for _, part in sorted(parts, key=lambda pair: pair[0]):
            if isinstance(part, PageTable):
                self._table(part)
            elif not _PAGE_NUMBER.match(part):
                self._since.append(part)

    def finished(self) -> tuple[Grid, ...]:
        """All grids. Raises WithoutTable, FileTooLarge."""
        self._close()
        if self._grids:
            self._grids[-1] = replace(self._grids[-1], after=tuple(self._since))
            return tuple(self._grids)
        if not self._characters:
            raise WithoutTable("PDF没有文字层，是扫描件或图片", _SCAN)
        raise WithoutTable("PDF里看不出表格", _SCAN)

    def _table(self, table: PageTable) -> None:
        """A table; one that stands where the last stood, nothing between but what was said before, goes on with it."""
        between = [words for words in self._since if words not in self._before]
        if self._open and not between and self._open[-1].goes_on_in(table):
            self._open.append(table)
            self._since = []
            return
        self._close()
        self._open, self._before, self._since = [table], self._since, []

    def _close(self) -> None:
        if self._open:
            cells = stacked(self._open, f"表{len(self._grids) + 1}", self._reading)
            grid = grid_of(cells, self._reading, self._before)
            self._grids += [grid] if grid else []
            self._open = []


def _covered(tables: Iterable[PageTable], chars: Iterable[Char]) -> int:
    """How many characters stand in tables."""
    tables = list(tables)
    return sum(any(table.covers(char) for table in tables) for char in chars)


def _char(drawn: dict[str, Any]) -> Char:
    place = (drawn[edge] for edge in ("x0", "x1", "top", "bottom"))
    return char_of(drawn["text"], drawn.get("fontname") or "", *place)
