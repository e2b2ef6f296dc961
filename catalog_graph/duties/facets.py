"""What the duties of a place can be narrowed by: the values of each filter with their counts, and the filters in words.

Owns: which filters are offered, in which order, and what they are called. Must not: compare values (`filters`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache

from catalog_graph.duties.filters import CODES, VALUES, Standpoint, Wanted
from catalog_graph.duties.resolve import applicable, roles_named, roles_of, whose_of
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import Coded, Whose
from catalog_graph.model.origin_codes import DUTY_COLUMN_LABELS, Origin
from catalog_graph.model.values import Dataset, Item, Role
from catalog_graph.places.bodies import Place, body_name, names

# The filters in the order in which they are offered, and two that only an address or the command asks for.
LABELS = {
    "whose": "由谁公布",
    "subject": "公开主体",
    "domain": "领域",
    "time_limit": "时限种类",
    "information_kind": "信息种类",
    "channel": "渠道",
    "method": "公开方式",
    "audience": "公开对象",
    "origin": "格的来源",
    "law": "公开依据",
    "review_status": "核对状态",
    "q": "含有",
}
OFFERED = tuple(name for name in LABELS if name not in {"law", "review_status", "q"})
_CODED: Mapping[str, type[Coded]] = {**CODES, "whose": Whose, "origin": Origin}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter: what an address asks for, its words, and how many duties it leaves."""

    value: str
    label: str
    count: int


Counted = Mapping[str, Sequence[tuple[str, int]]]  # by filter: values and how many duties each leaves


def options(dataset: Dataset, place: Place, counts: Counted) -> dict[str, tuple[Option, ...]]:
    """What `counted` gives with the words of a place."""
    listed = {}
    for name, values in counts.items():
        named = ((value, value_label(dataset, place, name, value), count) for value, count in values)
        shared = _shared(dataset, place) if name == "subject" else {}
        # A body of several roles is asked for by its name, which means them all.
        listed[name] = tuple(Option(label if value in shared else value, label, count) for value, label, count in named)
    return listed


@cache
def _first_of(roles: tuple[Role, ...]) -> dict[str, str]:
    """For each role whose body others are too, by its id: the first of them."""
    alike: dict[str, list[str]] = {}
    for role in roles:
        if role.name_template:
            alike.setdefault(role.name_template, []).append(role.id)
    return {role: ids[0] for ids in alike.values() if len(ids) > 1 for role in ids}


def _shared(dataset: Dataset, place: Place) -> dict[str, str]:
    filled = names(place)
    first = _first_of(tuple(dataset.roles.values()))
    return {role: other for role, other in first.items() if body_name(dataset.roles[role], filled)}


def counted(dataset: Dataset, place: Place, on: date, wanted: Wanted) -> Counted:
    """The values of each offered filter among the duties that pass all the others, in the order of the form.

    They are the same in all places that differ in names alone. Raises as `resolve.applicable`.
    """
    asked = {name: value for name in OFFERED if (value := getattr(wanted, name)) is not None}
    every = applicable(dataset, place, on, replace(wanted, **dict.fromkeys(asked)))
    passing = {name: _keys(applicable(dataset, place, on, replace(Wanted(), **{name: asked[name]}))) for name in asked}
    here = Standpoint(place.level, place.division.village_kind)
    listed: dict[str, tuple[tuple[str, int], ...]] = {}
    for name in OFFERED:
        others = [keys for other, keys in passing.items() if other != name]
        items = [item for item in every if all(item.key in keys for keys in others)]
        listed[name] = _values(dataset, place, on, name, items, here)
    return listed


def _keys(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(item.key for item in items)


def _values(
    dataset: Dataset, place: Place, on: date, name: str, items: Sequence[Item], here: Standpoint
) -> tuple[tuple[str, int], ...]:
    if name == "whose":
        numbers = Counter(whose_of(dataset, item, place, on).value for item in items)
    else:
        first = _shared(dataset, place) if name == "subject" else {}
        numbers = Counter(value for item in items for value in {first.get(v, str(v)) for v in VALUES[name](item, here)})
    if name == "subject":
        answering = {first.get(role.id, role.id) for item in items for role in roles_of(dataset, item, place, on)}
        ordered = [role for role, _ in numbers.most_common() if role in answering]
    else:
        order = _order(dataset, name)
        ordered = sorted(numbers, key=lambda value: (order.get(value, len(order)), value))
    return tuple((value, numbers[value]) for value in ordered)


def _order(dataset: Dataset, name: str) -> dict[str, int]:
    """The place of each value in the official order."""
    listed = dataset.catalogues if name == "domain" else _CODED[name].codes() if name in _CODED else BY_ID
    return {str(value): place for place, value in enumerate(listed)}


def value_label(dataset: Dataset, place: Place, name: str, value: str) -> str:
    """The words for a value of a filter in a place; what is no known value stays as it was asked."""
    if name in _CODED:
        column, _, code = value.rpartition(":")
        label = _code_labels(name).get(code, code)
        return f"{DUTY_COLUMN_LABELS.get(column, column)}{label}" if column else label
    if name == "domain":
        return _domain_label(dataset, place, value)
    if name == "subject":
        role = dataset.roles.get(plain_value(dataset, place, name, value))
        return (body_name(role, names(place)) or role.label) if role else value
    if name == "channel":
        return BY_ID[value].label if value in BY_ID else value
    if name == "law":
        return f"《{dataset.laws[value].title}》" if value in dataset.laws else value
    return value


def plain_value(dataset: Dataset, place: Place, name: str, value: str) -> str:
    """The value of a filter as `options` has it: a domain by its slug, an office by its role."""
    if name == "domain":
        known = (each for each in dataset.catalogues.values() if value in {each.slug, each.number, each.label})
        return next((each.slug for each in known), value)
    if name == "subject":
        named = roles_named(dataset, place, value)
        return next(iter(named)) if len(named) == 1 else value
    return value


@cache
def _code_labels(name: str) -> dict[str, str]:
    return {code.value: code.label for code in _CODED[name]}


def _domain_label(dataset: Dataset, place: Place, value: str) -> str:
    if national := dataset.catalogues.get(plain_value(dataset, place, "domain", value)):
        return national.label
    local = (each for listed in dataset.local.values() for each in listed if each.slug == value and each.label)
    return next((each.label for each in local if place.division.code.startswith(each.place)), None) or value


def in_words(dataset: Dataset, place: Place, wanted: Wanted) -> tuple[tuple[str, str, str], ...]:
    """The filters that are on: name, what it is called, and its value in words."""
    asked = asdict(wanted)
    return tuple(
        (name, label, value_label(dataset, place, name, asked[name])) for name, label in LABELS.items() if asked[name]
    )
