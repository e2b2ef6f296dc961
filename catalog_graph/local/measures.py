"""Time limits put on scales: two of one scale can be ordered, two of different scales cannot.

Owns: which limits can be compared at all, and which of two is the longer.
Must not: turn working days into days, or guess what a word like 及时 amounts to.
"""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

from catalog_graph.cells.text import normalise
from catalog_graph.model.codes import LimitKind, Period, Trigger, Unit
from catalog_graph.model.time_limit import TimeLimit, TimeLimitCell

# Words for one event: the information comes into being. Article 26 of the Regulations counts from it where no event is
# named.
_FORMED = {None, Trigger.FORMED_OR_CHANGED, Trigger.FORMED, Trigger.MADE_OR_OBTAINED, Trigger.CHANGED}
_DAYS = {
    Period.DAY: 1,
    Period.WEEK: 7,
    Period.MONTH: 30,
    Period.QUARTER: 91,
    Period.HALF_YEAR: 182,
    Period.YEAR: 365,
}
_WORDS = {"text", "applies_to"}
_COUNTED = {*_WORDS, "kind", "amount", "unit", "trigger", "minimum"}
_WORKING_DAYS_OF_A_WEEK, _DAYS_OF_A_WEEK = 5, 7


class Measure(NamedTuple):
    """One limit on its scale: the part of the content it is for ("" for all), the scale, and its size there.

    The larger of two sizes of one scale is the weaker limit. Limits that have only words have a scale of their own.
    """

    part: str
    scale: str
    size: int


def measures(cell: TimeLimitCell) -> tuple[Measure, ...]:
    """The limits of a cell on their scales, each once, in order.

    >>> from catalog_graph.cells.time_limit import read_time_limits
    >>> [(m.scale, m.size) for m in measures(read_time_limits("信息形成之日起20个工作日内"))]
    [('within working-day formed', 20)]
    """
    return tuple(dict.fromkeys(measure(limit) for limit in cell.limits))


def measure(limit: TimeLimit) -> Measure:
    """One limit on its scale."""
    part = normalise(limit.applies_to or "")
    others = [name for name in _names() if name not in _COUNTED and getattr(limit, name) is not None]
    if limit.kind is LimitKind.PERIODIC and limit.period and not _but(others, "period") and not limit.amount:
        return Measure(part, "periodic", _DAYS[limit.period])
    if limit.amount is None or limit.unit is None or others:
        return Measure(part, _wording(limit), 0)
    unit, amount = limit.unit, limit.amount
    if unit is Unit.YEAR:
        unit, amount = Unit.MONTH, amount * 12
    event = "formed" if limit.trigger in _FORMED else str(limit.trigger)
    scale = f"{limit.kind} {unit} {event}"
    # To be told earlier, or to see a notice longer, is stricter; to wait longer is weaker.
    return Measure(part, scale, -amount if limit.kind in {LimitKind.BEFORE, LimitKind.NOTICE} else amount)


def _but(names: list[str], allowed: str) -> bool:
    """Whether there are names other than the allowed one."""
    return any(name != allowed for name in names)


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(TimeLimit))


def _wording(limit: TimeLimit) -> str:
    """A scale of its own for a limit that only equals itself: 及时, 长期, 每年1月31日前."""
    values = [getattr(limit, name) for name in _names() if name not in _WORDS]
    return " ".join(str(value) for value in values if value is not None)


def in_days(limit: TimeLimit) -> int | None:
    """How many days a limit takes as a rule, holidays left out; None where it does not count days.

    Only for a remark beside limits that cannot be compared.

    >>> in_days(TimeLimit("20个工作日内", LimitKind.WITHIN, 20, Unit.WORKING_DAY))
    28
    """
    if limit.kind is not LimitKind.WITHIN or limit.amount is None:
        return None
    if limit.unit is Unit.WORKING_DAY:
        return limit.amount * _DAYS_OF_A_WEEK // _WORKING_DAYS_OF_A_WEEK
    return limit.amount if limit.unit is Unit.DAY else None
