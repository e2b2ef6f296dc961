"""Answers about the history of the data: what changed since a release.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.answers.base import Answer, Count, Day, Iri

Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$", description="版本")]


class Fact(Answer):
    """A row: its table, its key there, and the identifier of what it is about."""

    table: str
    key: str
    iri: Iri


class ChangedCell(Answer):
    """A cell with what it was and what it is; null for an empty one."""

    column: str
    old: str | None
    new: str | None


class Change(Fact):
    """What happened to a row; `release` is null where it is in no release yet."""

    release: Version | None
    date: Day | None
    change: Literal["added", "changed", "ended"]
    label: str | None
    cells: list[ChangedCell]
    successor: Fact | None


class Release(Answer):
    """A release of the data."""

    version: Version
    date: Day


class ReleaseChanges(Answer):
    """How many changes a release made, of those listed; without version: those in no release yet."""

    version: Version | None
    date: Day | None
    added: Count
    changed: Count
    ended: Count


class ChangeList(Answer):
    """The changes since a version or a day; `count` says how many there are on all pages."""

    since: str | None
    version: Version | None = Field(description="现有数据的版本；有尚未发布的变动时为空")
    released: list[Release] = Field(description="已发布的全部版本")
    releases: list[ReleaseChanges]
    count: Count
    changes: list[Change]


class StreamPage(Answer):
    """A page of the event stream; `lasting`: it never changes again."""

    url: str
    members: Count
    lasting: bool


class StreamMember(Fact):
    """A row as a release left it; no cells where it is gone."""

    version_iri: Iri
    release: Version
    date: Day
    change: Literal["added", "changed", "ended"]
    cells: dict[str, str]


class Stream(Answer):
    """The event stream and its pages."""

    iri: Iri
    count: Count
    pages: list[StreamPage]


class StreamMembers(Answer):
    """The members of a page of the event stream."""

    iri: Iri
    page: Count
    pages: Count
    lasting: bool
    members: list[StreamMember]


class SnapshotFact(Fact):
    """A row of a release with its filled cells."""

    cells: dict[str, str]


class Snapshot(Answer):
    """All facts of a release: a file to download."""

    version: Version
    date: Day
    count: Count
    facts: list[SnapshotFact]
