"""What the page of a place's calendar shows beside the document: months, offices, how to subscribe.

Owns: what of it is made, and only when the page asks. Must not: know a template, or make events.
"""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.holdings import Holdings
from api.http import urls
from api.http.site import Site
from catalog_graph.duties import facets
from catalog_graph.duties.facets import Option
from catalog_graph.duties.filters import Wanted
from catalog_graph.places.bodies import Place
from catalog_graph.schedule.events import Event

_WEEKS = Calendar()  # from Monday on
_OPEN_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Month:
    """A month as people hang it on the wall: weeks of days, None outside the month, each with how much is due."""

    name: str
    weeks: tuple[tuple[tuple[date, int] | None, ...], ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The parts of the page, each made when it is asked for."""

    holdings: Holdings
    place: Place
    wanted: Wanted
    events: Sequence[Event]
    span: tuple[date, date]
    site: Site

    @property
    def today(self) -> str:
        """From when the page counts down."""
        return date.today().isoformat()

    @property
    def filters_on(self) -> tuple[tuple[str, str, str], ...]:
        """The filters that are on, in words."""
        return facets.in_words(self.holdings.dataset, self.place, self.wanted)

    def options(self) -> Mapping[str, tuple[Option, ...]]:
        """The offices and domains of the place."""
        dataset, place = self.holdings.dataset, self.place
        return facets.options(dataset, place, facets.counted(dataset, place, date.today(), self.wanted))

    def chosen(self, name: str, option: Option) -> bool:
        """Whether a value of a filter is on."""
        return any(on == name and words == option.label for on, _, words in self.filters_on)

    def unfolded(self, number: int) -> bool:
        """Whether the day of a number, counted from 0, stands open: all of a short list, else the first."""
        return len(self.events) <= _OPEN_AT_MOST or number == 0

    def months(self) -> tuple[Month, ...]:
        """The months of the span in which something is due."""
        counted = Counter(event.day for event in self.events)
        named = sorted({(day.year, day.month) for day in counted})
        return tuple(_month(year, month, counted) for year, month in named)

    @property
    def feed(self) -> str:
        """The address of the calendar file that always begins today, for the filters that are on."""
        return urls.with_parameters(urls.calendar(self.place.division.code), self._asked, format="ics")

    @property
    def webcal(self) -> str:
        """The same for calendar programs, which subscribe to such addresses; "" where no public address is set."""
        host = self.site.origin.partition("://")[2]
        return f"webcal://{host}{self.site.at(self.feed)}" if host else ""

    @property
    def _asked(self) -> dict[str, str]:
        asked = {"domain": self.wanted.domain, "subject": self.wanted.subject}
        return {name: value for name, value in asked.items() if value}


def _month(year: int, month: int, counted: Mapping[date, int]) -> Month:
    weeks = _WEEKS.monthdatescalendar(year, month)
    days = (tuple((day, counted.get(day, 0)) if day.month == month else None for day in week) for week in weeks)
    return Month(f"{year}年{month}月", tuple(days))
