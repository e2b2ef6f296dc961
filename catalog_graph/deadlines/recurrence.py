"""Days of the calendar: the day that a fixed date means, and the coming occurrences of a periodic limit.

Owns: which year, month and day the words mean. Must not: know notices of days off but by `WorkDays`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from catalog_graph.deadlines.counting import after
from catalog_graph.deadlines.dates import MONTHS, add_months, in_month, next_start, period_start
from catalog_graph.deadlines.workdays import DAY, WorkDays
from catalog_graph.model.codes import Period, Unit
from catalog_graph.model.time_limit import LAST, TimeLimit

_NEXT_YEAR, _THIS_YEAR = "次年", "当年"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a recurring limit: the day counted from, the last day as counted, and as moved for a day off."""

    start: date
    plain: date
    due: date


def fixed_day(limit: TimeLimit, moment: date) -> tuple[date, tuple[str, ...]]:
    """The day of a limit by a fixed date, and what was assumed of its year or month."""
    if limit.year is not None:
        return in_month(limit.year, limit.month or 1, limit.day, limit.window), ()
    if limit.stage in {_NEXT_YEAR, _THIS_YEAR}:
        year = moment.year + (limit.stage == _NEXT_YEAR)
        return in_month(year, limit.month or moment.month, limit.day, limit.window), ()
    day = in_month(moment.year, limit.month or moment.month, limit.day, limit.window)
    if day >= moment:
        return day, ("没有写明年份，取所给日期之后最近的一次",)
    if limit.month is None and (limit.day == LAST or limit.window is not None) and day.month == moment.month:
        later = add_months(moment.replace(day=1), 1)
        return in_month(later.year, later.month, limit.day, limit.window), ("没有写明月份，取所给日期之后最近的一次",)
    return in_month(moment.year + 1, limit.month or moment.month, limit.day, limit.window), (
        "没有写明年份，取所给日期之后最近的一次",
    )


def occurrences(
    limit: TimeLimit, moment: date, days: WorkDays, horizon: int
) -> tuple[list[Occurrence], tuple[str, ...]]:
    """The next occurrences from a day on, and what was assumed of their day."""
    if limit.period is None:
        return list(islice(_cycle(limit, moment, days), horizon)), ("没有写明从何时起算，按所给日期起算",)
    coming = (each for each in _each(limit, limit.period, moment, days) if each.due >= moment)
    return list(islice(coming, horizon)), _assumed(limit, limit.period)


def _cycle(limit: TimeLimit, moment: date, days: WorkDays) -> Iterator[Occurrence]:
    """Every so many days or months from the moment."""
    amount, unit = limit.amount or 1, limit.unit or Unit.DAY
    start = moment
    for times in range(1, 1000):
        count = after(moment, amount * times, unit, days)
        end = count.due if isinstance(count.due, date) else moment
        yield Occurrence(start, count.plain, end)
        start = end


def _each(limit: TimeLimit, period: Period, moment: date, days: WorkDays) -> Iterator[Occurrence]:
    """The date of each period, from the one that the moment lies in; the one before may end later than it begins."""
    start = period_start(moment, period)
    while start.year < 2300:
        if limit.amount is not None and limit.unit is not None:
            count = after(start - DAY, limit.amount, limit.unit, days)
            yield Occurrence(start - DAY, count.plain, count.due)
        else:
            day = _day_of(limit, period, start)
            yield Occurrence(day, day, day)
        start = next_start(start, period)


def _day_of(limit: TimeLimit, period: Period, start: date) -> date:
    """The day that a limit names in the period that begins on a day; its last day where it names none."""
    end = next_start(start, period) - DAY
    if period is Period.DAY:
        return start
    if period is Period.WEEK:
        return start + (limit.day - 1) * DAY if isinstance(limit.day, int) and limit.day <= 7 else end
    if limit.day is None and limit.window is None and limit.month is None and limit.month_of_period is None:
        return end
    if period is Period.YEAR:
        return in_month(start.year, limit.month or 12, limit.day, limit.window)
    default = 1 if isinstance(limit.day, int) else MONTHS[period]
    month = min(limit.month_of_period or default, MONTHS[period])
    day = add_months(start, month - 1)
    return in_month(day.year, day.month, limit.day, limit.window)


def _assumed(limit: TimeLimit, period: Period) -> tuple[str, ...]:
    named = limit.day or limit.window or limit.month or limit.month_of_period or limit.amount
    if not named and period is not Period.DAY:
        return (f"没有写明日子，按{period.label.removeprefix('每')}的最后一日",)
    if isinstance(limit.day, int) and limit.month_of_period is None and period in {Period.QUARTER, Period.HALF_YEAR}:
        return ("没有写明第几个月，按首月",)
    return ()
