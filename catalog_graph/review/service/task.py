"""A table to be reviewed, and in which form the review is wanted; how both go to a worker and back.

Owns: `Task`, its limits, and the bytes of its payload.
Must not: review, or know processes.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field

from catalog_graph.intake.grid import Format, Limits
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import Division

# Forms of an answer: the report for programs, what a page is drawn from, the SHACL report, annotated copies.
FORMS = ("json", "page", "ttl", "jsonld", "xlsx", "docx")
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Task:
    """A file's bytes and what is said of it.

    `format` is what it is said to be, None where nothing is said; `domain` a slug; `place` whose table it is.
    `form` is one of `FORMS`. `seconds` is the time that reading and reviewing together may take.
    """

    content: bytes = field(repr=False)
    form: str = "json"
    name: str = ""
    format: Format | None = None
    domain: str | None = None
    place: Division | None = None
    limits: Limits = field(default_factory=Limits)
    seconds: float = 30.0


def encode(task: Task) -> bytes:
    """The payload: the length of the JSON, the JSON, the file."""
    place = task.place
    said = {
        "form": task.form,
        "name": task.name,
        "format": task.format,
        "domain": task.domain,
        "place": place and {"code": place.code, "name": place.name, "level": place.level.value, "kind": place.kind},
        "limits": {name: getattr(task.limits, name) for name in Limits.__slots__},
        "seconds": task.seconds,
    }
    head = json.dumps(said).encode()
    return b"".join((_LENGTH.pack(len(head)), head, task.content))


def decode(payload: bytes) -> Task:
    """The task again.

    >>> task = Task(b"PK", "xlsx", name="甲.xlsx", format=Format.XLSX)
    >>> decode(encode(task)) == task
    True
    """
    (length,) = _LENGTH.unpack_from(payload)
    end = _LENGTH.size + length
    said = json.loads(payload[_LENGTH.size : end])
    place = said["place"]
    return Task(
        payload[end:],
        said["form"],
        said["name"],
        Format(said["format"]) if said["format"] else None,
        said["domain"],
        _place(place) if place else None,
        Limits(**said["limits"]),
        said["seconds"],
    )


def _place(said: dict[str, str]) -> Division:
    """The place, without the kinds of a village: a table is a county's or a town's."""
    level = Level(said["level"])  # type: ignore[call-arg]
    return Division(said["code"], said["name"], level, said["kind"])
