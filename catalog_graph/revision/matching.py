"""Which row of the old edition is which of the new: by 事项编码, else by the likeness of label, group and content.

Owns: pairing rows one to one, and telling which of them moved.
Must not: compare cells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import product

from rapidfuzz import fuzz

from catalog_graph.review.matching import MATCHED, likeness
from catalog_graph.review.wording import Wording, key_of
from catalog_graph.revision.values import Entry

# A row with the code of another and a label that has next to nothing in common took the code over.
_LEAST_LABEL_WITH_CODE = 30
Pairs = dict[int, int]


def pair_rows(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    """Index of the new row → index of the old row, each at most once. The surest pairs first, near ones before far."""
    before, after = [_wording(entry) for entry in old], [_wording(entry) for entry in new]
    codes = Counter(entry.code for entry in old), Counter(entry.code for entry in new)
    ranked = []
    for (index, wording), (place, other) in product(enumerate(after), enumerate(before)):
        score, code = likeness(wording, other), new[index].code
        coded = bool(code) and code == old[place].code and codes[0][code] == codes[1][code] == 1
        coded = coded and fuzz.ratio(wording.label, other.label) >= _LEAST_LABEL_WITH_CODE
        if coded or score >= MATCHED:
            ranked.append((not coded, -score, abs(index - place), index, place))
    pairs: Pairs = {}
    taken: set[int] = set()
    for *_, index, place in sorted(ranked):
        if index not in pairs and place not in taken:
            pairs[index] = place
            taken.add(place)
    return pairs


def _wording(entry: Entry) -> Wording:
    content = "".join(piece.words for piece in entry.cells.get("content", ()))
    return Wording(key_of(entry.label), key_of(entry.group), key_of(content))


def moved_rows(pairs: Pairs) -> frozenset[int]:
    """New rows that stand elsewhere among the others: those outside the longest run that kept its order.

    >>> sorted(moved_rows({0: 0, 1: 3, 2: 1, 3: 2}))
    [1]
    """
    order = sorted(pairs)
    in_order = _longest_rising([pairs[index] for index in order])
    return frozenset(index for position, index in enumerate(order) if position not in in_order)


def _longest_rising(places: Sequence[int]) -> frozenset[int]:
    """Positions of a longest rising subsequence."""
    runs: list[tuple[int, ...]] = []  # by length less one: the rising run of positions that ends lowest
    for position, place in enumerate(places):
        length = bisect_left(runs, place, key=lambda run: places[run[-1]])
        runs[length : length + 1] = [(*(runs[length - 1] if length else ()), position)]
    return frozenset(runs[-1] if runs else ())
