"""Names that are nearly those of places: one character wrong or missing, or the nearest there are.

Owns: comparing a name with those of provinces to towns. Must not: look at villages, whose names are too many and too
much alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

_LEAST_LIKE = 50.0


class Likeness:
    """Names with their places."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        pairs = list(names)
        self._names, self._places = [name for name, _ in pairs], [place for _, place in pairs]

    def one_off(self, words: str) -> list[int]:
        """Places whose names differ by one character from the words, the uppermost first."""
        close = process.extract(words, self._names, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
        return sorted(self._places[at] for _, _, at in close)

    def nearest(self, words: str, most: int) -> list[int]:
        """The places with the most similar names."""
        close = process.extract(words, self._names, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=most)
        return [self._places[at] for _, _, at in close]
