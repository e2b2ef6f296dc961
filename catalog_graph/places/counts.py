"""What lies below a place, in numbers: counties, townships, villages, and committees of each kind.

Owns: which numbers a place of each level bears, and counting them from the code book.
Must not: name them in RDF (`rdf.triples.places`) or JSON (`duties.as_json`), or count anything but what is below.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.places.codebook import WIDTHS, CodeBook, Division

Key = Level | VillageKind
Counts = Mapping[Key, int]
LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
COMMITTEES = (VillageKind.RESIDENTS, VillageKind.VILLAGERS)
_ORDER = tuple(WIDTHS.values())


def counted(level: Level) -> tuple[Key, ...]:
    """What is counted below a place of a level: the levels below its own, and committees where there are villages.

    >>> [key.value for key in counted(Level.TOWNSHIP)]
    ['village', 'residents', 'villagers']
    """
    below = _ORDER[_ORDER.index(level) + 1 :]
    return (*(one for one in LEVELS if one in below), *(COMMITTEES if Level.VILLAGE in below else ()))


def count_below(book: CodeBook, place: Division) -> dict[Key, int]:
    """How many of each lie below a place, nought included; nothing for a village.

    The book must hold all five levels. It takes under a microsecond per village below.
    """
    keys = counted(place.level)
    kinds = book.village_kinds(place.code) if keys else {}
    return {key: book.count(key, place.code) if isinstance(key, Level) else kinds[key] for key in keys}
