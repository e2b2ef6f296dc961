"""The way down before a name: 安徽宿州 in 安徽宿州埇桥区, the names of places above, in order, each whole or short.

Owns: where in some words a way down may end, and whether it leads to a place. Must not: know what is looked for there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from catalog_graph.places.codebook import WIDTHS, CodeBook
from catalog_graph.places.load import load_other_names
from catalog_graph.places.name_index import NameIndex
from catalog_graph.places.names import bare, short_names

_SHORTEST = 2  # characters of a name on the way, and of what stands behind it
Written = Callable[[str], str]


class WayDown:
    """The ways to the places of a book; `index` has the names of its provinces to towns."""

    def __init__(self, book: CodeBook, index: NameIndex) -> None:
        self._book, self._index = book, index
        self._ends = lru_cache(maxsize=64)(self._ends_of)
        self._left = lru_cache(maxsize=20_000)(self._left_by)  # of the many that lie below one place, once

    def ends(self, words: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where the words may be cut so that a way down stands before it, nearest the beginning first; 0 is none.

        With each the codes below which the way may lead, "" for the whole country: `leads` says of a place whether it
        does. Names that are on no way are not looked for, and there are few of the others.
        """
        if words:
            yield 0, ("",)
            yield from self._ends(words).items()

    def leads(self, head: str, code: str, written: Written) -> bool:
        """Whether some words are names of places above a code, in order, as they are `written`."""
        return not head or not self._left(head, code, written)

    def _ends_of(self, words: str) -> dict[int, tuple[str, ...]]:
        """Each end of a way with the codes of the places that its last name may be."""
        ends: dict[int, tuple[str, ...]] = {0: ("",)}
        for start in range(len(words)):
            if start in ends:
                pieces = [words[start:end] for end in range(start + _SHORTEST, len(words) - _SHORTEST + 1)]
                for piece, code in self._index.above_villages(pieces):
                    if code.startswith(ends[start]):
                        end = start + len(piece)
                        ends[end] = (*ends.get(end, ()), code)
        return {end: ends[end] for end in sorted(ends) if end}

    def _left_by(self, head: str, code: str, written: Written) -> str:
        """What is left of some words after the names of the places above a code, the uppermost first."""
        above = next((code[:width] for width in sorted(WIDTHS, reverse=True) if width < len(code)), "")
        left = self._left(head, above, written) if above else head
        place = self._book.get(above) if above and left else None
        if not place or place.is_filler:
            return left
        return left[_led(left, _spellings(place.name, self._others.get(above, ()), written)) :]

    @cached_property
    def _others(self) -> dict[str, tuple[str, ...]]:
        """What places are called besides: 内蒙 in 内蒙鄂温克旗."""
        others: dict[str, tuple[str, ...]] = {}
        for name, code in load_other_names():
            others[code] = (*others.get(code, ()), name)
        return others


@lru_cache(maxsize=20_000)
def _spellings(name: str, others: tuple[str, ...], written: Written) -> tuple[str, ...]:
    """What a place is called on the way down, as it is `written`, the longest first; kept, for many lie below one."""
    names = {name, bare(name), *short_names(name), *others}
    spelled = map(written, sorted(names, key=len, reverse=True))
    return tuple(spelling for spelling in spelled if len(spelling) >= _SHORTEST)


def _led(head: str, spellings: Iterable[str]) -> int:
    """How many characters of the words are the name of a place: those of the first spelling that they begin with."""
    return next((len(spelling) for spelling in spellings if head.startswith(spelling)), 0)
