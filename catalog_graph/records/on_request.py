"""The report of what is open on request: each document, by quarter, and whether each quarter's list came out.

Owns: its tables. Must not: decide what is such a document (`documents`), or draw.
"""

from __future__ import annotations

from typing import Any

from catalog_graph.records import documents
from catalog_graph.records.audit import Audit
from catalog_graph.records.due_days import day_of
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.periods import quarter_name, quarter_of
from catalog_graph.records.report import MOST_ROWS, Cell, Report, ReportKind, Sheet, Wanted

_NOTE = "目录属于哪个季度，看标题写明的季度；没有写明的，按形成（没有的按公开）日期的上一季度。"


def report(audit: Audit, wanted: Wanted) -> Report:
    """The report of an audit; a period leaves the documents of its days alone."""
    outcome, described = Outcome(audit), documents.described(audit.accepted, audit.texts)
    first, last = (
        (quarter_of(day) for day in (wanted.period.first, wanted.period.last)) if wanted.period else (0, 1 << 20)
    )
    chosen = documents.on_request(described)
    chosen = chosen.filter(chosen.quarter.between(first, last)).order_by(["place", "quarter", "line"]).limit(MOST_ROWS)
    rows = [_document(outcome, row) for row in audit.engine.arrow(chosen).to_pylist()]
    heads = ("地方", "季度", "标题", "文号", "索引号", "形成日期", "公开事项", "所在行")
    sheets = (_quarters(outcome, described, first, last), Sheet("依申请公开文件", heads, rows))
    return Report(ReportKind.ON_REQUEST, f"{outcome.title_name}依申请公开文件目录", str(audit.asked.on), (), sheets)


def _document(outcome: Outcome, row: dict[str, Any]) -> list[Cell]:
    place, item = outcome.place_and_item(row)
    day = day_of(row["day"]).isoformat()
    numbers = (row["document_number"], row["index_number"])
    return [place, quarter_name(row["quarter"]), row["title"], *numbers, day, item, row["line"]]


def _quarters(outcome: Outcome, described: Any, first: int, last: int) -> Sheet:
    """Each place and quarter that has ended, from the first of which a place has a document or a list."""
    audit = outcome.audit
    known = {
        (row["place"], row["quarter"]): row for row in audit.engine.arrow(documents.quarters(described)).to_pylist()
    }
    starts: dict[int, int] = {}
    for place, quarter in known:
        starts[place] = min(quarter, starts.get(place, quarter))
    ended = min(quarter_of(audit.asked.on) - 1, last)
    rows: list[list[Cell]] = []
    for place, start in sorted(starts.items(), key=lambda each: outcome.code_of(each[0])):
        for quarter in range(max(start, first), ended + 1):
            row = known.get((place, quarter), {"documents": 0, "out": None})
            out = day_of(row["out"]).isoformat() if row["out"] is not None else None
            state = "已公布" if out else "未见公布"
            name = outcome.full_name(outcome.code_of(place))
            rows.append([name, quarter_name(quarter), row["documents"], state, out])
    return Sheet("各季度目录", ("地方", "季度", "依申请公开文件", "目录", "公布日期"), rows[:MOST_ROWS], _NOTE)
