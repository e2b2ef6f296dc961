"""The 通报 of an audit as a Word document, ready to be signed.

Owns: its words and tables. Must not: count or judge, or touch disk.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from catalog_graph.official.docx import add_title, saved
from catalog_graph.records import listing
from catalog_graph.records.figures import Figures
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.paper import body, heading, seal, table, upright
from catalog_graph.records.verdicts import Verdict

if TYPE_CHECKING:
    from docx.document import Document

_MOST = 60  # rows of a list; the workbook has them all
_DONE = (Verdict.IN_TIME, Verdict.LATE)
_DUE = (*_DONE, Verdict.OVERDUE, Verdict.MISSING)


def as_docx(outcome: Outcome) -> bytes:
    """The document: overall, by domain, by place, what is late, overdue and missing, and room for a signature."""
    document = upright()
    on, name = outcome.audit.asked.on, outcome.title_name
    add_title(document, f"{name}政务公开标准目录落实情况通报")
    body(document, f"（截至{_day(on)}）", indent=False)
    heading(document, "一、总体情况")
    for words in overall(outcome):
        body(document, words)
    heading(document, "二、各领域情况")
    groups = [each for each in outcome.by_domain() if each.places]
    _figures(document, "领域", [(each.label, each.figures) for each in groups])
    heading(document, "三、各地情况")
    places = sorted(outcome.places(), key=lambda place: (-(place.score or 0.0), place.code))
    ranked = [(f"{place.name}（{_points(place.score)}）", place.figures) for place in places[:_MOST]]
    _figures(document, "地方（得分）", ranked)
    if len(places) > _MOST:
        body(document, f"另有{len(places) - _MOST}个地方，见附表。")
    _lists(document, outcome)
    heading(document, "五、整改要求")
    body(
        document,
        "请各有关单位对照上列清单，逾期未公开的立即公开，没有记录的查明是否已经公开并补报记录，日期有误的更正。",
    )
    body(document, f"说明：{outcome.audit.score.formula}。逾期天数为工作日。")
    seal(document)
    return saved(document)


def overall(outcome: Outcome) -> list[str]:
    """The sentences of the first section."""
    summary = outcome.summary
    due = sum(summary[verdict] for verdict in _DUE)
    done = sum(summary[verdict] for verdict in _DONE)
    words = [
        f"共收到公开记录{outcome.records}条，涉及{outcome.place_count}个地方。到期应公开{due}项次，已公开{done}项次"
        f"（其中按时{summary[Verdict.IN_TIME]}项次、逾期{summary[Verdict.LATE]}项次），"
        f"逾期未公开{summary[Verdict.OVERDUE]}项次，没有记录{summary[Verdict.MISSING]}项次"
        + (f"，按时公开率{summary[Verdict.IN_TIME] / due:.1%}。" if due else "。"),
        f"未到期限{summary[Verdict.PENDING]}项次；缺形成日期{summary[Verdict.NO_FORMATION_DATE]}项次，"
        f"公开早于形成{summary[Verdict.PUBLISHED_BEFORE_FORMED]}项次，时限算不出{summary[Verdict.NOT_COMPUTABLE]}项次；"
        f"未提供记录、未予评价{summary[Verdict.NOT_ASSESSED]}项次。",
    ]
    if outcome.rejected:
        reasons = "、".join(f"{why.label}{count}行" for why, count in outcome.rejected.items())
        words.append(f"未计入的记录：{reasons}。")
    return words


def _lists(document: Document, outcome: Outcome) -> None:
    """What is overdue, late and missing, each cut at so many rows."""
    heading(document, "四、需要整改的事项")
    counts, first = Counter[str](), defaultdict[str, list[dict[str, Any]]](list)
    for row in (row for batch in listing.batches(outcome.audit, ordered=True) for row in batch.to_pylist()):
        counts[row["verdict"]] += 1
        if counts[row["verdict"]] <= _MOST:
            first[row["verdict"]].append(row)
    for verdict in (Verdict.OVERDUE, Verdict.LATE, Verdict.NO_FORMATION_DATE, Verdict.PUBLISHED_BEFORE_FORMED):
        if count := counts[verdict]:
            body(document, f"{verdict.label}（{count}条）", bold=True)
            heads = ("地方", "公开事项", "标题", "截止日", "公开日期", "逾期")
            table(document, heads, [_fault(outcome, row) for row in first[verdict]])
            _more(document, count)
    if count := outcome.summary[Verdict.MISSING]:
        body(document, f"没有记录（{count}项）", bold=True)
        listed = [(place.name, outcome.item_name(item)) for place, item in islice(outcome.missing(), _MOST)]
        table(document, ("地方", "公开事项"), listed)
        _more(document, count)


def _fault(outcome: Outcome, row: dict[str, Any]) -> tuple[str, ...]:
    days = [row[name].isoformat() if row[name] else "—" for name in ("due", "published_on")]
    late = f"{row['days']}个工作日" if row["days"] else "—"
    item = outcome.item_name(outcome.audit.bindings.items[row["item"]])
    return (outcome.full_name(row["place"]), item, row["title"] or "", *days, late)


def _more(document: Document, count: int) -> None:
    if count > _MOST:
        body(document, f"另有{count - _MOST}条，见附表（gongkai audit --format xlsx）。")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _points(score: float | None) -> str:
    return "未评分" if score is None else f"{score:.1f}分"


def _figures(document: Document, head: str, rows: Sequence[tuple[str, Figures]]) -> None:
    shown = (Verdict.IN_TIME, Verdict.LATE, Verdict.OVERDUE, Verdict.MISSING, Verdict.PENDING)
    heads = (head, *(verdict.label for verdict in shown))
    table(document, heads, [(label, *(str(figures[verdict]) for verdict in shown)) for label, figures in rows])
