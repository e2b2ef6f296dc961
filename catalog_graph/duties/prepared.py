"""Answers in bytes: duties of a place as JSON without building the document each time.

Owns: encoding the duties of a kind of place once, and filling in the names of one place.
Must not: say anything that `as_json.answer` does not; a test holds both equal.

What differs between two places of one kind without local catalogues is only the names from which bodies are named. So
each duty is encoded with marks where those names stand, and cut at the marks; an answer is then a join of byte
strings. A place with local catalogues has, beside these, duties of its own, encoded in the same way.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from json.encoder import encode_basestring
from typing import Any, NamedTuple, TypeVar

from catalog_graph.duties import as_json, local_rules
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import applicable, duty, roles_named
from catalog_graph.duties.whose import shares
from catalog_graph.model.codes import Level, VillageKind, Whose
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place, names

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: in no cell of ours, and JSON does not escape them
_MARK = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
# Free text in `q` and days make keys without end; starting anew is cheap. What else is kept is up to a page each.
_MOST_PLANS, _MOST_BYTES, _MOST_KEPT = 256, 48_000_000, 64
_T = TypeVar("_T")
# What answers differ by, other than names: the level, the kind of village, whether the place is its own prefecture.
_Kind = tuple[Level, VillageKind | None, bool]
_Key = tuple[_Kind, frozenset[str], date, Wanted, frozenset[str], str]
_DutyKey = tuple[str, _Kind, frozenset[str], date]


class _Encoded(NamedTuple):
    """A duty: `names[n]` stands between `pieces[n]` and `pieces[n + 1]`; whose it is; the SHA-256 of all."""

    pieces: tuple[bytes, ...]
    names: tuple[str, ...]
    whose: Whose
    digest: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """Duties of one kind of place: `names[n]`, "" for none, stands between `pieces[n]` and `pieces[n + 1]`.

    `by` is whose they are; `digest` is another where anything is.
    """

    items: tuple[Item, ...]
    pieces: tuple[bytes, ...]
    names: tuple[str, ...]
    by: Mapping[str, int]
    digest: bytes

    @classmethod
    def of(cls, items: tuple[Item, ...], duties: Sequence[_Encoded], joined: bool) -> Plan:
        """The plan of items and their encoded duties; `joined` where no name stands between, which takes memory."""
        pieces: list[bytes] = []
        names: list[str] = []
        run: list[bytes] = []
        for number, each in enumerate(duties):
            run += [b","] * (number > 0)
            for piece, name in zip(each.pieces, (*each.names, ""), strict=True):
                run.append(piece)
                if name:
                    pieces += [b"".join(run)] if joined else run
                    names += [""] * (0 if joined else len(run) - 1) + [name]
                    run.clear()
        pieces += [b"".join(run)] if joined else run
        names += [""] * (len(pieces) - len(names) - 1)
        digest = hashlib.sha256(b"".join(each.digest for each in duties)).digest()
        return cls(items, tuple(pieces), tuple(names), shares(each.whose for each in duties), digest)

    def filled(self, words: Mapping[str, bytes]) -> list[bytes]:
        """The duties as JSON, in pieces, with `words` in place of the names."""
        there = {"": b"", **words}
        parts = [b""] * (len(self.pieces) + len(self.names))
        parts[::2] = self.pieces
        parts[1::2] = map(there.__getitem__, self.names)
        return parts


class Prepared(NamedTuple):
    """An answer as compact JSON in UTF-8, a SHA-256 that is another for other bytes, and the items it speaks of."""

    content: bytes
    digest: str
    items: tuple[Item, ...]


class Paging(NamedTuple):
    """Which page of a list is asked for: its number, from 1, and how many entries a page has."""

    page: int
    size: int


class Answers:
    """Duties as compact JSON, for one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._plans: dict[_Key, Plan] = {}
        self._duties: dict[_DutyKey, _Encoded] = {}
        self._kept: dict[tuple[_Key, Hashable], Any] = {}
        self._bytes = 0  # of plans and duties

    def plan(self, place: Place, on: date, wanted: Wanted) -> Plan:
        """What applies to places of this kind. Raises as `resolve.applicable` does."""
        return self._plan(place, on, wanted, frozenset(names(place)))

    def _key(self, place: Place, on: date, wanted: Wanted, fillable: frozenset[str]) -> _Key:
        own = place.division.code if local_rules.catalogues(self.dataset, place, on) else ""
        asked = roles_named(self.dataset, place, wanted.subject) if wanted.subject else frozenset[str]()
        return _kind(place), fillable, on, wanted, asked, own

    def _plan(self, place: Place, on: date, wanted: Wanted, fillable: frozenset[str]) -> Plan:
        key = self._key(place, on, wanted, fillable)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS or self._bytes >= _MOST_BYTES:
                self._plans.clear()
                self._duties.clear()
                self._bytes = 0
            # Bytes of its own are only for a plan that many places share.
            plan = self._made(applicable(self.dataset, place, on, wanted), place, fillable, on, joined=not key[-1])
            self._plans[key] = plan
            self._bytes += 0 if key[-1] else sum(map(len, plan.pieces))
        return plan

    def answer(self, place: Place, on: date, wanted: Wanted, paging: Paging | None = None) -> bytes:
        """The answer as compact JSON in UTF-8: whole, or one page of it; `count` says how many there are in all.

        `on` is the day for which items must be in force; `paging` None gives all. Raises as `resolve.applicable` does.
        """
        return self.prepared(place, on, wanted, paging).content

    def prepared(self, place: Place, on: date, wanted: Wanted, paging: Paging | None = None) -> Prepared:
        """The same with what is known of it before: the SHA-256 is of the parts. Raises as `answer`."""
        filled = names(place)
        plan = self._plan(place, on, wanted, frozenset(filled))
        head = as_json.answer_head(self.dataset, place, on, len(plan.items), plan.by)
        every = plan.items
        if paging:
            plan = self._made(page_of(plan.items, paging), place, frozenset(filled), on, joined=False)
        words = {key: encode_basestring(name)[1:-1].encode() for key, name in filled.items()}
        begin = encode(head)[:-1] + b',"duties":['
        named = b"\n".join([begin, plan.digest, *(b"%b=%b" % (key.encode(), word) for key, word in words.items())])
        content = b"".join([begin, *plan.filled(words), b"]}"])
        return Prepared(content, hashlib.sha256(named).hexdigest(), every)

    def marked(self, place: Place, on: date, wanted: Wanted, paging: Paging | None = None) -> list[dict[str, Any]]:
        """The duties of `answer` with marks for the names of the place, which `with_names` puts in. Raises as it."""
        fillable = frozenset(names(place))
        plan = self._plan(place, on, wanted, fillable)
        if paging:
            plan = self._made(page_of(plan.items, paging), place, fillable, on, joined=False)
        filled = b"".join(plan.filled({name: mark(name).encode() for name in fillable}))
        duties: list[dict[str, Any]] = json.loads(b"[%b]" % filled)
        return duties

    def once(self, what: Hashable, place: Place, on: date, wanted: Wanted, make: Callable[[], _T]) -> _T:
        """What `make` makes, once for all places that differ in names alone; `what` tells it from other things."""
        key = self._key(place, on, wanted, frozenset(names(place))), what
        if key not in self._kept:
            made = make()
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = made
        kept: _T = self._kept[key]
        return kept

    def _made(self, items: tuple[Item, ...], place: Place, fillable: frozenset[str], on: date, joined: bool) -> Plan:
        marks = {name: mark(name) for name in fillable}
        slugs = {local.slug for local in local_rules.catalogues(self.dataset, place, on)}
        return Plan.of(items, [self._encoded(item, place, marks, on, slugs) for item in items], joined)

    def _encoded(
        self, item: Item, place: Place, marks: Mapping[str, str], on: date, slugs: Collection[str]
    ) -> _Encoded:
        """One duty with marks; one of which no local catalogue speaks is the same in all places of a kind.

        `slugs` are the domains of the local catalogues.
        """
        if item.place or (item.catalogue in slugs and local_rules.spoken(self.dataset, item, place, on)):
            return self._one(item, place, marks, on)
        key = (item.key, _kind(place), frozenset(marks), on)
        made = self._duties.get(key)
        if made is None:
            made = self._duties[key] = self._one(item, place, marks, on)
        return made

    def _one(self, item: Item, place: Place, marks: Mapping[str, str], on: date) -> _Encoded:
        made = duty(self.dataset, item, place, marks, on)
        content = encode(as_json.duty(self.dataset, made))
        cut = _MARK.split(content.decode())
        pieces = tuple(piece.encode() for piece in cut[0::2])
        self._bytes += len(content)
        return _Encoded(pieces, tuple(cut[1::2]), made.whose, hashlib.sha256(content).digest())


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
