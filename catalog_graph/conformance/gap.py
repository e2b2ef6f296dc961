"""The gap: what a place's own tables do to the national ones, row by row, and what they lack.

Owns: which national items of its level a place's table leaves out, what it adds, and bases out of force.
Must not: compare cells (`local.facets`), or write a document (`gap_json`, `gap_sheet`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalog_graph.duties.resolve import applies
from catalog_graph.errors import NotADutyLevel
from catalog_graph.local.facets import Facet, effect, facets
from catalog_graph.model.codes import DUTY_LEVELS, LegalStatus, LocalEffect, Observed
from catalog_graph.model.local import LocalCatalogue, LocalRow
from catalog_graph.model.values import Dataset, Item, Law
from catalog_graph.places.bodies import Place

MISSING = "missing"
ACTIONS = (*(code.value for code in LocalEffect), MISSING)
NONE_KNOWN = "这里的本级目录未见，无从比较；按国家标准目录执行"
_STALE = {LegalStatus.REPEALED, LegalStatus.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class GapRow:
    """One row of the comparison: the national item or None for an addition, the local row or None where it has none.

    `action` is one of `ACTIONS`; an item that a partly seen table does not show is undecided, not missing.
    """

    catalogue: LocalCatalogue
    item: Item | None
    row: LocalRow | None
    action: str
    facets: tuple[Facet, ...]

    @property
    def label(self) -> str:
        """What the row is called in the national table, else in the local one."""
        return self.item.label if self.item else (self.row.label or "" if self.row else "")


@dataclass(frozen=True, slots=True)
class StaleBasis:
    """A basis out of force that a local row cites, and the law that replaced it, if any."""

    catalogue: LocalCatalogue
    row: LocalRow
    law: Law


@dataclass(frozen=True, slots=True)
class Gap:
    """A place's own tables against the nation's."""

    place: Place
    catalogues: tuple[LocalCatalogue, ...]
    rows: tuple[GapRow, ...]
    stale: tuple[StaleBasis, ...]

    def summary(self) -> dict[str, int]:
        """How many rows of each action."""
        counted = Counter(row.action for row in self.rows)
        return {action: counted[action] for action in ACTIONS}

    @property
    def has_findings(self) -> bool:
        """Whether something is weaker than the nation asks, or lacks."""
        return any(row.action in {LocalEffect.WEAKEN, MISSING} for row in self.rows)


def gap(dataset: Dataset, place: Place, on: date) -> Gap:
    """The gap of a place on a day; without a local catalogue it has no rows.

    Raises NotADutyLevel for a province or prefecture.
    """
    if place.level not in DUTY_LEVELS:
        raise NotADutyLevel(f"{place.division.name}是{place.level.label}行政区划，公开义务从县级开始")
    own = dataset.local.get(place.division.code, ())
    rows = tuple(row for local in own for row in _rows(dataset, local, place, on))
    stale = tuple(each for local in own for each in _stale(dataset, local))
    return Gap(place, own, rows, stale)


def _rows(dataset: Dataset, local: LocalCatalogue, place: Place, on: date) -> Iterator[GapRow]:
    """National items in official order, those of other levels where the table has them, then additions."""
    items = dataset.catalogues[local.slug].items if local.slug in dataset.catalogues else ()
    for item in items:
        row = local.by_item.get(item.key)
        if row:
            compared = () if row.not_applicable else facets(item, row)
            yield GapRow(local, item, row, effect(item, row).value, compared)
        elif applies(item, place.level, place.division.village_kind) and item.in_force(on):
            action = MISSING if local.observed is Observed.FULL else LocalEffect.UNDECIDED.value
            yield GapRow(local, item, None, action, ())
    for row in local.rows:
        if row.item is None:
            yield GapRow(local, None, row, LocalEffect.ADD.value, ())


def _stale(dataset: Dataset, local: LocalCatalogue) -> Iterator[StaleBasis]:
    for row in local.rows:
        for law in dict.fromkeys(cited.law for cited in row.citations if cited.law):
            if dataset.laws[law].status in _STALE:
                yield StaleBasis(local, row, dataset.laws[law])


def of_action(rows: Sequence[GapRow], action: str) -> list[GapRow]:
    """The rows of one action."""
    return [row for row in rows if row.action == action]


def narrowed(gap: Gap, action: str = "", slug: str = "") -> Gap:
    """The rows of one action, and the tables of one domain; "" asks for all."""
    return replace(
        gap,
        catalogues=tuple(each for each in gap.catalogues if slug in ("", each.slug)),
        rows=tuple(row for row in gap.rows if action in ("", row.action) and slug in ("", row.catalogue.slug)),
        stale=tuple(each for each in gap.stale if slug in ("", each.catalogue.slug)),
    )
