"""What does not change what a table says does not change its rows.

Owns: blank rows and columns, unmerged headers, stretched headings, merged equal neighbours, on every layout.
Must not: state what the rows are (`test_tables` does).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_graph.errors import NoTable
from catalog_graph.intake.grid import Document, Format, Grid, Merge
from catalog_graph.model.values import Dataset
from catalog_graph.review.recognition.recognised_table import TableRow
from catalog_graph.review.recognition.tables import recognise

Line = Callable[[TableRow], str]
# Layouts in which only what stands beside what tells the meaning: a blank column makes another table of them.
BESIDE = {"sub-headings are missing", "headings of the tick columns are missing", "the number's own hierarchy"}
COVERED = {"sub-headings are missing", "the number's own hierarchy", "content over two columns of the grid"}
PICK, PLACES = st.integers(0, 10_000), st.lists(st.integers(0, 10_000), min_size=1, max_size=3)
SEARCH = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="session")
def drawn(layouts: list[Any], draw: Callable[[str], Grid]) -> dict[str, Grid]:
    """The grid of each layout by name."""
    return {layout.name: draw(layout.grid_text) for layout in layouts}


def rows_of(grid: Grid, dataset: Dataset, line: Line) -> list[str]:
    """The rows recognised, as lines, without their numbers in the grid and what unnamed columns are called."""
    tables = recognise(Document(Format.XLSX, (grid,)), dataset)
    return [line(row) for table in tables for row in table.rows]


def with_blank_row(grid: Grid, after: int) -> Grid:
    """A blank row below a row; a merge across it grows."""
    rows = (*grid.rows[:after], ("",) * grid.width, *grid.rows[after:])
    merges = [
        replace(m, row=m.row + 1) if m.row > after else replace(m, rows=m.rows + (m.row + m.rows - 1 > after))
        for m in grid.merges
    ]
    return replace(grid, rows=rows, merges=tuple(merges))


def with_blank_column(grid: Grid, after: int) -> Grid:
    """A blank column right of a column; a merge across it grows."""
    rows = tuple((*row[:after], "", *row[after:]) for row in grid.rows)
    merges = [
        replace(m, column=m.column + 1)
        if m.column > after
        else replace(m, columns=m.columns + (m.column + m.columns - 1 > after))
        for m in grid.merges
    ]
    return replace(grid, rows=rows, merges=tuple(merges))


def merged_down(grid: Grid, from_row: int, choose: random.Random) -> Grid:
    """Some equal neighbours in a column made one cell."""
    rows = [list(row) for row in grid.rows]
    taken = {
        (r, c) for m in grid.merges for r in range(m.row, m.row + m.rows) for c in range(m.column, m.column + m.columns)
    }
    merges = list(grid.merges)
    for column in range(1, grid.width + 1):
        for row in range(from_row, len(rows)):
            words = rows[row - 1][column - 1]
            free = (row, column) not in taken and (row + 1, column) not in taken
            if words and free and words == rows[row][column - 1] and choose.random() < 0.7:
                merges.append(Merge(row, column, 2, 1))
                rows[row][column - 1] = ""
                taken |= {(row, column), (row + 1, column)}
    return replace(grid, rows=tuple(map(tuple, rows)), merges=tuple(merges))


def header_of(grid: Grid, dataset: Dataset) -> tuple[int, int]:
    """First and last row of the first header."""
    return recognise(Document(Format.XLSX, (grid,)), dataset)[0].header


def stretched(grid: Grid, header: tuple[int, int], gap: str) -> Grid:
    """The short headings with a gap between all characters."""
    inside = range(header[0], header[1] + 1)
    rows = tuple(
        tuple(gap.join(cell) if number in inside and 1 < len(cell) < 10 else cell for cell in row)
        for number, row in enumerate(grid.rows, 1)
    )
    return replace(grid, rows=rows)


def unmerged(grid: Grid, header: tuple[int, int]) -> Grid:
    """The header without its merges, as CSV keeps it."""
    return replace(grid, merges=tuple(m for m in grid.merges if not header[0] <= m.row <= header[1]))


def chosen(drawn: dict[str, Grid], pick: int, without: set[str]) -> Grid:
    """One of the layouts."""
    names = sorted(drawn.keys() - without)
    return drawn[names[pick % len(names)]]


@SEARCH
@given(pick=PICK, places=PLACES)
def test_blank_rows(pick: int, places: list[int], drawn: dict[str, Grid], as_line: Line, dataset: Dataset) -> None:
    grid = blank = chosen(drawn, pick, set())
    for place in {place % (len(grid.rows) + 1) for place in places}:
        if place == 0 or any(blank.rows[place - 1]):  # two blank rows inside a header part it
            blank = with_blank_row(blank, place)
    assert rows_of(blank, dataset, as_line) == rows_of(grid, dataset, as_line)


@SEARCH
@given(pick=PICK, places=PLACES)
def test_blank_columns(pick: int, places: list[int], drawn: dict[str, Grid], as_line: Line, dataset: Dataset) -> None:
    grid = blank = chosen(drawn, pick, BESIDE)
    for place in places:
        blank = with_blank_column(blank, place % (grid.width + 1))
    assert rows_of(blank, dataset, as_line) == rows_of(grid, dataset, as_line)


@SEARCH
@given(pick=PICK, choose=st.randoms(use_true_random=False))
def test_equal_neighbours_made_one_cell(
    pick: int, choose: random.Random, drawn: dict[str, Grid], as_line: Line, dataset: Dataset
) -> None:
    grid = chosen(drawn, pick, set())
    merged = merged_down(grid, header_of(grid, dataset)[1] + 1, choose)
    assert rows_of(merged, dataset, as_line) == rows_of(grid, dataset, as_line)


def test_unmerged_headers(drawn: dict[str, Grid], as_line: Line, dataset: Dataset) -> None:
    changed = 0
    for name, grid in drawn.items():
        plain = unmerged(grid, header_of(grid, dataset))
        if name not in COVERED:
            assert rows_of(plain, dataset, as_line) == rows_of(grid, dataset, as_line), name
            changed += plain != grid
    assert changed > 20


@pytest.mark.parametrize("gap", [" ", "\n", "　"])
def test_stretched_headings(gap: str, drawn: dict[str, Grid], as_line: Line, dataset: Dataset) -> None:
    for name, grid in drawn.items():
        wide = stretched(grid, header_of(grid, dataset), gap)
        assert wide != grid
        assert rows_of(wide, dataset, as_line) == rows_of(grid, dataset, as_line), name


WORDS = [
    "",
    "",
    "",
    "序号",
    "一级事项",
    "二级事项",
    "公开内容",
    "公开依据",
    "公开层级",
    "县级",
    "主动",
    "√",
    "同上",
    "1",
    "注：无",
    "《法》",
    "一、就业领域",
]


@settings(max_examples=300)
@given(
    rows=st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), min_size=1, max_size=9),
    merges=st.lists(
        st.builds(Merge, st.integers(1, 9), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4)), max_size=3
    ),
)
def test_any_grid_is_recognised_or_refused(rows: list[list[str]], merges: list[Merge], dataset: Dataset) -> None:
    inside = tuple(merge for merge in merges if merge.row <= len(rows))
    try:
        tables = recognise(Document(Format.HTML, (Grid("", tuple(map(tuple, rows)), inside),)), dataset)
    except NoTable:
        return
    for table in tables:
        assert 1 <= table.header[0] <= table.header[1] <= len(rows)
        assert all(table.header[1] < row.row <= len(rows) for row in table.rows)
        assert all(cell.row == row.row for row in table.rows for cells in row.cells.values() for cell in cells)
