"""Time limits: one limit, and a cell of several.

Owns: the parts of a limit. Must not: read words (`cells`), or compute dates.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog_graph.model.codes import LimitKind, Period, Trigger, Unit


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One limit of a cell; `text` is its own words, the rest is None where the words are silent."""

    text: str
    kind: LimitKind
    amount: int | None = None
    unit: Unit | None = None
    trigger: Trigger | None = None
    applies_to: str | None = None
    period: Period | None = None
    day: int | None = None
    minimum: bool | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class TimeLimitCell:
    """A whole cell: its words, its limits in order, and what could not be read."""

    text: str
    limits: tuple[TimeLimit, ...] = ()
    saving_clause: bool = False
    unparsed: str = ""
