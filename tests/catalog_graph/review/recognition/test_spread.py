"""Merged cells spread out."""

from __future__ import annotations

from catalog_graph.intake.grid import Grid, Merge
from catalog_graph.review.recognition.spread import SpreadGrid

GRID = Grid("", (("甲", "", "乙"), ("", "", " 丙 "), ("丁", "", "")), (Merge(1, 1, 2, 2), Merge(3, 1, 5, 9)))


def test_a_merged_cell_is_seen_everywhere_it_covers() -> None:
    seen = SpreadGrid(GRID)
    assert [seen.words(row, column) for row in (1, 2) for column in (1, 2)] == ["甲"] * 4
    assert [seen.own(row, column) for row in (1, 2) for column in (1, 2)] == ["甲", "", "", ""]
    assert seen.anchor(2, 2) == (1, 1)
    assert (seen.last_row(1, 1), seen.last_column(2, 2)) == (2, 2)


def test_a_merge_past_the_edge_ends_at_the_edge() -> None:
    seen = SpreadGrid(GRID)
    assert (seen.last_row(3, 1), seen.last_column(3, 1)) == (3, 3)
    assert seen.words(3, 3) == "丁"


def test_what_is_written_in_a_row() -> None:
    seen = SpreadGrid(GRID)
    assert [seen.written(row) for row in (1, 2, 3)] == [[1, 3], [3], [1]]
    assert [seen.merged_from_above(row) for row in (1, 2, 3)] == [False, True, False]
    assert (seen.own(2, 3), seen.raw(2, 3)) == ("丙", " 丙 ")


def test_an_empty_grid() -> None:
    assert (SpreadGrid(Grid("", ())).height, SpreadGrid(Grid("", ())).width) == (0, 0)
