"""Tables side by side on one sheet: the grid of each, at the addresses that its cells have on the sheet.

Owns: where one table ends and the next begins. Must not: read a header (`header`), or tables one below the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalog_graph.intake.grid import Grid, Merge
from catalog_graph.review.recognition.header import find_header, known
from catalog_graph.review.recognition.headings import heading_of
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid

_HEAD = 12  # rows within which every one of the tables has its headings
_NARROWEST, _SHARED = 4, 3  # columns


def parted(grid: Grid) -> tuple[Grid, ...]:
    """The grids of tables that stand side by side, parted by an empty column or a further 序号; else the grid itself.

    Each must have headings of its own, most of them the same: an empty column within a table parts nothing.
    """
    if grid.width < 2 * _NARROWEST:
        return (grid,)
    starts: list[int] = []
    for start in _starts(grid):
        bounds = [*starts, start, grid.width + 1]
        if not starts or len(_headings(grid, *bounds[-3:-1]) & _headings(grid, *bounds[-2:])) >= _SHARED:
            starts.append(start)
    if len(starts) < 2:
        return (grid,)
    return tuple(_only(grid, start, end) for start, end in zip(starts, [*starts[1:], grid.width + 1], strict=True))


def _starts(grid: Grid) -> Iterator[int]:
    """The columns with which a table may begin: the first, one behind an empty one, a further 序号."""
    head = grid.rows[:_HEAD]
    empty, numbered = True, False
    for column in range(1, grid.width + 1):
        behind, empty = empty, not any(row[column - 1].strip() for row in grid.rows)
        numbers = any(_numbers(row[column - 1]) for row in head)
        if (behind and not empty) or (numbers and numbered):
            yield column
        numbered = numbered or numbers


def _numbers(words: str) -> bool:
    heading = heading_of(words)
    return heading is not None and heading.official is Column.NUMBER


def _headings(grid: Grid, start: int, end: int) -> set[Column]:
    """The official columns that the header over the columns from `start` to before `end` names, if there is one."""
    if end - start < _NARROWEST:
        return set()
    spread = SpreadGrid(_only(replace(grid, rows=grid.rows[:_HEAD]), start, end))
    headers = (find_header(spread, row) for row in range(1, spread.height + 1))
    header = next((header for header in headers if header), None)
    read = [known(path) for path in header.paths] if header else []
    return {heading.official for heading in read if heading and heading.official}


def _only(grid: Grid, start: int, end: int) -> Grid:
    """A grid with nothing but the columns from `start` to before `end`, where they were."""
    left, right = ("",) * (start - 1), ("",) * (grid.width + 1 - end)
    rows = tuple((*left, *row[start - 1 : end - 1], *right) for row in grid.rows)
    merges = tuple(
        Merge(merge.row, merge.column, merge.rows, min(merge.columns, end - merge.column))
        for merge in grid.merges
        if start <= merge.column < end
    )
    return replace(grid, rows=rows, merges=merges)
