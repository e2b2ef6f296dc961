"""What the page of a place's duties shows beside the document: filters with counts, the list in parts, this month.

Owns: what of it is made, and only when the page asks. Must not: know a template, or answer requests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from api.holdings import Holdings
from api.http import urls
from api.http.parameters import DutyRequest
from api.http.represent import environment
from api.http.site import Site
from api.routes import duty_list
from catalog_graph.duties import facets
from catalog_graph.duties.facets import Option
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.whose import here, side_name
from catalog_graph.model.codes import Level, Whose
from catalog_graph.model.dates import read_day
from catalog_graph.places.bodies import Place
from catalog_graph.schedule.events import Event, dated_duties, events
from catalog_graph.schedule.spans import month

_FIRST = ("subject", "domain")
CHARTS = ("domain", "subject", "time_limit", "origin")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the form: its parameter, what it is called, the value that is on, and what it may be."""

    name: str
    label: str
    chosen: str | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class DueDay:
    """What falls due on a day."""

    day: date
    events: tuple[Event, ...]

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


@dataclass(frozen=True, slots=True)
class DutyPage:
    """The parts of the page, each made when it is asked for.

    `published` is what came out last of each item, by its key: title, address and day.
    """

    holdings: Holdings
    place: Place
    asked: DutyRequest
    published: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many duties there are without filters."""
        return len(self.holdings.answers.plan(self.place, self.asked.on, Wanted()).items)

    @property
    def filters_on(self) -> tuple[tuple[str, str, str], ...]:
        """The filters that are on, in words."""
        return facets.in_words(self.holdings.dataset, self.place, self.asked.wanted)

    def filters(self) -> tuple[Filter, ...]:
        """The filters of the form, with how many duties each value leaves."""
        listed = facets.options(self.holdings.dataset, self.place, self.asked.on, self.asked.wanted)
        chosen = {name: words for name, _, words in self.filters_on}
        return tuple(_filter(name, listed[name], self._value(name), chosen.get(name)) for name in facets.OFFERED)

    def _value(self, name: str) -> str | None:
        """What a filter is set to, as its options have it."""
        value: str | None = getattr(self.asked.wanted, name)
        return facets.plain_value(self.holdings.dataset, self.place, name, value) if value else None

    def charts(self, filters: Sequence[Filter]) -> tuple[Filter, ...]:
        """What is drawn as bars: what the list differs in, and is not narrowed by."""
        return tuple(each for each in filters if each.name in CHARTS and not each.chosen and len(each.options) > 1)

    def parts(self, document: Mapping[str, object]) -> tuple[duty_list.Part, ...]:
        """The list of the page."""
        return duty_list.parts(document["duties"], self.place.level.value)  # type: ignore[arg-type]

    @property
    def first_filters(self) -> tuple[str, ...]:
        """The filters that are not folded away: those that most people come for."""
        return _FIRST

    @property
    def fields(self) -> tuple[str, ...]:
        """The parameters that the form asks for anew, and those that a narrower list does not keep."""
        return (*facets.OFFERED, "q", "formed", "page")

    @property
    def without_filters(self) -> dict[str, None]:
        """The parameters that clear all filters."""
        return dict.fromkeys(facets.LABELS)

    @property
    def calendar(self) -> dict[str, str]:
        """The parameters by which the calendar has the same office and domain as the list."""
        asked = {"domain": self.asked.wanted.domain, "subject": self.asked.wanted.subject}
        return {name: value for name, value in asked.items() if value}

    @property
    def month_name(self) -> str:
        """The month of the page."""
        return f"{self.asked.on.year}年{self.asked.on.month}月"

    def narrower(self, path: str, query: dict[str, str], name: str) -> Callable[[Option], str]:
        """Addresses of the page narrowed by a filter, from the option it shall have."""
        kept = {key: value for key, value in query.items() if key != "page"}
        return lambda option: urls.with_parameters(path, kept, **{name: option.value})

    def side_name(self, whose: str) -> str:
        """What a part of the list is called; `whose` is its code."""
        return side_name(Whose(whose), here(self.place))  # type: ignore[call-arg]

    def due_days(self) -> tuple[list[DueDay], list[DueDay]]:
        """What falls due from the day of the page to the end of its month, and in the next month, by day."""
        first = self.asked.on
        end = month(first)[1]
        listed = self._due(first, month(end + timedelta(days=1))[1]) if end < date.max else []
        return [each for each in listed if each.day <= end], [each for each in listed if each.day > end]

    def _due(self, first: date, last: date) -> list[DueDay]:
        days = self.holdings.calendars.of(self.place.division.code)
        if not min(days.years) <= first.year <= max(days.years) + 1:
            return []
        dataset = self.holdings.dataset
        duties = dated_duties(dataset, self.place, first, self.asked.wanted)
        frame = () if self.filters_on else self.holdings.frame
        listed = events(dataset, self.place, duties, frame, days, first, last)
        return [DueDay(day, tuple(each)) for day, each in groupby(listed, key=lambda event: event.day)]


def _filter(name: str, options: tuple[Option, ...], chosen: str | None, words: str | None) -> Filter:
    """A filter whose chosen value is among its options, even where it leaves nothing."""
    if chosen and all(option.value != chosen for option in options):
        options = (*options, Option(chosen, words or chosen, 0))
    return Filter(name, facets.LABELS[name], chosen, options)


def keep_rows(holdings: Holdings, site: Site) -> None:
    """Render the rows of one county, so that the first one asked for takes no longer than the others."""
    county = next(iter(holdings.lookup.loaded.within("", Level.COUNTY)))
    document = json.loads(holdings.answers.answer(holdings.lookup.by_code(county.code), read_day(None), Wanted()))
    row = environment(site).get_template("_duties.html").make_module().row  # type: ignore[attr-defined]
    for duty in document["duties"]:
        row(duty, document["on"])
