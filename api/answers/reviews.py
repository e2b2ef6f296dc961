"""Answers of the review of an office's table.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.base import OPEN, Answer, Count, Positive
from api.answers.places import PlaceName

Severity = Literal["violation", "warning", "info"]


class ReviewedTable(Answer):
    """A table of the file: which domain it is of, and how many of its rows are known."""

    sheet: str
    domain: str | None
    header_rows: int
    rows: Count
    matched: Count
    doubtful: Count
    local: Count


class ReviewSummary(Answer):
    """How many findings of each level."""

    violation: Count
    warning: Count
    info: Count


class ReviewedRow(Answer):
    """A data row of a sheet, and the national item that it is."""

    sheet: str
    row: Positive
    label: str
    item: str | None
    similarity: float
    kind: str
    items: list[str] | None = None
    joined_to: int | None = None


class AtCell(Answer):
    """What is told of a cell, a row or a sheet."""

    severity: Severity
    rule: str
    sheet: str
    cell: str | None
    row: int | None
    column: str | None
    value: str | None
    message: str
    suggestion: str
    basis: str


class Finding(AtCell):
    """A fault at its cell."""

    item: str | None


class Review(Answer):
    """What the review of a file gives."""

    file: str
    notices: list[str]
    tables: list[ReviewedTable]
    summary: ReviewSummary
    rows: list[ReviewedRow]
    findings: list[Finding]


class ReviewHelp(Answer):
    """Which files and fields are taken, and what is answered."""

    method: Literal["POST"]
    bodies: list[str]
    fields: dict[str, str]
    answers: list[str]
    most_bytes: Positive
    most_rows: Positive
    most_seconds: float = Field(gt=0)


class Problem(Answer):
    """An error (RFC 9457): `code` for programs, `detail` and `hint` for people; some have candidates or counties."""

    model_config = OPEN

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    code: str
    detail: str
    hint: str
    instance: str | None = None
    candidates: list[dict[str, object]] | None = Field(default=None, description="同名的地方")
    counties: list[PlaceName | dict[str, object]] | None = Field(default=None, description="所辖各县")
