"""An audit as a workbook: figures, and the rows behind them.

Owns: its sheets. Must not: count or judge, or touch disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from catalog_graph.official.xlsx import landscape, saved
from catalog_graph.ooxml.stable import spelled
from catalog_graph.records import listing
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.verdicts import VERDICTS, Verdict
from catalog_graph.tables.plain import safe

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Cell = str | int | float | None
Row = Sequence[Cell]
MOST_ROWS = 100_000
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
    from openpyxl import Workbook  # noqa: PLC0415 - 250 ms that other formats need not pay

    book = Workbook()
    book.remove(book.worksheets[0])
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
    _sheet(book, "总览", ("项目", "数"), overview, (24, 90))
    for name, groups in (
        ("各领域", outcome.by_domain()),
        ("各主体", outcome.by_office()),
        ("各月", outcome.by_month()),
    ):
        rows: list[Row] = [(group.label, *group.figures.values()) for group in groups]
        _sheet(book, name, (name[1:], *_HEADS), rows, (28, *(11,) * len(_HEADS)))
    places = outcome.ranked(MOST_ROWS)
    ranked: list[Row] = [(place.code, place.name, place.score, *place.figures.values()) for place in places]
    _sheet(book, "各地", ("代码", "地方", "得分", *_HEADS), ranked, (15, 30, 8, *(11,) * len(_HEADS)))
    _sheet(book, "逾期和缺项", _LIST, islice(_faults(outcome), MOST_ROWS), (15, 24, 24, 14, 12, 12, 12, 8, 36, 36, 8))
    lines: list[Row] = [(line, why.label) for line, why in outcome.rejections(MOST_ROWS)]
    _sheet(book, "未计入的行", ("行", "原因"), lines, (10, 30))
    return saved(book)


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


def _sheet(book: Workbook, title: str, heads: Row, rows: Iterable[Row], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    sheet = book.create_sheet(title)
    sheet.append(list(heads))
    for row in rows:
        sheet.append([spelled(safe(cell)) if isinstance(cell, str) else cell for cell in row])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    landscape(sheet, widths)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
