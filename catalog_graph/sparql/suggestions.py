"""Suggestions: things of the graph by a part of their Chinese label, by pinyin or by its initials.

Owns: what can be suggested, with its kind, label and what a query writes for it; how matches are ordered.
Must not: know HTTP, or run queries: labels come from the tables, the ontology and the code book.

Terms, codes, catalogues, groups, items, laws, roles, sources, and places down to counties stand in one list of some six
thousand rows. Towns and villages are found by the beginning of their names alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from threading import RLock

from catalog_graph.errors import GongkaiError
from catalog_graph.model import iris
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset, Item, Law
from catalog_graph.places.codebook import Division
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.places.pinyin import sort_key
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.rdf.ontology import Definitions, curie
from catalog_graph.rdf.triples.items import group_numbers

KINDS = {
    "class": "类",
    "property": "属性",
    "concept": "代码",
    "catalogue": "标准目录",
    "role": "公开主体",
    "law": "公开依据",
    "group": "一级事项",
    "item": "公开事项",
    "source": "出处",
    "place": "行政区划",
}
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_CLASS = PREFIXES["owl"] + "Class"
MOST_CHARACTERS = 60
_REPUBLIC = "中华人民共和国"  # before the name of a law, whose label leaves it out
_NOT_IN_THE_GRAPH = {"table.ttl"}  # terms of an editor's table: no thing of the graph has them
_SOUNDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that a query may name: `note` tells it from others of the same label, `text` is what a query writes."""

    kind: str
    label: str
    note: str
    iri: str
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A suggestion with what it is found by: words, initials of its pinyin, all of its pinyin."""

    suggestion: Suggestion
    words: str
    initials: str
    sounds: str


class _Lines:
    """Texts in one, a line each, so that those which hold some words are found without looking at every one."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [f"{text}\n" for text in texts]
        self._text = "\n" + "".join(lines)
        self._starts = list(accumulate(map(len, lines), initial=1))

    def holding(self, words: str) -> Iterator[int]:
        """Places of the texts that hold the words; a leading line break anchors these at the beginning."""
        at = self._text.find(words)
        while at >= 0:
            place = bisect_right(self._starts, at + (words[0] == "\n")) - 1
            yield place
            at = self._text.find(words, self._starts[place + 1] - 1)

    def matching(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Places of the texts in which a pattern, which stays within a line, is found."""
        return (bisect_right(self._starts, one.start()) - 1 for one in pattern.finditer(self._text))


class Suggestions:
    """Everything that can be suggested from a dataset, the ontology and the code book."""

    def __init__(self, dataset: Dataset, known: Definitions, lookup: PlaceLookup) -> None:
        self._dataset, self._known, self._lookup = dataset, known, lookup
        self._lock = RLock()

    @cached_property
    def _things(self) -> tuple[Suggestion, ...]:
        return (*self._defined(), *self._listed())

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {one.iri: one.label for one in self._things}

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.key: item for item in self._dataset.items()}

    @cached_property
    def _rows(self) -> tuple[_Row, ...]:
        with self._lock:  # a search while the list is being made waits for it
            return self.__dict__.get("_rows") or self._listed_rows()

    def _listed_rows(self) -> tuple[_Row, ...]:
        book = self._lookup.upper
        upper = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
        places = (one for level in upper for one in book.within("", level) if not one.is_filler)
        return tuple(map(_row, (*self._things, *map(self._place, places))))

    def prepare(self) -> None:
        """Make all that searches look in, ahead of the first: two seconds."""
        self.search("〇〇")  # which is looked for everywhere

    def label(self, iri: str) -> str | None:
        """The Chinese label of a thing of ours, or None."""
        if iri in self._labels:
            return self._labels[iri]
        kind, key = iris.key_of(iri) or ("", "")
        if kind == "catalogue":
            catalogue = self._dataset.catalogues.get(key.partition("/")[0])
            if catalogue is None or not key.endswith(f"/{catalogue.edition_key}"):
                return None
            return f"{catalogue.label}（{catalogue.edition_year or '年份未见'}）"
        if kind != "division":
            return self._part(kind, key)
        try:
            return self._lookup.loaded.get(key).name
        except GongkaiError:
            return None

    def _part(self, kind: str, key: str) -> str | None:
        """The words of a part of an item that has no label of its own: element, citation, limit, attestation."""
        slug, number, rest = (*key.split("/", 2), "", "")[:3]
        item = self._items.get(f"{slug}/{number}")
        if item is None:
            return None
        if kind == "attestation":
            source = self._dataset.sources.get(rest)
            return (source.title or source.id) if source else None
        limits = item.time_limit.limits if item.time_limit else ()
        words = {
            "content": item.content,
            "citation": [f"{self._dataset.laws[one.law].title}{one.article or ''}" for one in item.citations],
            "time-limit": [one.text for one in limits],
        }.get(kind, ())
        return words[int(rest) - 1] if rest.isdecimal() and 0 < int(rest) <= len(words) else None

    def search(self, words: str, kinds: Collection[str] = (), most: int = 20) -> list[Suggestion]:
        """At most `most` matches, the best first; of all kinds unless some of `KINDS` are given.

        An IRI finds the thing itself, no words all things of the kinds given, over-long words nothing.
        """
        wanted = words.strip().lower()
        if wanted.startswith(iris.BASE):
            return self._exactly(words.strip())
        if len(wanted) > MOST_CHARACTERS:
            return []
        if not wanted:
            return [row.suggestion for row in self._rows if row.suggestion.kind in kinds][:most]
        wanted = wanted.removeprefix(_REPUBLIC) or wanted
        loose = _in_order(wanted)  # matches no Latin letters but those of a label
        ranked = [
            (rank, len(row.words), _ORDER[row.suggestion.kind], place)
            for place, row in ((place, self._rows[place]) for place in self._near(wanted, loose))
            if (not kinds or row.suggestion.kind in kinds) and (rank := _rank(row, wanted, loose)) is not None
        ]
        matches = [self._rows[place].suggestion for *_, place in sorted(ranked)[:most]]
        if len(matches) < most and (not kinds or "place" in kinds):
            matches += self._lower_places(wanted, most - len(matches), {one.iri for one in matches})
        return matches

    @cached_property
    def _texts(self) -> tuple[_Lines, ...]:
        """What rows are found by, each a text: words, initials, pinyin, labels of what is no place."""
        rows = self._rows
        labels = ("" if row.suggestion.kind == "place" else row.suggestion.label for row in rows)
        found_by = ([row.words for row in rows], [row.initials for row in rows], [row.sounds for row in rows], labels)
        return tuple(map(_Lines, found_by))

    def _near(self, wanted: str, loose: re.Pattern[str]) -> set[int]:
        """Places in the list of all rows that can match: of six thousand the few that are worth ranking."""
        words, initials, sounds, names = self._texts
        begin = f"\n{wanted}"
        holding = {*words.holding(wanted), *initials.holding(begin), *sounds.holding(begin)}
        return holding | set(names.matching(loose))

    def _exactly(self, iri: str) -> list[Suggestion]:
        known = next((one for one in self._things if one.iri == iri), None)
        if known is None and self.label(iri) is not None:
            known = self._place(self._lookup.loaded.get(iri.rpartition("/")[2]))
        return [known] if known else []

    def _lower_places(self, words: str, most: int, known: Collection[str]) -> list[Suggestion]:
        """Towns and villages whose names begin with the words; one character alone would be no help."""
        if len(words) < 2 or _SOUNDS.search(words) or not self._lookup.ready:
            return []
        divisions = self._lookup.gazetteer.beginning(words, most + len(known))
        return [one for one in map(self._place, divisions) if one.iri not in known][:most]

    def _place(self, division: Division) -> Suggestion:
        above = "".join(one.name for one in self._lookup.loaded.path(division))
        return _named("place", division.name, above or division.kind, iris.thing("division", division.code))

    def _defined(self) -> Iterator[Suggestion]:
        known = self._known
        for iri in known.terms:
            if known.file_of(iri) in _NOT_IN_THE_GRAPH:
                continue
            kind = "class" if _CLASS in known.links(iri, "rdf:type") else "property"
            yield Suggestion(kind, _label(known, iri), iri.removeprefix(iris.DEF), iri, curie(iri))
        for iri in known.concepts:
            scheme, _, code = iri.removeprefix(iris.SCHEME).partition("/")
            yield _named("concept", _label(known, iri), f"{_label(known, iris.SCHEME + scheme)} {code}", iri)

    def _listed(self) -> Iterator[Suggestion]:
        data = self._dataset
        for catalogue in data.catalogues.values():
            yield _named("catalogue", catalogue.label, catalogue.slug, iris.thing("catalogue", catalogue.slug))
        for role in data.roles.values():
            yield _named("role", role.label, role.id, iris.thing("role", role.id))
        for law in data.laws.values():
            yield _named("law", law.title, _note(law), iris.thing("law", law.id))
        for catalogue in data.catalogues.values():
            for group, number in group_numbers(catalogue).items():
                yield _named("group", group, catalogue.label, iris.thing("group", catalogue.slug, number))
            for item in catalogue.items:
                note = f"{catalogue.label} {item.group}"
                yield _named("item", item.label, note, iris.thing("item", item.catalogue, item.number))
        for source in data.sources.values():
            if source.title:
                yield _named("source", source.title, source.publisher or source.id, iris.thing("source", source.id))


def _named(kind: str, label: str, note: str, iri: str) -> Suggestion:
    return Suggestion(kind, label, note, iri, f"<{iri}>")


def _note(law: Law) -> str:
    return "；".join(one for one in (law.document_number, *law.short_titles) if one) or law.kind.label


def _label(known: Definitions, iri: str) -> str:
    return next(iter(known.words(iri, "rdfs:label", "zh")), curie(iri))


def _row(suggestion: Suggestion) -> _Row:
    syllables = sort_key(suggestion.label).split()
    # The name of a term is found too (dutyLevel), and what a law is also called; a place by its own name only.
    also = f" {suggestion.note}".lower() if suggestion.kind in {"class", "property", "concept", "law"} else ""
    return _Row(suggestion, suggestion.label.lower() + also, "".join(each[0] for each in syllables), "".join(syllables))


def _in_order(words: str) -> re.Pattern[str]:
    """A pattern for lines that hold the characters in that order: 最低生活保障 for 低保. It never reads back.

    >>> bool(_in_order("低保").search("最低生活保障")), bool(_in_order("保低").search("最低生活保障"))
    (True, False)
    """
    return re.compile(re.escape(words[0]) + "".join(f"[^{one}\\n]*{one}" for one in map(re.escape, words[1:])))


def _rank(row: _Row, wanted: str, loose: re.Pattern[str]) -> int | None:
    """How well a row matches: beginning of the label, initials, pinyin, a part, characters in order; None if not."""
    if wanted in row.words:
        if not row.words.startswith(wanted):
            return 5
        return 0 if len(row.suggestion.label) == len(wanted) else 1
    if row.initials.startswith(wanted):
        return 2 if len(row.initials) == len(wanted) else 3
    if row.sounds.startswith(wanted):
        return 4
    return 6 if row.suggestion.kind != "place" and loose.search(row.suggestion.label) else None
