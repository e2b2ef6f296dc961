"""Laws across the catalogues: which items rest on a law, which bases are stale, and what succeeds them.

Owns: following successions, matching a citation to a legal resource, and finding one by what a person calls it.
Must not: read tables or print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from catalog_graph.cells.citation import Citation, document_number, read_citations, title_key
from catalog_graph.errors import UnknownLaw
from catalog_graph.model.codes import LegalStatus
from catalog_graph.model.values import Dataset, Item, Law

_NEAR = 87
_NEARLY = 80  # of 100, for words that a person types: one wrong character in a title of eight still leads to it
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
    items: defaultdict[str, list[Item]] = defaultdict(list)
    for item in dataset.items():
        for law in dict.fromkeys(cited.law for cited in item.citations):
            items[law].append(item)
    return dict(items)


def most_cited(dataset: Dataset) -> list[tuple[Law, int]]:
    """Every law with the number of items that rest on it, most first."""
    cited = items_by_law(dataset)
    weighed = [(law, len(cited.get(law.id, ()))) for law in dataset.laws.values()]
    return sorted(weighed, key=lambda pair: (-pair[1], pair[0].id))


def successors(law: Law, laws: Mapping[str, Law]) -> tuple[Law, ...]:
    """What replaced a law, step by step; a circle ends where it closes."""
    chain = [law]
    while (key := chain[-1].replaced_by) and all(key != earlier.id for earlier in chain):
        chain.append(laws[key])
    return tuple(chain[1:])


def successor(law: Law, laws: Mapping[str, Law]) -> Law | None:
    """The law at the end of the succession, or None.

    >>> a, b = Law("a", "甲", replaced_by="b"), Law("b", "乙")
    >>> successor(a, {"a": a, "b": b}).title
    '乙'
    """
    return next(reversed(successors(law, laws)), None)


def cited_articles(item: Item, law: Law) -> tuple[str, ...]:
    """The articles of a law that an item names."""
    return tuple(cited.article for cited in item.citations if cited.law == law.id and cited.article)


def stale_bases(dataset: Dataset) -> list[StaleBasis]:
    """Every citation of a repealed or superseded law, in official order."""
    stale = []
    for item in dataset.items():
        for key in dict.fromkeys(cited.law for cited in item.citations):
            law = dataset.laws[key]
            if law.status in STALE:
                stale.append(StaleBasis(item, law, cited_articles(item, law), successor(law, dataset.laws)))
    return stale


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

    def titled(self, title: str) -> Sequence[Law]:
        """The laws that bear a title, whatever its spelling; several are editions of one."""
        return self._by_title.get(title_key(title), ())

    def numbered(self, document_number: str | None) -> Sequence[Law]:
        """The laws of a document number in the one form of `document_number`."""
        return self._by_number.get(document_number or "", ())

    def near(self, title: str) -> Law | None:
        """The law whose title is misspelt so, or None: 87 of 100 characters in common, and no second law as near."""
        key = title_key(title)
        if len(key) < 4:
            return None
        nearest = process.extract(key, self._by_title.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2)
        if not nearest or (len(nearest) > 1 and nearest[0][1] == nearest[1][1]):
            return None
        return _standing(self._by_title[nearest[0][0]])

    def find(self, citation: Citation) -> Law | None:
        """The law a citation means: by title and number, else by title, else by a number that only one law bears.

        Of several editions under one title the one that stands is meant unless the number says otherwise.
        """
        titled, numbered = self.titled(citation.title), self.numbered(citation.document_number)
        if titled:
            return next((law for law in titled if law in numbered), None) or _standing(titled)
        return numbered[0] if len(numbered) == 1 else None


def _standing(editions: Sequence[Law]) -> Law:
    """The edition that stands, or the first."""
    return next((law for law in editions if law.status not in STALE), editions[0])


def find_law(laws: Mapping[str, Law], words: str) -> Law:
    """The law that a person means: by id, title in long or short form, title with number, number, or part of a title.

    Of several editions the one in force is meant. Raises UnknownLaw, with the titles that come near in its hint.
    """
    words = words.strip()
    if words in laws:
        return laws[words]
    index, read = LawIndex(laws), read_citations(words).citations
    numbered = index.numbered(document_number(words))
    meant = (index.find(read[0]) if read else None) or (numbered[0] if len(numbered) == 1 else None)
    meant = meant or next(iter(index.titled(words)), None) or index.near(words)
    if meant:
        return meant
    near = _near(laws, title_key(words))
    standing = [law for law in near if law.status not in STALE] or near
    if len(standing) == 1:
        return standing[0]
    hint = f"是不是：{'、'.join(f'《{law.title}》（{law.id}）' for law in standing[:5])}" if standing else None
    raise UnknownLaw(f"没有公开依据“{words[:60]}”", hint or "用 gongkai laws 查看全部依据；可写标识、名称或文号。")


def _near(laws: Mapping[str, Law], key: str) -> list[Law]:
    """Laws whose titles hold the words; where there is none, those that are spelt nearly so."""
    titles = {law.id: title_key(law.title) for law in laws.values()}
    holding = [laws[name] for name, title in titles.items() if key and key in title]
    near = process.extract(key, titles, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=5) if len(key) > 3 else []
    return holding or [laws[name] for _, _, name in near]
