"""Which places an audit is of: those at and below a place, or those that have records.

Owns: counting the places of each kind within a code, without making a list of them where kinds tell.
Must not: know records.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.records.bindings import Bindings, KindOfPlace

NATION = "全国"
WIDE = 4  # digits of a code below which there are many places


@dataclass(frozen=True, slots=True)
class Scope:
    """The code that all places begin with, "" for the nation; `asked` says that somebody named it."""

    code: str = ""
    asked: bool = False

    def holds(self, code: str) -> bool:
        """Whether a place is of the audit."""
        return code.startswith(self.code)


def kinds_within(book: CodeBook, scope: Scope, bindings: Bindings) -> Counter[KindOfPlace]:
    """How many places of each kind are within a scope, with records or without."""
    kinds: Counter[KindOfPlace] = Counter()
    for level in DUTY_LEVELS[:-1]:
        kinds[KindOfPlace(level, None, ())] += book.count(level, scope.code)
    if len(scope.code) <= 9:
        for village_kind, count in book.village_kinds(scope.code).items():
            kinds[KindOfPlace(Level.VILLAGE, village_kind, ())] += count
    for code in bindings.tops_of_local(scope.code):
        for division in at_and_below(book, code):
            kind = bindings.kind_of(division)
            kinds[kind._replace(local=())] -= 1
            kinds[kind] += 1
    return +kinds


def at_and_below(book: CodeBook, code: str) -> list[Division]:
    """The places that have duties, at a code and below it."""
    return [
        division for level in DUTY_LEVELS for division in book.within(code, level) if len(division.code) >= len(code)
    ]


def some_place(book: CodeBook, scope: Scope, kind: KindOfPlace, bindings: Bindings) -> Division | None:
    """Some place of a kind within a scope, found without going through all of them.

    Where a local catalogue binds, that is at or below its place.
    """
    top = max(scope.code, *kind.local, key=len) if kind.local else scope.code
    wide = len(top) < WIDE
    prefixes = [each.code for each in book.within(top, Level.PREFECTURE)] if wide else [top]
    places = (division for prefix in prefixes for division in at_and_below(book, prefix))
    return next((division for division in places if bindings.kind_of(division) == kind), None)
