"""Answers about duties: what a place must publish, and how its own tables differ from the national ones.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.base import Answer, Code, Count, Day, Iri, ItemKey, Moment
from api.answers.cells import ItemCells
from api.answers.deadlines import LimitDue
from api.answers.places import Notice, Place
from catalog_graph.model import codes


class Subject(Answer):
    """By whom: a role, and the body that bears it in the place."""

    role: str
    label: str
    body: str | None
    body_source: Literal["default", "local", "unresolved"]


class Reason(Answer):
    """A step of the resolution: its rule, its words, and what it rests on."""

    rule: str
    text: str
    source: str


class Facet(Answer):
    """A column of a local row beside that of the national item."""

    column: str
    national: str | None
    local: str | None
    verdict: codes.LocalEffect
    observed: codes.Observed
    note: str | None


class LocalStatement(Answer):
    """What a local catalogue says of a duty."""

    catalogue: Iri
    place: Code
    effect: codes.LocalEffect
    binds: bool
    reviews: list[str]
    facets: list[Facet]


class LocalCatalogue(Answer):
    """A local catalogue: whose, of which domain and edition, where it was seen and how much of it."""

    iri: Iri
    place: Code
    slug: str
    label: str
    edition: str | None
    title: str | None
    approver: str | None
    source: str | None
    url: str | None
    mirror: bool
    rows: Count
    observed: codes.Observed
    reviews: list[str]


class NotApplicableItem(Answer):
    """A national item that a place declares not applicable."""

    item: ItemKey | None
    reason: codes.NotApplicable | None
    text: str | None
    approver: str | None
    decided: Day | None
    review_on: Day | None
    source: Iri


class LocalHead(Answer):
    """Which local catalogues stand beside the national ones."""

    text: str
    catalogues: list[LocalCatalogue]
    not_applicable: list[NotApplicableItem]


class Duty(ItemCells):
    """What a place must publish: an item, resolved; `due` stands only where `formed` was asked for."""

    subjects: list[Subject]
    whose: codes.Whose
    local: list[LocalStatement]
    because: list[Reason]
    due: list[LimitDue] | None = None
    due_assumed: list[str] | None = None


class DutyList(Answer):
    """The duties of a place on a day: whole, or one page of them; `count` says how many there are in all."""

    division: Place
    on: Day
    count: Count
    by: dict[str, int] = Field(description="由谁公布：各有几项")
    local: LocalHead
    notice: Notice | None = None
    formed: Moment | None = None
    calendar: str | None = None
    duties: list[Duty]


class GapSummary(Answer):
    """How many rows a place's tables adopt, change, add or lack."""

    adopt: Count
    adapt: Count
    tighten: Count
    weaken: Count
    add: Count
    not_applicable: Count = Field(alias="not-applicable")
    incomparable: Count
    undecided: Count
    missing: Count


class GapRow(Answer):
    """A row of a local table, or a national item that it lacks."""

    item: ItemKey | None
    slug: str
    number: int | None
    label: str
    action: codes.LocalEffect | Literal["missing"]
    facets: list[Facet]
    reason: str | None
    note: str | None
    source: Iri


class StaleBasis(Answer):
    """A basis of a local row that is no longer in force."""

    item: ItemKey | None
    slug: str
    number: int | None
    law: str
    title: str
    status: codes.LegalStatus
    replaced_by: str | None


class Gap(Answer):
    """A place's own tables against the national ones."""

    place: Code
    name: str
    text: str | None
    catalogues: list[LocalCatalogue]
    summary: GapSummary
    by_column: dict[str, dict[str, int]]
    rows: list[GapRow]
    stale: list[StaleBasis]
