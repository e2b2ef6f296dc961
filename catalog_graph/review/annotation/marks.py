"""What is put at each cell: the colour of its gravest finding and the words of all of them.

Owns: which cell bears a finding (of merged cells the top left one), colours, and the words of a comment.
Must not: know a file format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog_graph.intake.grid import Document, Grid
from catalog_graph.review.values import SEVERITY_WORDS, CellFinding, Review

AUTHOR = "Gongkai 公开"
SUMMARY = "检查结果"
# Fills as RRGGBB; a shade beside those that spreadsheets offer, so that a copy marked before can be told.
COLOURS = {"violation": "FFC1C4", "warning": "FFE59C", "info": "D6E6F6"}
_ORDER = tuple(SEVERITY_WORDS)
_MOST_CHARACTERS, _MOST_OF_A_RULE = 2_000, 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to be marked (1-based in its grid) with its findings, the gravest first."""

    row: int
    column: int
    findings: tuple[CellFinding, ...]

    @property
    def severity(self) -> str:
        """The severity of the gravest finding: it gives the colour."""
        return self.findings[0].severity

    @property
    def words(self) -> str:
        """The comment: each finding with its rule, what is wrong, how to mend it, and why.

        Where one rule has much to say at one cell, or all is too long to read, the rest is left to the summary.
        """
        said: list[str] = []
        seen: dict[str, int] = {}
        for finding in self.findings:
            seen[finding.rule] = seen.get(finding.rule, 0) + 1
            words = _finding_words(finding, self.row)
            if seen[finding.rule] <= _MOST_OF_A_RULE and sum(map(len, said)) + len(words) <= _MOST_CHARACTERS:
                said.append(words)
        left = len(self.findings) - len(said)
        return "\n\n".join([*said, *([f"本格另有{left}处，见“{SUMMARY}”。"] if left else [])])


def _finding_words(finding: CellFinding, row: int) -> str:
    """One finding; of a row that is merged into an earlier one the row is said."""
    where = f"（第{finding.row}行）" if finding.row != row else ""
    lines = [f"【{SEVERITY_WORDS[finding.severity]}】{finding.rule}{where}", f"问题：{finding.message}"]
    lines += [f"怎么改：{finding.suggestion}"] if finding.suggestion else []
    lines += [f"依据：{finding.basis}"] if finding.basis else []
    return "\n".join(lines)


def marks(document: Document, review: Review) -> Mapping[str, tuple[Mark, ...]]:
    """The cells to be marked by name of grid, in reading order; a finding about a whole table has none."""
    grids = {grid.name: grid for grid in document.grids}
    found: dict[str, dict[tuple[int, int], list[CellFinding]]] = {}
    for table in review.tables:
        grid = grids.get(table.sheet)
        bearing = dict(_bearing(grid)) if grid else {}
        cells = found.setdefault(table.sheet, {})
        for finding in table.findings:
            if finding.row and finding.column:
                place = finding.row, finding.column
                cells.setdefault(bearing.get(place, place), []).append(finding)
    return {
        name: tuple(Mark(*place, _gravest_first(one)) for place, one in sorted(cells.items()))
        for name, cells in found.items()
        if cells
    }


def _bearing(grid: Grid) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each cell that a merge covers, with the cell that shows for it."""
    for merge in grid.merges:
        for row in range(merge.row, merge.row + merge.rows):
            for column in range(merge.column, merge.column + merge.columns):
                yield (row, column), (merge.row, merge.column)


def _gravest_first(findings: Sequence[CellFinding]) -> tuple[CellFinding, ...]:
    return tuple(sorted(findings, key=lambda one: _ORDER.index(one.severity)))
