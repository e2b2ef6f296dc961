"""What falls due this month and the next, for the page of a place: by day, what and where it leads.

Owns: the months, and grouping by day. Must not: know when limits end (`schedule`), or a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from api.holdings import Holdings
from api.http.parameters import DutyRequest
from catalog_graph.deadlines.workdays import WorkDays
from catalog_graph.duties.filters import Wanted
from catalog_graph.model.frame import FrameDuty
from catalog_graph.places.bodies import Place
from catalog_graph.schedule.events import dated_duties, events, of_place
from catalog_graph.schedule.spans import month


@dataclass(frozen=True, slots=True)
class DueDay:
    """What falls due on a day: the name and the address of each."""

    day: date
    events: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.events)

    @property
    def date(self) -> str:
        """The day as addresses have it."""
        return self.day.isoformat()

    @property
    def words(self) -> str:
        """The day as a person reads it."""
        return f"{self.day.month}月{self.day.day}日"


def due_days(holdings: Holdings, place: Place, asked: DutyRequest) -> tuple[list[DueDay], list[DueDay]]:
    """What falls due from the day that is asked for to the end of its month, and in the next month.

    What every office owes by law is among it where no filter is on. Days that no calendar knows give none.
    """
    first = asked.on
    end = month(first)[1]
    days = holdings.calendars.of(place.division.code)
    if end == date.max or not min(days.years) <= first.year <= max(days.years) + 1:
        return [], []
    frame = tuple(of_place(holdings.frame, place)) if asked.wanted == Wanted() else ()
    last = month(end + timedelta(days=1))[1]
    # Places that differ in names alone have the same days where they have the same calendar and frame.
    alike = "due", days.scopes, tuple(duty.id for duty in frame)
    listed = holdings.answers.once(
        alike, place, first, asked.wanted, lambda: _by_day(holdings, place, asked, frame, days, last)
    )
    return [each for each in listed if each.day <= end], [each for each in listed if each.day > end]


def _by_day(
    holdings: Holdings, place: Place, asked: DutyRequest, frame: tuple[FrameDuty, ...], days: WorkDays, last: date
) -> tuple[DueDay, ...]:
    duties = dated_duties(holdings.dataset, place, asked.on, asked.wanted)
    listed = groupby(events(holdings.dataset, place, duties, frame, days, asked.on, last), lambda event: event.day)
    return tuple(DueDay(day, tuple((event.label, event.iri) for event in each)) for day, each in listed)
