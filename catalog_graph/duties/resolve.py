"""Duties (公开义务): which items a place must publish, and why.

Owns: the rules of resolution, each of which leaves its reason in `because`.
Must not: materialise duties per place, read files, or format answers (`as_json` does).

Steps: 1 national items whose level includes the place's level and whose village kind, if any,
is the place's; 2 local catalogues (not yet in the data; `because` has room for their reasons);
3 the subject resolved to a body by its default name, else the role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from catalog_graph.duties.filters import Standpoint, Wanted, tests_of
from catalog_graph.duties.reasons import Reason, because
from catalog_graph.errors import NotADutyLevel, UnknownCatalogue
from catalog_graph.model.codes import DUTY_LEVELS, Level, VillageKind
from catalog_graph.model.values import Catalogue, Dataset, Item, Role
from catalog_graph.origins.cells import Cells, cells_of
from catalog_graph.places.bodies import Place, body_name, names

_OTHER_COMMITTEE = {VillageKind.RESIDENTS: "village-committee", VillageKind.VILLAGERS: "residents-committee"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A role resolved for a place: the name of its body, None where no name is known."""

    role: Role
    body: str | None

    @property
    def body_source(self) -> str:
        """ "default" for a name made from the template, "unresolved" where there is none."""
        return "default" if self.body else "unresolved"


@dataclass(frozen=True, slots=True)
class Duty:
    """One item that a place must publish."""

    item: Item
    subjects: tuple[Subject, ...]
    cells: Cells
    because: tuple[Reason, ...]


def applicable(dataset: Dataset, place: Place, on: date, wanted: Wanted | None = None) -> tuple[Item, ...]:
    """Items the place must publish on a day, in official order; `wanted` filters them, None does not.

    Raises NotADutyLevel for a province or prefecture, UnknownCatalogue or BadParameter for a bad filter.
    """
    if place.level not in DUTY_LEVELS:
        raise NotADutyLevel(f"{place.division.name}是{place.level.label}行政区划，公开义务从县级开始")
    kind = place.division.village_kind
    chosen = _selection(dataset, wanted or Wanted(), Standpoint(place.level, kind))
    return tuple(item for item in chosen if applies(item, place.level, kind) and item.in_force(on))


def resolve(dataset: Dataset, place: Place, on: date, wanted: Wanted | None = None) -> tuple[Duty, ...]:
    """Duties of a place on a day. Raises as `applicable` does."""
    filled = names(place)
    return tuple(duty(dataset, item, place, filled) for item in applicable(dataset, place, on, wanted))


def duty(dataset: Dataset, item: Item, place: Place, filled: Mapping[str, str]) -> Duty:
    """One item as a duty of the place; `filled` holds the names for the templates."""
    kind = place.division.village_kind
    cells = cells_of(item, place.level, kind)
    roles = roles_for(item.subjects or cells.said("subjects"), dataset.roles, place.level, kind)
    subjects = tuple(Subject(role, body_name(role, dict(filled))) for role in roles)
    return Duty(item, subjects, cells, because(dataset, item, place.level, cells))


def roles_for(
    subjects: Iterable[str], roles: Mapping[str, Role], level: Level, kind: VillageKind | None
) -> tuple[Role, ...]:
    """The subjects that answer at a level: those of the level itself, else all that are named.

    `subjects` are ids, `roles` all roles by id; `kind` is that of a village, None above village level.
    """
    named = tuple(roles[role] for role in subjects)
    other = _OTHER_COMMITTEE.get(kind) if kind else None
    own = tuple(role for role in named if role.level is level and role.id != other)
    return own or named


def applies(item: Item, level: Level, kind: VillageKind | None) -> bool:
    """Whether an item applies at a level, in a village of a kind; one limited to a kind applies to it alone."""
    return level in item.levels and (level is not Level.VILLAGE or item.village_kind in {None, kind})


def _selection(dataset: Dataset, wanted: Wanted, here: Standpoint) -> Iterable[Item]:
    """Items that pass the filters, over all domains or one."""
    tests = tests_of(wanted, here)
    items = catalogue_of(dataset, wanted.domain).items if wanted.domain else dataset.items()
    return (item for item in items if all(test(item) for test in tests))


def catalogue_of(dataset: Dataset, domain: str) -> Catalogue:
    """A catalogue by slug, number or Chinese label. Raises UnknownCatalogue."""
    for catalogue in dataset.catalogues.values():
        if domain in {catalogue.slug, catalogue.number, catalogue.label}:
            return catalogue
    raise UnknownCatalogue(f"没有领域“{domain[:40]}”")
