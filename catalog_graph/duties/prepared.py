"""Answers in bytes: duties of a place as JSON without building the document each time.

Owns: encoding the duties of a kind of place once, and filling in the names of one place.
Must not: say anything that `as_json.answer` does not; a test holds both equal.

What differs between two places of one kind without local catalogues is only the names from which bodies are named. So
the duties are encoded with marks where those names stand, and cut at the marks; an answer is then a join of byte
strings. A place with local catalogues has duties of its own, encoded in the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from json.encoder import encode_basestring
from typing import Any, NamedTuple, TypeVar

from catalog_graph.duties import as_json, local_rules
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import applicable, duty, roles_named, whose_of
from catalog_graph.duties.whose import shares
from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place, names

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: in no cell of ours, and JSON does not escape them
_MARK = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
_MOST_PLANS = 32  # free text in `q` makes keys without end; starting anew is cheap
_T = TypeVar("_T")
# What answers differ by, other than names: the level, the kind of village, whether the place is its own prefecture.
_Kind = tuple[Level, VillageKind | None, bool]
_Key = tuple[_Kind, frozenset[str], date, Wanted, frozenset[str], str]
_DutyKey = tuple[str, _Kind, frozenset[str], date]


@dataclass(frozen=True, slots=True)
class Plan:
    """Duties of one kind of place: `names[n]` stands between `pieces[n]` and `pieces[n + 1]`; `by` is whose.

    `kept` is what else is the same in all places of the kind (`Answers.once`).
    """

    items: tuple[Item, ...]
    pieces: tuple[bytes, ...]
    names: tuple[str, ...]
    by: Mapping[str, int]
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False)

    def joined(self, words: Mapping[str, bytes]) -> bytes:
        """The duties as JSON, `words` in place of the names."""
        parts = [b""] * (len(self.pieces) + len(self.names))
        parts[0::2] = self.pieces
        parts[1::2] = [words[name] for name in self.names]
        return b"".join(parts)


class Paging(NamedTuple):
    """Which page of a list is asked for: its number, from 1, and how many entries a page has."""

    page: int
    size: int


class Answers:
    """Duties as compact JSON, for one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._plans: dict[_Key, Plan] = {}
        self._duties: dict[_DutyKey, str] = {}

    def plan(self, place: Place, on: date, wanted: Wanted) -> Plan:
        """What applies to places of this kind. Raises as `resolve.applicable` does."""
        return self._plan(place, on, wanted, frozenset(names(place)))

    def _plan(self, place: Place, on: date, wanted: Wanted, fillable: frozenset[str]) -> Plan:
        own = place.division.code if local_rules.catalogues(self.dataset, place, on) else ""
        asked = roles_named(self.dataset, place, wanted.subject) if wanted.subject else frozenset[str]()
        key = (_kind(place), fillable, on, wanted, asked, own)
        plan = self._plans.get(key)
        if plan is None:
            items = applicable(self.dataset, place, on, wanted)
            by = shares(whose_of(self.dataset, item, place, on) for item in items)
            plan = self._made(items, place, fillable, on, by)
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
                self._duties.clear()
            self._plans[key] = plan
        return plan

    def answer(self, place: Place, on: date, wanted: Wanted, paging: Paging | None = None) -> bytes:
        """The answer as compact JSON in UTF-8: whole, or one page of it; `count` says how many there are in all.

        `on` is the day for which items must be in force; `paging` None gives all. Raises as `resolve.applicable` does.
        """
        filled = names(place)
        plan = self._plan(place, on, wanted, frozenset(filled))
        head = as_json.answer_head(self.dataset, place, on, len(plan.items), plan.by)
        if paging:
            plan = self._made(page_of(plan.items, paging), place, frozenset(filled), on, plan.by)
        encoded = {key: encode_basestring(name)[1:-1].encode() for key, name in filled.items()}
        return b"".join([encode(head)[:-1], b',"duties":[', plan.joined(encoded), b"]}"])

    def marked(self, place: Place, on: date, wanted: Wanted, paging: Paging | None = None) -> list[dict[str, Any]]:
        """The duties of `answer` with marks for the names of the place, which `with_names` puts in. Raises as it."""
        plan = self.plan(place, on, wanted)
        if paging:
            plan = self._made(page_of(plan.items, paging), place, frozenset(names(place)), on, plan.by)
        duties: list[dict[str, Any]] = json.loads(
            b"[%b]" % plan.joined({name: mark(name).encode() for name in plan.names})
        )
        return duties

    def once(self, what: Hashable, place: Place, on: date, wanted: Wanted, make: Callable[[], _T]) -> _T:
        """What `make` makes, once for all places that differ in names alone; `what` tells it from other things."""
        kept = self.plan(place, on, wanted).kept
        if what not in kept:
            kept[what] = make()
        made: _T = kept[what]
        return made

    def _made(
        self, items: tuple[Item, ...], place: Place, fillable: frozenset[str], on: date, by: Mapping[str, int]
    ) -> Plan:
        marks = {name: mark(name) for name in fillable}
        duties = (self._encoded(item, place, marks, on) for item in items)
        cut = _MARK.split(",".join(duties))
        return Plan(items, tuple(piece.encode() for piece in cut[0::2]), tuple(cut[1::2]), by)

    def _encoded(self, item: Item, place: Place, marks: Mapping[str, str], on: date) -> str:
        """One duty with marks; one of which no local catalogue speaks is the same in all places of a kind."""
        local = bool(local_rules.catalogues(self.dataset, place, on))
        if local and (item.place or local_rules.spoken(self.dataset, item, place, on)):
            return self._one(item, place, marks, on)
        key = (item.key, _kind(place), frozenset(marks), on)
        text = self._duties.get(key)
        if text is None:
            text = self._duties[key] = self._one(item, place, marks, on)
        return text

    def _one(self, item: Item, place: Place, marks: Mapping[str, str], on: date) -> str:
        return encode(as_json.duty(self.dataset, duty(self.dataset, item, place, marks, on))).decode()


def mark(name: str) -> str:
    """What stands for a name of the place until it is put in; `name` is a key of `places.bodies.names`."""
    return f"{_OPEN}{name}{_CLOSE}"


def with_names(text: str, words: Mapping[str, str]) -> str:
    """A text with the words in place of their marks.

    >>> with_names(f"由{mark('county')}民政局公布", {"county": "埇桥区"})
    '由埇桥区民政局公布'
    """
    for name, word in words.items():
        text = text.replace(mark(name), word)
    return text


def _kind(place: Place) -> _Kind:
    return place.level, place.division.village_kind, place.stands_at(Level.PREFECTURE)


def page_of(items: Sequence[Item], paging: Paging) -> tuple[Item, ...]:
    """One page of items. Past the end it is empty.

    >>> page_of("abcde", Paging(page=2, size=2))
    ('c', 'd')
    """
    return tuple(items[(paging.page - 1) * paging.size : paging.page * paging.size])


def encode(document: object) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
