"""What was found in a table put together, told at the pieces that it lies in.

Owns: the addresses of findings and rows in the pieces. Must not: find, or put together (`recognition.pieces`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catalog_graph.review.recognition.pieces import Whole
from catalog_graph.review.results import CellFinding, ReviewedTable


def at_pieces(table: ReviewedTable, whole: Whole) -> tuple[ReviewedTable, ...]:
    """A table that was reviewed as a whole as one for each grid it lies in, with the addresses there."""
    if not whole.places:
        return (table,)
    findings = [_at_piece(finding, whole) for finding in table.findings]
    rows = [(whole.place(match.row, 1), match) for match in table.rows]
    top, bottom = table.header_rows
    heads = [at for (row, _), at in whole.places.items() if top <= row <= bottom]
    sheets = dict.fromkeys((table.sheet, *(at.sheet for at, _ in rows), *(each.sheet for each in findings)))
    return tuple(
        replace(
            table,
            sheet=sheet,
            header_rows=_from_to([at.row for at in heads if at.sheet == sheet]),
            rows=tuple(
                replace(match, row=at.row, joined_to=match.joined_to and whole.place(match.joined_to, 1).row)
                for at, match in rows
                if at.sheet == sheet
            ),
            findings=tuple(sorted((each for each in findings if each.sheet == sheet), key=_reading_order)),
        )
        for sheet in sheets
    )


def _at_piece(finding: CellFinding, whole: Whole) -> CellFinding:
    if finding.row is None:
        return finding
    at = whole.place(finding.row, finding.column or 1)
    return replace(finding, sheet=at.sheet, row=at.row, column=finding.column and at.column)


def _reading_order(finding: CellFinding) -> tuple[int, int]:
    return finding.row or 0, finding.column or 0


def _from_to(rows: Sequence[int]) -> tuple[int, int]:
    return (min(rows), max(rows)) if rows else (0, 0)
