"""Laws across the catalogues: which items rest on a law, which bases are stale, and what succeeds them.

Owns: following successions, and matching a citation to a legal resource.
Must not: read tables or print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from catalog_graph.model import Dataset, Item, Law
from catalog_graph.readers.citation import Citation, title_key
from catalog_graph.vocabulary import LegalStatus

STALE = (LegalStatus.REPEALED, LegalStatus.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class StaleBasis:
    """An item that cites a law no longer in force: the articles it cites, and the law that stands now, if known."""

    item: Item
    law: Law
    articles: tuple[str, ...]
    successor: Law | None


def items_by_law(dataset: Dataset) -> dict[str, list[Item]]:
    """Law id → the items that cite it, in official order; laws nobody cites are left out."""
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in dataset.items():
        for law in dict.fromkeys(cited.law for cited in item.citations):
            found[law].append(item)
    return dict(found)


def most_cited(dataset: Dataset) -> list[tuple[Law, int]]:
    """Every law with the number of items that rest on it, most first."""
    cited = items_by_law(dataset)
    weighed = [(law, len(cited.get(law.id, ()))) for law in dataset.laws.values()]
    return sorted(weighed, key=lambda pair: (-pair[1], pair[0].id))


def successor(law: Law, laws: Mapping[str, Law]) -> Law | None:
    """The law at the end of the succession, or None; a circle ends where it closes.

    >>> a, b = Law("a", "甲", replaced_by="b"), Law("b", "乙")
    >>> successor(a, {"a": a, "b": b}).title
    '乙'
    """
    seen, current = {law.id}, law
    while current.replaced_by and current.replaced_by not in seen:
        current = laws[current.replaced_by]
        seen.add(current.id)
    return current if current is not law else None


def stale_bases(dataset: Dataset) -> list[StaleBasis]:
    """Every citation of a repealed or superseded law, in official order."""
    found = []
    for item in dataset.items():
        for key in dict.fromkeys(cited.law for cited in item.citations):
            law = dataset.laws[key]
            if law.status in STALE:
                articles = tuple(c.article for c in item.citations if c.law == key and c.article)
                found.append(StaleBasis(item, law, articles, successor(law, dataset.laws)))
    return found


class LawIndex:
    """Legal resources by what a citation says of them."""

    def __init__(self, laws: Mapping[str, Law]) -> None:
        self._by_number: defaultdict[str, list[Law]] = defaultdict(list)
        self._by_title: defaultdict[str, list[Law]] = defaultdict(list)
        for law in laws.values():
            if law.document_number:
                self._by_number[law.document_number].append(law)
            for key in dict.fromkeys(title_key(title) for title in (law.title, *law.short_titles)):
                self._by_title[key].append(law)

    def find(self, citation: Citation) -> Law | None:
        """The law a citation means: by title and number, else by title, else by a number that only one law bears.

        Of several editions under one title the one that stands is meant unless the number says otherwise.
        """
        titled = self._by_title.get(title_key(citation.title), [])
        numbered = self._by_number.get(citation.document_number or "", [])
        both = [law for law in titled if law in numbered]
        if both:
            return both[0]
        if titled:
            return next((law for law in titled if law.status not in STALE), titled[0])
        return numbered[0] if len(numbered) == 1 else None
