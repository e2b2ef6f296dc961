"""公开时限: empty, unread, or impossible.

Owns: GK-WHEN as far as the cell alone tells it, and which limits can be compared.
Must not: parse a cell (`cells.time_limit`), or compare two limits (`shapes/comparison.ttl`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    if unread and not (national_cell and national_cell.text == cell.text):
        yield row.fact("unreadLimit", _COLUMN, "；".join(unread))


def examined(row: Row) -> Sequence[TimeLimit]:
    """The limits of a row that can be compared: none where the cell is spoilt or an amount is impossible."""
    cell = row.draft.time_limit
    if cell is None or not cell.limits or not meant(row, _COLUMN) or any(_broken(row, cell.text, cell.limits)):
        return ()
    return cell.limits


def _broken(row: Row, words: str, limits: Sequence[TimeLimit]) -> Iterator[Fact]:
    if _NO_UNIT.search(words):
        yield row.fact("missingUnit", _COLUMN)
    elif _NO_AMOUNT.search(words):
        yield row.fact("missingAmount", _COLUMN)
    for limit in limits:
        amount_wrong = limit.amount is not None and not 0 < limit.amount <= _TOO_MUCH
        if amount_wrong or not is_day(limit.month, limit.day if isinstance(limit.day, int) else 1):
            yield row.fact("impossibleAmount", _COLUMN, limit.text)
