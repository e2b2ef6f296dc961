"""A poster for the wall: what a place's own bodies must publish, and the dates of a quarter.

Owns: what stands on it, in which order and how short. Must not: draw it, or make events (`events`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from catalog_graph.duties.dated import limit_of
from catalog_graph.duties.resolve import Duty
from catalog_graph.model.codes import Level, Whose
from catalog_graph.model.values import Dataset
from catalog_graph.schedule.events import Event

MOST_ITEMS = 90  # more do not fit on a sheet that is read from two metres away: then domains with their numbers
_NO_LIMIT = "时限未见"


@dataclass(frozen=True, slots=True)
class Line:
    """One item, or one heading where there are too many items; `limit` is empty where the section's holds."""

    label: str
    limit: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `limit` is the time limit of most of its lines."""

    heading: str
    limit: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which something is due: how much, and under which headings."""

    day: date
    count: int
    headings: tuple[str, ...]


def own_duties(duties: Iterable[Duty]) -> list[Duty]:
    """The duties that a poster is about."""
    return [duty for duty in duties if duty.whose is Whose.OWN]


def sections(dataset: Dataset, duties: Sequence[Duty], level: Level) -> tuple[Section, ...]:
    """The poster's text; `duties` are those of `own_duties`, in the order in which they are read."""
    if len(duties) > MOST_ITEMS:
        return tuple(
            _counted(dataset.catalogue(slug, group[0].item.place).label, group)
            for slug, each in groupby(duties, key=lambda duty: duty.item.catalogue)
            if (group := list(each))
        )
    return tuple(
        _section(dataset, group, level)
        for _, each in groupby(duties, key=lambda duty: (duty.item.catalogue, duty.item.group))
        if (group := list(each))
    )


def _counted(label: str, duties: Sequence[Duty]) -> Section:
    """A domain by the headings of its table, each with how many items it has."""
    counted = Counter(duty.item.group for duty in duties)
    return Section(label, f"{len(duties)} 项", tuple(Line(f"{group}（{n}）", "") for group, n in counted.items()))


def _section(dataset: Dataset, duties: Sequence[Duty], level: Level) -> Section:
    limits = [limit_of(dataset.laws, duty.item, level)[0].text or _NO_LIMIT for duty in duties]
    usual, often = Counter(limits).most_common(1)[0]
    heading = usual if often * 2 >= len(limits) else ""
    lines = [
        Line(duty.item.label, limit if limit != heading else "") for duty, limit in zip(duties, limits, strict=True)
    ]
    return Section(_short(duties[0].item.group), heading, tuple(lines))


def _short(group: str) -> str:
    """A heading without what the whole poster is about: 村务公开·制度 is 制度."""
    return group.removeprefix("村务公开·").removeprefix("居务公开·")


def due_days(events: Iterable[Event]) -> tuple[DueDay, ...]:
    """The days of a quarter with what is due on each, under the headings of the tables."""
    return tuple(
        DueDay(day, len(listed), tuple(dict.fromkeys(_short(event.label.split("／")[0]) for event in listed)))
        for day, each in groupby(events, key=lambda event: event.day)
        if (listed := list(each))
    )
