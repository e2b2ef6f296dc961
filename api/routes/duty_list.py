"""A place's duties as its page lists them: whose, by domain and group, each law once for a group.

Owns: the order and folding of the list. Must not: resolve duties, or know a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from catalog_graph.duties.whose import OWN_DOMAIN, own_first
from catalog_graph.model.codes import Level, Whose

Duty = Mapping[str, Any]  # one entry of `duties`, as the JSON has it
_OPEN_AT_MOST, _OPEN_OF_ONE = 30, 70  # of several domains, of one


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law that a group of duties rests on: the entry of the first that cites it, and the numbers of those that do.

    `numbers` is empty where all of the group do.
    """

    entry: Mapping[str, Any]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Duties under one heading of the table; `by_statute` where no table shows their rows."""

    label: str
    by_statute: bool
    duties: tuple[Duty, ...]
    laws: tuple[CitedLaw, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """The duties of one domain; `unfolded` where its list stands open."""

    number: str
    slug: str
    label: str
    count: int
    unfolded: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one side has to publish: the place's own bodies, others, or nobody known."""

    whose: Whose
    count: int
    domains: tuple[Domain, ...]


def parts(duties: Sequence[Duty], level: str) -> tuple[Part, ...]:
    """The list in three parts, those without duties left out; `level` is that of the place."""
    slugs = dict.fromkeys(duty["domain"]["slug"] for duty in duties)
    ordered = own_first(slugs, Level(level))  # type: ignore[call-arg]
    few = len(duties) <= (_OPEN_AT_MOST if len(slugs) > 1 else _OPEN_OF_ONE)
    return tuple(
        Part(side, len(listed), tuple(_domains(listed, ordered, few)))
        for side in Whose
        if (listed := [duty for duty in duties if duty["whose"] == side])
    )


def _domains(listed: Sequence[Duty], ordered: Sequence[str], few: bool) -> Iterable[Domain]:
    for slug in ordered:
        own = [duty for duty in listed if duty["domain"]["slug"] == slug]
        if own:
            domain = own[0]["domain"]
            unfolded = few or slug in OWN_DOMAIN.values()
            yield Domain(domain["number"], slug, domain["label"], len(own), unfolded, tuple(_groups(own)))


def _groups(duties: Sequence[Duty]) -> Iterable[Group]:
    """Rows of the table first, then those that only an article lists, each under its headings."""
    for by_statute in (False, True):
        rows = [duty for duty in duties if (duty["row_origin"] == "statute") is by_statute]
        for label, each in groupby(rows, key=lambda duty: str(duty["group"])):
            listed = tuple(each)
            yield Group(label, by_statute, listed, laws(listed))


def laws(duties: Sequence[Duty]) -> tuple[CitedLaw, ...]:
    """The laws that duties rest on, each once, in the order in which they are cited."""
    entries: dict[str, Mapping[str, Any]] = {}
    numbers: dict[str, list[int]] = {}
    for duty in duties:
        for entry in duty["legal_basis"]:
            entries.setdefault(entry["id"], entry)
            if duty["number"] not in numbers.setdefault(entry["id"], []):
                numbers[entry["id"]].append(duty["number"])
    return tuple(
        CitedLaw(entry, () if len(numbers[law]) == len(duties) else tuple(numbers[law]))
        for law, entry in entries.items()
    )
