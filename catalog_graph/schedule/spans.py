"""Spans of days that people ask for by name: this month, this quarter, a year from today.

Owns: their names and their ends. Must not: know what is due in them (`events`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from catalog_graph.errors import BadParameter

YEAR = timedelta(days=365)
Span = tuple[date, date]


def month(day: date) -> Span:
    """The first and the last day of a day's month.

    >>> month(date(2028, 2, 3))
    (datetime.date(2028, 2, 1), datetime.date(2028, 2, 29))
    """
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def quarter(day: date) -> Span:
    """The first and the last day of a day's quarter.

    >>> quarter(date(2026, 11, 29))
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    first = (day.month - 1) // 3 * 3 + 1
    return date(day.year, first, 1), month(date(day.year, first + 2, 1))[1]


def year(day: date) -> Span:
    """A year from a day on."""
    return day, min(day, date.max - YEAR) + YEAR


NAMED: dict[str, Callable[[date], Span]] = {"month": month, "quarter": quarter, "year": year}


def named(name: str, day: date) -> Span:
    """The span of a name around a day. Raises BadParameter."""
    if name not in NAMED:
        raise BadParameter(f"参数 range 的值“{name[:20]}”不对", f"可用的值：{'、'.join(NAMED)}")
    return NAMED[name](day)
