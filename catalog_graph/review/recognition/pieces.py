"""Tables that lie in pieces, put together: halves of a table too wide for its page, and cards of one item each.

Owns: where each cell of the whole really stands, and what was found in the whole told of the pieces.
Must not: know how pieces are told (`halves`, `cards`), or read a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalog_graph.intake.grid import Grid
from catalog_graph.review.results import CellFinding, ReviewedTable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: the name of its grid, its row and column from 1."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A grid, and where its cells stand if it is put together, `rows` for what is said of a row: else no places."""

    grid: Grid
    places: Mapping[tuple[int, int], Place] = field(default_factory=dict)
    rows: Mapping[int, Place] = field(default_factory=dict)
    notice: str = ""

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands; one that no piece has where its row begins."""
        return self.places.get((row, column)) or self.rows.get(row) or Place(self.grid.name, row, column)

    def returned(self, table: ReviewedTable) -> tuple[ReviewedTable, ...]:
        """A table that was reviewed as a whole as one for each grid it lies in, with the addresses there."""
        if not self.places:
            return (table,)
        findings = [self._returned(finding) for finding in table.findings]
        rows = [(self.place(match.row, 1), match) for match in table.rows]
        heads = [
            self.places[place] for place in self.places if table.header_rows[0] <= place[0] <= table.header_rows[1]
        ]
        sheets = dict.fromkeys((table.sheet, *(at.sheet for at, _ in rows), *(found.sheet for found in findings)))
        return tuple(
            replace(
                table,
                sheet=sheet,
                header_rows=_from_to([at.row for at in heads if at.sheet == sheet]),
                rows=tuple(
                    replace(match, row=at.row, joined_to=match.joined_to and self.place(match.joined_to, 1).row)
                    for at, match in rows
                    if at.sheet == sheet
                ),
                findings=tuple(sorted((f for f in findings if f.sheet == sheet), key=_reading_order)),
            )
            for sheet in sheets
        )

    def _returned(self, finding: CellFinding) -> CellFinding:
        if finding.row is None:
            return finding
        at = self.place(finding.row, finding.column or 1)
        return replace(finding, sheet=at.sheet, row=at.row, column=finding.column and at.column)


def _reading_order(finding: CellFinding) -> tuple[int, int]:
    return finding.row or 0, finding.column or 0


def _from_to(rows: Sequence[int]) -> tuple[int, int]:
    return (min(rows), max(rows)) if rows else (0, 0)


def notices(wholes: Sequence[Whole]) -> Iterator[str]:
    """What is told of tables that were put together."""
    yield from dict.fromkeys(whole.notice for whole in wholes if whole.notice)
