"""Answers in bytes: duties of a place as JSON without building the document each time.

Owns: fragments of JSON per item and level, and joining them for a place.
Must not: say anything that `documents.answer` does not; a test holds both equal.

What differs between two places of one level and kind is only the names of bodies, so everything else is
encoded once, as a plan; a county's answer is then a join of byte strings.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from json.encoder import encode_basestring

from catalog_graph import documents
from catalog_graph.bodies import Place, body_name, names
from catalog_graph.duties import Duty, Subject, Wanted, applicable, because, roles_for
from catalog_graph.model import Dataset, Item, Role
from catalog_graph.vocabulary import Level, VillageKind

_MARK = "\x00gap\x00"
_MOST_PLANS = 64  # free text in `q` makes keys without end; starting anew is cheap


@dataclass(frozen=True, slots=True)
class _Role:
    """A role with its JSON, cut where the name of the body stands."""

    role: Role
    head: str
    tail: str
    unresolved: str

    @classmethod
    def of(cls, role: Role) -> _Role:
        head, tail = encode(documents.subject(Subject(role, _MARK))).decode().split(encode(_MARK).decode())
        return cls(role, head, tail, encode(documents.subject(Subject(role, None))).decode())

    def said(self, filled: dict[str, str]) -> str:
        """The JSON of the subject in a place, as `documents.subject` would say it."""
        body = body_name(self.role, filled)
        return self.unresolved if body is None else f"{self.head}{encode_basestring(body)}{self.tail}"


@dataclass(slots=True)
class Plan:
    """Duties of one level and kind: encoded pieces, cut where the subjects of a place stand.

    `gaps[n]` stands between `pieces[n]` and `pieces[n + 1]` and is an index into `subjects`, whose members are
    lists of indexes into `roles`.
    """

    items: tuple[Item, ...]
    pieces: list[bytes] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    subjects: list[list[int]] = field(default_factory=list)
    roles: list[_Role] = field(default_factory=list)


class Answers:
    """Duties as compact JSON, for one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._plans: dict[tuple[Level, VillageKind | None, date, Wanted], Plan] = {}

    def plan(self, place: Place, on: date, wanted: Wanted) -> Plan:
        """What applies to places of this level and kind. Raises as `duties.applicable` does."""
        key = (place.level, place.division.village_kind, on, wanted)
        found = self._plans.get(key)
        if found is None:
            found = self._made(applicable(self.dataset, place, on, wanted), place)
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            self._plans[key] = found
        return found

    def answer(self, place: Place, on: date, wanted: Wanted, paging: tuple[int, int] | None = None) -> bytes:
        """The whole answer, or one page of it; `count` says how many there are in all.

        Raises as `duties.applicable` does.
        """
        plan = self.plan(place, on, wanted)
        head = {"division": documents.division(place), "on": on.isoformat(), "count": len(plan.items)}
        if paging:
            plan = self._made(page_of(plan.items, paging), place)
        filled = names(place)
        said = [one.said(filled) for one in plan.roles]
        subjects = [f"[{','.join([said[number] for number in numbers])}]".encode() for numbers in plan.subjects]
        parts = [b""] * (2 * len(plan.pieces) - 1)
        parts[0::2] = plan.pieces
        parts[1::2] = [subjects[gap] for gap in plan.gaps]
        return b"".join([encode(head)[:-1], b',"duties":[', *parts, b"]}"])

    def _made(self, items: tuple[Item, ...], place: Place) -> Plan:
        plan, known, tail = Plan(items), dict[tuple[Role, ...], int](), b""
        for item in items:
            roles = roles_for(item, self.dataset.roles, place.level, place.division.village_kind)
            reasons = because(self.dataset.catalogues[item.catalogue], item, place.level)
            document = documents.duty(self.dataset, Duty(item, (), reasons)) | {"subjects": _MARK}
            head, rest = encode(document).split(encode(_MARK))
            plan.pieces.append(tail + (b"," if tail else b"") + head)
            plan.gaps.append(known.setdefault(roles, len(known)))
            tail = rest
        plan.pieces.append(tail)
        distinct = {role: number for number, role in enumerate(dict.fromkeys(r for roles in known for r in roles))}
        plan.subjects = [[distinct[role] for role in roles] for roles in known]
        plan.roles = [_Role.of(role) for role in distinct]
        return plan


def page_of(items: Sequence[Item], paging: tuple[int, int]) -> tuple[Item, ...]:
    """One page of items; pages count from 1.

    >>> page_of("abcde", (2, 2))
    ('c', 'd')
    """
    page, size = paging
    return tuple(items[(page - 1) * size : page * size])


def encode(document: object) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
