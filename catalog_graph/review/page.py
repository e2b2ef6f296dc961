"""A review as a page shows it: its findings numbered, by rule and by row, and the sheets with the marks at their cells.

Owns: which number a finding bears, where its mark stands, and how much of a very large table is shown.
Must not: find faults (`catalog_graph.review`), or know HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import TypedDict

from catalog_graph.checks.rules import table_rules
from catalog_graph.intake.grid import Document, Grid, column_name
from catalog_graph.model.values import Dataset
from catalog_graph.review.report import by_rule, finding_document, row_document, summary
from catalog_graph.review.results import SEVERITY_WORDS, CellFinding, Review, ReviewedTable

_GRAVEST = tuple(SEVERITY_WORDS)
MOST_LINES, MOST_FINDINGS, MOST_CELLS_OF_A_RULE, MOST_MARKS = 1000, 1500, 60, 6
Place = tuple[int, int]


class Badge(TypedDict):
    """The number that a finding bears on the page, at its cell."""

    number: int
    severity: str


class Cell(TypedDict):
    """A cell that is shown."""

    words: str
    rows: int
    columns: int
    marks: list[Badge]
    more: int
    severity: str


class Line(TypedDict):
    """A line of a sheet, by its number there."""

    row: int
    header: bool
    cells: list[Cell]


class Sheet(TypedDict):
    """A sheet, or as much of it as is shown."""

    name: str
    columns: list[dict[str, str]]
    lines: list[Line]
    left_out: int


def page_of(document: Document, review: Review, dataset: Dataset) -> dict[str, object]:
    """What a page needs, JSON-ready; every finding that is shown bears its `mark`, from 1 in reading order.

    Of more than `MOST_FINDINGS` the gravest are shown, of more than `MOST_LINES` lines those with a mark above
    "info"; `left_out` says how many are not.
    """
    marks = {id(finding): number for number, finding in enumerate(review.findings(), 1)}
    ranked = sorted(review.findings(), key=lambda finding: _GRAVEST.index(finding.severity))
    shown = {id(finding): marks[id(finding)] for finding in ranked[:MOST_FINDINGS]}
    sheets = [_sheet(grid, review.tables, shown) for grid in document.grids if _of(grid, review.tables)]
    cells = (cell for sheet in sheets for line in sheet["lines"] for cell in line["cells"])
    in_sheets = {mark["number"] for cell in cells for mark in cell["marks"]}
    return {
        "file": review.file,
        "format": document.format.value,
        "outcome": summary(review),
        "counts": {severity: review.count(severity) for severity in SEVERITY_WORDS},
        "notices": list(review.notices),
        "rules": [_rule(first, group, shown) for first, group in by_rule(review)],
        "tables": [_table(table, shown, in_sheets, dataset) for table in review.tables],
        "sheets": sheets,
        "left_out": len(marks) - len(shown),
    }


def _of(grid: Grid, tables: Sequence[ReviewedTable]) -> list[ReviewedTable]:
    return [table for table in tables if table.sheet == grid.name]


def _rule(first: CellFinding, group: Sequence[CellFinding], shown: Mapping[int, int]) -> dict[str, object]:
    """A rule that objected: how often, and where."""
    names = {rule.id: rule.name for rule in table_rules().values()}
    listed = [one for one in group if id(one) in shown][:MOST_CELLS_OF_A_RULE]
    return {
        "id": first.rule,
        "severity": first.severity,
        "name": names.get(first.rule, ""),
        "count": len(group),
        "cells": [{"mark": shown[id(one)], "sheet": one.sheet, "cell": one.cell} for one in listed],
        "more": len(group) - len(listed),
    }


def _table(table: ReviewedTable, shown: Mapping[int, int], in_sheets: Set[int], dataset: Dataset) -> dict[str, object]:
    catalogue = dataset.catalogues[table.domain] if table.domain else None
    labels = {item.key: f"{item.group}—{item.label}" for item in catalogue.items} if catalogue else {}
    rows = {match.row: match for match in table.rows}
    missing = table_rules()["missingItem"].id
    findings: defaultdict[int, list[dict[str, object]]] = defaultdict(list)
    for finding in table.findings:
        if mark := shown.get(id(finding)):
            more = {"mark": mark, "in_sheet": mark in in_sheets}
            findings[finding.row or 0].append(finding_document(finding) | more)
    return {
        "sheet": table.sheet,
        "domain": catalogue and {"slug": catalogue.slug, "number": catalogue.number, "label": catalogue.label},
        "kinds": {kind: table.count(kind) for kind in ("matched", "doubtful", "local")},
        "rows": [
            row_document(match)
            | {
                "national": "、".join(labels.get(key, "") for key in match.items or (match.item or "",)),
                "similarity": round(match.similarity * 100),
            }
            for match in table.rows
        ],
        "groups": [
            {
                "row": row,
                "header": table.header_rows[0] <= row <= table.header_rows[1],
                "label": rows[row].label if row in rows else "",
                "findings": listed,
            }
            for row, listed in sorted(findings.items())
        ],
        "missing": sum(finding.rule == missing for finding in table.findings),
    }


def _sheet(grid: Grid, tables: Sequence[ReviewedTable], shown: Mapping[int, int]) -> Sheet:
    own = _of(grid, tables)
    headers = {row for table in own for row in range(table.header_rows[0], table.header_rows[1] + 1)}
    findings = [one for table in own for one in table.findings if one.row and one.column and id(one) in shown]
    wanted = _wanted(grid, headers, {one.row or 0 for one in findings if one.severity != "info"})
    corners, sizes = _merged(grid, wanted)
    _spread_titles(grid, min(headers, default=0), corners, sizes)
    marks: defaultdict[Place, list[tuple[int, str]]] = defaultdict(list)
    for finding in findings:
        place = finding.row or 0, finding.column or 0
        marks[corners.get(place, place)].append((shown[id(finding)], finding.severity))
    lines: list[Line] = []
    for row in wanted:
        cells = []
        for column, words in enumerate(grid.rows[row - 1], 1):
            place = row, column
            if corners.get(place, place) == place:
                cells.append(_cell(words, marks.get(place, ()), *sizes.get(place, (1, 1))))
        lines.append({"row": row, "header": row in headers, "cells": cells})
    return {
        "name": grid.name,
        "columns": [{"name": column_name(one), "width": _width(grid, one)} for one in range(1, grid.width + 1)],
        "lines": lines,
        "left_out": len(grid.rows) - len(lines),
    }


def _wanted(grid: Grid, headers: set[int], faulty: set[int]) -> list[int]:
    """The lines that are shown: all; of a very large sheet the header, and those with a fault, as many as may be."""
    if len(grid.rows) <= MOST_LINES:
        return list(range(1, len(grid.rows) + 1))
    return sorted({*headers, *sorted(faulty)[:MOST_LINES]})


def _merged(grid: Grid, wanted: Sequence[int]) -> tuple[dict[Place, Place], dict[Place, tuple[int, int]]]:
    """Of each place in a merge the cell that stands for it (the first of the lines shown); and how large that is."""
    corners: dict[Place, Place] = {}
    sizes: dict[Place, tuple[int, int]] = {}
    lines = set(wanted)
    for merge in grid.merges:
        rows = [row for row in range(merge.row, merge.row + merge.rows) if row in lines]
        if not rows:
            continue
        corner = rows[0], merge.column
        sizes[corner] = len(rows), merge.columns
        for row in rows:
            corners |= {(row, column): corner for column in range(merge.column, merge.column + merge.columns)}
    return corners, sizes


def _spread_titles(grid: Grid, header: int, corners: dict[Place, Place], sizes: dict[Place, tuple[int, int]]) -> None:
    """A title in the first cell of a line above the header, as CSV has it, goes over the whole width."""
    for row, line in enumerate(grid.rows[: max(header - 1, 0)], 1):
        if line[0] and not any(line[1:]) and (row, 1) not in corners:
            sizes[row, 1] = 1, grid.width
            corners |= {(row, column): (row, 1) for column in range(1, grid.width + 1)}


def _width(grid: Grid, column: int) -> str:
    """How wide a column wants to be, from the words of most of its cells; wide merges do not count."""
    wide = {(merge.row, merge.column) for merge in grid.merges if merge.columns > 1}
    lengths = sorted(
        len(line[column - 1]) for row, line in enumerate(grid.rows, 1) if line[column - 1] and (row, column) not in wide
    )
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    return next((name for most, name in ((4, "slim"), (14, "small"), (60, "wide")) if usual <= most), "widest")


def _cell(words: str, marks: Sequence[tuple[int, str]], rows: int, columns: int) -> Cell:
    """A cell: its words and size, its marks and the gravest severity of them ("" where it has none)."""
    return {
        "words": words,
        "rows": rows,
        "columns": columns,
        "marks": [{"number": number, "severity": severity} for number, severity in sorted(marks)[:MOST_MARKS]],
        "more": max(0, len(marks) - MOST_MARKS),
        "severity": min((severity for _, severity in marks), key=_GRAVEST.index, default=""),
    }
