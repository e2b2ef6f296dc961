"""The gap as a table: CSV and Excel, one line for each column compared.

Owns: its headings and lines. Must not: compare anything (`gap`).
"""

from __future__ import annotations

from collections.abc import Iterator

from catalog_graph.conformance.gap import MISSING, Gap, GapRow
from catalog_graph.local.words import cell_words
from catalog_graph.model.codes import COLUMNS, LocalEffect
from catalog_graph.model.values import Dataset
from catalog_graph.official.duty_sheet import workbook
from catalog_graph.tables.plain import csv_text, safe

HEADINGS = {
    "领域": 14,
    "国家事项": 22,
    "二级事项": 24,
    "对国家目录": 10,
    "栏目": 16,
    "比较": 10,
    "可见": 10,
    "国家目录写法": 36,
    "本级写法": 36,
    "说明": 30,
}
_MISSING = "缺少"


def action_label(action: str) -> str:
    """The Chinese word of an action.

    >>> action_label("missing"), action_label("tighten")
    ('缺少', '从严')
    """
    return _MISSING if action == MISSING else LocalEffect(action).label  # type: ignore[call-arg]


def lines(dataset: Dataset, gap: Gap) -> Iterator[tuple[str, ...]]:
    """The lines: a row without columns compared has one."""
    for row in gap.rows:
        yield from _lines(dataset, row)


def _lines(dataset: Dataset, row: GapRow) -> Iterator[tuple[str, ...]]:
    domain = dataset.catalogue(row.catalogue.slug, row.catalogue.place).label
    head = (domain, row.item.key if row.item else "", row.label, action_label(row.action))
    remark = "；".join(filter(None, (row.row.reason, row.row.note))) if row.row else ""
    if not (row.facets and row.item and row.row):
        yield (*head, "", "", "", "", "", remark)
        return
    for facet in row.facets:
        words = (cell_words(dataset, each, facet.column) or "" for each in (row.item, row.row))
        column = (COLUMNS[facet.column], facet.verdict.label, facet.observed.label)
        yield (*head, *column, *words, facet.note or "")


def as_csv(dataset: Dataset, gap: Gap) -> bytes:
    """CSV in UTF-8 with a byte order mark, as Excel wants it."""
    rows = ([safe(cell) for cell in line] for line in lines(dataset, gap))
    return csv_text((tuple(HEADINGS), *rows), "\r\n").encode("utf-8-sig")


def as_xlsx(dataset: Dataset, gap: Gap) -> bytes:
    """A workbook of one sheet."""
    place = gap.place.division
    title = f"{place.name}（{place.code}）本级目录对照国家标准目录"
    return workbook("对照", title, HEADINGS, lines(dataset, gap))
