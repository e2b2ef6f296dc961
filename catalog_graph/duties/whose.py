"""Whose duty: a body of the place's own publishes, others publish there or for it, or nobody is named.

Owns: what counts as a place's own body, and the shares of an answer. Must not: resolve subjects (`resolve`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from catalog_graph.model.codes import Level, VillageKind, Whose
from catalog_graph.model.values import Role
from catalog_graph.places.bodies import Place

_OTHER_COMMITTEE = {VillageKind.RESIDENTS: "village-committee", VillageKind.VILLAGERS: "residents-committee"}
# The domain that is a level's own affair.
OWN_DOMAIN = {Level.VILLAGE: "village-affairs"}
_SHARES = {Whose.OWN: "own", Whose.OTHER: "others", Whose.UNKNOWN: "unknown"}


def is_own(role: Role, level: Level, kind: VillageKind | None) -> bool:
    """Whether a role answers at a level, in a village for its kind of committee; `kind` is None above villages."""
    return role.level is level and (kind is None or role.id != _OTHER_COMMITTEE.get(kind))


def whose(roles: Collection[Role], place: Place) -> Whose:
    """Whose duty an item is that these roles publish in a place."""
    if not roles:
        return Whose.UNKNOWN
    kind = place.division.village_kind
    own = any(is_own(role, role.level, kind) and place.stands_at(role.level) for role in roles)
    return Whose.OWN if own else Whose.OTHER


def shares(each: Iterable[Whose]) -> dict[str, int]:
    """How many are the place's own, others', and nobody's.

    >>> shares([Whose.OWN, Whose.OTHER, Whose.OWN])
    {'own': 2, 'others': 1, 'unknown': 0}
    """
    counted = Counter(each)
    return {name: counted[code] for code, name in _SHARES.items()}


def own_first(slugs: Iterable[str], level: Level) -> list[str]:
    """Domains in the order in which a place reads them: that of its own kind first, the others as they come.

    >>> own_first(["employment", "village-affairs"], Level.VILLAGE)
    ['village-affairs', 'employment']
    """
    return sorted(slugs, key=lambda slug: slug != OWN_DOMAIN.get(level))


def here(place: Place) -> str:
    """What people of a place call it: 本区, 本镇, 本街道, 本村, 本社区; 本地 for a unit that is none of these."""
    name, kind = place.division.name, place.division.village_kind
    if place.level is Level.VILLAGE:
        return {VillageKind.VILLAGERS: "本村", VillageKind.RESIDENTS: "本社区"}.get(kind or VillageKind.OTHER, "本地")
    ending = next((each for each in ("街道", "区", "县", "市", "旗", "镇", "乡") if _short(name).endswith(each)), "地")
    return f"本{ending}"


def _short(name: str) -> str:
    return name.removesuffix("办事处")


def side_name(whose: Whose, here: str) -> str:
    """What the duties of one side are called in a place; `here` is what its people call it.

    >>> side_name(Whose.OTHER, "本村")
    '其他单位在本村或为本村公布'
    """
    if whose is Whose.OWN:
        return f"{here}自己的单位公布"
    return f"其他单位在{here}或为{here}公布" if whose is Whose.OTHER else whose.label
