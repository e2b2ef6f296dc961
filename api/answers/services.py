"""Answers about the service itself: errors explained, files, the data catalogue, its state; results of SPARQL.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.answers.base import OPEN, Answer, Count, Day, Iri, Link, Sha256


class ProblemKind(Answer):
    """What an error means, with which status it comes, and what to do."""

    type: Iri
    code: str
    status: int
    title: str
    meaning: str
    hint: str
    broader: str | None


class ProblemKindDetail(ProblemKind):
    """A kind of error with those that are cases of it."""

    narrower: list[str]


class ProblemKindList(Answer):
    """The codes of all errors."""

    count: Count
    problems: list[ProblemKind]


class Download(Answer):
    """A file to download."""

    name: str
    title: str
    media_type: str
    url: Link
    bytes: Count
    sha256: Sha256
    graph: Iri | None


class DownloadList(Answer):
    """Every file to download."""

    count: Count
    checksums: Link
    files: list[Download]


class DataPeriod(Answer):
    """The years or days that a dataset covers."""

    anchor: str
    start: str | None = None
    end: str | None = None


class DatasetFile(Answer):
    """A file of a dataset."""

    name: str
    url: Link
    bytes: Count


class DataService(Answer):
    """A service of the data catalogue."""

    iri: Iri
    anchor: str
    title: str
    description: str
    page: Link


class Dataset(DataService):
    """A dataset of the data catalogue."""

    license: str
    period: DataPeriod | None
    issued: str | None
    modified: Day | None
    issuing_body: str | None
    files: list[DatasetFile]


class DataCatalog(Answer):
    """The datasets, their files and the services; DCAT 3 in Turtle and JSON-LD."""

    iri: Iri
    publisher: str
    series: str
    contact: str | None
    services: list[DataService]
    count: Count
    datasets: list[Dataset]


class Health(Answer):
    """What is loaded."""

    status: Literal["ok"]
    version: str
    catalogues: Count
    items: Count
    divisions: Count


class Part(Answer):
    """The state of a part of the service; `why` says what failed."""

    model_config = OPEN

    state: Literal["ready", "idle", "preparing", "failed"]


class Readiness(Answer):
    """Whether every part of the service is ready."""

    status: Literal["ready", "preparing", "failed"]
    version: str
    parts: dict[str, Part]


class SparqlHead(Answer):
    """The variables of a result."""

    model_config = OPEN

    vars: list[str] | None = None


class SparqlRows(Answer):
    """The rows of a result: variable to term."""

    bindings: list[dict[str, dict[str, object]]]


class SparqlAnswer(Answer):
    """The answer to SELECT or ASK (SPARQL 1.1 Query Results JSON Format)."""

    model_config = OPEN

    head: SparqlHead
    results: SparqlRows | None = None
    boolean: bool | None = Field(default=None)
