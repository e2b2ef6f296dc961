"""Answers about catalogues and items.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from pydantic import Field

from api.answers.base import Answer, Code, Count, Day, Iri, Positive, Sha256
from api.answers.cells import CitedLaw, ItemCells
from api.answers.places import Notice
from catalog_graph.model import codes, origin_codes


class DomainFigures(Answer):
    """A domain and its figures; the sum over all has neither number nor slug."""

    number: str
    slug: str
    label: str
    official_rows: int | None
    items: Count
    attested: Count
    unattested: Count
    attestations: Count
    disagreements: Count
    laws: Count
    sources: Count
    county: Count
    township: Count
    village: Count
    official_rows_kind: origin_codes.RowsKnown | None
    official_rows_reason: str | None
    standard_rows: Count
    standard_attested: Count
    standard_attested_twice: Count
    statute_rows: Count
    seen: Count
    carried: Count
    statute: Count
    local: Count
    unseen: Count


class CatalogueFigures(DomainFigures):
    """A catalogue in the list of all."""

    iri: Iri
    pilot: bool


class CatalogueList(Answer):
    """All catalogues with their figures."""

    count: Count
    catalogues: list[CatalogueFigures]
    total: DomainFigures


class Group(Answer):
    """A first-level heading."""

    number: Positive
    iri: Iri
    label: str


class RoleName(Answer):
    """A subject by its role."""

    role: str
    label: str


class StatuteCell(Answer):
    """What the law says for an empty cell, or (`beside`) another time limit than the table shows."""

    id: str
    column: str
    text: str
    beside: bool
    general: bool
    level: codes.Level | None
    village_kind: codes.VillageKind | None
    method: codes.Method | None
    by: CitedLaw
    source: str | None
    sha256: Sha256 | None
    note: str | None


class SeenIn(Answer):
    """A source in which an item was seen: the columns that agree, those shown in part, and the words that differ."""

    source: str
    kind: codes.AttestationKind
    agrees: list[str]
    partial: list[str]
    differs: dict[str, str]


class Item(ItemCells):
    """An item, without a place: its subjects are roles."""

    subjects: list[RoleName]
    statutes: list[StatuteCell]
    carried: list[str]
    note: str | None
    seen_in: list[SeenIn]


class Source(Answer):
    """A published source; the address of a mirror is not given."""

    id: str
    title: str | None
    publisher: str | None
    division: Code | None
    level: codes.Level | None
    date: str | None
    mirror: bool
    partial: bool
    url: str | None


class ItemDetail(Item):
    """An item with its sources."""

    sources: list[Source]
    on: Day | None = Field(default=None, description="请求带了 on 才有")
    notice: Notice | None = None


class Catalogue(Answer):
    """A catalogue with all its items in official order."""

    number: str
    slug: str
    iri: Iri
    label: str
    title: str
    issuing_body: str | None
    document_number: str | None
    issued: str | None
    pilot: bool
    official_rows: int | None
    official_rows_reason: str | None
    official_rows_kind: origin_codes.RowsKnown
    seen_in: dict[str, str] = Field(description="各项题录见于哪个地址")
    note: str | None
    count: Count
    groups: list[Group]
    items: list[Item]
    on: Day | None = Field(default=None, description="请求带了 on 才有")
    notice: Notice | None = None


class Edition(Catalogue):
    """One edition of a catalogue: `iri` names the edition, `series` the catalogue."""

    series: Iri
    edition: str
