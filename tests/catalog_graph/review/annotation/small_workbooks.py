"""Workbooks of nine words, the marks that tests put on them, and their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from catalog_graph.review.annotation.marked_cells import MarkedCell
from catalog_graph.review.annotation.summary import Summary
from catalog_graph.review.annotation.workbook import marked_workbook
from catalog_graph.review.results import CellFinding

SUMMARY = Summary("检查结果：甲", "没有发现问题。", (), ())


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """A package of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def mark(row: int, column: int, severity: str = "violation", message: str = "有错") -> MarkedCell:
    """A mark with one finding."""
    return MarkedCell(
        row, column, (CellFinding(severity, "GK-A-001", "表", row, column, "", "", message, "改掉", "第一条"),)
    )


def book(*names: str, change: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    """A workbook with sheets of these names, 3 × 3 words in each."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name in names:
        sheet = made.create_sheet(name)
        for row in range(1, 4):
            sheet.append([f"{row}{column}" for column in range(1, 4)])
        change(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def marked(
    content: bytes, *marks: MarkedCell, sheet: str = "表", ending: str = ".xlsx", again: bool = False
) -> Worksheet:
    """A sheet of a workbook, marked and opened."""
    copy = marked_workbook(content, {sheet: marks}, SUMMARY, ending, again=again)
    opened: Worksheet = openpyxl.load_workbook(io.BytesIO(copy))[sheet]
    return opened


def colour(cell: Cell) -> str:
    """RRGGBB of a cell."""
    return str(cell.fill.fgColor.rgb)[2:]
