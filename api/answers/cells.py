"""The cells of an item as answers have them: basis, limits, channels, audience, origins.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.base import Answer, Count, Day, Iri, ItemKey
from catalog_graph.model import codes, origin_codes


class Domain(Answer):
    """Of which domain an item is."""

    number: str
    slug: str
    label: str


class ItemHead(Answer):
    """Which item it is."""

    item: ItemKey
    iri: Iri
    number: Count
    domain: Domain
    group: str
    label: str


class CitedLaw(Answer):
    """A law as the basis of something, with the article where that is known."""

    id: str
    title: str
    document_number: str | None
    article: str | None
    status: codes.LegalStatus
    version: str | None = Field(default=None, description="所读文本的版本（日期）")


class LegalBasis(CitedLaw):
    """A basis of an item, with where that was seen; one from statute has its grade."""

    origin: origin_codes.Origin
    grade: origin_codes.BasisGrade | None = None
    source: str | None = None


class Limit(Answer):
    """A time limit as structure; its words stand beside it."""

    text: str
    kind: codes.LimitKind
    amount: int | None
    unit: codes.Unit | None
    trigger: codes.Trigger | None
    applies_to: str | None
    stage: str | None = None
    period: codes.Period | None = None
    day: int | Literal["last"] | None = None
    month: int | None = None
    month_of_period: int | None = None
    window: codes.Window | None = None
    year: int | None = None
    minimum: bool | None = None


class ItemLimit(Limit):
    """A time limit of an item, with where it was seen; one from statute has its law."""

    origin: origin_codes.Origin
    by: CitedLaw | None = None


class Channel(Answer):
    """A channel."""

    id: str
    label: str


class Channels(Answer):
    """Channels by the box of the table, and those that a law names where the table shows none."""

    required: list[Channel]
    optional: list[Channel]
    statutory: list[Channel]


class AudienceCell(Answer):
    """To whom."""

    id: codes.Audience
    group: str | None


class Origins(Answer):
    """Where each column is from."""

    content: origin_codes.Origin
    legal_basis: origin_codes.Origin
    time_limits: origin_codes.Origin
    subjects: origin_codes.Origin
    channels: origin_codes.Origin
    audience: origin_codes.Origin
    method: origin_codes.Origin
    levels: origin_codes.Origin


class Matter(Answer):
    """What became of the matter of an item since its edition."""

    status: origin_codes.MatterStatus
    checked: Day
    now_called: str | None
    by: CitedLaw | None
    since: str | None
    note: str | None


class ItemCells(ItemHead):
    """An item with all its cells but the subjects."""

    content: list[str]
    legal_basis: list[LegalBasis]
    time_limits: list[ItemLimit]
    time_limit_text: str | None
    saving_clause: bool
    channels: Channels
    audience: AudienceCell | None
    audiences: list[codes.Audience]
    method: codes.Method | None
    methods: list[codes.Method]
    levels: list[codes.Level]
    village_kind: codes.VillageKind | None
    information_kind: list[origin_codes.InformationKind]
    review_status: codes.ReviewStatus
    attestations: Count
    row_origin: origin_codes.RowOrigin
    origin: Origins
    unseen: dict[str, str] = Field(description="未见的栏和原因")
    matter: Matter | None
