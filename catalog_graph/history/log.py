"""`data/history.csv` and `data/releases.csv`: what they hold, read and written.

Owns: their columns. Must not: touch disk, or compare anything.

The log says what has to be undone: a row that a release added needs no cell, since these stand in the tables, or in a
later line of the log; of a cell that changed stands what it was; of a row that ended all that was in it. What no line
speaks of has been there since the first release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalog_graph.history.changes import Change, Kind
from catalog_graph.history.facts import BY_NAME, Fact, State, order
from catalog_graph.tables.plain import csv_text
from catalog_graph.tables.rows import Row, read_rows

HISTORY_HEADER = "release,table,key,change,column,was"
RELEASES_HEADER = "version,date,facts,sha256"


@dataclass(frozen=True, slots=True)
class Release:
    """A release of the data: its version, its day, how many facts it has, and the SHA-256 of its snapshot."""

    version: str
    date: date
    facts: int
    sha256: str

    @property
    def rank(self) -> tuple[int, ...]:
        """By what versions are in order."""
        return rank(self.version)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log."""

    release: str
    fact: Fact
    change: Kind
    column: str
    was: str


def rank(version: str) -> tuple[int, ...]:
    """The numbers of a version.

    >>> rank("0.10.0") > rank("0.9.1")
    True
    """
    return tuple(map(int, version.split(".")))


def read_releases(file: str, text: str) -> tuple[Release, ...]:
    """The releases, the first of them first. Raises TableError."""
    return tuple(
        row.values(Release, date=row.filled("date", row.day("date"))) for row in read_rows(file, text, RELEASES_HEADER)
    )


def write_releases(releases: Iterable[Release]) -> str:
    """The same as text."""
    rows = ((each.version, each.date.isoformat(), each.facts, each.sha256) for each in releases)
    return csv_text([RELEASES_HEADER.split(","), *rows])


def read_log(file: str, text: str) -> tuple[Line, ...]:
    """The lines of the log. Raises TableError."""
    return tuple(_line(row) for row in read_rows(file, text, HISTORY_HEADER))


def _line(row: Row) -> Line:
    table, change = row.required("table"), row.required("change")
    if table not in BY_NAME:
        raise row.fail("table", f"没有表“{table[:30]}”", f"可用的值：{'、'.join(BY_NAME)}")
    if change not in set(Kind):
        raise row.fail("change", f"“{change[:20]}”应为 {'、'.join(Kind)}")
    fact = Fact(table, row.required("key"))
    return Line(row.required("release"), fact, Kind(change), row.cells["column"], row.cells["was"])


def write_log(lines: Iterable[Line]) -> str:
    """The same as text."""
    rows = ((each.release, *each.fact, each.change, each.column, each.was) for each in lines)
    return csv_text([HISTORY_HEADER.split(","), *rows])


def lines_of(release: str, changes: Iterable[Change]) -> Iterator[Line]:
    """What is kept of the changes of a release."""
    for change in sorted(changes, key=lambda each: order(each.fact)):
        if change.row is Kind.ADDED:
            yield Line(release, change.fact, change.row, "", "")
            continue
        for column, (old, _) in change.cells.items() or [("", (None, None))]:
            yield Line(release, change.fact, change.row, column, old or "")


def changes_of(lines: Sequence[Line], after: State) -> tuple[Change, ...]:
    """The changes of one release, from its lines and the state that it left behind."""
    of_fact: dict[Fact, list[Line]] = {}
    for line in lines:
        of_fact.setdefault(line.fact, []).append(line)
    return tuple(_change(fact, own, after) for fact, own in of_fact.items())


def _change(fact: Fact, lines: Sequence[Line], after: State) -> Change:
    now = after.get(fact, {})
    if lines[0].change is Kind.ADDED:
        return Change(fact, Kind.ADDED, {column: (None, cell) for column, cell in now.items()})
    cells = {line.column: (line.was or None, now.get(line.column)) for line in lines if line.column}
    return Change(fact, lines[0].change, cells)
