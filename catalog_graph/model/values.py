"""The catalogue model: what the tables say, as values.

Owns: the frozen dataclasses that everything else passes around.
Must not: read, write or compute; a value here is what one row of a table means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from catalog_graph.model.articles import Articles
from catalog_graph.model.codes import (
    COLUMNS,
    AttestationKind,
    Audience,
    LegalKind,
    LegalStatus,
    Level,
    Method,
    NoItemReason,
    ReviewStatus,
    VillageKind,
)
from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.origin_codes import InformationKind, RowOrigin, RowsKnown
from catalog_graph.model.statute import Matter, StatuteBasis, StatuteCell
from catalog_graph.model.time_limit import TimeLimitCell

_YEAR = re.compile(r"〔(\d{4})〕")


GENERAL = "general-disclosure"
"""The catalogue of what every office must publish, beside its domains; a data set may lack it."""


@dataclass(frozen=True, slots=True)
class Law:
    """A legal resource (公开依据): one law or document, cited from any number of items."""

    id: str
    title: str
    short_titles: tuple[str, ...] = ()
    document_number: str | None = None
    issuer: str | None = None
    kind: LegalKind = LegalKind.OTHER
    issued: str | None = None
    status: LegalStatus = LegalStatus.UNKNOWN
    status_source: str | None = None
    replaced_by: str | None = None
    articles: Articles | None = None

    @property
    def citation(self) -> str:
        """As an office cites it: 《title》（document number）."""
        return f"《{self.title}》" + (f"（{self.document_number}）" if self.document_number else "")


@dataclass(frozen=True, slots=True)
class Role:
    """A subject (公开主体) as a role; `name_template` names its body in a place, e.g. "{county}民政局"."""

    id: str
    label: str
    level: Level
    name_template: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A published catalogue or page in which items were seen; a mirror's url is not shown as a link."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    division: str | None
    level: Level | None
    date: str | None
    mirror: bool
    partial: bool


@dataclass(frozen=True, slots=True)
class Attestation:
    """One item seen in one source: the columns that agree, and the words of those that differ.

    `partial` are the columns of `agrees` of which only a part of the cell could be read.
    """

    item: int
    source: str
    kind: AttestationKind
    agrees: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    differs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A citation of an item: law id, and the article if given (第二十条)."""

    law: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A disclosure item (公开事项): one row of a catalogue, the unit of duty.

    What stands in `basis`, `statutes` and `matter` is the law's beside the table, never a cell of it; `statutes` has
    what is said of this item before what is said of all.
    `place` is None but for an item that only a local catalogue has: then the code of its place.
    """

    catalogue: str
    number: int
    position: int
    group: str
    label: str
    content: tuple[str, ...]
    citations: tuple[CitedClause, ...]
    information_kind: tuple[InformationKind, ...]
    time_limit: TimeLimitCell | None
    subjects: tuple[str, ...]
    required_channels: tuple[str, ...]
    optional_channels: tuple[str, ...]
    audience: tuple[Audience, ...]
    audience_group: str | None
    method: tuple[Method, ...]
    levels: tuple[Level, ...]
    village_kind: VillageKind | None
    valid_from: date | None
    valid_to: date | None
    replaced_by: int | None
    row_origin: RowOrigin
    note: str | None
    attestations: tuple[Attestation, ...] = ()
    basis: tuple[StatuteBasis, ...] = ()
    statutes: tuple[StatuteCell, ...] = ()
    matter: Matter | None = None
    place: str | None = None

    def __hash__(self) -> int:
        return hash((self.catalogue, self.number, self.place))  # equal items have one key; all cells would take long

    @property
    def key(self) -> str:
        """Identity within the whole: "social-assistance/11", of a local addition "440303/social-assistance/3"."""
        return f"{self.place}/{self.catalogue}/{self.number}" if self.place else f"{self.catalogue}/{self.number}"

    @property
    def review_status(self) -> ReviewStatus:
        """Attested if seen in at least one source."""
        return ReviewStatus.ATTESTED if self.attestations else ReviewStatus.UNATTESTED

    @property
    def carried(self) -> tuple[str, ...]:
        """Columns whose filled cell no source shows: from the table's other rows, or from the national standard."""
        shown = {column for attestation in self.attestations for column in attestation.agrees}
        return tuple(column for column in COLUMNS if getattr(self, column) and column not in shown)

    def in_force(self, on: date) -> bool:
        """Whether the item stands in the catalogue on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A standard catalogue (标准目录): the table of one domain in its latest edition, with its items in order."""

    number: str
    slug: str
    label: str
    title: str | None
    issuing_body: str | None
    document_number: str | None
    issued: str | None
    edition: str | None
    pilot: bool
    official_rows: int | None
    official_rows_kind: RowsKnown
    official_rows_reason: str | None
    seen_in: Mapping[str, str]
    note: str | None
    items: tuple[Item, ...] = ()

    @property
    def edition_year(self) -> str | None:
        """The year issued, else that in the document number; None where neither was seen."""
        numbered = _YEAR.search(self.document_number or "")
        return (self.issued or "")[:4] or (numbered[1] if numbered else None)

    @property
    def edition_key(self) -> str:
        """Names the edition among those of its series: its year, or "undated"."""
        return self.edition_year or "undated"


def local_domain(local: LocalCatalogue) -> Catalogue:
    """The domain of a local catalogue that only its place has, as a catalogue without national items."""
    return Catalogue(
        number="",
        slug=local.slug,
        label=local.label or local.slug,
        title=local.title,
        issuing_body=local.approver,
        document_number=None,
        issued=local.edition,
        edition=local.edition,
        pilot=False,
        official_rows=None,
        official_rows_kind=RowsKnown.UNKNOWN,
        official_rows_reason=None,
        seen_in={},
        note=local.note,
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of law that itself imposes publication: the items that carry it, or why none does."""

    id: str
    law: str
    article: str
    duty: str
    publisher: str
    levels: tuple[Level, ...]
    items: tuple[str, ...]
    no_item_because: str | None
    source: str

    @property
    def no_item_reason(self) -> NoItemReason | None:
        """The code of the reason why no item carries it."""
        code = (self.no_item_because or "").partition("：")[0]
        return NoItemReason(code) if code else None  # type: ignore[call-arg]

    @property
    def no_item_words(self) -> str | None:
        """The words after the code."""
        return (self.no_item_because or "").partition("：")[2] or None


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything the tables say, joined and checked."""

    catalogues: Mapping[str, Catalogue]
    laws: Mapping[str, Law]
    roles: Mapping[str, Role]
    sources: Mapping[str, Source]
    clauses: tuple[Clause, ...] = ()
    local: Mapping[str, tuple[LocalCatalogue, ...]] = field(default_factory=dict)

    def catalogue(self, slug: str, place: str | None = None) -> Catalogue:
        """The catalogue of a domain; of one that only a place has, a catalogue without national items."""
        if slug in self.catalogues:
            return self.catalogues[slug]
        local = next(each for each in self.local.get(place or "", ()) if each.slug == slug)
        return local_domain(local)

    def local_catalogues(self) -> tuple[LocalCatalogue, ...]:
        """All local catalogues, by place."""
        return tuple(each for of_place in self.local.values() for each in of_place)

    def items(self) -> tuple[Item, ...]:
        """All items, in the order of domains and positions."""
        return tuple(item for catalogue in self.catalogues.values() for item in catalogue.items)
