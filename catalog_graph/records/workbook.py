"""An audit as a workbook: figures, and the rows behind them.

Owns: its sheets. Must not: count or judge, or touch disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from catalog_graph.records import listing
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.report import MOST_ROWS
from catalog_graph.records.sheets import Row, Sheet, book_of
from catalog_graph.records.verdicts import VERDICTS, Verdict

_HEADS = [verdict.label for verdict in VERDICTS]
_LIST = (
    "行政区划",
    "事项编号",
    "公开事项",
    "结论",
    "形成日期",
    "截止日",
    "公开日期",
    "逾期工作日",
    "标题",
    "网址",
    "所在行",
)


def as_xlsx(outcome: Outcome) -> bytes:
    """The workbook; lists longer than 100,000 rows are cut, and say so."""
    audit = outcome.audit
    overview: list[Row] = [
        ("记录文件", audit.asked.path.rsplit("/", 1)[-1]),
        ("判定日", audit.asked.on.isoformat()),
        ("记录数", outcome.records),
        ("地方数", outcome.place_count),
        *((verdict.label, count) for verdict, count in outcome.summary.items()),
        *((f"未计入：{why.label}", count) for why, count in outcome.rejected.items()),
        ("得分的算法", audit.score.formula),
    ]
    sheets: list[Sheet] = [("总览", ("项目", "数"), overview, (24, 90))]
    for name, groups in (
        ("各领域", outcome.by_domain()),
        ("各主体", outcome.by_office()),
        ("各月", outcome.by_month()),
    ):
        rows: list[Row] = [(group.label, *group.figures.values()) for group in groups]
        sheets.append((name, (name[1:], *_HEADS), rows, (28, *(11,) * len(_HEADS))))
    places = outcome.ranked(MOST_ROWS)
    ranked: list[Row] = [(place.code, place.name, place.score, *place.figures.values()) for place in places]
    sheets.append(("各地", ("代码", "地方", "得分", *_HEADS), ranked, (15, 30, 8, *(11,) * len(_HEADS))))
    faults = islice(_faults(outcome), MOST_ROWS)
    sheets.append(("逾期和缺项", _LIST, faults, (15, 24, 24, 14, 12, 12, 12, 8, 36, 36, 8)))
    lines: list[Row] = [(line, why.label) for line, why in outcome.rejections(MOST_ROWS)]
    return book_of([*sheets, ("未计入的行", ("行", "原因"), lines, (10, 30))])


def _faults(outcome: Outcome) -> Iterator[Row]:
    """Every record that is not in time, then what is missing of each place."""
    fine = {Verdict.IN_TIME.value, Verdict.PENDING.value, Verdict.NOT_COMPUTABLE.value}
    for batch in listing.batches(outcome.audit, ordered=True):
        for row in batch.to_pylist():
            if row["verdict"] not in fine:
                days = [row[name].isoformat() if row[name] else None for name in ("formed_on", "due", "published_on")]
                named = (row["place"], row["item"], row["label"], Verdict(row["verdict"]).label)  # type: ignore[call-arg]
                yield (*named, *days, row["days"] or None, row["title"], row["url"], row["record"])
    for place, item in outcome.missing():
        yield (place.code, item.key, item.label, Verdict.MISSING.label)
