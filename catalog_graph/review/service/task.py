"""A table to be reviewed, and in which form the review is wanted; how both go to a worker.

Owns: `Task`, its limits, and the bytes of its payload.
Must not: review, or know processes.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field

from catalog_graph.intake.grid import Format, Limits
from catalog_graph.places.codebook import Division

# Forms of an answer: the report for programs, what a page is drawn from, the SHACL report, annotated copies.
FORMS = ("json", "page", "ttl", "jsonld", "xlsx", "docx")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two tables to be compared: a file, its name and what it is said to be, or the words for a catalogue."""

    content: bytes = field(default=b"", repr=False)
    name: str = ""
    format: Format | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A file's bytes and what is said of it.

    `format` is what it is said to be, None where nothing is said; `domain` a slug; `place` whose table it is.
    `form` is one of `FORMS`. `seconds` is the time that reading and reviewing together may take. With `sides`, the old
    and the new table, it is a comparison, which has forms of its own. `item` is what a person calls the item for which
    a file is to be published, "" for none.
    """

    content: bytes = field(repr=False)
    form: str = "json"
    name: str = ""
    format: Format | None = None
    domain: str | None = None
    place: Division | None = None
    limits: Limits = field(default_factory=Limits)
    seconds: float = 30.0
    sides: tuple[Side, Side] | None = None
    item: str = ""


def encode(task: Task) -> bytes:
    """The payload. The service alone makes one, for its own worker; the file in it is no more than bytes."""
    return pickle.dumps(task)


def decode(payload: bytes) -> Task:
    """The task again.

    >>> task = Task(b"PK", "xlsx", name="甲.xlsx", format=Format.XLSX)
    >>> decode(encode(task)) == task
    True
    """
    task: Task = pickle.loads(payload)  # noqa: S301 - from the service alone; a worker's words never come back this way
    return task
