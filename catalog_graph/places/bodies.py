"""Named bodies: a role in a place, by the default name of its template.

Owns: filling "{county}民政局" for a place, and what a town's or village's own office is called.
Must not: know items, or claim that a default name is the body's registered name.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.model.values import Role
from catalog_graph.places.codebook import CodeBook, Division

_OWN_PREFECTURE = {"直辖市", "地级市（不设区县）"}


@dataclass(frozen=True, slots=True)
class Place:
    """A division with the places above it (fillers left out), province first."""

    division: Division
    path: tuple[Division, ...]

    @property
    def level(self) -> Level:
        """Level of the division."""
        return self.division.level

    def stands_at(self, level: Level) -> bool:
        """Whether bodies of a level are the place's own; those of a prefecture without counties are of both levels."""
        return level is self.level or (level is Level.PREFECTURE and self.division.kind in _OWN_PREFECTURE)

    def name_at(self, level: Level) -> str | None:
        """Name of the place, or of the one above it, at a level; None where there is none at that level.

        A municipality, and a prefecture without counties (东莞市), stand for their prefecture.
        """
        chain = (*self.path, self.division)
        name = next((place.name for place in chain if place.level is level), None)
        if name is None and level is Level.PREFECTURE:
            return next((place.name for place in chain if place.kind in _OWN_PREFECTURE), None)
        return name


def place_in(book: CodeBook, division: Division) -> Place:
    """A division of the code book with its path; the book must hold the levels above the division."""
    return Place(division, book.path(division))


def names(place: Place) -> dict[str, str]:
    """What the placeholders of a role's name template stand for in a place.

    Keys are "province", "prefecture", "county", "town_government" and "village_committee"; a placeholder that cannot be
    filled in this place has none.
    """
    above = {level.value: place.name_at(level) for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)}
    filled = {key: name for key, name in above.items() if name}
    town = next((p for p in (*place.path, place.division) if p.level is Level.TOWNSHIP), None)
    if town and (office := town_office(town)):
        filled["town_government"] = office
    if place.level is Level.VILLAGE and (committee := village_committee(place.division)):
        filled["village_committee"] = committee
    return filled


def body_name(role: Role, filled: dict[str, str]) -> str | None:
    """Default name of the role's body, or None where the role has no template or `filled` lacks a name for it.

    `filled` is what `names` gives for a place.

    >>> body_name(Role("county-civil-affairs", "县级民政部门", Level.COUNTY, "{county}民政局"), {"county": "埇桥区"})
    '埇桥区民政局'
    """
    if not role.name_template:
        return None
    try:
        return role.name_template.format_map(filled)
    except KeyError:
        return None


def town_office(town: Division) -> str | None:
    """Name of the own office of a township-level division; None for a similar unit (开发区), for which is no rule.

    >>> town_office(Division("310114002", "真新街道", Level.TOWNSHIP, "街道"))
    '真新街道办事处'
    >>> town_office(Division("341302100", "符离镇", Level.TOWNSHIP, "镇"))
    '符离镇人民政府'
    """
    if town.kind == "街道":
        return town.name if town.name.endswith("办事处") else f"{town.name}办事处"
    return f"{town.name}人民政府" if town.kind != "类似乡级单位" else None


def village_committee(village: Division) -> str | None:
    """Name of the organisation of a division of village level, in full; None for a similar unit.

    >>> village_committee(Division("1", "符离村委会", Level.VILLAGE, "村民委员会", VillageKind.VILLAGERS))
    '符离村民委员会'
    >>> village_committee(Division("1", "振兴社区", Level.VILLAGE, "居民委员会", VillageKind.RESIDENTS))
    '振兴社区居民委员会'
    """
    if village.village_kind not in {VillageKind.RESIDENTS, VillageKind.VILLAGERS}:
        return None
    if village.name.endswith(("村民委员会", "居民委员会")):
        return village.name
    for short, full in (("村委会", "村民委员会"), ("居委会", "居民委员会")):
        if village.name.endswith(short):
            return village.name.removesuffix(short) + full
    return village.name + village.village_kind.label
