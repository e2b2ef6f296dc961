"""Answers about the whole: all catalogues at a glance, the tree of places, what this is.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from pydantic import Field

from api.answers.base import Answer, Code, Count, ItemKey, Link
from api.answers.catalogues import DomainFigures
from api.answers.places import PlaceBelow


class CodeCount(Answer):
    """A code, and how many items or cells have it."""

    code: str
    label: str
    count: Count


class LawCount(Answer):
    """A law, and how many items rest on it."""

    id: str
    title: str
    items: Count


class ActingLaw(Answer):
    """The law that changed a matter."""

    id: str
    title: str
    article: str | None


class ChangedItem(Answer):
    """An item whose matter has changed since its edition."""

    item: ItemKey
    domain: str
    label: str
    now_called: str | None
    law: ActingLaw | None
    since: str | None


class MatterChange(CodeCount):
    """What became of matters, with the items."""

    items: list[ChangedItem]


class Overview(Answer):
    """All catalogues at a glance."""

    items: Count
    catalogues: Count
    levels: list[CodeCount]
    time_limits: list[CodeCount]
    origins: list[CodeCount]
    attestation: list[CodeCount]
    domains: list[DomainFigures]
    total: DomainFigures
    laws: list[LawCount]
    changes: list[MatterChange]


class Branch(PlaceBelow):
    """A place in the tree; the places below it where it is opened."""

    duties: Link | None = None
    branches: list[Branch] | None = None


class Tree(Answer):
    """The tree of places, opened to one."""

    open_: Code | None = Field(alias="open")
    branches: list[Branch]


class About(Answer):
    """What this is and is not."""

    version: str
    contact: str | None
    items: Count
    total: DomainFigures
    domains: list[DomainFigures]
    not_covered: list[str]
