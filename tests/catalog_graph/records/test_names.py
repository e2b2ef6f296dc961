"""Words for places, as offices write them: villages of every province, whatever others a file names."""

from __future__ import annotations

from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.names import PlaceNames

ANHUI, SHANGHAI = "341302100200", "310114002001"


def test_a_village_is_known_though_villages_of_other_provinces_were_expected() -> None:
    """A code with blanks around it, and one that a map gives for a name, are not among the codes expected."""
    names = PlaceNames(PlaceLookup())
    names.expect([ANHUI, f" {SHANGHAI} ", "村里自己的名字"])
    for code in (ANHUI, f" {SHANGHAI} ", "110101001001"):
        place = names.resolve(code)
        assert place is not None, code
        assert place.code == code.strip()
    assert names.resolve("341302100999") is None
