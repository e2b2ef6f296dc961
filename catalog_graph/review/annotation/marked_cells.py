"""What is put at each cell: the colour of its gravest finding and the words of all of them.

Owns: which cell bears a finding (of merged cells the top left one), colours, and the words of a comment.
Must not: know a file format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from catalog_graph.intake.grid import Document
from catalog_graph.review.recognition.spread import SpreadGrid
from catalog_graph.review.results import SEVERITY_WORDS, CellFinding, Review

AUTHOR = "Gongkai 公开"
SUMMARY = "检查结果"
# Fills as RRGGBB; a shade beside those that spreadsheets offer, so that a copy marked before can be told.
COLOURS = {"violation": "FFC1C4", "warning": "FFE59C", "info": "D6E6F6"}
_ORDER = tuple(SEVERITY_WORDS)
_MOST_CHARACTERS, _MOST_OF_A_RULE = 2_000, 3


@dataclass(frozen=True, slots=True)
class MarkedCell:
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
        parts: list[str] = []
        seen: Counter[str] = Counter()
        for finding in self.findings:
            seen[finding.rule] += 1
            words = _finding_words(finding, self.row)
            if seen[finding.rule] <= _MOST_OF_A_RULE and sum(map(len, parts)) + len(words) <= _MOST_CHARACTERS:
                parts.append(words)
        left = len(self.findings) - len(parts)
        return "\n\n".join([*parts, *([f"本格另有{left}处，见“{SUMMARY}”。"] if left else [])])


def _finding_words(finding: CellFinding, row: int) -> str:
    """One finding; of a row that is merged into an earlier one the row is said."""
    where = f"（第{finding.row}行）" if finding.row != row else ""
    lines = [f"【{SEVERITY_WORDS[finding.severity]}】{finding.rule}{where}", f"问题：{finding.message}"]
    lines += [f"怎么改：{finding.suggestion}"] if finding.suggestion else []
    lines += [f"依据：{finding.basis}"] if finding.basis else []
    return "\n".join(lines)


def marked_cells(document: Document, review: Review) -> Mapping[str, tuple[MarkedCell, ...]]:
    """The cells to be marked by name of grid, in reading order; a finding about a whole table has none.

    A cell is left alone where all that is said of it needs no change; that stands in the summary.
    """
    spreads = {grid.name: SpreadGrid(grid) for grid in document.grids}
    findings: dict[str, dict[tuple[int, int], list[CellFinding]]] = {}
    for table in review.tables:
        for finding in table.findings:
            if finding.row and finding.column:
                spread, place = spreads.get(table.sheet), (finding.row, finding.column)
                cell = spread.anchor(*place) if spread else place
                findings.setdefault(table.sheet, {}).setdefault(cell, []).append(finding)
    return {
        sheet: tuple(
            MarkedCell(*place, _gravest_first(cells[place]))
            for place in sorted(cells)
            if not all(finding.needs_no_change for finding in cells[place])
        )
        for sheet, cells in findings.items()
    }


def _gravest_first(findings: list[CellFinding]) -> tuple[CellFinding, ...]:
    return tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity)))
