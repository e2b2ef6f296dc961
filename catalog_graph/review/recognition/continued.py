"""Rows that a page break has cut in two: which row of a table only goes on with the one above.

Owns: telling such a row, and its words put behind those of the row above.
Must not: read a cell, or decide what a row that names no item means otherwise.

A row goes on with the one above where
- nothing in it names another item: number, code, domain and group are empty or those of the row above, the label is
  empty or completes a broken one to the name of an item (办事 | 指南);
- it is ticked only where the row above has no tick, or bears its number; and
- one of the two is incomplete without the other: the row above fills what this one leaves empty, or no cell of both.
A row of many cells with a time limit that says something by itself is a row whose label was forgotten. A header
repeated on the new page stands between the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from catalog_graph.cells.text import normalise
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.review.recognition.columns import Layout
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid

_NAMING = frozenset({Column.NUMBER, Column.CODE, Column.DOMAIN, Column.GROUP, Column.LABEL})
_LONGEST_LIMIT = 200  # a longer cell is not looked at: it says more than a limit
_PARTS = re.compile(r"[\s；;、]+")
_SAYS_SO = re.compile(r"（(?:续[表页一二三四]?|接上[页表]|续上[页表]|上接.{0,6})）$")
_FEW = 2  # cells with words in a row that only bears the number of the one above
_MANY = 0.5  # of the cells of the row above


class Names(NamedTuple):
    """The labels and the groups of the catalogues' items, normalised."""

    labels: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


NO_NAMES = Names()


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a layout by what they do: name an item, bear its label, are ticked, hold words (of what)."""

    naming: frozenset[int]
    numbers: tuple[int, ...]
    labels: tuple[int, ...]
    ticks: frozenset[int]
    worded: Mapping[int, Column | None]

    @property
    def limits(self) -> list[int]:
        """The columns of time limits."""
        return [column for column, official in self.worded.items() if official is Column.TIME_LIMIT]


def continued_rows(
    spread: SpreadGrid, layout: Layout, rows: Sequence[int], names: Names = NO_NAMES
) -> Mapping[int, int]:
    """Of each row (from 1) that goes on with another, the row that begins it.

    `rows` are those of a segment, `names` those of items: by them a broken one is known.
    """
    columns, begun = _columns(layout), dict[int, int]()
    if not columns.labels:
        return begun
    for above, row in pairwise(rows):
        head = begun.get(above, above)
        if _goes_on(spread, columns, head, row, names):
            begun[row] = head
    return begun


def words_with_continuation(spread: SpreadGrid, row: int, column: int, parts: Sequence[int]) -> str:
    """The words written at a cell and, below it, at those of the rows `parts` that go on with its row.

    What a part only repeats (the number, the group) is not said twice.
    """
    lines: dict[str, str] = {}
    for words in (spread.own(place, column) for place in (row, *parts)):
        if words:
            lines.setdefault(_bare(words), words)
    return "\n".join(lines.values())


def _columns(layout: Layout) -> _Columns:
    naming = {c.column for c in layout.columns if c.official in _NAMING} | set(layout.depths)
    ticks = frozenset(c.column for c in layout.columns if c.option and c.column not in naming)
    return _Columns(
        frozenset(naming),
        tuple(c.column for c in layout.columns if c.official is Column.NUMBER),
        tuple(c.column for c in layout.columns if c.official is Column.LABEL),
        ticks,
        {c.column: c.official for c in layout.columns if c.column not in naming and c.column not in ticks},
    )


def _goes_on(spread: SpreadGrid, columns: _Columns, head: int, row: int, names: Names) -> bool:
    """Whether a row goes on with the row that begins at `head`."""
    written = set(spread.written(row))
    worded, ticked = written & set(columns.worded), written & columns.ticks
    broken = any(_breaks_a_group(spread, head, row, column, names) for column in columns.naming)
    says_so = any(_SAYS_SO.search(normalise(spread.own(row, column))) for column in columns.labels)
    if not (worded or ticked or broken or says_so) and not _breaks_a_label(spread, columns, head, row, names):
        return bool(written) and all(_repeats(spread, head, row, column) for column in written)
    if not any(spread.words(head, column) for column in columns.labels):
        return False
    if not _names_nothing_else(spread, columns, head, row, names):
        return False
    numbered_again = len(worded) <= _FEW and any(_repeats(spread, head, row, column) for column in columns.numbers)
    if any(spread.words(head, column) for column in ticked) and not numbered_again:
        return False
    return _incomplete(spread, columns, head, worded, ticked) and not _is_a_row_of_its_own(
        spread, columns, head, row, worded
    )


def _repeats(spread: SpreadGrid, head: int, row: int, column: int) -> bool:
    """Whether a cell says again what the row above says there."""
    words = _bare(spread.own(row, column))
    return bool(words) and words == _bare(spread.words(head, column))


def _names_nothing_else(spread: SpreadGrid, columns: _Columns, head: int, row: int, names: Names) -> bool:
    """Whether what names an item in a row is empty, as in the row it goes on with, or the rest of a broken label."""
    if not _breaks_a_label(spread, columns, head, row, names) and not all(
        _names_the_same(spread, columns, head, row, column, names) for column in columns.labels
    ):
        return False
    others = (c for c in columns.naming if c not in columns.labels and spread.own(row, c))
    return all(
        _bare(spread.own(row, c)) == _bare(spread.words(head, c)) or _breaks_a_group(spread, head, row, c, names)
        for c in others
    )


def _names_the_same(spread: SpreadGrid, columns: _Columns, head: int, row: int, column: int, names: Names) -> bool:
    """Whether a label is empty or that of the row above; content that names items makes another row of it."""
    words = spread.words(row, column)
    if not words:
        return True
    contents = [c for c, official in columns.worded.items() if official is Column.CONTENT]
    parts = {normalise(part) for c in contents for part in _PARTS.split(spread.own(row, c))}
    return _bare(words) == _bare(spread.words(head, column)) and not parts & names.labels


def _breaks_a_label(spread: SpreadGrid, columns: _Columns, head: int, row: int, names: Names) -> bool:
    """Whether the labels of two rows are one item's only together."""
    first, rest = ("".join(_bare(spread.own(place, c)) for c in columns.labels) for place in (head, row))
    return bool(first and rest) and first + rest in names.labels and not {first, rest} & names.labels


