"""Tables of days from which due days are looked up, for the calendars and rules in use.

Owns: working days by ordinals, and the due days of rules that are no plain count, made by `deadlines` itself.
Must not: judge, or choose rules (`limits`).

A day is a number, days since 1970-01-01, so that every engine counts alike. A key packs a calendar or rule with a day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import DAY, WorkDays
from catalog_graph.model.calendar import DueStatus
from catalog_graph.model.codes import Unit
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.records.limits import DueRule

EPOCH = date(1970, 1, 1)
FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)  # days that a record may bear
_MOST_DAYS = {Unit.DAY: 1, Unit.WORKING_DAY: 2, Unit.MONTH: 31, Unit.YEAR: 366}
_Due = tuple[int, bool]  # a due day, and whether it is provisional
SPAN = 1 << 16  # more than any number of a day: calendar * SPAN + day is a key


def number(day: date) -> int:
    """A day as a number.

    >>> number(date(2026, 11, 30)), day_of(20787)
    (20787, datetime.date(2026, 11, 30))
    """
    return (day - EPOCH).days


def day_of(days: int) -> date:
    """The day of a number."""
    return EPOCH + days * DAY


class Span(NamedTuple):
    """From the first to the last day that matters: all days of a file and the day of judging."""

    first: date
    last: date


def room(rules: Iterable[DueRule]) -> int:
    """How many days beyond a span a count by these rules may reach; a holiday lasts less than a month.

    No more than keys have room for: nothing is late by a day that is decades away.
    """
    limits = [limit for rule in rules for limit in (*rule.limits, *rule.beside)]
    days = ((limit.amount or 0) * _MOST_DAYS.get(limit.unit or Unit.HOUR, 0) for limit in limits)
    return min(max(days, default=0) + 60, number(FIRST))  # so that no key is below nought, or reaches the next calendar


class CalendarRow(NamedTuple):
    """A day of a calendar: its key, the working days up to and with it, those before it."""

    key: int
    upto: int
    before: int


class OrdinalRow(NamedTuple):
    """The day that is a calendar's working day of a number."""

    key: int
    day: int


class TableRow(NamedTuple):
    """The due day of a rule by a table, for a first day."""

    key: int
    due: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Announced:
    """The first and the last day whose notice is known."""

    first: int
    last: int


def announced(calendar: WorkDays) -> Announced:
    """The span of years that are announced."""
    years = calendar.years or {FIRST.year}
    return Announced(number(date(min(years), 1, 1)), number(date(max(years), 12, 31)))


def calendar_rows(calendars: Sequence[WorkDays], span: Span, beyond: int) -> tuple[list[CalendarRow], list[OrdinalRow]]:
    """Every day of every calendar from so many days before a span to as many after it, and its working days by ordinal.

    Ordinals are counted from the first of these days; only differences between them mean something.
    """
    days: list[CalendarRow] = []
    ordinals: list[OrdinalRow] = []
    for index, calendar in enumerate(calendars):
        upto = 0
        for day in range(number(span.first) - beyond, number(span.last) + beyond + 1):
            before, upto = upto, upto + calendar.works(day_of(day))
            days.append(CalendarRow(index * SPAN + day, upto, before))
            if upto > before:
                ordinals.append(OrdinalRow(index * SPAN + upto, day))
    return days, ordinals


def table_rows(
    rules: Iterable[tuple[int, DueRule]], calendars: Sequence[WorkDays], firsts: Mapping[int, Collection[int]]
) -> Iterator[TableRow]:
    """The due days of rules by a table, for each calendar; `rules` come with their number.

    `firsts` are the days by number of a rule from which its records count. What cannot be computed has no row. The key
    is (rule * number of calendars + calendar) * SPAN + day.
    """
    for rule_number, rule in rules:
        days = sorted(firsts.get(rule_number, ()))
        for index, calendar in enumerate(calendars):
            base = (rule_number * len(calendars) + index) * SPAN
            columns = [_latest(limits, days, calendar) for limits in (rule.limits, rule.beside) if limits]
            for day, *latest in zip(days, *columns, strict=True):
                if known := [each for each in latest if each]:
                    yield TableRow(base + day, *min(known))


def _latest(limits: Sequence[TimeLimit], days: Sequence[int], calendar: WorkDays) -> list[_Due | None]:
    """The latest due day of some limits for each first day, None where none can be computed."""
    columns = [_by_halves(days, partial(_due, limit, calendar)) for limit in limits]
    return [max(filter(None, each), default=None) for each in zip(*columns, strict=True)]


def _due(limit: TimeLimit, calendar: WorkDays, first: int) -> _Due | None:
    """The due day of a limit and whether it is provisional."""
    answer = due(limit, day_of(first), calendar, horizon=1)
    return (number(answer.due), answer.status is DueStatus.PROVISIONAL) if isinstance(answer.due, date) else None


def _by_halves(days: Sequence[int], due_of: Callable[[int], _Due | None]) -> list[_Due | None]:
    """The due day of each of some days in order.

    Who begins later is never due earlier: where the ends of a stretch are due alike, so is all between. Most limits
    that recur are asked for a few days of each period only.
    """
    known: dict[int, _Due | None] = {}
    stretches = [(0, len(days) - 1)] if days else []
    while stretches:
        low, high = stretches.pop()
        for end in (low, high):
            if end not in known:
                known[end] = due_of(days[end])
        if known[low] == known[high]:
            known |= dict.fromkeys(range(low, high), known[low])
        elif high - low > 1:
            middle = (low + high) // 2
            stretches += [(low, middle), (middle, high)]
    return [known[place] for place in range(len(days))]
