"""Time limits: one limit, and a cell of several.

Owns: the parts of a limit. Must not: read words (`cells`), or compute dates (`deadlines`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from catalog_graph.model.codes import LimitKind, Period, Trigger, Unit, Window

LAST: Final = "last"
Day = int | Literal["last"]


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One limit of a cell; `text` is its own words, the rest is None where the words are silent.

    `day` is a day of the month (of the week for a weekly limit, Monday 1), or "last" for the end of the month (月底).
    `month` is a month of the year; `month_of_period` a month of the quarter or half-year, from 1; `year` a year that
    the words name. `window` is a stretch of days instead of one day.
    """

    text: str
    kind: LimitKind
    amount: int | None = None
    unit: Unit | None = None
    trigger: Trigger | None = None
    applies_to: str | None = None
    period: Period | None = None
    day: Day | None = None
    minimum: bool | None = None
    stage: str | None = None
    month: int | None = None
    month_of_period: int | None = None
    window: Window | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TimeLimitCell:
    """A whole cell: its words, its limits in order, and what could not be read."""

    text: str
    limits: tuple[TimeLimit, ...] = ()
    saving_clause: bool = False
    unparsed: str = ""
