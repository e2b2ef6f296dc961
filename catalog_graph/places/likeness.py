"""Names that are nearly those of places: one character wrong or missing, or the nearest there are.

Owns: comparing a name with those of provinces to towns. Must not: look at villages, whose names are too many and too
much alike.

Few of the 44,000 names are compared: one that shares many characters with the words has at least one of their rarest.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
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
        self._of_length: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        self._having: defaultdict[tuple[int, str], array[int]] = defaultdict(lambda: array("i"))
        for number, name in enumerate(self._names):
            self._of_length[len(name)].append(number)
            for character in set(name):
                self._having[len(name), character].append(number)
        self._close = lru_cache(maxsize=64)(self._differing_by_one)

    def one_off(self, words: str) -> list[int]:
        """Places whose names differ by one character from the words, the uppermost first."""
        return sorted(place for _, place in self._close(words))

    def misread(self, words: str) -> list[int]:
        """Places of whose names one character was taken for one that looks like it, or left out; uppermost first."""
        return sorted(place for name, place in self._close(words) if self._is_misread(words, name))

    def nearest(self, words: str, most: int) -> list[int]:
        """The places with the most similar names."""
        # A likeness of one half means that a quarter of the characters of both are shared.
        near = (self._sharing(words, length, -(-(len(words) + length) // 4)) for length in self._of_length)
        numbers = sorted({number for some in near for number in some})
        names = [self._names[number] for number in numbers]
        close = process.extract(words, names, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=most)
        return [self._places[numbers[at]] for _, _, at in close]

    def _differing_by_one(self, words: str) -> list[tuple[str, int]]:
        """The names that differ by one character at most, with their places; both ways of asking come here."""
        close: list[tuple[str, int]] = []
        for length in range(len(words) - 1, len(words) + 2):
            numbers = list(self._sharing(words, length, max(len(words), length) - 1))
            names = [self._names[number] for number in numbers]
            alike = process.extract(words, names, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
            close += [(name, self._places[numbers[at]]) for name, _, at in alike]
        return close

    def _sharing(self, words: str, length: int, least: int) -> Iterable[int]:
        """The numbers of all names of a length that share `least` characters with the words, and of some that do not.

        Of the words' characters fewer than `least` are left out, the commonest: who shares so many has one of the rest.
        """
        if least > min(len(words), length):
            return ()
        if least <= 0:
            return self._of_length.get(length, ())
        often = Counter(words)
        having = {character: self._having.get((length, character), ()) for character in often}
        for character in sorted(having, key=lambda character: -len(having[character])):
            if often[character] < least:
                least -= often[character]
                del having[character]
        return {number for numbers in having.values() for number in numbers}

    def _is_misread(self, words: str, name: str) -> bool:
        if len(name) == len(words):
            wrong = [(right, typed) for right, typed in zip(name, words, strict=True) if right != typed]
            return len(wrong) == 1 and wrong[0][1] in self._alike.get(wrong[0][0], ())
        return len(name) == len(words) + 1
