"""Figures of the data: per domain, items, attested, unattested, laws, sources.

Owns: counting over the model. Must not: print (`command.stats`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog_graph.model.codes import Level, ReviewStatus
from catalog_graph.model.values import Dataset, Item


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


def domain_figures(dataset: Dataset) -> list[DomainFigures]:
    """One row per catalogue, in official order."""
    return [_figures(c.number, c.slug, c.label, c.official_rows, c.items) for c in dataset.catalogues.values()]


def total(dataset: Dataset) -> DomainFigures:
    """All domains together; a law or source used in several counts once."""
    known = [catalogue.official_rows for catalogue in dataset.catalogues.values()]
    official = sum(rows for rows in known if rows) if all(known) else None
    return _figures("", "", "合计", official, dataset.items())


def _figures(number: str, slug: str, label: str, official: int | None, items: Sequence[Item]) -> DomainFigures:
    attested = sum(item.review_status is ReviewStatus.ATTESTED for item in items)
    seen = [attestation for item in items for attestation in item.attestations]
    return DomainFigures(
        number,
        slug,
        label,
        official,
        len(items),
        attested,
        len(items) - attested,
        len(seen),
        sum(len(attestation.differs) for attestation in seen),
        len({cited.law for item in items for cited in item.citations}),
        len({attestation.source for attestation in seen}),
        *(sum(level in item.levels for item in items) for level in (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)),
    )