def _breaks_a_group(spread: SpreadGrid, head: int, row: int, column: int, names: Names) -> bool:
    """Whether the groups of two rows are the catalogue's only together."""
    first, rest = _bare(spread.words(head, column)), _bare(spread.own(row, column))
    return bool(first and rest) and first + rest in names.groups and not {first, rest} & names.groups


def _incomplete(
    spread: SpreadGrid, columns: _Columns, head: int, worded: Collection[int], ticked: Collection[int]
) -> bool:
    """Whether one of two rows lacks what the other says."""
    lacking = [c for c, official in columns.worded.items() if official and c not in worded and spread.words(head, c)]
    marked = any(spread.own(head, column) for column in columns.ticks)
    doubled = any(spread.words(head, column) for column in worded)
    return bool(lacking) or (marked and not ticked) or not doubled


def _is_a_row_of_its_own(spread: SpreadGrid, columns: _Columns, head: int, row: int, worded: Collection[int]) -> bool:
    """Whether a row of many cells has a time limit by itself, beside one that the row above has by itself."""
    both = all(any(_says_a_limit(spread.words(place, c)) for c in columns.limits) for place in (head, row))
    filled = sum(bool(spread.words(head, column)) for column in columns.worded)
    return both and len(worded) > max(1, filled * _MANY)


def _says_a_limit(words: str) -> bool:
    if not words or len(words) > _LONGEST_LIMIT:
        return bool(words)
    cell = read_time_limits(words)
    return bool(cell.limits) and not cell.unparsed


@lru_cache(4_096)
def _bare(words: str) -> str:
    """Words as they are compared: without what says that they go on from the page before."""
    return _SAYS_SO.sub("", normalise(words))
