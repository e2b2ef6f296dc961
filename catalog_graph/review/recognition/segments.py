"""Cutting a grid into the parts that have one header and one domain: which rows are items, which are not.

Owns: titles, headers repeated on later pages, section and domain rows, notes; what a line of words means
where it stands.
Must not: read the cells of an item.

A header like the one in force is a repeated one and left out, with the title lines over it, unless a line between names
another domain. A line that names a domain begins a new part under the same header. A line over the first header is a
title, one behind the last item a note; any other is a section heading, and the group of items that have none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from catalog_graph.review.recognition.header import Header, find_header, repeats, same_header
from catalog_graph.review.recognition.headings import key_of
from catalog_graph.review.recognition.recognised_table import Fact
from catalog_graph.review.recognition.row_kinds import RowKind, kind_of, section_name
from catalog_graph.review.recognition.spread import SpreadGrid

Named = Callable[[str], frozenset[str]]
_SHORT = 2  # characters of a word that may be a domain or a group


@dataclass(slots=True)
class Segment:
    """One part of a grid: its header, the rows of its items, and for each row the section it stands in (row, words)."""

    header: Header | None
    titles: tuple[str, ...] = ()
    domain_words: str = ""
    rows: list[int] = field(default_factory=list)
    sections: dict[int, tuple[int, str]] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


class Cutter:
    """Walks down a grid once; `named` tells which domains words name."""

    def __init__(self, spread: SpreadGrid, named: Named, inherited: Segment | None = None) -> None:
        """Begin above the first row; `inherited` is the part of an earlier grid that this one may go on with."""
        self.spread, self.named = spread, named
        self.titles: list[str] = list(spread.grid.before)
        self.pending: list[tuple[int, str]] = []
        self.section: tuple[int, str] | None = None
        self.done: list[Segment] = []
        self.now: Segment | None = None
        if inherited is not None:
            titles = (*inherited.titles, *self.titles)
            self.now = Segment(inherited.header, titles, inherited.domain_words)

    def cut(self) -> list[Segment]:
        """The parts of the grid, in order; parts without items are left out where another has some."""
        row = 1
        while row <= self.spread.height:
            header = find_header(self.spread, row)
            if header:
                self._header(header)
                row = header.last + 1
            else:
                self._row(row)
                row += 1
        if self.now is not None:
            for place, words in self.pending:
                self._note(place, words)
            self.done.append(self.now)
        filled = [segment for segment in self.done if segment.rows]
        return filled or self.done[:1]

    def _row(self, row: int) -> None:
        """A row that is no header."""
        kind, words = kind_of(self.spread, row)
        if kind is RowKind.BLANK:
            return
        if self.now and self.now.header and repeats(self.spread, row, self.now.header):
            self._see("repeatedHeader", self.spread.own(row, self.spread.written(row)[0])[:40], row)
        elif self.now is None:
            self.titles += dict.fromkeys(self.spread.own(row, column) for column in self.spread.written(row))
        elif kind is RowKind.NOTE:
            self._note(row, words)
        elif kind is RowKind.WORDS:
            self.pending.append((row, words))
        else:
            self._resolve(row)
            self.now.rows.append(row)
            if self.section:
                self.now.sections[row] = self.section

    def _header(self, header: Header) -> None:
        """A header: the first, the same again, or another."""
        if self.now is None or self.now.header is None:
            self._begin(header, tuple(self.titles), "")
        elif self._repeated(header, self.now.header) and not self._another_title():
            self._resolve()
            self._see("repeatedHeader", "、".join(path[-1] for path in header.paths if path)[:40], header.first)
        else:
            titles = tuple(words for _, words in self.pending) or self.now.titles
            self.pending = []
            self._begin(header, titles, "")

    def _repeated(self, header: Header, current: Header) -> bool:
        """Whether a header is the one in force, or some of its rows."""
        rows = range(header.first, header.last + 1)
        return same_header(header, current) or all(repeats(self.spread, row, current) for row in rows)

    def _another_title(self) -> bool:
        """Whether the lines over a header name another domain than that of the rows so far."""
        named = [self._domain(words) for _, words in self.pending]
        return any(one and one != self._current() for one in named)

    def _begin(self, header: Header | None, titles: tuple[str, ...], domain_words: str) -> None:
        if self.now is not None:
            self.done.append(self.now)
        self.now = Segment(header, titles, domain_words)
        self.section = None

    def _resolve(self, item: int | None = None) -> None:
        """What the lines before an item or a repeated header mean; words that the item's row repeats are its group."""
        for row, words in self.pending:
            assert self.now is not None  # noqa: S101 - lines are held back only below a header
            if any(key_of(words) == key_of(title) for title in self.now.titles):
                self._see("repeatedHeader", words, row)
            else:
                # 低保 is another name of a domain, and below a section 综合业务 a group of it.
                a_section = self.section is not None and len(section_name(words)) <= _SHORT
                named = frozenset() if a_section or self._says(item, words) else self._domain(words)
                if named and named != self._current():
                    self._begin(self.now.header, self.now.titles, words)
                elif not named:
                    self.section = (row, section_name(words))
                self._see("sectionRow", words, row)
        self.pending = []

    def _says(self, row: int | None, words: str) -> bool:
        """Whether a cell of a row says what a line says: 市政公用管理 over rows of that group names no domain.

        A line that is a domain's name and nothing else (养老服务) names it all the same.
        """
        name = section_name(words)
        inside = self.named(name[:-1]) or self.named(name[1:])
        columns = range(1, self.spread.width + 1) if row is not None and inside else ()
        name = key_of(name)
        return any(key_of(self.spread.words(row or 0, column)) == name for column in columns)

    def _domain(self, words: str) -> frozenset[str]:
        """The one domain that a line names, with the whole of its words or as the title of a catalogue."""
        named = self.named(words)
        bare = len(section_name(words)) <= 14 or any(word in words for word in ("领域", "目录"))
        return named if len(named) == 1 and bare else frozenset()

    def _current(self) -> frozenset[str]:
        """The domain named for the rows so far: by a line of words, else by the nearest title, else by the sheet."""
        if self.now is None:
            return frozenset()
        words = (self.now.domain_words, *reversed(self.now.titles), self.spread.grid.name)
        return next((named for named in map(self.named, words) if named), frozenset())

    def _note(self, row: int, words: str) -> None:
        if self.now is not None:
            self.now.notes.append((row, words))
            self._see("noteRow", words, row)

    def _see(self, term: str, words: str, row: int) -> None:
        if self.now is not None:
            self.now.facts.append(Fact(term, words, row, details={"row": str(row)}))
