"""A file whose words matter as much as its tables: its grids, and one more grid for the lines beside them.

Owns: the lines of documents, pages and plain text, those of headers, footers and notes too.
Must not: look for tables itself (`read`), open a path, fetch an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from catalog_graph.errors import GongkaiError, WithoutTable
from catalog_graph.intake.archive import Archive
from catalog_graph.intake.docx_words import paragraph_words
from catalog_graph.intake.encoding import declared_charset, decode, is_words
from catalog_graph.intake.grid import Document, Format, Grid, Limits
from catalog_graph.intake.html import page_words
from catalog_graph.intake.markup import named, parse_xml
from catalog_graph.intake.mhtml import pages_in
from catalog_graph.intake.pdf import page_lines
from catalog_graph.intake.read import read_document
from catalog_graph.intake.reading import Reading
from catalog_graph.intake.relations import relations
from catalog_graph.intake.sniff import FORMAT_OF, Kind, kind_of

NAME = "正文"
_PARTS = {"header", "footer", "footnotes", "endnotes", "comments"}


def read_prose(content: bytes, format_: Format | None = None, limits: Limits | None = None) -> Document:
    """A file's grids and, named 正文, its lines beside them, each a row of one cell.

    Paragraphs around tables are in that grid only. Raises as `read_document` does, WithoutTable only where there is
    no word that can be read.
    """
    reading = Reading(limits or Limits())
    try:
        document = read_document(content, format_, limits)
    except WithoutTable as error:
        lines = tuple(_lines(content, reading))
        if not lines:
            raise error from None
        return Document(FORMAT_OF[kind_of(content, reading.limits)], (_grid(lines),))
    lines = tuple(_beside(_lines(content, reading), document.grids))
    return Document(document.format, (*document.grids, *([_grid(lines)] if lines else [])), document.notices)


def _grid(lines: tuple[str, ...]) -> Grid:
    return Grid(NAME, tuple((line,) for line in lines))


def _beside(lines: Iterable[str], grids: tuple[Grid, ...]) -> Iterator[str]:
    """The lines that are in no cell; those around a table where the format gives no others."""
    inside = {line.strip() for grid in grids for row in grid.rows for cell in row for line in (cell, *cell.split("\n"))}
    around = [line for grid in grids for line in (*grid.before, *grid.after)]
    yield from (line for line in dict.fromkeys((*lines, *around)) if line.strip() not in inside)


def _lines(content: bytes, reading: Reading) -> Iterator[str]:
    """All lines of a file in order, also those of tables. What cannot be read has none."""
    reader = _READERS.get(kind_of(content, reading.limits))
    try:
        for words in reader(content, reading) if reader else ():
            yield from (line.strip() for line in words.split("\n") if line.strip())
    except GongkaiError:
        return


def _docx(content: bytes, reading: Reading) -> Iterator[str]:
    archive = Archive(content, reading.limits)
    main = next((part for kind, part in relations(archive, "").values() if kind == "officeDocument"), "")
    main = main or "word/document.xml"
    for part in (main, *(part for kind, part in relations(archive, main).values() if kind in _PARTS)):
        words = archive.read(part)
        if words:
            yield from (paragraph_words(each) for each in named(parse_xml(words, "正文").iter(), "p"))


def _html(content: bytes, reading: Reading) -> Iterator[str]:
    yield page_words(decode(content, declared_charset(content))[0])


def _mhtml(content: bytes, reading: Reading) -> Iterator[str]:
    for page in pages_in(content):
        yield from _html(page, reading)


def _text(content: bytes, reading: Reading) -> Iterator[str]:
    """Nothing of what is divided into cells."""
    text, _ = decode(content)
    if is_words(text):
        yield text.replace("\r", "\n")


_READERS: dict[Kind, Callable[[bytes, Reading], Iterator[str]]] = {
    Kind.DOCX: _docx,
    Kind.HTML: _html,
    Kind.MHTML: _mhtml,
    Kind.PDF: page_lines,
    Kind.TEXT: _text,
}
