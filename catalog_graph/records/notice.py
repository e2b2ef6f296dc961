"""The 通报 of an audit as a Word document, ready to be signed.

Owns: its words and tables. Must not: count or judge, or touch disk.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from catalog_graph.official.docx import add_title, blank, saved
from catalog_graph.ooxml.stable import printable
from catalog_graph.records import listing
from catalog_graph.records.outcome import Figures, Outcome
from catalog_graph.records.scope import NATION
from catalog_graph.records.verdicts import Verdict

if TYPE_CHECKING:
    from docx.document import Document

_PAGE, _MARGIN = (11906, 16838), 1300  # A4 upright, in twentieths of a point
_MOST = 60  # rows of a list; the workbook has them all
_DONE = (Verdict.IN_TIME, Verdict.LATE)
_DUE = (*_DONE, Verdict.OVERDUE, Verdict.MISSING)


def as_docx(outcome: Outcome) -> bytes:
    """The document: overall, by domain, by place, what is late, overdue and missing, and room for a signature."""
    document = blank(*_PAGE, _MARGIN)
    on, name = outcome.audit.asked.on, _name(outcome)
    add_title(document, f"{name}政务公开标准目录落实情况通报")
    _body(document, f"（截至{_day(on)}）", indent=False)
    _heading(document, "一、总体情况")
    for words in overall(outcome):
        _body(document, words)
    _heading(document, "二、各领域情况")
    groups = [each for each in outcome.by_domain() if each.places]
    _figures(document, "领域", [(each.label, each.figures) for each in groups])
    _heading(document, "三、各地情况")
    places = sorted(outcome.places(), key=lambda place: (-(place.score or 0.0), place.code))
    ranked = [(f"{place.name}（{_points(place.score)}）", place.figures) for place in places[:_MOST]]
    _figures(document, "地方（得分）", ranked)
    if len(places) > _MOST:
        _body(document, f"另有{len(places) - _MOST}个地方，见附表。")
    _lists(document, outcome)
    _heading(document, "五、整改要求")
    _body(
        document,
        "请各有关单位对照上列清单，逾期未公开的立即公开，没有记录的查明是否已经公开并补报记录，日期有误的更正。",
    )
    _body(document, f"说明：{outcome.audit.score.formula}。逾期天数为工作日。")
    for words in ("（单位盖章）", "年　　月　　日"):
        _body(document, words, indent=False, right=True)
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
    _heading(document, "四、需要整改的事项")
    counts, first = Counter[str](), defaultdict[str, list[dict[str, Any]]](list)
    for row in (row for batch in listing.batches(outcome.audit, ordered=True) for row in batch.to_pylist()):
        counts[row["verdict"]] += 1
        if counts[row["verdict"]] <= _MOST:
            first[row["verdict"]].append(row)
    for verdict in (Verdict.OVERDUE, Verdict.LATE, Verdict.NO_FORMATION_DATE, Verdict.PUBLISHED_BEFORE_FORMED):
        if count := counts[verdict]:
            _body(document, f"{verdict.label}（{count}条）", bold=True)
            heads = ("地方", "公开事项", "标题", "截止日", "公开日期", "逾期")
            _table(document, heads, [_fault(outcome, row) for row in first[verdict]])
            _more(document, count)
    if count := outcome.summary[Verdict.MISSING]:
        _body(document, f"没有记录（{count}项）", bold=True)
        listed = [(place.name, f"{item.key} {item.label}") for place, item in islice(outcome.missing(), _MOST)]
        _table(document, ("地方", "公开事项"), listed)
        _more(document, count)


def _fault(outcome: Outcome, row: dict[str, Any]) -> tuple[str, ...]:
    days = [row[name].isoformat() if row[name] else "—" for name in ("due", "published_on")]
    late = f"{row['days']}个工作日" if row["days"] else "—"
    return (outcome.full_name(row["place"]), f"{row['item']} {row['label']}", row["title"] or "", *days, late)


def _more(document: Document, count: int) -> None:
    if count > _MOST:
        _body(document, f"另有{count - _MOST}条，见附表（gongkai audit --format xlsx）。")


def _name(outcome: Outcome) -> str:
    code = outcome.audit.asked.scope.code
    if code:
        return outcome.full_name(code)
    places = list(islice(outcome.places(), 2))
    return places[0].name if len(places) == 1 else NATION if outcome.audit.asked.scope.asked else ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _points(score: float | None) -> str:
    return "未评分" if score is None else f"{score:.1f}分"


def _heading(document: Document, words: str) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - a slow import

    heading = document.add_heading(words, 2)
    heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(8)
    for run in heading.runs:
        run.font.size, run.font.color.rgb = Pt(14), RGBColor(0, 0, 0)


def _body(document: Document, words: str, indent: bool = True, right: bool = False, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = document.add_paragraph(printable(words))
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = 1.4, Pt(0)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(24)
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        run.font.size, run.bold = Pt(12), bold


def _figures(document: Document, heading: str, rows: Sequence[tuple[str, Figures]]) -> None:
    shown = (Verdict.IN_TIME, Verdict.LATE, Verdict.OVERDUE, Verdict.MISSING, Verdict.PENDING)
    heads = (heading, *(verdict.label for verdict in shown))
    _table(document, heads, [(label, *(str(figures[verdict]) for verdict in shown)) for label, figures in rows])


def _table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    table = document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    cells = table._cells  # each look-up by row and column goes through all of them
    for number, words in enumerate(word for row in (heads, *rows) for word in row):
        paragraph = cells[number].paragraphs[0]
        run = paragraph.add_run(printable(words))
        run.font.size, run.bold = Pt(9), number < len(heads)
