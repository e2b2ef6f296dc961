"""The working days of a place: the week, the nation's notices, and the notices of the place over them.

Owns: which days work, which notice says so, and which years are announced. Must not: know limits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from catalog_graph.model.calendar import NATIONAL, CalendarDay

DAY = timedelta(days=1)
_WEEKEND = 5


class WorkDays:
    """The calendar of one place, "00" for the nation; the nearest notice wins."""

    def __init__(self, days: Iterable[CalendarDay], place: str = NATIONAL) -> None:
        bound = [day for day in days if day.scope == NATIONAL or place.startswith(day.scope)]
        self.irregular: Mapping[date, CalendarDay] = {
            day.day: day for day in sorted(bound, key=lambda day: (day.scope != NATIONAL, len(day.scope)))
        }
        self._national = frozenset(day.day for day in bound if day.scope == NATIONAL)
        self.scopes = frozenset((day.scope, day.day.year) for day in bound if day.scope != NATIONAL)

    def works(self, day: date) -> bool:
        """Whether a day is a working day; in a year that is not announced the plain week."""
        entry = self.irregular.get(day)
        return day.weekday() < _WEEKEND if entry is None else entry.works

    @cached_property
    def years(self) -> frozenset[int]:
        """The years whose notice is known: those whose 1 January stands in the table."""
        return frozenset(day.year for day in self._national if (day.month, day.day) == (1, 1))

    @property
    def scope(self) -> str:
        """The nearest scope that has a notice, "00" where only the national calendar is known."""
        return max((scope for scope, _ in self.scopes), key=len, default=NATIONAL)

    def local_in(self, first: int, last: int) -> bool:
        """Whether a notice of the place is known for every year from `first` to `last`."""
        return {year for _, year in self.scopes} >= set(range(first, last + 1))

    @cached_property
    def _listed(self) -> Sequence[int]:
        """The working days of the years that are announced and the one after, as ordinals: what is counted most."""
        if not self.years:
            return ()
        first, last = date(min(self.years), 1, 1).toordinal(), date(max(self.years) + 1, 12, 31).toordinal()
        return [number for number in range(first, last + 1) if self.works(date.fromordinal(number))]

    @cached_property
    def _irregular_days(self) -> Sequence[date]:
        return sorted(self.irregular)

    def irregular_in(self, first: date, last: date) -> list[CalendarDay]:
        """The days of notices from a day to a day, in order."""
        days = self._irregular_days
        return [self.irregular[day] for day in days[bisect_left(days, first) : bisect_right(days, last)]]

    def next_working(self, day: date) -> date:
        """The day itself, or the next working day after it."""
        while not self.works(day):
            day += DAY
        return day

    def add_working(self, day: date, amount: int) -> date:
        """The working day that is `amount` working days after a day that is not counted; before it, if below zero.

        >>> WorkDays([]).add_working(date(2025, 3, 7), 2)
        datetime.date(2025, 3, 11)
        """
        listed, number = self._listed, day.toordinal()
        place = bisect_right(listed, number) + amount - 1 if amount > 0 else bisect_left(listed, number) + amount
        if listed and listed[0] <= number <= listed[-1] and 0 <= place < len(listed):
            return date.fromordinal(listed[place])
        step = DAY if amount > 0 else -DAY
        for _ in range(abs(amount)):
            day += step
            while not self.works(day):
                day += step
        return day


class Calendars:
    """The calendars of all places, made once for each chain of notices."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._days = tuple(days)
        self.scopes = frozenset(day.scope for day in self._days) - {NATIONAL}  # places that have notices of their own
        self._widths = sorted({len(scope) for scope in self.scopes})
        self._made: dict[tuple[str, ...], WorkDays] = {}

    def of(self, place: str = NATIONAL) -> WorkDays:
        """The calendar of a place by its code of 2 to 12 digits, or of the nation."""
        above = (place[:width] for width in self._widths if width <= len(place))
        chain = tuple(each for each in above if each in self.scopes)
        if chain not in self._made:
            self._made[chain] = WorkDays(self._days, place)
        return self._made[chain]
