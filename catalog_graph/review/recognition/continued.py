"""Rows that a page break has cut in two: which row of a table only goes on with the one above.

Owns: telling such a row, and its words put behind those of the row above.
Must not: read a cell, or decide what a row that names no item means otherwise.

A row goes on with the one above where nothing in it names an item (no number, code, group or label), nothing is
ticked, and it is incomplete: some column that the row above fills is empty, and it has no time limit that says
something by itself. A header repeated on the new page stands between the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.review.recognition.columns import Layout
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid

_NAMING = frozenset({Column.NUMBER, Column.CODE, Column.DOMAIN, Column.GROUP, Column.LABEL})
_LONGEST_LIMIT = 200  # a longer cell is not looked at: it says more than a limit


def continued_rows(spread: SpreadGrid, layout: Layout, rows: Sequence[int]) -> Mapping[int, int]:
    """Of each row (from 1) that goes on with another, the row that begins it; `rows` are those of a segment."""
    begun: dict[int, int] = {}
    naming = {c.column for c in layout.columns if c.official in _NAMING} | set(layout.depths)
    ticks = {c.column for c in layout.columns if c.option}
    labels = [c.column for c in layout.columns if c.official is Column.LABEL]
    worded = {c.column: c.official for c in layout.columns if c.column not in naming | ticks}
    limits = [column for column, official in worded.items() if official is Column.TIME_LIMIT]
    for above, row in pairwise(rows):
        head = begun.get(above, above)
        written = set(spread.written(row))
        if not labels or not written or not written <= set(worded):
            continue
        if any(spread.words(row, column) for column in labels) or not any(spread.words(head, c) for c in labels):
            continue
        lacking = [c for c, official in worded.items() if official and c not in written and spread.words(head, c)]
        ticked = any(spread.own(head, column) for column in ticks)
        if (lacking or ticked) and not any(_says_a_limit(spread.own(row, column)) for column in limits):
            begun[row] = head
    return begun


def words_with_continuation(spread: SpreadGrid, row: int, column: int, parts: Sequence[int]) -> str:
    """The words written at a cell and, below it, at those of the rows `parts` that go on with its row."""
    return "\n".join(words for place in (row, *parts) if (words := spread.own(place, column)))


def _says_a_limit(words: str) -> bool:
    if not words or len(words) > _LONGEST_LIMIT:
        return bool(words)
    cell = read_time_limits(words)
    return bool(cell.limits) and not cell.unparsed
