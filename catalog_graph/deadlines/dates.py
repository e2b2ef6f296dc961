"""Dates without a calendar of days off: months that end, days of a month, windows.

Owns: 民法典第二百零二条 (a month ends on the corresponding day, else on its last), and the last day of a window.
Must not: know working days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from catalog_graph.model.codes import Period, Window
from catalog_graph.model.time_limit import LAST, Day

_ENDS = {
    Window.QUARTER_1: 3,
    Window.QUARTER_2: 6,
    Window.QUARTER_3: 9,
    Window.QUARTER_4: 12,
    Window.HALF_YEAR_1: 6,
    Window.HALF_YEAR_2: 12,
    Window.YEAR: 12,
}
_TENS = {Window.FIRST_TEN_DAYS: 10, Window.MIDDLE_TEN_DAYS: 20}
MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later (or, below zero, an earlier) month, or the last day of that month.

    >>> add_months(date(2025, 1, 31), 1), add_months(date(2024, 2, 29), 12)
    (datetime.date(2025, 2, 28), datetime.date(2025, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def in_month(year: int, month: int, day: Day | None, window: Window | None) -> date:
    """The last day on which a limit named by a month is kept; a day that the month lacks is its last.

    >>> in_month(2026, 9, "last", None), in_month(2026, 2, 30, None), in_month(2026, 5, None, Window.FIRST_TEN_DAYS)
    (datetime.date(2026, 9, 30), datetime.date(2026, 2, 28), datetime.date(2026, 5, 10))
    """
    if window in _ENDS:
        month = _ENDS[window]
    last = last_of(year, month)
    number = _TENS.get(window) if window else day if day not in {None, LAST} else None
    return last.replace(day=min(int(number), last.day)) if number else last


def period_start(day: date, period: Period) -> date:
    """The first day of the period that a day lies in.

    >>> period_start(date(2026, 11, 29), Period.QUARTER)
    datetime.date(2026, 10, 1)
    """
    if period is Period.DAY:
        return day
    if period is Period.WEEK:
        return day - timedelta(days=day.weekday())
    months = MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def next_start(start: date, period: Period) -> date:
    """The first day of the period after the one that begins on a day."""
    if period is Period.DAY:
        return start + timedelta(days=1)
    if period is Period.WEEK:
        return start + timedelta(days=7)
    return add_months(start, MONTHS[period])
