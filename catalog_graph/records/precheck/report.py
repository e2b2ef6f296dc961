"""The outcome of a check before publishing: as JSON, and a copy with what is personal masked.

Owns: the form, as that of `gongkai validate`, and the masked workbook. Must not: find anything, or touch disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from catalog_graph.intake.grid import Document
from catalog_graph.official.xlsx import saved
from catalog_graph.ooxml.stable import spelled
from catalog_graph.records.precheck.personal import Hit, masked
from catalog_graph.records.precheck.scan import Fault
from catalog_graph.tables.plain import safe

SEVERITIES = ("violation", "warning", "info")


def as_document(file: str, document: Document, faults: Sequence[Fault], copy: str | None = None) -> dict[str, object]:
    """The report as JSON-ready values."""
    counted = Counter(fault.hit.rule.severity for fault in faults)
    report: dict[str, object] = {
        "file": file,
        "notices": list(document.notices),
        "tables": [{"sheet": grid.name, "rows": len(grid.rows)} for grid in document.grids],
        "summary": {severity: counted[severity] for severity in SEVERITIES},
        "findings": [finding(fault) for fault in faults],
    }
    return report | ({"masked": copy} if copy else {})


def finding(fault: Fault) -> dict[str, object]:
    """A fault as `gongkai validate` lists one."""
    rule, hit = fault.hit.rule, fault.hit
    return {
        "severity": rule.severity,
        "rule": rule.code,
        "sheet": fault.sheet,
        "cell": fault.cell,
        "row": fault.row,
        "column": fault.heading,
        "value": fault.words,
        "message": rule.message,
        "suggestion": rule.suggestion,
        "basis": rule.basis,
        "masked": hit.masked if hit.masked != fault.words else None,
    }


def masked_workbook(document: Document, faults: Sequence[Fault]) -> bytes:
    """A workbook with the words of the grids at their addresses, what is personal masked and marked."""
    from openpyxl import Workbook  # noqa: PLC0415 - a slow import
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, grid in enumerate(document.grids, 1):
        sheet = book.create_sheet(f"{number}")
        cells: dict[tuple[int, int], list[Hit]] = {}
        for fault in faults:
            if fault.sheet == grid.name:
                cells.setdefault((fault.row, fault.column), []).append(fault.hit)
        for at, row in enumerate(grid.rows, 1):
            for column, words in enumerate(row, 1):
                marked = cells.get((at, column), [])
                cell = sheet.cell(at, column, spelled(safe(masked(words, marked))) or None)
                if marked:
                    cell.fill = PatternFill("solid", fgColor="FFF2CC")
    return saved(book)
