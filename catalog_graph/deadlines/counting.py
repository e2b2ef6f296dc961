"""Counting from a moment: hours, days, working days, months, years.

Owns: the rules of 民法典第二百条至第二百零四条, applied by analogy: the first day is not counted; a month ends on the
corresponding day; a last day that is a day off moves to the next working day; hours run from the moment.
Must not: choose the limit or the moment (`due`), or word the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalog_graph.deadlines.dates import add_months
from catalog_graph.deadlines.workdays import DAY, WorkDays
from catalog_graph.model.codes import Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a count ends. `plain` is the last day before it moved for a day off, the same day where it did not."""

    due: date | datetime
    plain: date


def after(moment: date | datetime, amount: int, unit: Unit, days: WorkDays, weekends: bool = True) -> Counted:
    """The last moment within an amount of time after a moment.

    `weekends` False leaves a last day where it is if it is a plain weekend, and moves it for holidays alone.
    """
    if unit is Unit.HOUR:
        return _hours(moment, amount)
    start = moment.date() if isinstance(moment, datetime) else moment
    if unit is Unit.WORKING_DAY:
        end = days.add_working(start, amount)
        return Counted(end, end)
    plain = _plain(start, amount, unit)
    stays = not weekends and plain not in days.irregular
    return Counted(plain if stays else days.next_working(plain), plain)


def before(moment: date | datetime, amount: int, unit: Unit, days: WorkDays) -> Counted:
    """The last day that is an amount of time before a moment; it does not move, since later would be too late."""
    if unit is Unit.HOUR:
        return _hours(moment, -amount)
    start = moment.date() if isinstance(moment, datetime) else moment
    end = days.add_working(start, -amount) if unit is Unit.WORKING_DAY else _plain(start, -amount, unit)
    return Counted(end, end)


def _plain(start: date, amount: int, unit: Unit) -> date:
    if unit is Unit.DAY:
        return start + amount * DAY
    return add_months(start, amount * (12 if unit is Unit.YEAR else 1))


def _hours(moment: date | datetime, amount: int) -> Counted:
    if not isinstance(moment, datetime):
        raise TypeError("hours run from a moment, not from a day")
    end = moment + timedelta(hours=amount)
    return Counted(end, end.date())
