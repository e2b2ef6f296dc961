"""A grid with its merged cells spread out: what a person sees in each cell, and where it is written.

Owns: the words of a cell that a merge covers, and how many cells of a row are written in.
Must not: know what a column means.
"""

from __future__ import annotations

from catalog_graph.intake.grid import Grid


class SpreadGrid:
    """A grid as seen: rows and columns are 1-based.

    >>> from catalog_graph.intake.grid import Grid, Merge
    >>> seen = SpreadGrid(Grid("", (("甲", "乙"), ("", "丙")), (Merge(1, 1, 2, 1),)))
    >>> seen.own(2, 1), seen.words(2, 1), seen.anchor(2, 1)
    ('', '甲', (1, 1))
    """

    def __init__(self, grid: Grid) -> None:
        """Index the merges of a grid; parts of a merge outside the grid are nothing."""
        self.grid = grid
        self.height, self.width = len(grid.rows), grid.width
        self._own = [[words.strip() for words in row] for row in grid.rows]
        self._seen = [row.copy() for row in self._own] if grid.merges else self._own
        self._written: dict[int, list[int]] = {}
        self._anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        for merge in grid.merges:
            last_row = min(merge.row + merge.rows - 1, self.height)
            last_column = min(merge.column + merge.columns - 1, self.width)
            if merge.row > last_row or merge.column > last_column:
                continue
            self._spans[merge.row, merge.column] = (last_row, last_column)
            words = self._own[merge.row - 1][merge.column - 1]
            for row in range(merge.row, last_row + 1):
                for column in range(merge.column, last_column + 1):
                    self._anchors[row, column] = (merge.row, merge.column)
                    self._seen[row - 1][column - 1] = words
        above = ((row, place) for (row, _), place in self._anchors.items() if place[0] < row)
        self._below = {row for row, place in above if self.own(*place)}  # rows under words written above

    def own(self, row: int, column: int) -> str:
        """The words written at the cell itself, edges trimmed."""
        return self._own[row - 1][column - 1]

    def raw(self, row: int, column: int) -> str:
        """The words written at the cell itself, as they are."""
        return self.grid.rows[row - 1][column - 1]

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Where the words of the cell are written: its own place, or the top left cell of its merge."""
        place = (row, column)
        return self._anchors.get(place, place)

    def words(self, row: int, column: int) -> str:
        """The words that are seen at the cell."""
        return self._seen[row - 1][column - 1]

    def last_row(self, row: int, column: int) -> int:
        """The last row of the merge that covers the cell; its own row where there is none."""
        if not self._spans:
            return row
        return self._spans.get(self.anchor(row, column), (row, column))[0]

    def last_column(self, row: int, column: int) -> int:
        """The last column of the merge that covers the cell; its own column where there is none."""
        return self._spans.get(self.anchor(row, column), (row, column))[1]

    def written(self, row: int) -> list[int]:
        """The columns of a row in which words are written."""
        if (known := self._written.get(row)) is None:
            known = self._written[row] = [column for column, words in enumerate(self._own[row - 1], 1) if words]
        return known

    def merged_from_above(self, row: int) -> bool:
        """Whether a cell of the row belongs to words written in a row above."""
        return row in self._below
