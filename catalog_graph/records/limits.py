"""The limits of an item as rules that many records are judged by.

Owns: which limits of a cell set a day of publication, which of several a record falls under, and how each is counted.
Must not: compute a date (`deadlines`, and `due_days` in their stead), or read words.

A cell may hold several limits. One that names its content (行政处罚事项 …) binds a record whose title names it; the
others bind the rest. Where several are left, the latest of their days counts, so that nobody is called late who kept
one reading of the words; that is said as an assumption. A special law's limit beside that of the table binds too, and
the earlier day counts. How long a notice hangs (公示期) is not a day to publish by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from catalog_graph.model.codes import Level, LimitKind, Trigger, Unit, VillageKind
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import Item
from catalog_graph.origins.cells import cells_of

_DATED = {LimitKind.WITHIN, LimitKind.BEFORE, LimitKind.FIXED_DATE, LimitKind.PERIODIC}
_WORDS = re.compile(r"[、和及或]|等")
_ENDING = re.compile(r"(?:的|事项|信息|内容|情况)+$")
_OTHERWISE = re.compile(r"^除.+外")
_MOST = 3650  # as `deadlines.due` takes it


class Count(IntEnum):
    """How a rule comes to a day: by ordinals of the calendar, by a table of days made beforehand, or not at all."""

    WORKING_DAYS = 0
    DAYS = 1
    WORKING_DAYS_BEFORE = 2
    DAYS_BEFORE = 3
    TABLE = 4
    NONE = 5


@dataclass(frozen=True, slots=True)
class DueRule:
    """The limits that bind a record together. `limits` is empty where none sets a day.

    One of `limits` applies, nobody knows which; one of `beside`, which a special law sets beside the table's, too.
    """

    limits: tuple[TimeLimit, ...]
    beside: tuple[TimeLimit, ...] = ()

    @property
    def count(self) -> Count:
        """How it is counted; anything but one count of days by a table."""
        if not self.limits:
            return Count.NONE
        first, *others = (*self.limits, *self.beside)
        if others or first.unit not in {Unit.DAY, Unit.WORKING_DAY} or first.kind not in _COUNTED:
            return Count.TABLE
        return _COUNTED[first.kind][first.unit is Unit.WORKING_DAY]

    @property
    def amount(self) -> int:
        """How many days, nought for a rule by a table."""
        return (self.limits[0].amount or 0) if self.count not in {Count.TABLE, Count.NONE} else 0

    @property
    def pace(self) -> DueRule:
        """The rule without what does not move its day: rules of one pace are due alike."""
        if self.count in {Count.TABLE, Count.NONE}:
            return DueRule(*(tuple(replace(limit, text="") for limit in each) for each in (self.limits, self.beside)))
        first = self.limits[0]
        trigger = Trigger.APPLICATION_RECEIVED if self.on_receipt else None
        return DueRule((TimeLimit("", first.kind, first.amount, first.unit, trigger),))

    @property
    def on_receipt(self) -> bool:
        """Whether it runs from the receipt of an application."""
        return any(limit.trigger is Trigger.APPLICATION_RECEIVED for limit in self.limits)

    @property
    def precedes(self) -> bool:
        """Whether publication comes before the day from which it is counted."""
        return bool(self.limits) and all(limit.kind is LimitKind.BEFORE for limit in self.limits)


_COUNTED = {
    LimitKind.WITHIN: (Count.DAYS, Count.WORKING_DAYS),
    LimitKind.BEFORE: (Count.DAYS_BEFORE, Count.WORKING_DAYS_BEFORE),
}


class Part(NamedTuple):
    """A single limit of a rule, all by number, and which of the rule's two parts it belongs to."""

    pace: int
    part: int
    single: int


def parts(paces: Mapping[DueRule, int]) -> tuple[list[Part], dict[DueRule, int]]:
    """The single limits of rules, which come with their numbers; then these limits, as rules of one, with theirs."""
    rows: list[Part] = []
    singles: dict[DueRule, int] = {}
    for pace, number in paces.items():
        for part, limits in enumerate((pace.limits, pace.beside) if pace.beside else (pace.limits,)):
            rules = [DueRule((limit,)).pace for limit in limits] or [DueRule(())]
            rows += [Part(number, part, singles.setdefault(rule, len(singles))) for rule in rules]
    return rows, singles


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule for the records whose title has a word."""

    word: str
    rule: DueRule


@dataclass(frozen=True, slots=True)
class ItemRules:
    """What an item's records are judged by: the first choice whose word the title has, else `default`."""

    default: DueRule
    choices: tuple[Choice, ...] = ()

    def of(self, title: str) -> DueRule:
        """The rule of a record by its title."""
        return next((choice.rule for choice in self.choices if choice.word in title), self.default)


def rules_of(item: Item, level: Level, kind: VillageKind | None = None) -> ItemRules:
    """The rules of an item at a level, in a village for its kind: its own limits, and those that the law sets."""
    own = item.time_limit.limits if item.time_limit else ()
    spoken = cells_of(item, level, kind).statutes.get("time_limits", ())
    law = tuple(dict.fromkeys(limit for cell in spoken if cell.time_limit for limit in cell.time_limit.limits))
    named = [limit for limit in (*own, *law) if limit.applies_to and not _OTHERWISE.match(limit.applies_to)]
    others = [limit for limit in own or law if limit not in named]
    beside = [limit for limit in law if own and limit not in named]
    choices = (Choice(word, _rule([limit], beside)) for limit in named for word in words_of(limit.applies_to or ""))
    return ItemRules(_rule(others or named, beside), tuple(choices))


def _rule(limits: Sequence[TimeLimit], beside: Sequence[TimeLimit]) -> DueRule:
    first, second = (tuple(filter(_sets_a_day, each)) for each in (limits, beside))
    return DueRule(first, second) if first else DueRule(second)


def _sets_a_day(limit: TimeLimit) -> bool:
    possible = limit.amount is None or 0 < limit.amount <= _MOST
    return limit.kind in _DATED and limit.unit is not Unit.HOUR and limit.stage != "延长" and possible


def words_of(content: str) -> tuple[str, ...]:
    """The words by which a title shows that a limit for some content binds it.

    >>> words_of("行政许可、行政处罚事项"), words_of("结果信息")
    (('行政许可', '行政处罚'), ('结果',))
    """
    parts = (_ENDING.sub("", part.strip()) for part in _WORDS.split(content))
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))
