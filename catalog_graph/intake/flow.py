"""Tables and paragraphs of a text document as they follow each other, gathered to grids.

Owns: which tables hold data, which go on with the one before, what stands between them.
Must not: know a format; its reader tells how a table's rows are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml.etree import _Element

from catalog_graph.intake.grid import Grid, Limits
from catalog_graph.intake.reading import PICTURED, Reading, grid_of
from catalog_graph.intake.spans import Inner, Span, is_data, lay_out, with_inner

Rows = Callable[[_Element, Limits], tuple[list[list[Span]], list[Inner]]]


class Flow:
    """Gathers grids and the paragraphs before them.

    A table that follows another of the same width with nothing between is its continuation, as Word itself shows it.
    """

    def __init__(self, reading: Reading, rows_of: Rows, has_pictured: Callable[[_Element], bool]) -> None:
        """`rows_of` reads a table, `has_pictured` tells whether it has a cell with nothing but a picture in it."""
        self._reading, self._rows_of, self._has_pictured = reading, rows_of, has_pictured
        self._grids: list[Grid] = []
        self._rows: list[list[Span]] = []  # of the table that may go on
        self._before: list[str] = []
        self._since: list[str] = []  # paragraphs since that table
        self._width = 0
        self.has_words = False

    def finished(self) -> tuple[Grid, ...]:
        """All grids; what stands behind the last table is put to it. Raises FileTooLarge."""
        self._close()
        if self._grids:
            self._grids[-1] = replace(self._grids[-1], after=tuple(self._since))
        return tuple(self._grids)

    def paragraph(self, words: str) -> None:
        """The next paragraph."""
        if words.strip():
            self.has_words = True
            self._since.append(words.strip())

    def table(self, table: _Element) -> None:
        """The next table. Raises FileTooLarge."""
        rows, nested = self._rows_of(table, self._reading.limits)
        if not is_data(rows, bool(nested)):
            # A frame: its words are paragraphs, and the tables in it come in their place.
            for row in rows:
                for span in row:
                    self.paragraph(span.words)
        else:
            nested = with_inner(rows, nested)
            if self._has_pictured(table):
                self._reading.note(PICTURED)
            self.has_words |= any(span.words.strip() for row in rows for span in row)
            width = max(sum(span.columns for span in row) for row in rows)
            if self._rows and not self._since and width == self._width:
                self._reading.note("有表格被拆成前后相接的几个，已接起来按一张表读")
                self._rows += rows
            else:
                self._close()
                self._rows, self._before, self._since, self._width = rows, self._since, [], width
        for inner in nested:
            self.table(inner.table)

    def _close(self) -> None:
        """Turn the open table into a grid."""
        if self._rows:
            cells = lay_out(f"表{len(self._grids) + 1}", self._rows, self._reading)
            grid = grid_of(cells, self._reading, self._before)
            self._grids += [grid] if grid else []
            self._rows = []
