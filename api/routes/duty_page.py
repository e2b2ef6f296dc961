"""What the page of a place's duties shows beside the document: filters with counts, the list in parts, this month.

Owns: what of it is made, and only when the page asks. Must not: know a template, or answer requests.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeVar

from markupsafe import Markup, escape

from api.holdings import Holdings
from api.http import urls
from api.http.parameters import DutyRequest
from api.http.represent import environment
from api.http.site import Site
from api.routes import duty_list
from api.routes.due_days import DueDay, due_days
from catalog_graph.deadlines.as_json import written
from catalog_graph.duties import as_json, facets
from catalog_graph.duties.dated import with_due
from catalog_graph.duties.facets import Option
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.prepared import Plan, mark, page_of, with_names
from catalog_graph.duties.whose import here, side_name
from catalog_graph.model.codes import Level, ReviewStatus, Whose
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Item
from catalog_graph.places.bodies import Place, names

T = TypeVar("T")
Drawn = Callable[["DutyPage", bool], str]  # the macro that draws the list
_HERE = "here"  # the mark for what the people of the place call it
_FIRST = ("subject", "domain")
CHARTS = ("domain", "subject", "time_limit", "origin")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the form: its parameter, what it is called, the value that is on, and what it may be."""

    name: str
    label: str
    chosen: str | None
    options: tuple[Option, ...]


@dataclass(frozen=True)  # without slots: what is asked for twice is kept in it
class DutyPage:
    """The parts of the page, each made when it is asked for.

    `published` is what came out last of each item, by its key: title, address and day.
    """

    holdings: Holdings
    place: Place
    asked: DutyRequest
    published: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)

    def head(self) -> dict[str, object]:
        """The document of the page: that of the answer without its duties."""
        plan, formed = self._plan, self.asked.formed
        made = as_json.answer_head(self.holdings.dataset, self.place, self.asked.on, len(plan.items), plan.by)
        return made | ({"formed": written(formed)} if formed else {})

    @property
    def _plan(self) -> Plan:
        return self.holdings.answers.plan(self.place, self.asked.on, self.asked.wanted)

    @cached_property
    def items(self) -> Sequence[Item]:
        """The items on the page."""
        return page_of(self._plan.items, self.asked.paging) if self.asked.paging else self._plan.items

    @property
    def day(self) -> str:
        """The day of the answer."""
        return self.asked.on.isoformat()

    @property
    def attested(self) -> int:
        """How many of them were seen in a table."""
        return sum(item.review_status is ReviewStatus.ATTESTED for item in self.items)

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
        asked = self.holdings.dataset, self.place, self.asked.on, self.asked.wanted
        listed = facets.options(*asked[:2], self._once("filters", lambda: facets.counted(*asked)))
        chosen = {name: words for name, _, words in self.filters_on}
        return tuple(_filter(name, listed[name], self._value(name), chosen.get(name)) for name in facets.OFFERED)

    def _value(self, name: str) -> str | None:
        """What a filter is set to, as its options have it."""
        value: str | None = getattr(self.asked.wanted, name)
        return facets.plain_value(self.holdings.dataset, self.place, name, value) if value else None

    def charts(self, filters: Sequence[Filter]) -> tuple[Filter, ...]:
        """What is drawn as bars: what the list differs in, and is not narrowed by."""
        return tuple(each for each in filters if each.name in CHARTS and not each.chosen and len(each.options) > 1)

    def listed(self, draw: Drawn, unfolded: bool) -> Markup:
        """The list of the page: drawn once for all places that differ in names alone, and filled in for this one."""
        alike = not (self.asked.formed or self.asked.paging or self.published)
        what = "list", unfolded, self.holdings.settings.public_url  # addresses begin with that of the site
        text = self._once(what, partial(draw, self, unfolded)) if alike else draw(self, unfolded)
        words = {**names(self.place), _HERE: here(self.place)}
        return Markup(with_names(str(text), {name: escape(word) for name, word in words.items()}))  # noqa: S704 - escaped

    def _once(self, what: Hashable, make: Callable[[], T]) -> T:
        return self.holdings.answers.once(what, self.place, self.asked.on, self.asked.wanted, make)

    def parts(self) -> tuple[duty_list.Part, ...]:
        """What is listed, with marks for the names of the place."""
        asked, formed = self.asked, self.asked.formed
        duties: list[dict[str, Any]] = self.holdings.answers.marked(self.place, asked.on, asked.wanted, asked.paging)
        if formed:
            code, calendars = self.place.division.code, self.holdings.calendars
            with_due(self.holdings.dataset, {"duties": duties}, self.items, formed, calendars, code)
        return duty_list.parts(duties, self.place.level.value)

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
        """What a part of the answer is called; `whose` is its code."""
        return side_name(Whose(whose), here(self.place))  # type: ignore[call-arg]

    def marked_side(self, whose: Whose) -> str:
        """The same in the list, with a mark for what the people of the place call it."""
        return side_name(whose, mark(_HERE))

    def due_days(self) -> tuple[list[DueDay], list[DueDay]]:
        """What falls due in the rest of the month, and in the next."""
        return due_days(self.holdings, self.place, self.asked)


def _filter(name: str, options: tuple[Option, ...], chosen: str | None, words: str | None) -> Filter:
    """A filter whose chosen value is among its options, even where it leaves nothing."""
    if chosen and all(option.value != chosen for option in options):
        options = (*options, Option(chosen, words or chosen, 0))
    return Filter(name, facets.LABELS[name], chosen, options)


def keep_lists(holdings: Holdings, site: Site) -> None:
    """Draw the list of one county, so that the first one asked for takes no longer than the others."""
    county = next(iter(holdings.lookup.loaded.within("", Level.COUNTY)))
    asked = DutyRequest(Wanted(), read_day(None), None)
    page = DutyPage(holdings, holdings.lookup.by_code(county.code), asked)
    page.listed(environment(site).get_template("_duties.html").make_module().parts, False)  # type: ignore[attr-defined]
