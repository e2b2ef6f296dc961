"""Halves of a table too wide for its page: its first columns on one table, the others on the next, joined.

Owns: telling that a table holds the other columns of the one before. Must not: tell what a column is for (`headings`).

The first half has a header with a column of items. The other has headings of official columns that the first half
lacks, and none of items. Either both have as many rows, with their headings at the same place, or the other half
repeats 序号, and each of its rows bears a number of the first. It may stand below the first half on the same grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from catalog_graph.intake.grid import Grid, Merge
from catalog_graph.review.recognition.header import Header, find_header, known
from catalog_graph.review.recognition.headings import LONGEST_HEADING, heading_of
from catalog_graph.review.recognition.pieces import Place, Whole
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid

_HEAD = 12  # rows within which a half has its headings
_LEAST, _SHARE = 2, 0.6
_MOST_ROWS = 2_000  # a longer table is not cut to pages
_ITEMS = {Column.GROUP, Column.LABEL}
_NOTICE = "表格被拆成左右两半，已接起来按一张表读；所指的单元格是原来那一半里的"


def across(wholes: Iterable[Whole]) -> Iterator[Whole]:
    """The wholes, each joined with those that hold its other columns."""
    before: Whole | None = None
    for whole in wholes:
        for piece in _cut(whole):
            joined = _joined(before, piece) if before else None
            if before and not joined:
                yield before
            before = joined or piece
    if before:
        yield before


def _cut(whole: Whole) -> list[Whole]:
    """A grid on which the other half stands below the first as its two halves, else the grid itself."""
    if whole.places or len(whole.grid.rows) > _MOST_ROWS:
        return [whole]
    spread = SpreadGrid(whole.grid)
    cut = next((row for row in range(3, spread.height) if _named(spread, row)), None)
    if cut is None:
        return [whole]
    upper, lower = _rows_of(whole.grid, 1, cut), _rows_of(whole.grid, cut, spread.height + 1)
    return [upper, lower] if _joined(upper, lower) else [whole]


def _rows_of(grid: Grid, first: int, end: int) -> Whole:
    """Some rows of a grid."""
    rows = grid.rows[first - 1 : end - 1]
    merges = tuple(replace(one, row=one.row - first + 1) for one in grid.merges if first <= one.row < end)
    before, after = grid.before if first == 1 else (), grid.after if end > len(grid.rows) else ()
    kinds = {(row - first + 1, column): kind for (row, column), kind in grid.kinds.items() if first <= row < end}
    hidden = tuple(row - first + 1 for row in grid.hidden_rows if first <= row < end)
    part = Grid(grid.name, rows, merges, before, after, hidden, kinds)
    return Whole(part, _places(part, first - 1))


def _places(grid: Grid, above: int = 0) -> dict[tuple[int, int], Place]:
    columns = range(1, grid.width + 1)
    return {(r, c): Place(grid.name, r + above, c) for r in range(1, len(grid.rows) + 1) for c in columns}


def _named(spread: SpreadGrid, row: int) -> set[Column]:
    """The official columns that a row of headings names, of a half without items; none of any other row."""
    words = [spread.own(row, column) for column in spread.written(row)]
    if len(words) < _LEAST or any(len(each) > LONGEST_HEADING for each in words):
        return set()
    read = [heading for each in words if (heading := heading_of(each))]
    named = {heading.official for heading in read if heading.official and not heading.options}
    beside = named - {Column.NUMBER}
    enough = len(beside) >= _LEAST and len(read) >= _SHARE * len(words)
    return named if enough and not named & _ITEMS else set()


def _joined(left: Whole, right: Whole) -> Whole | None:
    """Two halves as one table, or None where they are none."""
    beginning = SpreadGrid(replace(right.grid, rows=right.grid.rows[:_HEAD]))
    top = next((row for row in range(1, beginning.height + 1) if _named(beginning, row)), None)
    if top is None:
        return None
    ours, theirs = SpreadGrid(left.grid), SpreadGrid(right.grid)
    header = next((head for row in range(1, min(_HEAD, ours.height) + 1) if (head := find_header(ours, row))), None)
    if header is None:
        return None
    own = {heading.official for path in header.paths if (heading := known(path))}
    named = _named(theirs, top)
    if not own & _ITEMS or own & named - {Column.NUMBER}:
        return None
    number = next((c for c in theirs.written(top) if _is_number(theirs.own(top, c))), None)
    rows = _rows(ours, header, theirs, top, number)
    kept = [column for column in range(1, theirs.width + 1) if column != number]
    return _side_by_side(left, right, rows, kept) if rows else None


def _rows(ours: SpreadGrid, header: Header, theirs: SpreadGrid, top: int, number: int | None) -> Mapping[int, int]:
    """Of each row of the other half the one of the first that it goes on with; none where that cannot be told."""
    place = next((column for column, path in enumerate(header.paths, 1) if path and _is_number(path[-1])), None)
    if ours.height == theirs.height and header.first <= top <= header.last:
        every = range(1, theirs.height + 1)
        if not (number and place) or all(theirs.own(row, number) == ours.own(row, place) for row in every):
            return {row: row for row in every}
    return _by_number(ours, header, theirs, top, place, number) if number and place else {}


def _is_number(words: str) -> bool:
    heading = heading_of(words)
    return heading is not None and heading.official is Column.NUMBER


def _by_number(
    ours: SpreadGrid, header: Header, theirs: SpreadGrid, top: int, place: int, number: int
) -> Mapping[int, int]:
    """Of each row of the other half that of the first with its 序号 (in the columns `number` and `place`).

    Its headings end where those of the first end. No rows where one has no number of the first, or one twice.
    """
    numbers = {ours.own(row, place): row for row in range(header.last + 1, ours.height + 1) if ours.own(row, place)}
    begins = next((row for row in range(top + 1, theirs.height + 1) if theirs.own(row, number).isdigit()), top + 1)
    rows = {row: header.last - begins + 1 + row for row in range(top, begins)}
    items = {row: numbers.get(theirs.own(row, number), 0) for row in range(begins, theirs.height + 1)}
    unsure = not all(items.values()) or len(set(items.values())) < len(items)
    return {} if unsure or not items or rows[top] < header.first else {**rows, **items}


def _side_by_side(left: Whole, right: Whole, rows: Mapping[int, int], kept: list[int]) -> Whole:
    """The columns `kept` of the other half beside the first, its rows at `rows` of the first."""
    width, grid, other = left.grid.width, left.grid, right.grid
    at = {column: width + place for place, column in enumerate(kept, 1)}
    lines = [[*row, *("" for _ in kept)] for row in grid.rows]
    places = dict(left.places or _places(grid))
    for theirs, ours in rows.items():
        for column in kept:
            lines[ours - 1][at[column] - 1] = other.rows[theirs - 1][column - 1]
            places[ours, at[column]] = right.place(theirs, column)
    merges = [
        Merge(rows[one.row], at[one.column], one.rows, min(one.columns, width + len(kept) + 1 - at[one.column]))
        for one in other.merges
        if one.column in at and one.row in rows and rows.get(one.row + one.rows - 1) == rows[one.row] + one.rows - 1
    ]
    kinds = {(rows[r], at[c]): kind for (r, c), kind in other.kinds.items() if r in rows and c in at}
    whole = replace(
        grid, rows=tuple(map(tuple, lines)), merges=(*grid.merges, *merges), after=other.after or grid.after,
        kinds={**grid.kinds, **kinds}, origins={},
    )  # fmt: skip
    return Whole(whole, places, {row: places[row, 1] for row in range(1, len(lines) + 1)}, _NOTICE)
