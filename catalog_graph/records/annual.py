"""The figures of documents that an annual report asks: how far open, by office and year; what was opened later.

Owns: its tables. Must not: decide what is a document (`documents`), or draw.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from catalog_graph.records import documents
from catalog_graph.records.audit import Audit
from catalog_graph.records.due_days import day_of
from catalog_graph.records.fields import Openness
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.report import MOST_ROWS, Cell, Report, ReportKind, Sheet, Wanted

_WORDS = {Openness.PROACTIVE: "全文公开"}  # as the annual report has it
_HEADS = (*(_WORDS.get(each, each.label) for each in Openness), "未载明", "合计")
_COLUMNS = (*(each.value for each in Openness), "")
_NOTE = "公文、规范性文件和未写信息类别的记录；年份按形成日期，没有的按公开日期；已撤下的不计。"


def report(audit: Audit, wanted: Wanted) -> Report:
    """The report of an audit; a period leaves its years alone."""
    outcome, described = Outcome(audit), documents.described(audit.accepted, audit.texts)
    years, offices = _counted(outcome, described, wanted)
    by_year = [[str(year), *_row(counted)] for year, counted in sorted(years.items())]
    by_office = [[office, str(year), *_row(counted)] for (office, year), counted in sorted(offices.items())]
    sheets = (
        Sheet("各年", ("年份", *_HEADS), by_year, _NOTE),
        Sheet("各单位", ("单位", "年份", *_HEADS), by_office, "一个事项由几个主体公开的，各计一次。"),
        _turned(outcome, described),
    )
    return Report(ReportKind.ANNUAL, f"{outcome.title_name}公文公开情况（年报用）", str(audit.asked.on), (), sheets)


def _counted(
    outcome: Outcome, described: Any, wanted: Wanted
) -> tuple[dict[int, Counter[str]], dict[tuple[str, int], Counter[str]]]:
    """Documents by openness of each year, and of each office and year."""
    audit, bindings = outcome.audit, outcome.audit.bindings
    kinds, keys = audit.met.select("place", kind_of_place="kind"), list(bindings.items)
    years: dict[int, Counter[str]] = defaultdict(Counter)
    offices: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for row in audit.engine.arrow(documents.by_openness(described, kinds)).to_pylist():
        year = row["year"]
        if wanted.period and not wanted.period.first.year <= year <= wanted.period.last.year:
            continue
        years[year][row["openness"]] += row["count"]
        item = bindings.items[keys[row["item"]]]
        for office in bindings.offices(row["kind_of_place"], item) or (Outcome.NO_OFFICE,):
            offices[office, year][row["openness"]] += row["count"]
    return years, offices


def _row(counted: Counter[str]) -> list[Cell]:
    return [*(counted[code] for code in _COLUMNS), sum(counted.values())]


def _turned(outcome: Outcome, described: Any) -> Sheet:
    chosen = documents.turned(described).order_by(["place", "opened", "mark"]).limit(MOST_ROWS)
    rows = []
    for row in outcome.audit.engine.arrow(chosen).to_pylist():
        place, item = outcome.place_and_item(row)
        days = (day_of(row["asked"]).isoformat(), day_of(row["opened"]).isoformat())
        rows.append([place, row["title"], row["mark"], *days, item])
    heads = ("地方", "标题", "文号（索引号、标题）", "原为依申请公开", "转为主动公开", "公开事项")
    note = "同一地方、同一文号（没有的看索引号，再没有的看标题），先有依申请公开的记录，其后有主动公开的记录。"
    return Sheet("依申请转主动", heads, rows, note)
