"""All divisions of the code book as Turtle, some thousand places at a time.

Owns: the text form of 665,276 places and the figures beside them; an object per triple would take minutes.
Must not: say of a place anything that `registers.division_triples` does not; a test holds both equal.

A village bears no `gk:divisionKind` unless it is a similar unit (开发区, 农场): its kind is its `gk:committeeKind`. Nor
does it bear `gk:inPrefecture`, which its county has: each property of 620,573 villages takes some 40 MB on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from catalog_graph.model import iris
from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.places.counts import Counts, Key, count_below, counted
from catalog_graph.places.pinyin import VillageKeys, sort_key
from catalog_graph.rdf.namespaces import PREFIXES

KINDS = {
    "省": "province",
    "自治区": "autonomous-region",
    "直辖市": "municipality",
    "地级市": "prefecture-city",
    "地区": "prefecture",
    "自治州": "autonomous-prefecture",
    "盟": "league",
    "市辖区": "district",
    "县": "county",
    "县级市": "county-city",
    "自治县": "autonomous-county",
    "旗": "banner",
    "自治旗": "autonomous-banner",
    "林区": "forest-district",
    "特区": "special-district",
    "镇": "town",
    "乡": "township",
    "民族乡": "ethnic-township",
    "街道": "subdistrict",
    "苏木": "sumu",
    "区公所": "county-office",
    "类似乡级单位": "similar-township",
    "类似村级单位": "similar-village",
    "代码分组": "direct-administration",
    "县级类似单位": "county-like",
    "地级市（不设区县）": "prefecture-city",
    "民族苏木": "sumu",
}
COUNTS: dict[Key, str] = {
    Level.COUNTY: "countyCount",
    Level.TOWNSHIP: "townshipCount",
    Level.VILLAGE: "villageCount",
    VillageKind.RESIDENTS: "residentsCommitteeCount",
    VillageKind.VILLAGERS: "villagersCommitteeCount",
}
_ABOVE = {Level.COUNTY: "inCounty", Level.PREFECTURE: "inPrefecture", Level.PROVINCE: "inProvince"}
# Every property of a township or village in the text, those that point at one, and the values of two; a test holds all.
BEARING = (
    *(PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "notation"),
    *(iris.DEF + name for name in ("nameKey", "divisionLevel", "divisionKind", "committeeKind")),
    *(iris.DEF + COUNTS[key] for key in counted(Level.TOWNSHIP)),
    *(iris.DEF + name for name in ("within", *_ABOVE.values())),
)
POINTING = (iris.DEF + "within",)
VALUES = {
    PREFIXES["rdf"] + "type": (iris.DEF + "Division",),
    iris.DEF + "divisionLevel": (f"{iris.SCHEME}level/township", f"{iris.SCHEME}level/village"),
}
_BATCH = 4096
_HEADER = f"""@prefix d: <{iris.thing("division", "")}> .
@prefix gk: <{iris.DEF}> .
@prefix l: <{iris.SCHEME}level/> .
@prefix k: <{iris.SCHEME}division-kind/> .
@prefix c: <{iris.SCHEME}village-kind/> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
@prefix skos: <{PREFIXES["skos"]}> .
"""


def kind_code(division: Division) -> str | None:
    """The code of the kind in the scheme `division-kind`; None for a village that is no similar unit."""
    return KINDS.get(division.kind)


def place_key(division: Division) -> str:
    """The sort key of a place's name, as the whole text has it."""
    name = division.name
    return VillageKeys(name).key(name) if division.level is Level.VILLAGE else sort_key(name)


class PlaceTexts:
    """The divisions of a code book as Turtle: links upwards, sort keys and counts of what lies below."""

    def __init__(self, book: CodeBook) -> None:
        self._book, self._keys = book, VillageKeys(book.text)
        towns = book.within("", Level.TOWNSHIP)
        self._links = {town.code: _links((*book.path(town), town), town_above=True) for town in towns}

    def turtle(self, codes: Iterable[str]) -> Iterator[bytes]:
        """The places of some codes, in the order given, as one Turtle text in pieces."""
        yield _HEADER.encode()
        texts = map(self._text, map(self._book.get, codes))
        while batch := "".join(islice(texts, _BATCH)):
            yield batch.encode()

    def _text(self, place: Division) -> str:
        if place.level is not Level.VILLAGE:
            return _upper(place, self._book.path(place), count_below(self._book, place))
        kind = ";gk:divisionKind k:similar-village" if place.kind == "类似村级单位" else ""
        return (
            f'd:{place.code} a gk:Division;rdfs:label "{place.name}"@zh;skos:notation "{place.code}"'
            f';gk:nameKey "{self._keys.key(place.name)}";gk:divisionLevel l:village'
            f";gk:committeeKind c:{place.village_kind}{kind}{self._links[place.code[:9]]}.\n"
        )


def _upper(place: Division, path: tuple[Division, ...], figures: Counts) -> str:
    below = "".join(f";gk:{COUNTS[key]} {number}" for key, number in figures.items())
    return (
        f'd:{place.code} a gk:Division;rdfs:label "{place.name}"@zh;skos:notation "{place.code}"'
        f';gk:nameKey "{sort_key(place.name)}";gk:divisionLevel l:{place.level};gk:divisionKind k:{kind_code(place)}'
        f"{below}{_links(path)}.\n"
    )


def _links(path: tuple[Division, ...], town_above: bool = False) -> str:
    """What is above a place; of a village without its prefecture, which its county names."""
    if not path:
        return ""
    above = [one for one in path if one.level in _ABOVE and not (town_above and one.level is Level.PREFECTURE)]
    return f";gk:within d:{path[-1].code}" + "".join(f";gk:{_ABOVE[one.level]} d:{one.code}" for one in above)
