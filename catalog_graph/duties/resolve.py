"""Duties (公开义务): which items a place must publish, and why.

Owns: the rules of resolution, each of which leaves its reason in `because`.
Must not: materialise duties per place, read files, or format answers (`as_json` does).

Steps: 1 national items whose level includes the place's level and whose village kind, if any,
is the place's; 2 local catalogues from above down to the place (`local_rules`): the stricter cell binds, items are
added or declared not applicable; 3 the subject resolved to the body that the nearest local row names, else to one by
its default name, else the role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalog_graph.duties import local_rules
from catalog_graph.duties.filters import VALUES, Standpoint, Wanted, coded, tests_of
from catalog_graph.duties.reasons import Reason, because
from catalog_graph.duties.whose import is_own, own_first, whose
from catalog_graph.errors import NotADutyLevel, UnknownCatalogue
from catalog_graph.local.binding import Statement
from catalog_graph.model.codes import DUTY_LEVELS, Level, VillageKind, Whose
from catalog_graph.model.values import Catalogue, Dataset, Item, Role
from catalog_graph.origins.cells import Cells, cells_of
from catalog_graph.places.bodies import Place, body_name, names


@dataclass(frozen=True, slots=True)
class Subject:
    """A role resolved for a place: the name of its body, None where no name is known.

    It is `local` where a local row names it.
    """

    role: Role
    body: str | None
    local: bool = False

    @property
    def body_source(self) -> str:
        """ "local" for a name of a local row, "default" for one made from the template, "unresolved" for none."""
        return "local" if self.local else "default" if self.body else "unresolved"


@dataclass(frozen=True, slots=True)
class Duty:
    """One item that a place must publish, with the stricter cells of its local catalogues.

    `local` is what these say of it, `local_columns` the columns whose cell is theirs.
    """

    item: Item
    subjects: tuple[Subject, ...]
    cells: Cells
    because: tuple[Reason, ...]
    whose: Whose
    local: tuple[Statement, ...] = ()
    local_columns: tuple[str, ...] = ()


def applicable(dataset: Dataset, place: Place, on: date, wanted: Wanted | None = None) -> tuple[Item, ...]:
    """Items the place must publish on a day, in official order; `wanted` filters them, None does not.

    Raises NotADutyLevel for a province or prefecture, UnknownCatalogue or BadParameter for a bad filter.
    """
    if place.level not in DUTY_LEVELS:
        raise NotADutyLevel(f"{place.division.name}是{place.level.label}行政区划，公开义务从县级开始")
    kind = place.division.village_kind
    here = Standpoint(place.level, kind)
    tests = tests_of(wanted or Wanted(), here)
    if wanted and wanted.subject:
        asked = roles_named(dataset, place, wanted.subject)
        tests.append(lambda item: not asked.isdisjoint(VALUES["subject"](item, here)))
    slug = _slug(dataset, place, wanted.domain) if wanted and wanted.domain else None
    share = coded(Whose, wanted.whose, "whose") if wanted else None
    return tuple(
        item
        for item in local_rules.bound_items(dataset, place, on, slug)
        if (item.place or applies(item, place.level, kind)) and item.in_force(on) and all(test(item) for test in tests)
        if share is None or whose_of(dataset, item, place, on) is share
    )


def resolve(dataset: Dataset, place: Place, on: date, wanted: Wanted | None = None) -> tuple[Duty, ...]:
    """Duties of a place on a day. Raises as `applicable` does."""
    filled = names(place)
    return tuple(duty(dataset, item, place, filled, on) for item in applicable(dataset, place, on, wanted))


def duty(dataset: Dataset, item: Item, place: Place, filled: Mapping[str, str], on: date) -> Duty:
    """One item of `applicable` as a duty of the place; `filled` holds the names for the templates."""
    kind = place.division.village_kind
    cells = cells_of(item, place.level, kind)
    roles = roles_for(item.subjects or cells.said("subjects"), dataset.roles, place.level, kind)
    subjects = tuple(Subject(role, body_name(role, dict(filled))) for role in roles)
    national = () if item.place else because(dataset, item, place.level, cells)
    if not local_rules.catalogues(dataset, place, on):
        return Duty(item, subjects, cells, national, whose(roles, place))
    spoken = local_rules.spoken(dataset, item, place, on)
    bodies = local_rules.bodies(dataset, item, spoken, [role.id for role in roles], place)
    named = tuple(Subject(dataset.roles[role], body, local=True) for role, body in bodies)
    reasons = local_rules.reasons(dataset, item, spoken, place)
    columns = dict.fromkeys((*local_rules.columns(dataset, item, spoken), *(("subjects",) if named else ())))
    bound = named or subjects
    share = whose([subject.role for subject in bound], place)
    return Duty(item, bound, cells.local(columns), (*national, *reasons), share, spoken, tuple(columns))


def whose_of(dataset: Dataset, item: Item, place: Place, on: date) -> Whose:
    """Whose duty one item of `applicable` is, as `duty` says it."""
    return whose(roles_of(dataset, item, place, on), place)


def roles_of(dataset: Dataset, item: Item, place: Place, on: date) -> tuple[Role, ...]:
    """The roles of the subjects that `duty` gives for one item of `applicable`."""
    kind = place.division.village_kind
    named = item.subjects or cells_of(item, place.level, kind).said("subjects")
    roles = roles_for(named, dataset.roles, place.level, kind)
    if local_rules.catalogues(dataset, place, on):
        spoken = local_rules.spoken(dataset, item, place, on)
        bodies = local_rules.bodies(dataset, item, spoken, [role.id for role in roles], place)
        roles = tuple(dataset.roles[role] for role, _ in bodies) or roles
    return roles


def roles_for(
    subjects: Iterable[str], roles: Mapping[str, Role], level: Level, kind: VillageKind | None
) -> tuple[Role, ...]:
    """The subjects that answer at a level: those of the level itself, else all that are named.

    `subjects` are ids, `roles` all roles by id; `kind` is that of a village, None above village level.
    """
    named = tuple(roles[role] for role in subjects)
    own = tuple(role for role in named if is_own(role, level, kind))
    return own or named


def ordered(duties: Sequence[Duty], place: Place) -> list[Duty]:
    """Duties as a person of the place reads them: its own before those of others, the domain of its own kind first."""
    slugs = own_first(dict.fromkeys(duty.item.catalogue for duty in duties), place.level)
    order = {slug: number for number, slug in enumerate(slugs)}
    return sorted(duties, key=lambda duty: (tuple(Whose).index(duty.whose), order[duty.item.catalogue]))


def roles_named(dataset: Dataset, place: Place, words: str) -> frozenset[str]:
    """The roles that words name in a place: by id, by label, or by the default name of the body (埇桥区民政局)."""
    if words in dataset.roles:
        return frozenset({words})
    filled = names(place)
    return frozenset(role.id for role in dataset.roles.values() if words in {role.label, body_name(role, filled)})


def applies(item: Item, level: Level, kind: VillageKind | None) -> bool:
    """Whether an item applies at a level, in a village of a kind; one limited to a kind applies to it alone."""
    return level in item.levels and (level is not Level.VILLAGE or item.village_kind in {None, kind})


def _slug(dataset: Dataset, place: Place, domain: str) -> str:
    """The slug of a domain, one that only the place has among them. Raises UnknownCatalogue."""
    for local in local_rules.catalogues(dataset, place):
        if local.label and domain in {local.slug, local.label}:
            return local.slug
    return catalogue_of(dataset, domain).slug


def catalogue_of(dataset: Dataset, domain: str) -> Catalogue:
    """A catalogue by slug, number or Chinese label. Raises UnknownCatalogue."""
    for catalogue in dataset.catalogues.values():
        if domain in {catalogue.slug, catalogue.number, catalogue.label}:
            return catalogue
    raise UnknownCatalogue(f"没有领域“{domain[:40]}”")


def check_filters(dataset: Dataset, wanted: Wanted) -> None:
    """Raise BadParameter or UnknownCatalogue where a filter has a value that fits no place at all."""
    tests_of(wanted, Standpoint(Level.COUNTY, None))
    coded(Whose, wanted.whose, "whose")
    if wanted.domain and wanted.domain not in {each.slug for each in dataset.local_catalogues()}:
        catalogue_of(dataset, wanted.domain)
