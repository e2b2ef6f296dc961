"""公开时限: empty, unread, impossible, or longer than law or the national item allows.

Owns: GK-WHEN, and which of two limits is longer. Must not: parse a cell (`cells.time_limit`).

Two limits of the kind “within” are compared in calendar days, a working day counting 7/5 of a day, a month 30 and a
year 365 days; 条例 art. 26 gives 20 working days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalog_graph.model.codes import LimitKind, Method, Period, Trigger, Unit
from catalog_graph.model.dates import is_day
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.review.context import Row
from catalog_graph.review.facts.cells import examinable
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

_COLUMN = OfficialColumn.TIME_LIMIT
_DAYS = {Unit.HOUR: 1 / 24, Unit.WORKING_DAY: 7 / 5, Unit.DAY: 1.0, Unit.MONTH: 30.0, Unit.YEAR: 365.0}
_PERIODS = {
    Period.DAY: 1,
    Period.WEEK: 7,
    Period.MONTH: 30,
    Period.QUARTER: 91,
    Period.HALF_YEAR: 182,
    Period.YEAR: 365,
}
_STATUTE = 20 * _DAYS[Unit.WORKING_DAY]
_NO_UNIT = re.compile(r"\d+(?:个)?(?:以|之)?内|\d+个(?=公开|公布|公示|$)")
_NO_AMOUNT = re.compile(r"(?:^|[^\d一二三四五六七八九十百两数几个廿卅])个?工作日(?:以|之)?内")
_TOO_MUCH = 3650
_FORMED = (Trigger.FORMED, Trigger.FORMED_OR_CHANGED, Trigger.CHANGED, Trigger.MADE_OR_OBTAINED)
_VAGUE = (LimitKind.IMMEDIATE, LimitKind.STANDING)


def days(limit: TimeLimit) -> float | None:
    """A limit's length in calendar days, None where it has none."""
    return limit.amount * _DAYS[limit.unit] if limit.amount is not None and limit.unit else None


def facts(row: Row) -> Iterator[Fact]:
    """Time limit of a row against the law and its national item."""
    national_cell = row.item.time_limit if row.item else None
    national = national_cell.limits if national_cell else ()
    cell = yield from examinable(row, "emptyLimit", _COLUMN, row.draft.time_limit, national_cell)
    if cell is None:
        return
    broken = list(_broken(row, cell.text, cell.limits))
    yield from broken
    if broken:
        return
    if cell.unparsed and not (national_cell and national_cell.text == cell.text):
        yield row.fact("unreadLimit", _COLUMN, cell.unparsed)
    if cell.limits:
        worse = list(_against(row, cell.limits, national)) if national else []
        yield from worse
        if not any(fact.term == "longerLimit" for fact in worse):
            yield from _statute(row, cell.limits, national)


def _broken(row: Row, words: str, limits: Sequence[TimeLimit]) -> Iterator[Fact]:
    if _NO_UNIT.search(words):
        yield row.fact("missingUnit", _COLUMN)
    elif _NO_AMOUNT.search(words):
        yield row.fact("missingAmount", _COLUMN)
    for limit in limits:
        amount_wrong = limit.amount is not None and not 0 < limit.amount <= _TOO_MUCH
        if amount_wrong or not is_day(limit.month, limit.day if isinstance(limit.day, int) else 1):
            yield row.fact("impossibleAmount", _COLUMN, limit.text)


def _statute(row: Row, limits: Sequence[TimeLimit], national: Sequence[TimeLimit]) -> Iterator[Fact]:
    """Longer than art. 26 allows, though the national item does not say so; a limit of another law may differ."""
    if (row.draft.time_limit and row.draft.time_limit.saving_clause) or _only_on_request(row):
        return
    allowed = max([_STATUTE, *(days(limit) or 0 for limit in national if limit.kind is LimitKind.WITHIN)])
    for limit in limits:
        if limit.kind is LimitKind.WITHIN and (days(limit) or 0) > allowed:
            yield row.fact("longerThanStatute", _COLUMN, limit.text)


def _only_on_request(row: Row) -> bool:
    return row.draft.method is not None and row.draft.method.method == (Method.ON_REQUEST,)


def _against(row: Row, limits: Sequence[TimeLimit], national: Sequence[TimeLimit]) -> Iterator[Fact]:
    """Each national limit against the row's limit that stands for it."""
    words = "；".join(one.text for one in national)
    for place, theirs in enumerate(national):
        ours = _counterpart(theirs, place, limits)
        term = _difference(ours, theirs)
        if term == "longerLimit" and theirs.applies_to != ours.applies_to and any(_same(ours, one) for one in national):
            term = "otherLimit"  # the limit for one content is lacking, the other is as it should be
        if term:
            yield row.fact(term, _COLUMN, ours.text, limit=words)
            return


def _counterpart(theirs: TimeLimit, place: int, limits: Sequence[TimeLimit]) -> TimeLimit:
    """The row's limit for the same content and of the same kind, else in the same place, else the first."""
    same = [one for one in limits if one.applies_to == theirs.applies_to]
    alike = [one for one in same or limits if one.kind is theirs.kind]
    if alike:
        return min(alike, key=lambda one: abs(limits.index(one) - place))
    return limits[place] if place < len(limits) else limits[0]


def _difference(ours: TimeLimit, theirs: TimeLimit) -> str | None:
    """The term for how the row's limit differs from the national one, or None."""
    if ours.kind is not theirs.kind:
        return "vagueLimit" if theirs.kind is LimitKind.WITHIN and ours.kind in _VAGUE else "otherLimit"
    if theirs.kind is LimitKind.PERIODIC:
        return _rhythm(ours, theirs)
    length, allowed = days(ours), days(theirs)
    if length is not None and allowed is not None and length != allowed:
        return _length(ours, theirs, length > allowed)
    triggers = ours.trigger and theirs.trigger and _family(ours.trigger) is not _family(theirs.trigger)
    return "otherLimit" if triggers else None


def _same(ours: TimeLimit, theirs: TimeLimit) -> bool:
    return ours.kind is theirs.kind and days(ours) == days(theirs)


def _family(trigger: Trigger) -> Trigger:
    """A trigger, or for any wording of “the information is there” the one of 条例 art. 26."""
    return Trigger.FORMED_OR_CHANGED if trigger in _FORMED else trigger


def _length(ours: TimeLimit, theirs: TimeLimit, longer: bool) -> str | None:
    """The term for a limit of another length."""
    if theirs.kind is LimitKind.NOTICE:
        return None if longer else "shorterNotice"
    if theirs.kind is not LimitKind.WITHIN:
        return "otherLimit"
    if longer:
        return "longerLimit"
    return "calendarDays" if ours.unit is Unit.DAY and theirs.unit is Unit.WORKING_DAY else None


def _rhythm(ours: TimeLimit, theirs: TimeLimit) -> str | None:
    if ours.period and theirs.period and _PERIODS[ours.period] != _PERIODS[theirs.period]:
        return "slowerRhythm" if _PERIODS[ours.period] > _PERIODS[theirs.period] else None
    return None
