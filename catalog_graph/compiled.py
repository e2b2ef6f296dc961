"""Answers in bytes: duties of a place as JSON without building the document each time.

Owns: fragments of JSON per item and level, and joining them for a place.
Must not: say anything that `documents.answer` does not; a test holds both equal.

What differs between two places of one level and kind is only the names of bodies, so everything else of a duty
is encoded once; a county's answer is then a join of some hundred byte strings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from catalog_graph import documents
from catalog_graph.bodies import Place, body_name, names
from catalog_graph.duties import Duty, Subject, Wanted, applicable, because, roles_for
from catalog_graph.model import Dataset, Item, Role
from catalog_graph.vocabulary import Level, VillageKind

_MOST_SELECTIONS = 512
_MARK = "\x00subjects\x00"


@dataclass(frozen=True, slots=True)
class Fragment:
    """One duty as JSON, cut where the subjects stand."""

    head: bytes
    roles: tuple[Role, ...]
    tail: bytes


class Answers:
    """Duties as compact JSON, for one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._fragments: dict[tuple[str, Level, VillageKind | None], Fragment] = {}
        self._selected: dict[tuple[Level, VillageKind | None, date, Wanted], tuple[Item, ...]] = {}

    def items(self, place: Place, on: date, wanted: Wanted) -> tuple[Item, ...]:
        """The items that apply. Raises as `duties.applicable` does."""
        key = (place.level, place.division.village_kind, on, wanted)
        if key not in self._selected:
            found = applicable(self.dataset, place, on, wanted)
            if len(self._selected) >= _MOST_SELECTIONS:
                self._selected.clear()  # free text makes keys without end; starting anew is cheap
            self._selected[key] = found
        return self._selected[key]

    def answer(self, place: Place, on: date, items: tuple[Item, ...], count: int) -> bytes:
        """The whole answer: `items` is what is listed, `count` how many there are in all."""
        filled = names(place)
        subjects: dict[tuple[Role, ...], bytes] = {}
        parts = []
        for item in items:
            fragment = self._fragment(item, place)
            if fragment.roles not in subjects:
                subjects[fragment.roles] = _subjects(fragment.roles, filled)
            parts.append(fragment.head + subjects[fragment.roles] + fragment.tail)
        head = {"division": documents.division(place), "on": on.isoformat(), "count": count}
        return encode(head)[:-1] + b',"duties":[' + b",".join(parts) + b"]}"

    def _fragment(self, item: Item, place: Place) -> Fragment:
        key = (item.key, place.level, place.division.village_kind)
        found = self._fragments.get(key)
        if found is None:
            roles = roles_for(item, self.dataset.roles, place.level, place.division.village_kind)
            reasons = because(self.dataset.catalogues[item.catalogue], item, place.level)
            document = documents.duty(self.dataset, Duty(item, (), reasons)) | {"subjects": _MARK}
            head, tail = encode(document).split(encode(_MARK))
            found = self._fragments[key] = Fragment(head, roles, tail)
        return found


def _subjects(roles: tuple[Role, ...], filled: dict[str, str]) -> bytes:
    return encode([documents.subject(Subject(role, body_name(role, filled))) for role in roles])


def encode(document: object) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
