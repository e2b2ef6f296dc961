"""Items of different domains that are alike: in name, in content, in what they rest on.

Owns: the measure of likeness, each part of which can be seen, and the network of items that are alike.
Must not: read wordings of an office's table (`review.matching`).

likeness = 0.4 × name + 0.35 × content + 0.25 × basis, each from 0 to 1; a part that either item lacks counts nothing.
Name and content: characters in common in their order (rapidfuzz `ratio`). Basis: the laws both cite over the laws
either cites, each law weighed by how rare it is (the logarithm of all items over those that cite it), and by half
where both name articles and none is the same; it takes a law as rare as one of six items to reach 1. So
政府信息公开条例, which a quarter of all items cite, says little even where both cite nothing else.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx
from rapidfuzz import fuzz

from catalog_graph.laws.network.nodes import Network, add_item
from catalog_graph.model.values import Dataset, Item

NAME, CONTENT, BASIS = 0.4, 0.35, 0.25
THRESHOLD = 0.4
_ANOTHER_ARTICLE = 0.5
_RARE = 6  # items that cite a law which alone is proof enough


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two items are, in parts, and the laws both cite."""

    name: float
    content: float
    basis: float
    laws: tuple[str, ...]

    @property
    def whole(self) -> float:
        """The parts together, from 0 to 1."""
        return NAME * self.name + CONTENT * self.content + BASIS * self.basis


class Comparison:
    """Compares items of one dataset."""

    def __init__(self, items: Sequence[Item]) -> None:
        cited = Counter(law for item in items for law in {citation.law for citation in item.citations})
        self._weight = {law: math.log(len(items) / count) for law, count in cited.items()}
        self._enough = math.log(max(len(items) / _RARE, math.e))

    def likeness(self, item: Item, other: Item) -> Likeness:
        """All parts of the likeness of two items."""
        name = fuzz.ratio(item.label, other.label) / 100
        both = item.content and other.content
        content = fuzz.ratio("；".join(item.content), "；".join(other.content)) / 100 if both else 0.0
        return Likeness(name, content, *self.basis(item, other))

    def basis(self, item: Item, other: Item) -> tuple[float, tuple[str, ...]]:
        """How far two items rest on the same, and the laws both cite."""
        first, second = _articles(item), _articles(other)
        shared = tuple(law for law in first if law in second)
        total = sum(self._weight[law] for law in first.keys() | second.keys())
        apart = {law for law in shared if first[law] and second[law] and not first[law] & second[law]}
        weight = sum(self._weight[law] * (_ANOTHER_ARTICLE if law in apart else 1) for law in shared)
        return weight / max(total, self._enough), shared


def _articles(item: Item) -> dict[str, set[str]]:
    """Law → the articles the item names."""
    articles: dict[str, set[str]] = {}
    for cited in item.citations:
        articles.setdefault(cited.law, set()).update({cited.article} if cited.article else ())
    return articles


def like_items(dataset: Dataset, items: Sequence[Item] | None = None, threshold: float = THRESHOLD) -> Network:
    """Items of two domains that are alike by `threshold` or more; with `items`, one of the two is among them.

    An edge holds the whole (`weight`) and its parts (`name`, `content`, `basis`), and the laws both cite. Items that
    are like no other are left out.
    """
    wanted = None if items is None else {item.key for item in items}
    compare = Comparison(dataset.items())
    network: Network = networkx.Graph(name="items that are alike")
    for first, second in combinations(dataset.items(), 2):
        if first.catalogue == second.catalogue or (wanted is not None and not {first.key, second.key} & wanted):
            continue
        likeness = compare.likeness(first, second)
        if likeness.whole >= threshold:
            parts = {name: round(getattr(likeness, name), 4) for name in ("name", "content", "basis")}
            ends = (add_item(network, dataset, item) for item in (first, second))
            network.add_edge(*ends, weight=round(likeness.whole, 4), **parts, laws="；".join(likeness.laws))
    return network
