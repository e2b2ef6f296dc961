"""Figures of the data: per domain, items, attested, unattested, laws, sources.

Owns: counting over the model. Must not: print (`command.stats`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from catalog_graph.model.codes import Level, ReviewStatus
from catalog_graph.model.origin_codes import RowOrigin, RowsKnown
from catalog_graph.model.values import Catalogue, Dataset, Item
from catalog_graph.origins.cells import cells_of


@dataclass(frozen=True, slots=True)
class DomainFigures:
    """Figures of one domain, or of all together."""

    number: str
    slug: str
    label: str
    official_rows: int | None
    items: int
    attested: int
    unattested: int
    attestations: int
    disagreements: int
    laws: int
    sources: int
    county: int
    township: int
    village: int
    official_rows_kind: str | None
    official_rows_reason: str | None
    standard_rows: int
    standard_attested: int
    standard_attested_twice: int
    statute_rows: int
    seen: int
    carried: int
    statute: int
    local: int
    unseen: int


def domain_figures(dataset: Dataset) -> list[DomainFigures]:
    """One row per catalogue, in official order."""
    return [_of_catalogue(catalogue) for catalogue in dataset.catalogues.values()]


def total(dataset: Dataset) -> DomainFigures:
    """All domains together; a law or source used in several counts once."""
    known = [catalogue.official_rows for catalogue in dataset.catalogues.values()]
    official = sum(rows for rows in known if rows) if all(known) else None
    return _figures(("", "", "合计"), official, None, None, dataset.items())


def _of_catalogue(catalogue: Catalogue) -> DomainFigures:
    name = (catalogue.number, catalogue.slug, catalogue.label)
    kind, reason = catalogue.official_rows_kind.value, catalogue.official_rows_reason
    return _figures(name, catalogue.official_rows, kind, reason, catalogue.items)


def _figures(
    name: tuple[str, str, str], official: int | None, kind: str | None, reason: str | None, items: Sequence[Item]
) -> DomainFigures:
    seen = [attestation for item in items for attestation in item.attestations]
    attested = sum(item.review_status is ReviewStatus.ATTESTED for item in items)
    standard = [item for item in items if item.row_origin is RowOrigin.STANDARD]
    origins = Counter(origin.value for item in items for origin in cells_of(item).origin.values())
    return DomainFigures(
        *name,
        official_rows=official,
        items=len(items),
        attested=attested,
        unattested=len(items) - attested,
        attestations=len(seen),
        disagreements=sum(len(attestation.differs) for attestation in seen),
        laws=len({cited.law for item in items for cited in item.citations or item.basis}),
        sources=len({attestation.source for attestation in seen}),
        county=_at(items, Level.COUNTY),
        township=_at(items, Level.TOWNSHIP),
        village=_at(items, Level.VILLAGE),
        official_rows_kind=kind,
        official_rows_reason=reason,
        standard_rows=len(standard),
        standard_attested=sum(len(item.attestations) > 0 for item in standard),
        standard_attested_twice=sum(len(item.attestations) > 1 for item in standard),
        statute_rows=sum(item.row_origin is RowOrigin.STATUTE for item in items),
        seen=origins["seen"],
        carried=origins["carried"],
        statute=origins["statute"],
        local=origins["local"],
        unseen=origins["unseen"],
    )


def _at(items: Sequence[Item], level: Level) -> int:
    return sum(level in item.levels for item in items)


def rows_words(figures: DomainFigures) -> str:
    """How many rows the national table has, as far as is known: 40, ≥34, or 未知.

    >>> from catalog_graph.tables.load import load_dataset
    >>> {rows_words(each)[:1] for each in domain_figures(load_dataset())} <= set("≥未123456789")
    True
    """
    if figures.official_rows is None:
        return RowsKnown.UNKNOWN.label
    return ("≥" if figures.official_rows_kind == RowsKnown.AT_LEAST else "") + str(figures.official_rows)
