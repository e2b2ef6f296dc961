"""The self-check of a month or quarter: what was due, done, late, missing; which addresses do not answer.

Owns: its tables and sentences. Must not: run over records (`tallies`), ask the network itself, or draw.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any

from catalog_graph.records import listing, tallies
from catalog_graph.records.audit import Audit
from catalog_graph.records.due_days import day_of, number
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.periods import Period, month_before
from catalog_graph.records.report import MOST_ROWS, Cell, Report, ReportKind, Sheet, Wanted, share
from catalog_graph.records.verdicts import VERDICTS, Verdict

_SHOWN = (Verdict.IN_TIME, Verdict.LATE, Verdict.PENDING, Verdict.OVERDUE)
_MOST_LINKS = 500


def report(audit: Audit, wanted: Wanted) -> Report:
    """The report of an audit for a period, the month before the day of judging where none is asked for."""
    outcome, period = Outcome(audit), wanted.period or month_before(audit.asked.on)
    domains = _domains(outcome, period)
    total = sum(domains.values(), Counter[Verdict]())
    sheets = [_by_domain(outcome, domains), _late(outcome, period), _missing(outcome)]
    sentences = [_sentence(period, total, len(sheets[-1].rows))]
    if wanted.dead is not None:
        dead, asked = _dead(outcome, period, wanted)
        sheets.append(dead)
        sentences.append(f"本期公开的网址查了{asked}个，打不开的{len(dead.rows)}个。")
    title = f"{outcome.title_name}{period.label}政务公开自查报告"
    return Report(ReportKind.SELF_CHECK, title, str(audit.asked.on), tuple(sentences), tuple(sheets), signed=True)


def _domains(outcome: Outcome, period: Period) -> dict[str, Counter[Verdict]]:
    """Verdicts of what was due in the period, by domain."""
    audit, keys = outcome.audit, list(outcome.audit.bindings.items)
    counted: dict[str, Counter[Verdict]] = defaultdict(Counter)
    due = tallies.due_within(audit.accepted, number(period.first), number(period.last))
    for row in audit.engine.arrow(due).to_pylist():
        counted[audit.bindings.items[keys[row["item"]]].catalogue][VERDICTS[row["verdict"]]] += row["count"]
    return counted


def _sentence(period: Period, total: Counter[Verdict], missing: int) -> str:
    due = sum(total.values())
    rate = share(total[Verdict.IN_TIME], due - total[Verdict.PENDING])
    return (
        f"{period.label}到期应公开{due}条，按时公开{total[Verdict.IN_TIME]}条，逾期公开{total[Verdict.LATE]}条，"
        f"逾期未公开{total[Verdict.OVERDUE]}条" + (f"，按时公开率{rate}" if rate else "") + "；"
        f"至判定日没有记录的事项{missing}项。"
    )


def _by_domain(outcome: Outcome, domains: dict[str, Counter[Verdict]]) -> Sheet:
    rows: list[list[Cell]] = []
    for slug in (slug for slug in outcome.audit.facts.domains if slug in domains):
        counted = domains[slug]
        settled = sum(counted.values()) - counted[Verdict.PENDING]
        figures = (counted[verdict] for verdict in _SHOWN)
        rate = share(counted[Verdict.IN_TIME], settled)
        rows.append([outcome.domain_label(slug), sum(counted.values()), *figures, rate])
    heads = ("领域", "到期应公开", *(verdict.label for verdict in _SHOWN), "按时公开率")
    return Sheet("各领域", heads, rows)


def _late(outcome: Outcome, period: Period) -> Sheet:
    """What was due in the period and came late or not."""
    rows = outcome.audit.accepted
    faulty = rows.verdict.isin([Verdict.LATE.number, Verdict.OVERDUE.number])
    chosen = rows.filter(rows.due.between(number(period.first), number(period.last)) & faulty)
    listed = outcome.audit.engine.arrow(listing.described(outcome.audit, chosen).order_by("line").limit(MOST_ROWS))
    heads = ("地方", "公开事项", "标题", "最迟公开", "公开日期", "逾期工作日", "结论", "所在行")
    return Sheet("逾期的信息", heads, [_fault(outcome, row) for row in listed.to_pylist()])


def _fault(outcome: Outcome, row: dict[str, Any]) -> list[Cell]:
    days = [day_of(row[name]).isoformat() if row[name] is not None else None for name in ("due", "published")]
    verdict = VERDICTS[row["verdict"]].label
    return [*outcome.place_and_item(row), row["title"], *days, row["days"] or None, verdict, row["line"]]


def _missing(outcome: Outcome) -> Sheet:
    listed = islice(outcome.missing(), MOST_ROWS)
    rows = [[place.name, outcome.item_name(item)] for place, item in listed]
    return Sheet("没有记录的事项", ("地方", "公开事项"), rows, "所在领域有记录、该事项没有记录的。")


def _dead(outcome: Outcome, period: Period, wanted: Wanted) -> tuple[Sheet, int]:
    """Addresses published in the period that do not answer, and how many were asked."""
    rows = outcome.audit.accepted
    chosen = rows.filter(rows.published.between(number(period.first), number(period.last)))
    known = listing.described(outcome.audit, chosen)
    first = known.filter(known.url.notnull()).order_by("line").limit(_MOST_LINKS)
    listed = outcome.audit.engine.arrow(first).to_pylist()
    links: Sequence[str] = list(dict.fromkeys(str(row["url"]) for row in listed))
    silent = set(wanted.dead(links)) if wanted.dead else set()
    faults = [
        [*outcome.place_and_item(row), row["title"], row["url"], row["line"]] for row in listed if row["url"] in silent
    ]
    note = f"至多查{_MOST_LINKS}个。"
    return Sheet("打不开的网址", ("地方", "公开事项", "标题", "网址", "所在行"), faults, note), len(links)
