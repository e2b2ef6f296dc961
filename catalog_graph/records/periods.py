"""A month, quarter or year of a report.

Owns: how it is written, its first and last day. Must not: know records.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from catalog_graph.errors import BadParameter

_FORM = re.compile(r"(\d{4})(?:-(\d{2})|-?[Qq]([1-4]))?", re.ASCII)
_NUMERALS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, and how it is called."""

    first: date
    last: date
    label: str


def read_period(words: str) -> Period:
    """A period written 2026-10, 2026Q3 or 2026.

    >>> read_period("2026Q3").label, read_period("2026-10").last
    ('2026年第三季度', datetime.date(2026, 10, 31))

    Raises BadParameter.
    """
    match = _FORM.fullmatch(words.strip())
    if (
        match is None
        or not date.min.year <= int(match[1]) < date.max.year
        or (match[2] and not 1 <= int(match[2]) <= 12)
    ):
        raise BadParameter(f"“{words[:20]}”不是月份、季度或年份", "写作 2026-10、2026Q3 或 2026。")
    year, month, quarter = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if month:
        return _months(year, month, month, f"{year}年{month}月")
    if quarter:
        return _months(year, 3 * quarter - 2, 3 * quarter, f"{year}年第{_NUMERALS[quarter - 1]}季度")
    return _months(year, 1, 12, f"{year}年")


def month_before(day: date) -> Period:
    """The last month that had ended on a day."""
    last = day.replace(day=1) - timedelta(days=1)
    return read_period(f"{last:%Y-%m}")


def quarter_name(number: int) -> str:
    """The name of a quarter by its number, four times the year and 0 to 3.

    >>> quarter_name(2026 * 4 + 2)
    '2026年第三季度'
    """
    return f"{number // 4}年第{_NUMERALS[number % 4]}季度"


def quarter_of(day: date) -> int:
    """The number of the quarter of a day."""
    return day.year * 4 + (day.month - 1) // 3


def _months(year: int, first: int, last: int, label: str) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), label)
