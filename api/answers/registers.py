"""Answers about laws, subjects and sources.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from api.answers.base import Answer, Count, Iri, ItemKey
from api.answers.catalogues import Source
from api.answers.cells import ItemHead
from catalog_graph.model import codes


class Articles(Answer):
    """How many articles a law has; of each that has any, how many points each of its paragraphs has."""

    version: str
    count: Count
    details: dict[str, list[int]]


class Law(Answer):
    """A legal resource."""

    id: str
    iri: Iri
    title: str
    short_titles: list[str]
    document_number: str | None
    issuer: str | None
    kind: codes.LegalKind
    issued: str | None
    status: codes.LegalStatus
    status_source: str | None
    replaced_by: str | None
    articles: Articles | None


class CountedLaw(Law):
    """A legal resource, and how many items rest on it."""

    items: Count


class LawList(Answer):
    """All legal resources, the most cited first."""

    count: Count
    stale_items: Count
    laws: list[CountedLaw]


class ImposingClause(Answer):
    """A clause that itself orders publication: the items that carry it, or why none does."""

    id: str
    article: str
    duty: str
    publisher: str
    levels: list[codes.Level]
    items: list[ItemKey]
    no_item_because: str | None
    source: str | None


class ItemOnLaw(ItemHead):
    """An item that rests on a law, by which of its articles."""

    articles: list[str]


class Reach(Answer):
    """How many places of a kind an item reaches."""

    level: codes.Level
    village_kind: codes.VillageKind | None
    items: Count
    places: Count
    duties: Count


class TouchedItem(Answer):
    """An item that hangs on a law: how, and what other bases in force it has."""

    item: ItemKey
    slug: str
    domain: str
    group: str
    label: str
    via: Literal["direct", "clause", "former", "later"]
    law: str
    articles: list[str]
    clauses: list[str]
    remaining: list[str]


class Impact(Answer):
    """What a change of the law would reach."""

    law: str
    former: list[str]
    later: list[str]
    count: Count
    without_other_basis: Count
    by_via: dict[str, int]
    by_domain: dict[str, int]
    by_level: dict[str, int]
    by_method: dict[str, int]
    places: list[Reach]
    items: list[TouchedItem]


class LawDetail(Law):
    """A legal resource: its successor, its clauses, the items on it, its impact."""

    successor: Law | None
    clauses: list[ImposingClause]
    items: list[ItemOnLaw]
    impact: Impact


class Role(Answer):
    """A subject, and the name that its body has in a place by default."""

    id: str
    iri: Iri
    label: str
    level: codes.Level
    name_template: str | None


class CountedRole(Role):
    """A subject, and how many items it must publish."""

    items: Count


class RoleList(Answer):
    """All subjects."""

    count: Count
    roles: list[CountedRole]


class RoleDetail(Role):
    """A subject with the items it must publish."""

    items: list[ItemHead]


class SourceRecord(Source):
    """A source with its identifier."""

    iri: Iri


class CountedSource(SourceRecord):
    """A source, and how many items were seen in it."""

    items: Count


class SourceList(Answer):
    """The published catalogues and pages in which items were seen."""

    count: Count
    sources: list[CountedSource]


class ItemInSource(ItemHead):
    """An item seen in a source."""

    attestation: Iri
    kind: codes.AttestationKind
    agrees: list[str]
    differs: dict[str, str]


class SourceDetail(SourceRecord):
    """A source with the items seen in it."""

    items: list[ItemInSource]
