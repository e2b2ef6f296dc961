"""Tables that lie in pieces, put together: halves of a table too wide for its page, and cards of one item each.

Owns: where each cell of the whole really stands.
Must not: know how pieces are told (`halves`, `cards`), or read a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalog_graph.intake.grid import Grid


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


def notices(wholes: Sequence[Whole]) -> Iterator[str]:
    """What is told of tables that were put together."""
    yield from dict.fromkeys(whole.notice for whole in wholes if whole.notice)
