"""The words of a file for places and items, looked up once for each spelling.

Owns: which code a place's words mean, and which item an item's words mean. Must not: judge records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalog_graph.errors import Ambiguous, GongkaiError
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.places.lookup import PlaceLookup

MOST_NAMES = 20_000  # spellings that are no code and are looked up by name; the rest count as unknown
_VILLAGE = 12  # digits of a village's code
_WIDTHS = {6, 9, _VILLAGE}


@dataclass
class PlaceNames:
    """Places by the words of a file; a name that several bear is the one within `scope`, if that has but one."""

    lookup: PlaceLookup
    scope: str = ""
    _tried: int = field(default=0)
    _book: CodeBook | None = field(default=None)

    def expect(self, words: Iterable[str]) -> None:
        """Load at once what the villages among so many words need; for others it grows province by province."""
        plain = (each.strip() for each in words)
        codes = [each for each in plain if len(each) == _VILLAGE and each.isascii() and each.isdigit()]
        self._book = self.lookup.with_villages(codes) if codes else None

    def resolve(self, words: str) -> Division | None:
        """The place, or None."""
        words = words.strip()
        try:
            if words.isascii() and words.isdigit():
                code = self.lookup.short_code(words) if words.endswith("00") else words
                return self._of_code(code) if len(code) in _WIDTHS else None
            return self._by_name(words)
        except Ambiguous as error:
            return self._within(error)
        except GongkaiError:
            return None

    def _of_code(self, code: str) -> Division:
        if len(code) < _VILLAGE:
            return self.lookup.loaded.get(code)
        if self._book is None or not self._book.has(code):  # not among those expected, or nowhere
            self._book = self.lookup.with_villages([code])
        return self._book.get(code)

    def _by_name(self, words: str) -> Division | None:
        self._tried += 1
        if self._tried > MOST_NAMES or not words:
            return None
        return self.lookup.place(words).division

    def _within(self, error: Ambiguous) -> Division | None:
        candidates = error.details.get("candidates")
        codes = [str(each["code"]) for each in candidates] if isinstance(candidates, list) else []
        inside = [code for code in codes if self.scope and code.startswith(self.scope)]
        return self.lookup.place(inside[0]).division if len(inside) == 1 else None


class ItemNames:
    """Items by key (social-assistance/11), by domain in other words (社会救助/11, 05/11), or by a label of its own."""

    def __init__(self, dataset: Dataset, local: Iterable[Item] = ()) -> None:
        self._slugs = {
            name: catalogue.slug
            for catalogue in dataset.catalogues.values()
            for name in (catalogue.slug, catalogue.number, catalogue.label)
        }
        self._keys: set[str] = set()
        self._labels: dict[str, str | None] = {}
        self.add([*dataset.items(), *local])

    def add(self, items: Iterable[Item]) -> None:
        """Take up items; a label that two of a domain bear names neither."""
        for item in items:
            self._slugs.setdefault(item.catalogue, item.catalogue)
            if item.key in self._keys:
                continue
            self._keys.add(item.key)
            for words in (f"{item.catalogue}/{item.label}", f"{item.catalogue}/{item.group}／{item.label}"):
                self._labels[words] = None if words in self._labels else item.key

    def resolve(self, words: str) -> str | None:
        """The key of an item, or None."""
        if words in self._keys:  # also of one that only a place has: 310114/household-registration/1
            return words
        domain, _, rest = words.strip().partition("/")
        slug, rest = self._slugs.get(domain.strip()), rest.strip()
        if slug is None or not rest:
            return None
        if rest.isascii() and rest.isdigit() and len(rest) <= 6:
            key = f"{slug}/{int(rest)}"
            return key if key in self._keys else None
        return self._labels.get(f"{slug}/{rest}")


def resolved(words: Iterable[str], mapping: Mapping[str, str], names: ItemNames) -> dict[str, str]:
    """Item keys by the words of a file, those of a column map first; what is unknown is left out."""
    plain = ((each, each.strip()) for each in words)
    known = ((each, names.resolve(mapping.get(spoken, spoken))) for each, spoken in plain)
    return {each: key for each, key in known if key}
