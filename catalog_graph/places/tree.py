"""The tree of places: what lies directly below a place, and the way down to it with its neighbours at every step.

Owns: the steps of the tree. Must not: count (`counts`), or word anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import WIDTHS, CodeBook, Division

_BELOW = dict(pairwise(WIDTHS.values()))


def below(book: CodeBook, division: Division | None) -> list[Division]:
    """The places directly below, of None the provinces; a prefecture row that only groups codes gives way to its
    counties."""
    level = _BELOW.get(division.level) if division else Level.PROVINCE
    if level is None:
        return []
    rows = book.within(division.code if division else "", level)
    return [place for row in rows for place in (book.within(row.code, Level.COUNTY) if row.is_filler else [row])]


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the tree, and what lies below it where that is opened."""

    division: Division
    open: bool = False
    branches: tuple[Branch, ...] = ()


def opened(book: CodeBook, division: Division | None) -> tuple[Branch, ...]:
    """All provinces, with the way down to a place opened, and the place itself."""
    codes = {division.code[:width] for width in WIDTHS if width <= len(division.code)} if division else set()
    return tuple(_branch(book, each, codes) for each in below(book, None))


def _branch(book: CodeBook, division: Division, codes: set[str]) -> Branch:
    if division.code not in codes:
        return Branch(division)
    return Branch(division, True, tuple(_branch(book, each, codes) for each in below(book, division)))
