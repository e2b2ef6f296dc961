"""Duties (公开义务): which items a place must publish, and why.

Owns: the rules of resolution, each of which leaves its reason in `because`.
Must not: materialise duties per place, read files, or format answers (`as_json` does).

Steps: 1 national items whose level includes the place's level and whose village kind, if any,
is the place's; 2 local catalogues from above down to the place (`local_rules`): the stricter cell binds, items are
added or declared not applicable; 3 the subject resolved to the body that the nearest local row names, else to one by
its default name, else the role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from catalog_graph.duties import local_rules
from catalog_graph.duties.reasons import Reason
from catalog_graph.errors import BadParameter, NotADutyLevel, UnknownCatalogue
from catalog_graph.local.binding import Statement
from catalog_graph.model.codes import DUTY_LEVELS, Audience, Level, Method, ReviewStatus, VillageKind
from catalog_graph.model.iris import thing
from catalog_graph.model.values import Catalogue, Dataset, Item, Role
from catalog_graph.places.bodies import Place, body_name, names

REGULATION = "guowuyuanling-711"
_OTHER_COMMITTEE = {VillageKind.RESIDENTS: "village-committee", VillageKind.VILLAGERS: "residents-committee"}
C = TypeVar("C", Method, Audience, ReviewStatus)


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
    because: tuple[Reason, ...]
    local: tuple[Statement, ...] = ()
    local_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties are asked for; None asks for all.

    `domain` is a catalogue's slug, number or Chinese label; `method`, `audience` and `review_status` are codes,
    `channel`, `subject` and `law` ids; `q` holds words that must all stand in group, label or content.
    """

    domain: str | None = None
    method: str | None = None
    audience: str | None = None
    channel: str | None = None
    subject: str | None = None
    law: str | None = None
    review_status: str | None = None
    q: str | None = None


def applicable(dataset: Dataset, place: Place, on: date, wanted: Wanted | None = None) -> tuple[Item, ...]:
    """Items the place must publish on a day, in official order; `wanted` filters them, None does not.

    Raises NotADutyLevel for a province or prefecture, UnknownCatalogue or BadParameter for a bad filter.
    """
    if place.level not in DUTY_LEVELS:
        raise NotADutyLevel(f"{place.division.name}是{place.level.label}行政区划，公开义务从县级开始")
    wanted = wanted or Wanted()
    tests, kind = _tests(wanted), place.division.village_kind
    slug = _slug(dataset, place, wanted.domain) if wanted.domain else None
    return tuple(
        item
        for item in local_rules.bound_items(dataset, place, on, slug)
        if (item.place or applies(item, place.level, kind)) and item.in_force(on) and all(test(item) for test in tests)
    )


def resolve(dataset: Dataset, place: Place, on: date, wanted: Wanted | None = None) -> tuple[Duty, ...]:
    """Duties of a place on a day. Raises as `applicable` does."""
    filled = names(place)
    return tuple(duty(dataset, item, place, filled, on) for item in applicable(dataset, place, on, wanted))


def duty(dataset: Dataset, item: Item, place: Place, filled: Mapping[str, str], on: date) -> Duty:
    """One item of `applicable` as a duty of the place; `filled` holds the names for the templates."""
    roles = roles_for(item, dataset.roles, place.level, place.division.village_kind)
    subjects = tuple(Subject(role, body_name(role, dict(filled))) for role in roles)
    catalogue = dataset.catalogue(item.catalogue, item.place)
    if not local_rules.catalogues(dataset, place, on):
        return Duty(item, subjects, because(catalogue, item, place.level))
    spoken = local_rules.spoken(dataset, item, place, on)
    bodies = local_rules.bodies(dataset, item, spoken, [role.id for role in roles], place)
    named = tuple(Subject(dataset.roles[role], body, local=True) for role, body in bodies)
    reasons = local_rules.reasons(dataset, item, spoken, place)
    national = () if item.place else because(catalogue, item, place.level)
    columns = dict.fromkeys((*local_rules.columns(dataset, item, spoken), *(("subjects",) if named else ())))
    return Duty(item, named or subjects, (*national, *reasons), spoken, tuple(columns))


def roles_for(item: Item, roles: Mapping[str, Role], level: Level, kind: VillageKind | None) -> tuple[Role, ...]:
    """The subjects that answer at a level: those of the level itself, else all that the table names.

    `roles` are all roles by id; `kind` is that of a village, None above village level.
    """
    named = tuple(roles[role] for role in item.subjects)
    other = _OTHER_COMMITTEE.get(kind) if kind else None
    own = tuple(role for role in named if role.level is level and role.id != other)
    return own or named


def because(catalogue: Catalogue, item: Item, level: Level) -> tuple[Reason, ...]:
    """Why the item applies at a level, and what was filled in by law."""
    rests_on = thing("catalogue", catalogue.slug)
    origin = "国家标准目录" if catalogue.pilot else f"{catalogue.label}目录"
    reasons = [Reason("national-level", f"{origin}规定{level.label}公开", rests_on)]
    if level is Level.VILLAGE and item.village_kind:
        reasons.append(Reason("village-kind", f"本事项适用于{item.village_kind.label}", rests_on))
    if item.time_limit is None and Method.ON_REQUEST not in item.method:
        words = "目录未载公开时限；依《政府信息公开条例》第二十六条，信息形成或者变更之日起20个工作日内公开"
        reasons.append(Reason("statutory-time-limit", words, thing("law", REGULATION)))
    return tuple(reasons)


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


def _tests(wanted: Wanted) -> list[Callable[[Item], bool]]:
    """One test of an item per filter that is set. Raises BadParameter for a code that is none."""
    method, audience = _coded(Method, wanted.method, "method"), _coded(Audience, wanted.audience, "audience")
    status, words = _coded(ReviewStatus, wanted.review_status, "review_status"), (wanted.q or "").split()
    tests: list[tuple[object, Callable[[Item], bool]]] = [
        (method, lambda item: method in item.method),
        (audience, lambda item: audience in item.audience),
        (status, lambda item: item.review_status is status),
        (wanted.channel, lambda item: wanted.channel in item.required_channels + item.optional_channels),
        (wanted.subject, lambda item: wanted.subject in item.subjects),
        (wanted.law, lambda item: any(cited.law == wanted.law for cited in item.citations)),
        (
            words or None,
            lambda item: all(word in f"{item.group} {item.label} {'；'.join(item.content)}" for word in words),
        ),
    ]
    return [test for value, test in tests if value is not None]


def _coded(codes: type[C], word: str | None, name: str) -> C | None:
    try:
        return None if word is None else codes(word)  # type: ignore[call-arg]
    except ValueError:
        raise BadParameter(
            f"参数 {name} 的值“{(word or '')[:40]}”不对", f"可用的值：{'、'.join(codes.codes())}"
        ) from None
