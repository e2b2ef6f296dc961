"""公开时限: empty, unread, or impossible.

Owns: GK-WHEN as far as the cell alone tells it, and which limits can be compared.
Must not: parse a cell (`cells.time_limit`), or compare two limits (`shapes/comparison.ttl`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from catalog_graph.cells.limit_parts import about_days_off
from catalog_graph.cells.text import NUMERALS
from catalog_graph.model.dates import is_day
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.review.context import Row
from catalog_graph.review.facts.cells import examinable, meant
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

_COLUMN = OfficialColumn.TIME_LIMIT
_NO_UNIT = re.compile(r"\d+(?:个)?(?:以|之)?内|\d+个(?=公开|公布|公示|$)")
_NO_AMOUNT = re.compile(rf"(?:^|[^\d{NUMERALS}数几半个])个?工作日(?:以|之)?内")
_FINER = re.compile(
    r"分钟|刻钟|半个?小时|\.\d小时|[\d一二三四五六七八九十]时(?!间|限|期|起)|\d[：:]\d\d|[上下中]午|[上下]班|学期|学年|开学|寒假|暑假"
)
_UNDATED = re.compile(
    r"[年月季度]初|^初|年中|[上中下]旬(?:之|以)?前|[\d一二三四五六七八九十]月(?:之|以)?前|季度(?:之|以)?前|不?定期|适时|择机|按实际"
    r"|^(?:应|须|于|在|均){0,2}(?:[次翌][日天月年]|[次下翌]个?(?:季度?|周|星期)|下个?月|第二[日天年]|[来明]年|[当本](?:[月年]|季度?))"
    r"(?:之内|以内|内)?(?:予以|向社会)?(?:公[开布示]|更新|发布)?$"
)
_BEFORE_TEN_DAYS = re.compile(r"[\d一二三四五六七八九十]*月?[中下]旬(?:之|以)?前")  # read as strictly as can be
_TOO_MUCH = 3650


def facts(row: Row) -> Iterator[Fact]:
    """Faults that the time limit of a row shows by itself."""
    national_cell = row.item.time_limit if row.item else None
    cell = yield from examinable(row, "emptyLimit", _COLUMN, row.draft.time_limit, national_cell)
    if cell is None:
        return
    broken = list(_broken(row, cell.text, cell.limits))
    yield from broken
    if broken:
        return
    unread = [part for part in cell.unparsed.split("；") if part and not about_days_off(part)]
    if national_cell and national_cell.text == cell.text:
        return
    for term, of_term in groupby(sorted(unread, key=_why_unread), key=_why_unread):
        yield row.fact(term, _COLUMN, "；".join(of_term))
    if undated := _BEFORE_TEN_DAYS.search(cell.text):
        yield row.fact("undatedLimit", _COLUMN, undated[0])


def examined(row: Row) -> Sequence[TimeLimit]:
    """The limits of a row that can be compared: none where the cell is spoilt or an amount is impossible."""
    cell = row.draft.time_limit
    if cell is None or not cell.limits or not meant(row, _COLUMN) or any(_broken(row, cell.text, cell.limits)):
        return ()
    return cell.limits


def _why_unread(words: str) -> str:
    """Why words of a time limit were not read: they count what no limit counts, name no day, or say something else."""
    if _FINER.search(words):
        return "finerLimit"
    return "undatedLimit" if _UNDATED.search(words) else "unreadLimit"


def _broken(row: Row, words: str, limits: Sequence[TimeLimit]) -> Iterator[Fact]:
    if _NO_UNIT.search(words):
        yield row.fact("missingUnit", _COLUMN)
    elif _NO_AMOUNT.search(words):
        yield row.fact("missingAmount", _COLUMN)
    for limit in limits:
        amount_wrong = limit.amount is not None and not 0 < limit.amount <= _TOO_MUCH
        if amount_wrong or not is_day(limit.month, limit.day if isinstance(limit.day, int) else 1):
            yield row.fact("impossibleAmount", _COLUMN, limit.text)
