"""Rows of cells that span: how Word and web tables say what a spreadsheet says by addresses.

Owns: laying such cells out on a grid, and leaving out columns that only the file has, not the eye.
Must not: know Word or HTML.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from catalog_graph.errors import FileTooLarge
from catalog_graph.intake.grid import Limits, Merge
from catalog_graph.intake.reading import Cells, Reading, too_much_merged

_MOST_INNER_COLUMNS = 4


@dataclass(slots=True)
class Span:
    """A cell: words, columns and rows it covers; `continues` the cell above (Word); `filler` is no cell but a gap.

    `merges` says that a cell may be continued by the one below. `inner` are the words with those of small tables in
    the cell, where these are left out of `words`. `origin` is the number of the cell in its file, where the format's
    reader tells it.
    """

    words: str
    columns: int = 1
    rows: int = 1
    continues: bool = False
    filler: bool = False
    merges: bool = False
    inner: str | None = None
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Inner:
    """A table in a cell of another; a small one only sets words where the other holds data."""

    table: _Element
    small: bool


@dataclass(slots=True)
class _Placed:
    """A cell at its place."""

    row: int
    column: int
    span: Span
    rows: int


def lay_out(name: str, rows: Sequence[Sequence[Span]], reading: Reading) -> Cells:
    """The cells of a table at their addresses; a column in which no row begins a cell is left out.

    Raises FileTooLarge.
    """
    _check_spans(rows, reading)
    placed = _place(name, rows, reading)
    columns = sorted({cell.column for cell in placed})
    number = {column: index for index, column in enumerate(columns, start=1)}
    cells = Cells(name)
    for cell in placed:
        end = cell.column + cell.span.columns
        width = bisect_left(columns, end) - number[cell.column] + 1 if cell.span.columns > 1 else 1
        cells.put(reading, cell.row, number[cell.column], cell.span.words)
        if cell.span.origin is not None:
            cells.origins[cell.row, number[cell.column]] = cell.span.origin
        cells.merge(reading, Merge(cell.row, number[cell.column], cell.rows, width))
    return cells


def _check_spans(rows: Sequence[Sequence[Span]], reading: Reading) -> None:
    """Raises FileTooLarge where cells claim more than a table may have, before any work is done for them."""
    widest, most = reading.limits.most_columns + 1, reading.limits.most_cells
    claimed = 0
    for row, spans in enumerate(rows):
        claimed += sum(min(span.columns, widest) * min(span.rows, len(rows) - row) - 1 for span in spans)
        if claimed > most:
            raise too_much_merged(most)


def _place(name: str, rows: Sequence[Sequence[Span]], reading: Reading) -> list[_Placed]:
    """Every cell with row, column and rows covered; cells step aside for those that reach down from above."""
    placed: list[_Placed] = []
    until: dict[int, int] = {}  # column → last row that a cell from above covers
    above: dict[int, _Placed] = {}  # first column → the cell that a continuing cell would prolong
    widest = reading.limits.most_columns + 1
    for row, spans in enumerate(rows, start=1):
        reading.pass_over()
        column, seen = 1, {}
        for span in spans:
            span.columns = min(span.columns, widest)
            reading.pass_over(span.columns)
            while until.get(column, 0) >= row:
                column += 1
            if column >= widest:
                if span.words.strip():
                    reading.take(span.words, row, column, name)  # says which cell is too far out
                continue
            anchor = above.get(column) if span.continues else None
            if (
                anchor is not None
                and anchor.span.merges
                and anchor.span.columns == span.columns
                and anchor.row + anchor.rows == row
            ):
                anchor.rows += 1
            elif not span.filler:
                anchor = _Placed(row, column, span, min(span.rows, len(rows) - row + 1))
                placed.append(anchor)
                if anchor.rows > 1:
                    until.update(dict.fromkeys(range(column, column + span.columns), row + anchor.rows - 1))
            if anchor is not None:
                seen[column] = anchor
            column += span.columns
        above = seen
    return placed


def is_data(rows: Sequence[Sequence[Span]], framing: bool) -> bool:
    """Whether rows are a table that people read, and not a frame that places things on a page.

    A table is two rows of two columns, or one row of three; one that holds tables must hold a dozen words of its own.
    """
    width = max((sum(span.columns for span in row) for row in rows), default=0)
    if not (width >= 3 or (width == 2 and len(rows) >= 2)):
        return False
    own = sum(bool(span.words.strip()) for row in rows for span in row)
    return own >= 12 and width >= 4 if framing else own > 0


def with_inner(rows: Sequence[Sequence[Span]], nested: Sequence[Inner]) -> list[Inner]:
    """Give the cells of a table that holds data the words of the small tables in them; the tables that are left."""
    for row in rows:
        for span in row:
            span.words = span.words if span.inner is None else span.inner
    return [one for one in nested if not one.small]


def is_small(rows: Sequence[Sequence[Span]]) -> bool:
    """Whether a table in a cell of a table that holds data only sets words: no catalogue is so narrow, or one row."""
    return len(rows) <= 1 or all(sum(span.columns for span in row) <= _MOST_INNER_COLUMNS for row in rows)


def check_rows(rows: Sequence[Sequence[Span]], limits: Limits, claimed: int = 0) -> int:
    """Called after each row: how many columns the cells so far claim beyond their own.

    Raises FileTooLarge as soon as a table has too many rows, or claims too much.
    """
    if len(rows) > limits.most_rows:
        raise FileTooLarge(f"表格的行数超过上限{limits.most_rows}行", "请按领域分成几个文件后重试。")
    claimed += sum(min(span.columns, limits.most_columns + 1) - 1 for span in rows[-1])
    if claimed > limits.most_cells:
        raise too_much_merged(limits.most_cells)
    return claimed


def check_nested(tables: Sequence[object], limits: Limits) -> None:
    """Raises FileTooLarge as soon as there are too many tables in the cells of one."""
    if len(tables) > limits.most_grids:
        raise FileTooLarge(f"工作表或表格超过上限{limits.most_grids}张", "请分成几个文件后重试。")
