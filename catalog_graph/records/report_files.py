"""A report as a file: xlsx with a sheet for each table, docx ready to be signed, JSON.

Owns: their layout. Must not: count, or touch disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from catalog_graph.official.docx import add_title, saved
from catalog_graph.records import paper
from catalog_graph.records.report import Cell, Report, Sheet, as_document
from catalog_graph.records.sheets import book_of

_MOST = 200  # rows of a table in a document; the workbook has them all
_WIDE = 7  # columns from which a table lies on its side


def as_json(report: Report) -> bytes:
    """The report as JSON."""
    return json.dumps(as_document(report), ensure_ascii=False, indent=1).encode() + b"\n"


def as_xlsx(report: Report) -> bytes:
    """A workbook: what the report is, then a sheet for each table."""
    notes = [(sheet.title, sheet.note) for sheet in report.sheets if sheet.note]
    rows: list[tuple[Cell, ...]] = [
        ("报表", report.title),
        ("判定日", report.on),
        *(("", each) for each in report.sentences),
    ]
    head = ("说明", ("项目", "内容"), [*rows, *notes], (24, 90))
    return book_of([head, *((sheet.title, sheet.headings, sheet.rows, _widths(sheet)) for sheet in report.sheets)])


def _widths(sheet: Sheet) -> tuple[int, ...]:
    return tuple(
        40 if name in {"标题", "网址", "没有的有"} else 28 if at == 0 else 14 for at, name in enumerate(sheet.headings)
    )


def as_docx(report: Report) -> bytes:
    """A document: the sentences, each table cut at 200 rows, room for a seal where it is signed."""
    wide = max((len(sheet.headings) for sheet in report.sheets), default=0) > _WIDE
    document = paper.lying() if wide else paper.upright()
    add_title(document, report.title)
    year, month, day = report.on.split("-")
    paper.body(document, f"（判定日：{year}年{int(month)}月{int(day)}日）", indent=False)
    for words in report.sentences:
        paper.body(document, words)
    for sheet in report.sheets:
        paper.heading(document, sheet.title)
        if not sheet.rows:
            paper.body(document, "无。")
            continue
        paper.table(document, sheet.headings, [[_words(cell) for cell in row] for row in sheet.rows[:_MOST]])
        if len(sheet.rows) > _MOST:
            paper.body(document, f"另有{len(sheet.rows) - _MOST}行，见同名的 xlsx 报表。")
        if sheet.note:
            paper.body(document, f"说明：{sheet.note}")
    if report.signed:
        paper.seal(document)
    return saved(document)


def _words(cell: Cell) -> str:
    return "" if cell is None else str(cell)


FILES: Mapping[str, Callable[[Report], bytes]] = {"json": as_json, "xlsx": as_xlsx, "docx": as_docx}
