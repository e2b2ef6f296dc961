"""Events: the days on which a place's recurring and fixed duties fall due, within a range of days.

Owns: which limits have a day of their own, and what an event says. Must not: compute dates (`deadlines`).

A limit that runs from an event of its own (形成之日起20个工作日内) has no day until that event: it gives no event here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import WorkDays
from catalog_graph.duties import resolve
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty
from catalog_graph.errors import BadParameter
from catalog_graph.model.calendar import DueStatus
from catalog_graph.model.codes import LimitKind, Period
from catalog_graph.model.frame import FrameDuty
from catalog_graph.model.iris import thing
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place, names

MOST_DAYS = 731
_FAR = 100  # years beyond the calendar: nobody plans for them, and days end with the year 9999
_MOST_OCCURRENCES = 120  # of a weekly limit in the longest range, and the one before it
_DATED = (LimitKind.PERIODIC, LimitKind.FIXED_DATE)


@dataclass(frozen=True, slots=True)
class Event:
    """One day by which to publish. `key` is the item's or the frame's, `number` the limit's place in its cell."""

    key: str
    number: int
    label: str
    group: str
    limit: TimeLimit
    who: tuple[str, ...]
    iri: str
    place: str
    day: date
    status: DueStatus
    assumed: tuple[str, ...]

    @property
    def uid(self) -> str:
        """A name for the event that no other has, the same as long as the day is."""
        return f"{self.key.replace('/', '-')}-{self.number}-{self.place}-{self.day:%Y%m%d}@gongkai"


def check_range(first: date, last: date, days: WorkDays) -> None:
    """Raises BadParameter for a range that is empty, too long, or begins before the calendar does."""
    if last < first:
        raise BadParameter(f"起止日期颠倒：{first} 至 {last}")
    if (last - first).days > MOST_DAYS:
        raise BadParameter(f"{first} 至 {last} 太长，一次最多两年", "请缩短范围，例如一年。")
    if first.year > max(days.years) + _FAR:
        raise BadParameter(f"{first} 太远，工作日历只到{max(days.years)}年", "请改用近几年的日期。")
    if first.year < min(days.years):
        raise BadParameter(f"工作日历从{min(days.years)}年起，没有{first.year}年", "请改用以后的日期。")


def dated_duties(dataset: Dataset, place: Place, on: date, wanted: Wanted) -> list[Duty]:
    """The duties of a place, on a day, that have days of their own, which are few. Raises as `resolve.applicable`."""
    filled = names(place)
    items = resolve.applicable(dataset, place, on, wanted)
    return [resolve.duty(dataset, item, place, filled, on) for item in items if any(map(_is_dated, _limits(item)))]


def events(
    dataset: Dataset,
    place: Place,
    duties: Sequence[Duty],
    frame: Iterable[FrameDuty],
    days: WorkDays,
    first: date,
    last: date,
) -> list[Event]:
    """What a place has to publish by a day from `first` to `last`, in the order of days. Raises as `check_range`."""
    check_range(first, last, days)
    dates = _Dates(days, place.division.code, first, last)
    made = [*_of_frame(place, frame, dates), *_of_duties(dataset, place, duties, dates)]
    return sorted(made, key=lambda event: (event.day, event.key.startswith("frame/") is False))


@dataclass(frozen=True, slots=True)
class _On:
    """One date of a limit, and how sure it is."""

    day: date
    status: DueStatus
    assumed: tuple[str, ...]


class _Dates:
    """The dates of limits in a range; many items have one limit in the same words."""

    def __init__(self, days: WorkDays, place: str, first: date, last: date) -> None:
        self._days, self._place, self._range = days, place, (first, last)
        self._made: dict[TimeLimit, tuple[_On, ...]] = {}

    def of(self, limit: TimeLimit) -> tuple[_On, ...]:
        """All dates of a limit within the range; none for one that has no day of its own."""
        if limit not in self._made:
            self._made[limit] = tuple(self._each(limit)) if _is_dated(limit) else ()
        return self._made[limit]

    def _each(self, limit: TimeLimit) -> Iterator[_On]:
        first, last = self._range
        answer = due(limit, first, self._days, self._place, horizon=_MOST_OCCURRENCES)
        listed = answer.next or ((answer.due,) if answer.due else ())
        for day in listed:
            if first <= day <= last:
                unknown = limit.amount is not None and day.year not in self._days.years
                yield _On(day, DueStatus.PROVISIONAL if unknown else DueStatus.COMPUTED, answer.assumed)


def _is_dated(limit: TimeLimit) -> bool:
    """Whether a limit has days of its own; every so many days from a beginning that nobody named has none."""
    own_cycle = limit.kind is LimitKind.PERIODIC and limit.period is None
    return limit.kind in _DATED and limit.period is not Period.DAY and not own_cycle


def _limits(item: Item) -> tuple[TimeLimit, ...]:
    return item.time_limit.limits if item.time_limit else ()


def _of_duties(dataset: Dataset, place: Place, duties: Iterable[Duty], dates: _Dates) -> Iterator[Event]:
    for duty in duties:
        item = duty.item
        who = tuple(subject.body or subject.role.label for subject in duty.subjects)
        domain, iri = dataset.catalogue(item.catalogue, item.place).label, thing("item", item.catalogue, item.number)
        for number, limit in enumerate(_limits(item), 1):
            label = f"{item.group}／{item.label}" + (f"（{limit.applies_to}）" if limit.applies_to else "")
            for on in dates.of(limit):
                yield Event(item.key, number, label, domain, limit, who, iri, place.division.code, *_parts(on))


def _of_frame(place: Place, frame: Iterable[FrameDuty], dates: _Dates) -> Iterator[Event]:
    for duty in of_place(frame, place):
        key, iri, code = f"frame/{duty.id}", thing("law", duty.law), place.division.code
        for number, limit in enumerate(duty.limit.limits, 1):
            for on in dates.of(limit):
                yield Event(key, number, duty.duty, "法定事项", limit, (duty.who,), iri, code, *_parts(on))


def _parts(on: _On) -> tuple[date, DueStatus, tuple[str, ...]]:
    return on.day, on.status, on.assumed


def of_place(frame: Iterable[FrameDuty], place: Place) -> Iterator[FrameDuty]:
    """What the frame asks of a place's level and, for a local rule, of this place."""
    for duty in frame:
        if place.level in duty.levels and (duty.scope == "00" or place.division.code.startswith(duty.scope)):
            yield duty
