"""The report of interpretations: which normative documents have none within the limit, the rate, and the forms used.

Owns: its tables. Must not: decide what explains what (`documents`), or draw.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from catalog_graph.records import documents
from catalog_graph.records.audit import Audit
from catalog_graph.records.due_days import day_of, number
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.report import MOST_ROWS, Cell, Report, ReportKind, Sheet, Wanted, share

_STANDINGS = ("按期解读", "逾期解读", "未到期限", "逾期未解读", "未解读（没有可算的期限）")
_LIMITS = {
    True: "解读期限：文件公开之日起{}个工作日内，按当地的工作日历。",
    False: "解读期限：文件自己的最迟公开日（按当地目录和工作日历）；另有规定的，用 --within 给出工作日数。",
}
_FORM_NOTE = "按标题中的字样归类，没有这些字样的计为文字解读。"


def report(audit: Audit, wanted: Wanted) -> Report:
    """The report of an audit; a period leaves the documents published in it alone."""
    outcome, described = Outcome(audit), documents.described(audit.accepted, audit.texts)
    judged = documents.interpreted(described, audit.met, audit.days, wanted.allowed)
    if wanted.period:
        judged = judged.filter(judged.published.between(number(wanted.period.first), number(wanted.period.last)))
    judged = judged.mutate(standing=documents.standing(judged, number(audit.asked.on)))
    forms = audit.engine.arrow(documents.forms(described)).to_pylist()
    form_rows = sorted(([row["form"], row["count"]] for row in forms), key=lambda row: -int(row[1]))
    note = _LIMITS[wanted.allowed is not None].format(wanted.allowed)
    sheets = (
        _places(outcome, judged, note),
        Sheet("解读形式", ("形式", "篇数"), form_rows, _FORM_NOTE),
        _without(outcome, judged),
    )
    title = f"{outcome.title_name}规范性文件解读情况"
    return Report(ReportKind.INTERPRETATION, title, str(audit.asked.on), (), sheets)


def _places(outcome: Outcome, judged: Any, note: str) -> Sheet:
    counted = judged.group_by(["place", "standing"]).aggregate(count=judged.count())
    places: dict[int, Counter[int]] = defaultdict(Counter)
    for row in outcome.audit.engine.arrow(counted).to_pylist():
        places[row["place"]][row["standing"]] += row["count"]
    rows: list[list[Cell]] = []
    for place, standings in sorted(places.items(), key=lambda each: outcome.code_of(each[0])):
        figures = [standings[at] for at in range(len(_STANDINGS))]
        name = outcome.full_name(outcome.code_of(place))
        rows.append([name, sum(figures), *figures, share(figures[0] + figures[1], sum(figures))])
    return Sheet("各地", ("地方", "规范性文件", *_STANDINGS, "解读率"), rows[:MOST_ROWS], note)


def _without(outcome: Outcome, judged: Any) -> Sheet:
    """Those that have none though the last day has passed, have none and no last day, or had theirs late."""
    chosen = judged.filter(judged.standing.isin([1, 3, 4])).order_by(["place", "published", "line"]).limit(MOST_ROWS)
    rows = []
    for row in outcome.audit.engine.arrow(chosen).to_pylist():
        place, item = outcome.place_and_item(row)
        days = [day_of(row[name]).isoformat() if row[name] is not None else None for name in _DAYS]
        rows.append(
            [place, row["title"], row["document_number"], *days, _STANDINGS[row["standing"]], item, row["line"]]
        )
    heads = ("地方", "标题", "文号", "公开日期", "解读期限", "解读日期", "情况", "公开事项", "所在行")
    return Sheet("没有按期解读的文件", heads, rows)


_DAYS = ("published", "last", "interpreted")
