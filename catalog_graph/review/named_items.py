"""Items that a row names by their own labels: several in one cell, or those that only its content lists.

Owns: which labels of a domain stand in a cell word for word. Must not: weigh likeness (`review.matching`).

A label that several groups have (办事指南) counts only where the row's group is like the item's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from catalog_graph.cells.text import normalise
from catalog_graph.review.wording import Wording, key_of

_BETWEEN = re.compile(r"[、，；/\n和及与]|以及")
_GROUP_ALIKE, _SHARE = 80, 0.5


class Labels:
    """The labels of a domain's items, to be found word for word."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        """Index the wordings of the items, in their order."""
        self._wordings = wordings
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, wording in enumerate(wordings):
            self._places[wording.label].append(place)

    def in_label(self, words: str, group: str) -> list[int]:
        """The places of the items that a label names side by side, two at least, and nothing else; else none.

        `group` is the row's, as a key.
        """
        parts = [part for part in _BETWEEN.split(normalise(words.replace("\n", "、"))) if part]
        if len(parts) < 2 or key_of(words) in self._places:
            return []
        places = list(self._named(parts, group))
        return places if len(places) == len(parts) else []

    def in_content(self, elements: Sequence[str], group: str) -> list[int]:
        """The places of the items that elements of content are called by, where at least half of the elements are."""
        places = list(self._named(elements, group))
        return places if len(places) >= _SHARE * len(elements) else []

    def _named(self, parts: Iterable[str], group: str) -> Iterable[int]:
        """Of each part the item it names, each item once."""
        seen: set[int] = set()
        for part in parts:
            places = [place for place in self._places.get(key_of(part), ()) if place not in seen]
            alike = [place for place in places if self._same_group(self._wordings[place].group, group)]
            chosen = alike or (places if len(places) == 1 and not group else [])
            if chosen:
                seen.add(chosen[0])
                yield chosen[0]

    @staticmethod
    def _same_group(theirs: str, group: str) -> bool:
        return bool(group) and fuzz.ratio(theirs, group) >= _GROUP_ALIKE
