"""Names that are nearly those of places: one character wrong or missing, or the nearest there are.

Owns: comparing a name with those of provinces to towns. Must not: look at villages, whose names are too many and too
much alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

_LEAST_LIKE = 50.0


class Likeness:
    """Names with their places, the uppermost first; `alike` has for a character those that look like it."""

    def __init__(self, names: Iterable[tuple[str, int]], alike: Mapping[str, frozenset[str]]) -> None:
        pairs = list(names)
        self._names, self._places = [name for name, _ in pairs], [place for _, place in pairs]
        self._alike = alike
        self._by_length: defaultdict[int, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for name, place in pairs:
            names_, places = self._by_length[len(name)]
            names_.append(name)
            places.append(place)
        self._close = lru_cache(maxsize=64)(self._differing_by_one)

    def one_off(self, words: str) -> list[int]:
        """Places whose names differ by one character from the words, the uppermost first."""
        return sorted(place for _, place in self._close(words))

    def misread(self, words: str) -> list[int]:
        """Places of whose names one character was taken for one that looks like it, or left out; uppermost first."""
        return sorted(place for name, place in self._close(words) if self._is_misread(words, name))

    def nearest(self, words: str, most: int) -> list[int]:
        """The places with the most similar names."""
        close = process.extract(words, self._names, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=most)
        return [self._places[at] for _, _, at in close]

    def _differing_by_one(self, words: str) -> list[tuple[str, int]]:
        """The names that differ by one character at most, with their places; both ways of asking come here."""
        close: list[tuple[str, int]] = []
        for length in range(len(words) - 1, len(words) + 2):
            names, places = self._by_length[length]
            alike = process.extract(words, names, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
            close += [(name, places[at]) for name, _, at in alike]
        return close

    def _is_misread(self, words: str, name: str) -> bool:
        if len(name) == len(words):
            wrong = [(right, typed) for right, typed in zip(name, words, strict=True) if right != typed]
            return len(wrong) == 1 and wrong[0][1] in self._alike.get(wrong[0][0], ())
        return len(name) == len(words) + 1
