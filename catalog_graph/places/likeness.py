"""Names that are nearly those of places: one character wrong or missing, or the nearest there are.

Owns: comparing a name with those of provinces to towns. Must not: look at villages, whose names are too many and too
much alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

_LEAST_LIKE = 50.0


class Likeness:
    """Names with their places, the uppermost first; `alike` has for a character those that look like it."""

    def __init__(self, names: Iterable[tuple[str, int]], alike: Mapping[str, frozenset[str]]) -> None:
        pairs = list(names)
        self._names, self._places = [name for name, _ in pairs], [place for _, place in pairs]
        self._alike = alike

    def one_off(self, words: str) -> list[int]:
        """Places whose names differ by one character from the words, the uppermost first."""
        close = process.extract(words, self._names, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
        return sorted(self._places[at] for _, _, at in close)

    def misread(self, words: str) -> list[int]:
        """Places of whose names one character was taken for one that looks like it, or left out; uppermost first."""
        close = process.extract(words, self._names, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
        return sorted(self._places[at] for name, _, at in close if self._is_misread(words, name))

    def nearest(self, words: str, most: int) -> list[int]:
        """The places with the most similar names."""
        close = process.extract(words, self._names, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=most)
        return [self._places[at] for _, _, at in close]

    def _is_misread(self, words: str, name: str) -> bool:
        if len(name) == len(words):
            wrong = [(right, typed) for right, typed in zip(name, words, strict=True) if right != typed]
            return len(wrong) == 1 and wrong[0][1] in self._alike.get(wrong[0][0], ())
        return len(name) == len(words) + 1
