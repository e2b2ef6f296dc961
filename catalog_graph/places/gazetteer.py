"""Places by name: which one is meant, or which may be, the best first.

Owns: the order of matches, names with the way down before them, and when a name is that of several places.
Must not: hold the names itself (`name_index`), or decide that a place is the wanted one where several bear the name.

A name matches a place, in this order, by: a name that it goes by, whole or short (振兴社区 ~ 振兴社区居委会, 真新 ~
真新街道) or in pinyin · its beginning · any part · its sound (甬桥 ~ 埇桥) · all but one of its characters, where it is
long enough to be known even so. Words before it must be names of places above it, in order, each whole or short.
Rows that only group codes (市辖区, 省直辖县级行政区划) are no places and never match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from catalog_graph.errors import Ambiguous, UnknownDivision
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import WIDTHS, CodeBook, Division
from catalog_graph.places.likeness import Likeness
from catalog_graph.places.load import load_alike_characters
from catalog_graph.places.name_index import Grade, NameIndex
from catalog_graph.places.names import (
    LATIN,
    bare,
    is_village_name,
    listed,
    pinyin,
    readings,
    real,
    spelled,
    without_committee,
    without_office,
)
from catalog_graph.places.way_down import WayDown, Written

_OUTSIDE = re.compile(r"(?:中国)?(?P<place>香港|澳门|台湾)(?:省|岛|地区|特别行政区)?")
_HOW = ("exact", "kind", "sound", "prefix", "part", "similar")
_BY_GRADE = {Grade.NAME: "exact", Grade.SHORT: "kind", Grade.OTHER: "kind"}
_COUNTY_DIGITS = 6
_LEAST_OF_A_NAME = 3
_SHORTEST_SIMILAR = 4  # characters of a name that is known though any one of them is wrong
_SHORTEST_MISREAD = 3  # characters of a name that is known though one of them was taken for another
_MOST_SUGGESTIONS = 5
Codes = tuple[str, ...]  # places below any of these; "" for the whole country
Called = Callable[[str, Codes], list["_Hit"]]


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by name, and how: "exact", "kind", "sound", "prefix", "part" or "similar"."""

    division: Division
    how: str


class _Hit(NamedTuple):
    """A match of which only the row and the code are looked up: of thousands a few are shown."""

    place: int
    code: str
    how: str


@dataclass(frozen=True, slots=True)
class Matches:
    """The best matches, how many there are in all, and, where there are none, places that may have been meant."""

    best: list[Match]
    count: int
    suggestions: list[Division] = field(default_factory=list)


