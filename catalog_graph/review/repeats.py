"""Rows that say what an earlier row of the table says: found again, so that each wording is examined once.

Owns: what of a row, or of some of its columns, counts as saying the same, and facts of one row told of another.
Must not: examine a row. 序号 does not count: it differs from row to row and is looked at in each.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn, SourceCell, TableRow
from catalog_graph.review.results import RowMatch

Cells = tuple[tuple[object, ...], ...]
"""What a column says in a row: all that stands in its cells, whatever the row's number."""


class Said(NamedTuple):
    """All that a row says beside its 序号: by official column, and in those of the office's own."""

    columns: tuple[tuple[OfficialColumn, Cells], ...]
    extra: tuple[tuple[str, Hashable], ...]


def said_in(row: TableRow) -> Said:
    """What a row says."""
    cells = tuple(
        (column, tuple(map(_said, cells))) for column, cells in row.cells.items() if column is not OfficialColumn.NUMBER
    )
    return Said(cells, tuple((heading, _said(cell)) for heading, cell in row.extra.items()))


def _said(cell: SourceCell) -> tuple[object, ...]:
    return cell.column, cell.raw, cell.words, cell.option, cell.from_row is None


def matched_as(match: RowMatch) -> Hashable:
    """What a row was matched to, whatever its number."""
    return match.item, match.kind, match.items, match.similarity, match.named_in


def told_of(row: int, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Facts of one row as facts of another."""
    return (
        fact
        if fact.row == row
        else Fact(fact.term, fact.value, row, fact.column, fact.official, fact.details, fact.item)
        for fact in facts
    )
