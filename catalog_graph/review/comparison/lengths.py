"""Time limits of a row beside those of its national item: which stands for which, and how long each is in days.

Owns: lengths in calendar days (a working day counting 7/5 of a day, a month 30, a year 365), and the pairing.
Must not: say that one is too long (`shapes/comparison.ttl`).
"""

from __future__ import annotations

from collections.abc import Sequence

from catalog_graph.model.codes import LimitKind, Period, Unit
from catalog_graph.model.time_limit import TimeLimit

_DAYS = {Unit.HOUR: 1 / 24, Unit.WORKING_DAY: 7 / 5, Unit.DAY: 1.0, Unit.MONTH: 30.0, Unit.YEAR: 365.0}
_PERIODS = {
    Period.DAY: 1.0,
    Period.WEEK: 7.0,
    Period.MONTH: 30.0,
    Period.QUARTER: 91.0,
    Period.HALF_YEAR: 182.0,
    Period.YEAR: 365.0,
}
_PLACES = 4


def days(limit: TimeLimit) -> float | None:
    """A limit's length in calendar days, of a periodic one its period's; None where it has none.

    >>> days(TimeLimit("20个工作日内", LimitKind.WITHIN, 20, Unit.WORKING_DAY))
    28.0
    """
    if limit.kind is LimitKind.PERIODIC:
        return _PERIODS[limit.period] if limit.period else None
    return round(limit.amount * _DAYS[limit.unit], _PLACES) if limit.amount is not None and limit.unit else None


def counterpart(theirs: TimeLimit, place: int, limits: Sequence[TimeLimit]) -> int:
    """Which of the row's limits stands for a national one: for the same content and of its kind, else in its place.

    `place` is where the national one stands among its own.
    """
    same = [at for at, limit in enumerate(limits) if limit.applies_to == theirs.applies_to]
    alike = [at for at in same or range(len(limits)) if limits[at].kind is theirs.kind]
    if alike:
        return min(alike, key=lambda at: abs(at - place))
    return place if place < len(limits) else 0