class Gazetteer:
    """Names of the places of an index; `book` has the provinces to towns, or all its places, which saves look-ups."""

    def __init__(self, book: CodeBook, index: NameIndex) -> None:
        self.book, self._index, self._way = book, index, WayDown(book, index)

    def prepare(self) -> None:
        """Load what the first search for a name that no place has would wait for: dictionaries, names to compare."""
        _ = self._likeness
        readings(spelled("公開"))
        pinyin("公开")

    def search(self, name: str, most: int = 20, level: Level | None = None, within: str = "") -> Matches:
        """The best `most` matches, best first.

        `level` keeps places of one level only (None: all), `within` those whose codes begin so ("": all).
        Raises BadName for an empty or over-long name.
        """
        words = spelled(name)
        named = self.named(name, most, level, within)
        if named:
            return named
        best, count = self._contained(words, most, self._index.rows(level, within))
        if count:
            return Matches(best, count)
        wanted = [hit for hit in self._alike(words) if _is_in(hit.code, level, within)]
        return Matches(self._shown(wanted[:most]), len(wanted), [] if wanted else self._suggested(words))

    def named(self, name: str, most: int = 20, level: Level | None = None, within: str = "") -> Matches | None:
        """As `search`, but None where no place goes by that name: looked up in a millisecond, whatever the name.

        Raises BadName.
        """
        wanted = [hit for hit in self._unshadowed(self._named(spelled(name))) if _is_in(hit.code, level, within)]
        return Matches(self._shown(wanted[:most]), len(wanted)) if wanted else None

    def resolve(self, name: str) -> Division:
        """The one place of that name.

        Raises BadName, UnknownDivision, or Ambiguous with the candidates.
        """
        words = spelled(name)
        outside = _OUTSIDE.match(words)
        hits = [] if outside and outside.end() == len(words) else self._named(words) or self._alike(words)
        best = self._unshadowed(self._same_name(hits))
        if len(best) == 1:
            return self._division(best[0].place)
        if best:
            candidates = self.book.described(match.division for match in self._shown(best[:50]))
            raise Ambiguous(f"“{name}”有{len(best)}个同名地方", candidates=candidates, count=len(best))
        if outside:
            raise UnknownDivision(f"“{name}”不在代码表内：统计用区划代码不含香港、澳门和台湾")
        near = [match.division for match in self._contained(words, 10, self._index.rows())[0]]
        candidates = self.book.described(near or self._suggested(words))
        raise UnknownDivision(f"没有名为“{name}”的行政区划", candidates=candidates)

    def beginning(self, words: str, most: int) -> list[Division]:
        """The first `most` places whose names begin with the words, upper levels first, in a millisecond."""
        return [self._division(place) for place in self._index.beginning(words, most, self._index.rows())]

    def _division(self, row: int) -> Division:
        if row >= len(self.book):
            return self._index.division(row)
        place = self.book.at(row)
        name = real(place.name)
        return place if name == place.name else replace(place, name=name)

    def _shown(self, hits: Iterable[_Hit]) -> list[Match]:
        return [Match(self._division(hit.place), hit.how) for hit in hits]

    def _unshadowed(self, hits: list[_Hit]) -> list[_Hit]:
        """A prefecture whose only county-level row bears its name gives way to that row (东莞市 4419, 441900)."""
        counties = {(hit.code[:4], self.book.name(hit.place)) for hit in hits if _level(hit) is Level.COUNTY}
        return [
            hit
            for hit in hits
            if _level(hit) is not Level.PREFECTURE or (hit.code, self.book.name(hit.place)) not in counties
        ]

    def _same_name(self, hits: list[_Hit]) -> list[_Hit]:
        """The best matches: the only county or prefecture, or all that match as well as the first.

        Among villages 振兴社区 and 振兴社区居委会 are one name.
        """
        if not hits:
            return []
        first = hits[0]
        upper = self._unshadowed([hit for hit in hits if len(hit.code) <= _COUNTY_DIGITS])
        if len(upper) == 1:
            return upper
        together = {"exact", "kind"} if _level(first) is Level.VILLAGE else {first.how}
        return [hit for hit in hits if hit.how in together]

    # By a name that a place goes by

    def _named(self, words: str) -> list[_Hit]:
        """Places that the words end with a name of; what stands before is the way down."""
        plain = without_office(words)
        for variant in dict.fromkeys([words, plain]):
            if hits := self._on_the_way(variant, self._called, _written):
                return hits
        if is_village_name(plain):
            for variant in without_committee(plain):
                if hits := self._on_the_way(variant, self._villages, _written):
                    return hits
        if hits := self._on_the_way(plain, self._other_kind, _written):
            return hits
        return self._sounding(plain) if LATIN.search(plain) else []

    def _on_the_way(self, words: str, called: Called, written: Written) -> list[_Hit]:
        for cut, below in self._way.ends(words):
            hits = called(words[cut:], below)
            if led := [hit for hit in hits if self._way.leads(words[:cut], hit.code, written)]:
                return sorted(led, key=_rank)
        return []

    def _called(self, words: str, below: Codes) -> list[_Hit]:
        return [_Hit(at, code, _BY_GRADE.get(grade, "sound")) for at, code, grade in self._index.called(words, below)]

    def _villages(self, words: str, below: Codes) -> list[_Hit]:
        return [hit for hit in self._called(words, below) if _level(hit) is Level.VILLAGE]

    def _sounding(self, words: str) -> list[_Hit]:
        """Places by a name in pinyin, or partly so: the characters that are there must be in the name."""
        characters = LATIN.sub("", words)
        hits = self._on_the_way(pinyin(words), self._called, pinyin)
        return [hit for hit in hits if not characters or _in_order(characters, self._division(hit.place).name)]

    # By a part of the name, by its sound, by most of its characters

    def _contained(self, words: str, most: int, rows: list[range]) -> tuple[list[Match], int]:
        """The best of the names that begin with the words or hold them, and how many do."""
        if len(words) == 1 and LATIN.search(words):
            return [], 0
        begun = self._index.beginning(words, most, rows)
        if LATIN.search(words):
            return [Match(self._division(place), "prefix") for place in begun], len(begun)
        count = self._index.count(words, rows)
        holding = self._index.holding(words, most, rows) if count else []
        known = set(begun)
        others = [place for place in holding if place not in known][: most - len(begun)]
        matches = [Match(self._division(place), "prefix") for place in begun]
        return matches + [Match(self._division(place), "part") for place in others], max(count, len(begun))

    def _alike(self, words: str) -> list[_Hit]:
        """Counties and towns whose names sound the same, or of whose long names one character is wrong or missing.

        After the way down two characters are enough, since it leaves few places.
        """
        if len(words) < 2 or LATIN.search(words):
            return []
        plain = without_office(words)
        for alike in (self._misread, self._sounding_alike, self._one_off):
            if hits := self._on_the_way(plain, alike, _written):
                return hits
        return []

    def _sounding_alike(self, words: str, below: Codes) -> list[_Hit]:
        hits = (hit for reading in readings(words) for hit in self._called(reading, below))
        upper = [hit for hit in hits if _level(hit) is not Level.VILLAGE]
        return [hit for hit in upper if set(self.book.name(hit.place)) & set(words)]

    def _other_kind(self, words: str, below: Codes) -> list[_Hit]:
        """Counties and what is above them that are now of another kind: 密云县 is 密云区."""
        short = bare(words)
        hits = self._called(short, below) if 1 < len(short) < len(words) else []
        return [hit for hit in hits if len(hit.code) <= _COUNTY_DIGITS]

    def _misread(self, words: str, below: Codes) -> list[_Hit]:
        """Counties and what is above them of whose names one character is wrong, but looks the same, or missing."""
        if len(words) < _SHORTEST_MISREAD:
            return []
        return [hit for hit in self._similar(self._likeness.misread(words), below) if len(hit.code) <= _COUNTY_DIGITS]

    def _one_off(self, words: str, below: Codes) -> list[_Hit]:
        """Places whose names are the words but for one character; after a way down short ones too.

        Of a name of two characters and its kind half would be wrong: 天府新区 is not 天北新区.
        """
        if below == ("",) and (len(words) < _SHORTEST_SIMILAR or len(bare(words)) < _LEAST_OF_A_NAME):
            return []
        return self._similar(self._likeness.one_off(words), below)

    def _similar(self, rows: Iterable[int], below: Codes) -> list[_Hit]:
        hits = (_Hit(row, self.book.at(row).code, "similar") for row in rows)
        return [hit for hit in hits if hit.code.startswith(below)]

    def _suggested(self, words: str) -> list[Division]:
        """What may have been meant by a name that no place has."""
        return [self.book.at(row) for row in self._likeness.nearest(words, _MOST_SUGGESTIONS)]

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._upper_names(), load_alike_characters())

    def _upper_names(self) -> Iterator[tuple[str, int]]:
        for row in range(self.book.first_row(Level.VILLAGE)):
            if not self.book.is_filler(row):
                yield self.book.name(row), row


_written = listed


def _in_order(characters: str, name: str) -> bool:
    """Whether a name has all these characters, in this order."""
    rest = iter(name)
    return all(character in rest for character in characters)


def _level(hit: _Hit) -> Level:
    return WIDTHS[len(hit.code)]


def _is_in(code: str, level: Level | None, within: str) -> bool:
    return level in {None, WIDTHS[len(code)]} and code.startswith(within)


def _rank(hit: _Hit) -> tuple[bool, int, int, str]:
    """Counties and what is above them before streets and villages of the same name, then by how and by code."""
    return len(hit.code) > _COUNTY_DIGITS, _HOW.index(hit.how), len(hit.code), hit.code
