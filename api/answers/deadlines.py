"""Answers about deadlines: due dates, and the calendar of a place.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, RootModel

from api.answers.base import Answer, Code, Count, Day, ItemKey, Moment
from api.answers.places import Notice, Place
from catalog_graph.model.calendar import DueStatus, NoticeStatus
from catalog_graph.model.codes import LimitKind


class DueStep(Answer):
    """A step that moved a date."""

    from_: Day = Field(alias="from")
    to: Day
    why: str
    kind: Literal["holiday", "make-up-day", "last-day"]
    notice: str | None
    status: NoticeStatus | None
    source: str | None


class LimitDue(Answer):
    """A limit with its date; `next` are the next dates of one that recurs, `why` says why there is none."""

    text: str
    kind: LimitKind
    applies_to: str | None
    due: Moment | None
    status: DueStatus
    moved_by: list[DueStep]
    assumed: list[str]
    next: list[Day] | None = None
    why: str | None = None


class DueAnswer(Answer):
    """The due dates of a time limit, of words or of an item."""

    text: str
    from_: Moment = Field(alias="from")
    calendar: str
    place: Code | None = None
    limits: list[LimitDue]
    unparsed: str
    item: ItemKey | None = None
    label: str | None = None
    assumed: list[str] | None = None
    notice: Notice | None = None


class DueHelp(Answer):
    """How to ask, where no limit was given."""

    limits: list[LimitDue] = Field(max_length=0)
    search: str = Field(description="检索地址的模板（RFC 6570）")


class Due(RootModel[DueAnswer | DueHelp]):
    """The due dates of a time limit, or how to ask for them."""


class CalendarEvent(Answer):
    """A day by which something recurs or is due."""

    uid: str
    date: Day
    item: str
    label: str
    group: str
    limit: str
    who: list[str]
    status: DueStatus
    assumed: list[str]
    iri: str


class FrameDuty(Answer):
    """A statutory time that is no row of a catalogue."""

    id: str
    duty: str
    who: str
    limit: str
    law: str
    article: str | None
    scope: str
    source: str


class PlaceCalendar(Answer):
    """The days by which a place has to publish what recurs or has a date."""

    division: Place
    from_: Day = Field(alias="from")
    to: Day
    calendar: str
    assumed: list[str]
    count: Count
    events: list[CalendarEvent]
    frame: list[FrameDuty]
