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
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

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
    short_names,
    spelled,
    without_committee,
    without_office,
)

_OUTSIDE = re.compile(r"(?:中国)?(?P<place>香港|澳门|台湾)(?:省|岛|地区|特别行政区)?")
_HOW = ("exact", "kind", "sound", "prefix", "part", "similar")
_BY_GRADE = {Grade.NAME: "exact", Grade.SHORT: "kind", Grade.OTHER: "kind"}
_COUNTY_DIGITS = 6
_LEAST_OF_A_NAME = 3
_SHORTEST_SIMILAR = 4  # characters of a name that is known though any one of them is wrong
_SHORTEST_MISREAD = 3  # characters of a name that is known though one of them was taken for another
_MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by name, and how: "exact", "kind", "sound", "prefix", "part" or "similar"."""

    division: Division
    how: str


@dataclass(frozen=True, slots=True)
class Matches:
    """The best matches, how many there are in all, and, where there are none, places that may have been meant."""

    best: list[Match]
    count: int
    suggestions: list[Division] = field(default_factory=list)


class Gazetteer:
    """Names of the places of an index; `upper` has at least the provinces to towns."""

    def __init__(self, upper: CodeBook, index: NameIndex) -> None:
        self.book, self._index = upper, index

    def search(self, name: str, most: int = 20, level: Level | None = None, within: str = "") -> Matches:
        """The best `most` matches, best first.

        `level` keeps places of one level only (None: all), `within` those whose codes begin so ("": all).
        Raises BadName for an empty or over-long name.
        """
        words = spelled(name)
        wanted = [m for m in _unshadowed(self._named(words)) if _is_in(m.division, level, within)]
        if wanted:
            return Matches(wanted[:most], len(wanted))
        best, count = self._contained(words, most, self._index.rows(level, within))
        if count:
            return Matches(best, count)
        wanted = [m for m in self._alike(words) if _is_in(m.division, level, within)]
        return Matches(wanted[:most], len(wanted), [] if wanted else self._suggested(words))

    def resolve(self, name: str) -> Division:
        """The one place of that name.

        Raises BadName, UnknownDivision, or Ambiguous with the candidates.
        """
        words = spelled(name)
        outside = _OUTSIDE.match(words)
        matches = [] if outside and outside.end() == len(words) else self._named(words) or self._alike(words)
        best = _without_shadows(_same_name(matches))
        if len(best) == 1:
            return best[0]
        if best:
            raise Ambiguous(
                f"“{name}”有{len(best)}个同名地方", candidates=self.book.described(best[:50]), count=len(best)
            )
        if outside:
            raise UnknownDivision(f"“{name}”不在代码表内：统计用区划代码不含香港、澳门和台湾")
        near = [match.division for match in self._contained(words, 10, self._index.rows())[0]]
        candidates = self.book.described(near or self._suggested(words))
        raise UnknownDivision(f"没有名为“{name}”的行政区划", candidates=candidates)

    def beginning(self, words: str, most: int) -> list[Division]:
        """The first `most` places whose names begin with the words, upper levels first, in a millisecond."""
        begun = (place for part in self._index.rows() for place in self._index.beginning(words, most, part))
        return [self._index.division(place) for place in islice(begun, most)]

    # By a name that a place goes by

    def _named(self, words: str) -> list[Match]:
        """Places that the words end with a name of; what stands before is the way down."""
        plain = without_office(words)
        for variant in dict.fromkeys([words, plain]):
            if matches := self._on_the_way(variant, self._called, _written):
                return matches
        if is_village_name(plain):
            for variant in without_committee(plain):
                if matches := self._on_the_way(variant, self._villages, _written):
                    return matches
        return self._sounding(plain) if LATIN.search(plain) else []

    def _on_the_way(
        self, words: str, called: Callable[[str], list[Match]], written: Callable[[str], str]
    ) -> list[Match]:
        for cut in range(len(words)):
            head, tail = words[:cut], words[cut:]
            if cut and len(tail) < 2:
                break
            if matches := [match for match in called(tail) if self._leads(head, match.division, written)]:
                return sorted(matches, key=_rank)
        return []

    def _called(self, words: str) -> list[Match]:
        return [Match(named.division, _BY_GRADE.get(named.grade, "sound")) for named in self._index.called(words)]

    def _villages(self, words: str) -> list[Match]:
        return [match for match in self._called(words) if match.division.level is Level.VILLAGE]

    def _sounding(self, words: str) -> list[Match]:
        """Places by a name in pinyin, or partly so: the characters that are there must be in the name."""
        characters = LATIN.sub("", words)
        matches = self._on_the_way(pinyin(words), self._called, pinyin)
        return [match for match in matches if _in_order(characters, match.division.name)]

    def _leads(self, head: str, division: Division, written: Callable[[str], str]) -> bool:
        """Whether the words are names of places above the division, in order, as they are `written`."""
        return not head or not self._left(head, division.code, written)

    def _left_by(self, head: str, code: str, written: Callable[[str], str]) -> str:
        """What is left of some words after the names of the places above a code, the uppermost first."""
        above = next((code[:width] for width in sorted(WIDTHS, reverse=True) if width < len(code)), "")
        left = self._left(head, above, written) if above else head
        place = self.book.get(above) if above and left else None
        return left[_led(left, _spellings(place.name, written)) :] if place and not place.is_filler else left

    @cached_property
    def _left(self) -> Callable[[str, str, Callable[[str], str]], str]:
        """As `_left_by`, for the many that lie below one place once."""
        return lru_cache(maxsize=20_000)(self._left_by)

    # By a part of the name, by its sound, by most of its characters

    def _contained(self, words: str, most: int, rows: list[range]) -> tuple[list[Match], int]:
        """The best of the names that begin with the words or hold them, and how many do."""
        if len(words) == 1 and LATIN.search(words):
            return [], 0
        begun = [place for part in rows for place in self._index.beginning(words, most, part)][:most]
        if LATIN.search(words):
            return [Match(self._index.division(place), "prefix") for place in begun], len(begun)
        count = self._index.count(words, rows)
        holding = (place for part in rows for place in self._index.holding(words, most, part))
        known = set(begun)
        others = [place for place in holding if place not in known][: most - len(begun)] if count else []
        matches = [Match(self._index.division(place), "prefix") for place in begun]
        return matches + [Match(self._index.division(place), "part") for place in others], max(count, len(begun))

    def _alike(self, words: str) -> list[Match]:
        """Counties and towns whose names sound the same, or of whose long names one character is wrong or missing.

        After the way down two characters are enough, since it leaves few places.
        """
        if len(words) < 2 or LATIN.search(words):
            return []
        plain = without_office(words)
        for alike in (self._other_kind, self._misread, self._sounding_alike, self._one_off):
            for cut in range(max(1, len(plain) - 1)):
                head, tail = plain[:cut], plain[cut:]
                if matches := [m for m in alike(tail, bool(head)) if self._leads(head, m.division, _written)]:
                    return sorted(matches, key=_rank)
        return []

    def _sounding_alike(self, words: str, _: bool) -> list[Match]:
        matches = (match for reading in readings(words) for match in self._called(reading))
        return [m for m in matches if m.division.level is not Level.VILLAGE and set(m.division.name) & set(words)]

    def _other_kind(self, words: str, _: bool) -> list[Match]:
        """Counties and what is above them that are now of another kind: 密云县 is 密云区."""
        short = bare(words)
        matches = self._called(short) if 1 < len(short) < len(words) else []
        return [match for match in matches if len(match.division.code) <= _COUNTY_DIGITS]

    def _misread(self, words: str, _: bool) -> list[Match]:
        """Counties and what is above them of whose names one character is wrong, but looks the same, or missing."""
        if len(words) < _SHORTEST_MISREAD:
            return []
        matches = [Match(self._index.division(place), "similar") for place in self._likeness.misread(words)]
        return [match for match in matches if len(match.division.code) <= _COUNTY_DIGITS]

    def _one_off(self, words: str, led: bool) -> list[Match]:
        """Places whose names are the words but for one character; `led` by the way down short ones too.

        Of a name of two characters and its kind half would be wrong: 天府新区 is not 天北新区.
        """
        if not led and (len(words) < _SHORTEST_SIMILAR or len(bare(words)) < _LEAST_OF_A_NAME):
            return []
        return [Match(self._index.division(place), "similar") for place in self._likeness.one_off(words)]

    def _suggested(self, words: str) -> list[Division]:
        """What may have been meant by a name that no place has."""
        return [self._index.division(place) for place in self._likeness.nearest(words, _MOST_SUGGESTIONS)]

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._upper_names(), load_alike_characters())

    def _upper_names(self) -> Iterator[tuple[str, int]]:
        for row in range(self.book.first_row(Level.VILLAGE)):
            if not self.book.is_filler(row):
                yield self.book.name(row), row


_written = listed


@lru_cache(maxsize=20_000)
def _spellings(name: str, written: Callable[[str], str]) -> tuple[str, ...]:
    """What a place is called on the way down, as it is `written`, the longest first; kept, for many lie below one."""
    names = {name, bare(name), *short_names(name)}
    return tuple(spelling for spelling in map(written, sorted(names, key=len, reverse=True)) if len(spelling) >= 2)


def _led(head: str, spellings: Iterable[str]) -> int:
    """How many characters of the words are the name of a place: those of the first spelling that they begin with."""
    return next((len(spelling) for spelling in spellings if head.startswith(spelling)), 0)


def _in_order(characters: str, name: str) -> bool:
    """Whether a name has all these characters, in this order."""
    rest = iter(name)
    return all(character in rest for character in characters)


def _is_in(division: Division, level: Level | None, within: str) -> bool:
    return (level is None or division.level is level) and division.code.startswith(within)


def _rank(match: Match) -> tuple[bool, int, int, str]:
    """Counties and what is above them before streets and villages of the same name, then by how and by code."""
    low = len(match.division.code) > _COUNTY_DIGITS
    return low, _HOW.index(match.how), len(match.division.code), match.division.code


def _same_name(matches: list[Match]) -> list[Division]:
    """The best matches: the only county or prefecture, or all that match as well as the first.

    Among villages 振兴社区 and 振兴社区居委会 are one name.
    """
    if not matches:
        return []
    first = matches[0]
    upper = _without_shadows([match.division for match in matches if len(match.division.code) <= _COUNTY_DIGITS])
    if len(upper) == 1:
        return upper
    together = {"exact", "kind"} if first.division.level is Level.VILLAGE else {first.how}
    return [match.division for match in matches if match.how in together]


def _without_shadows(divisions: list[Division]) -> list[Division]:
    """A prefecture whose only county-level row bears its name gives way to that row (东莞市 4419, 441900)."""
    names = {(d.code[:4], d.name) for d in divisions if d.level is Level.COUNTY}
    return [d for d in divisions if d.level is not Level.PREFECTURE or (d.code, d.name) not in names]


def _unshadowed(matches: list[Match]) -> list[Match]:
    left = {division.code for division in _without_shadows([match.division for match in matches])}
    return [match for match in matches if match.division.code in left]
