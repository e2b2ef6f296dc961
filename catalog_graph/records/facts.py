"""What is known of the items that bind, in numbers: domain, weight, essentialness, and sums by kind of place.

Owns: Arrow tables of it, for the score and for what is missing. Must not: know an engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from catalog_graph.records import columns
from catalog_graph.records.bindings import Bindings
from catalog_graph.records.score import Score


@dataclass(frozen=True)
class Facts:
    """Tables of small numbers, and the domains by number; made when all places are known."""

    bindings: Bindings
    score: Score
    _bound: dict[int, dict[int, tuple[int, int, int]]] = field(default_factory=dict)

    @cached_property
    def domains(self) -> Sequence[str]:
        """Slugs, in the order of their catalogues, then of local domains as met."""
        return list(
            dict.fromkeys([*self.bindings.dataset.catalogues, *(i.catalogue for i in self.bindings.items.values())])
        )

    @cached_property
    def domain_numbers(self) -> Mapping[str, int]:
        """Domains by slug."""
        return {slug: number for number, slug in enumerate(self.domains)}

    @property
    def items(self) -> Any:
        """Each item with its domain, weight, and whether it is essential (0, 1)."""
        rows = [
            (number, self.domain_numbers[item.catalogue], self.score.weight(item), int(key in self.score.essential))
            for number, (key, item) in enumerate(self.bindings.items.items())
        ]
        return arrow(("item", "domain", "weight", "essential"), rows)

    @property
    def places(self) -> Any:
        """Each place met, with its kind, calendar and code."""
        return self.bindings.places.table

    @property
    def bound(self) -> Any:
        """What binds each kind of place in each domain: items, their weight, how many are essential."""
        rows = [
            (kind, domain, *counted)
            for kind in range(len(self.bindings.bound))
            for domain, counted in sorted(self.bound_in(kind).items())
        ]
        return arrow(("kind", "domain", "bound_items", "bound_weight", "bound_essential"), rows)

    @property
    def most_items(self) -> int:
        """The most items that bind a kind of place in one domain."""
        counts = (counted[0] for kind in range(len(self.bindings.bound)) for counted in self.bound_in(kind).values())
        return max(counts, default=1)

    def bound_in(self, kind: int) -> dict[int, tuple[int, int, int]]:
        """Items, weight and essential items of each domain that bind a kind of place."""
        if kind not in self._bound:
            self._bound[kind] = self._bound_in(kind)
        return self._bound[kind]

    def _bound_in(self, kind: int) -> dict[int, tuple[int, int, int]]:
        items, weights, essential = Counter[int](), Counter[int](), Counter[int]()
        for item in self.bindings.bound[kind].items:
            domain = self.domain_numbers[item.catalogue]
            items[domain] += 1
            weights[domain] += self.score.weight(item)
            essential[domain] += item.key in self.score.essential
        return {domain: (items[domain], weights[domain], essential[domain]) for domain in items}


def arrow(names: Sequence[str], rows: Sequence[Sequence[int]]) -> Any:
    """Rows of whole numbers as an Arrow table."""
    given = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pa.table([columns.numbers(column) for column in given], names=list(names))
