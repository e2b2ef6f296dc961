"""Local catalogues (本级目录): what one place publishes on top of the national tables, as values.

Owns: a local catalogue, its rows, and how much of each cell was seen.
Must not: compare a row with the national one (`local`), or read tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from catalog_graph.model.codes import Audience, Level, Method, NotApplicable, Observed
from catalog_graph.model.iris import thing
from catalog_graph.model.time_limit import TimeLimitCell

# Columns that share a cell of the official table with another: seen as far as that one was.
SHARED_CELLS = {"audience_group": "audience", "optional_channels": "required_channels", "bodies": "subjects"}


@dataclass(frozen=True, slots=True)
class LocalCitation:
    """A basis as a local row quotes it: the law, None where it is in no register, and the words where they were kept.

    `title` and `number` are those of the words, None where the row names the law by its id.
    """

    law: str | None
    article: str | None = None
    title: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class LocalRow:
    """One row of a local catalogue.

    `item` is the key of the national item it is about, None for an addition. `bodies` are names as printed. `observed`
    has the columns that were visible at all; a cell of any other is unknown, and an empty cell never means no.
    `reviews` are the steps that the place asks for before the item is published (发布前审查), in their order.
    """

    number: int
    item: str | None
    group: str | None
    label: str | None
    content: tuple[str, ...]
    citations: tuple[LocalCitation, ...]
    time_limit: TimeLimitCell | None
    subjects: tuple[str, ...]
    bodies: tuple[str, ...]
    required_channels: tuple[str, ...]
    optional_channels: tuple[str, ...]
    audience: tuple[Audience, ...]
    audience_group: str | None
    method: tuple[Method, ...]
    levels: tuple[Level, ...]
    observed: Mapping[str, Observed]
    not_applicable: NotApplicable | None
    reason: str | None
    approver: str | None
    decided: date | None
    review_on: date | None
    reviews: tuple[str, ...]
    note: str | None

    def seen(self, column: str) -> Observed:
        """How much of a column's cell was visible."""
        return self.observed.get(column) or self.observed.get(SHARED_CELLS.get(column, ""), Observed.NOT_VISIBLE)

    def exempts(self, on: date) -> bool:
        """Whether the row takes the item from the place's duties on a day: decided, and its review not overdue."""
        if self.not_applicable is None or (self.decided is not None and on < self.decided):
            return False
        return self.review_on is None or on <= self.review_on


class LocalKey(NamedTuple):
    """Names a local catalogue: the code of its place and the slug of its domain."""

    place: str
    slug: str


@dataclass(frozen=True, slots=True)
class LocalCatalogue:
    """The local catalogue of one domain in one place.

    `label` is the Chinese name of a domain that only the place has ("26+1"), None where the domain is a national one.
    `edition` is a year or a date as far as seen. `observed` says whether the whole table was seen. `by_item` has its
    rows by the key of the national item they are about. `reviews` are the steps before anything of the domain is
    published; those of the general catalogue are asked for whatever the place publishes.
    """

    place: str
    slug: str
    label: str | None
    edition: str | None
    title: str | None
    approver: str | None
    source: str | None
    mirror: bool
    observed: Observed
    note: str | None
    reviews: tuple[str, ...] = ()
    rows: tuple[LocalRow, ...] = ()
    by_item: Mapping[str, LocalRow] = field(default_factory=dict)

    @property
    def key(self) -> LocalKey:
        """Place and domain."""
        return LocalKey(self.place, self.slug)

    @property
    def iri(self) -> str:
        """Its identifier, which is also the name of its graph."""
        return thing("local-catalogue", self.place, self.slug)

    def bound(self, on: date) -> bool:
        """Whether its edition was out on a day; one whose date was not seen binds on any.

        >>> catalogue = LocalCatalogue("440303", "x", None, "2022", None, None, "s", False, Observed.FULL, None)
        >>> catalogue.bound(date(2021, 12, 31)), catalogue.bound(date(2022, 1, 1))
        (False, True)
        """
        return self.edition is None or on.isoformat()[: len(self.edition)] >= self.edition
