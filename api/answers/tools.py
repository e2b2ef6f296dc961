"""Answers of an editor's tools: tables compared, places compared, files checked before they are published.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, RootModel

from api.answers.base import OPEN, Answer, Code, Count, Day, Iri, ItemKey
from api.answers.places import Place, PlaceName
from api.answers.reviews import AtCell, ReviewSummary


class CellDifference(Answer):
    """A cell that says one thing here and another there."""

    item: ItemKey
    column: str
    here: str | None
    there: str | None


class NearPlace(Answer):
    """A place with tables like those of another: how like, and where they differ."""

    place: Code
    name: str
    score: float
    shared: list[str]
    only_here: list[str]
    only_there: list[str]
    cells: Count
    same: Count
    differences: list[CellDifference]


class SimilarPlaces(Answer):
    """The places whose tables are nearest, the likest first."""

    place: Code
    similar: list[NearPlace]


class ToolHelp(Answer):
    """Which files and fields a tool takes, and what it answers."""

    method: Literal["POST"]
    bodies: list[str]
    fields: dict[str, str]
    answers: list[str]


class ComparedSide(Answer):
    """A table that is compared, and how many rows it has."""

    table: str | None
    rows: Count


class ComparisonSummary(Answer):
    """How many rows were added, removed, changed, moved, or are the same."""

    added: Count
    removed: Count
    changed: Count
    moved: Count
    same: Count


class ComparedTable(Answer):
    """Two tables of one domain compared, row by row."""

    domain: str | None
    label: str | None
    old: ComparedSide | None
    new: ComparedSide | None
    columns_added: list[str]
    columns_removed: list[str]
    added: list[dict[str, object]]
    removed: list[dict[str, object]]
    moved: list[dict[str, object]]
    changed: list[dict[str, object]]


class Comparison(Answer):
    """Two catalogues compared cell by cell."""

    old: str
    new: str
    same: bool
    summary: ComparisonSummary
    tables: list[ComparedTable]


class ComparisonOrHelp(RootModel[Comparison | ToolHelp]):
    """Two catalogues compared, or what is taken where none is named."""


class SideCounts(Answer):
    """How many items two places both must publish, and each alone."""

    both: Count
    first_only: Count
    second_only: Count


class DomainBeside(SideCounts):
    """A domain of two places."""

    slug: str
    label: str


class ItemSide(Answer):
    """An item as one of two places must publish it."""

    time_limit: str
    subjects: str
    channels: str
    method: str


class ItemBeside(Answer):
    """An item in two places, null where a place has it not, and the columns that differ."""

    item: ItemKey
    group: str
    label: str
    sides: list[ItemSide | None]
    differs: list[str]


class PlacesBeside(Answer):
    """What two places must publish, side by side; `rows` where a domain was named."""

    places: list[PlaceName]
    on: Day
    counts: SideCounts
    domains: list[DomainBeside]
    rows: list[ItemBeside] | None = None


class PlacesChoice(Answer):
    """How to name two places, where none was."""

    model_config = OPEN


class PlacesBesideOrChoice(RootModel[PlacesBeside | PlacesChoice]):
    """Two places side by side, or how to name them."""


class Tools(Answer):
    """The tools of an editor: addresses, or their templates."""

    template: str
    table: str
    official: str
    compare: str
    gap: str
    validate_: str = Field(alias="validate")
    precheck: str


class OfficialRow(Answer):
    """A row of the official table, cell by cell, with the item that it is."""

    model_config = OPEN

    number: str
    label: str
    item: ItemKey | None = None


class OfficialTable(Answer):
    """The official table of a domain."""

    slug: str
    label: str
    number: str
    title: str
    count: Count
    rows: list[OfficialRow]


class CheckedTable(Answer):
    """A table or page of a file that was checked."""

    sheet: str
    rows: Count


class PrecheckFinding(AtCell):
    """Something that should not be published, at its cell."""

    masked: str | None = None


class RequiredReviews(Answer):
    """The steps that a local catalogue asks for before publication; `item` is null where they hold for all."""

    catalogue: Iri
    place: Code
    item: ItemKey | None
    source: str | None
    steps: list[str]


class Precheck(Answer):
    """What the check of a file before publication finds."""

    file: str
    notices: list[str]
    tables: list[CheckedTable]
    summary: ReviewSummary
    findings: list[PrecheckFinding]
    reviews: list[RequiredReviews]


class PlaceRecords(Answer):
    """What a place has published, what is late and what is missing, and how the places below it stand."""

    model_config = OPEN


class ReportSheet(Answer):
    """A table of a report."""

    title: str
    note: str
    headings: list[str]
    rows: list[list[str | int | float | None]]


class RecordsReport(Answer):
    """A report of a place's records that an office publishes."""

    report: str
    title: str
    on: str
    sentences: list[str]
    sheets: list[ReportSheet]
    place: str
    name: str


class Poster(Answer):
    """What stands on the poster of a place."""

    model_config = OPEN

    division: Place
    on: Day
    by: dict[str, int]
    address: str
    permanent: bool
    sections: list[dict[str, object]]
    quarter: dict[str, object]
