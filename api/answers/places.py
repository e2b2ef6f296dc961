"""Answers about places: search, one place.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.base import Answer, Code, Count, Link
from catalog_graph.model.codes import Level, VillageKind


class PlaceName(Answer):
    """A place by its code and name."""

    code: Code
    name: str


class Place(PlaceName):
    """A place with the way down to it; the two kinds stand only at villages."""

    level: Level
    kind: str
    path: list[PlaceName]
    village_kind: VillageKind | None = Field(default=None, description="由名称定的村级单位种类")
    code_kind: VillageKind | None = Field(default=None, description="由代码定的村级单位种类")


class PlaceBelow(PlaceName):
    """A place directly below another."""

    level: Level
    kind: str


class PlaceCounts(Answer):
    """How many places lie below one, by level; villages by kind too. What cannot lie below is not there."""

    prefecture: Count | None = None
    county: Count | None = None
    township: Count | None = None
    village: Count | None = None
    residents: Count | None = None
    villagers: Count | None = None
    other: Count | None = None


class PlaceDetail(Place):
    """A place, how much lies below it, the places directly below, and where its duties are."""

    counts: PlaceCounts
    children: list[PlaceBelow]
    duties: Link | None = None


class PlaceMatch(PlaceBelow):
    """A place in a list of matches."""

    full_name: str
    match: str | None = Field(default=None, description="怎样匹配上的，如 exact")


class PlaceSearch(Answer):
    """Places that match, the best first: `count` says how many there are in all."""

    q: str
    count: Count
    divisions: list[PlaceMatch]
    suggestions: list[PlaceMatch] | None = Field(default=None, description="没有匹配时，可能想找的")
    search: str | None = Field(default=None, description="检索地址的模板（RFC 6570）")


class Notice(Answer):
    """What to know of an answer, such as that the day lies before the edition was issued."""

    code: Literal["before-edition", "not-in-force"]
    text: str
    assumed: list[str] | None = None
