"""Views: what a page shows and what its JSON says are one value; its twins are the RDF and the table of the same thing.

Owns: the dataclass that templates see, and which media types go with triples and a table.
Must not: know HTTP or how a view is sent (`represent`), or what triples and tables say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from api.http.negotiate import CSV, HTML, JSON, JSONLD, TURTLE
from api.http.tagged import Tagged

if TYPE_CHECKING:  # the JSON of a place needs neither
    from catalog_graph.rdf.describe import Triples
    from catalog_graph.tables.plain import Table

Forms = Mapping[str, Callable[[], bytes]]


def twins(triples: Callable[[], Triples], table: Callable[[], Table]) -> dict[str, Callable[[], bytes]]:
    """What a view is given as beside HTML and JSON; nothing is made before it is asked for."""
    from catalog_graph.rdf import describe  # noqa: PLC0415
    from catalog_graph.tables import plain  # noqa: PLC0415

    return {
        TURTLE: lambda: describe.as_turtle(triples()),
        JSONLD: lambda: describe.as_jsonld(triples()),
        CSV: lambda: plain.as_csv(table()),
    }


def listing(name: str, rows: Sequence[object]) -> dict[str, object]:
    """The document of a list, whose rows it has under `name`."""
    return {"count": len(rows), name: rows}


class Pages(NamedTuple):
    """Which page of a list a view is, and the last there is."""

    number: int
    last: int

    def around(self) -> dict[str, int]:
        """The pages that a link leads to, by their relation (RFC 8288).

        >>> Pages(2, 3).around()
        {'first': 1, 'prev': 1, 'next': 3, 'last': 3}
        """
        near = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": self.last}
        return {name: number for name, number in near.items() if 1 <= number <= self.last}


@dataclass(frozen=True, slots=True)
class View:
    """One resource: the document, the template that draws it, and what else it can be given as.

    `key` tells it from all other views: ("role", id) for a thing, ("roles",) for a list, ("rules", "warning") for a
    part of one. What is kept of it is found by that; the first part gives the template, the last the name of the file
    that a browser saves, where `template` and `file_name` give no other. `others` maps a media type to a function that
    makes the bytes; `body` is the JSON if it is made already, and `document` then what the page needs of it. `extra` is
    for the page alone, or makes that with the page; `pages` says which page of a list this is. `modified` is when what
    it shows was last changed, None where that is not known. What is `lasting` never changes again. The JSON of what is
    `linked` is JSON-LD with the published context.
    """

    key: tuple[object, ...]
    title: str
    document: Callable[[], Mapping[str, object]]
    others: Forms = field(default_factory=dict)
    template: str = ""
    file_name: str = ""
    body: Tagged | None = None
    pages: Pages | None = None
    modified: date | None = None
    lasting: bool = False
    linked: bool = False
    extra: Mapping[str, object] | Callable[[], Mapping[str, object]] = field(default_factory=dict)

    @property
    def offered(self) -> tuple[str, ...]:
        """Media types in the order of preference: JSON first, since programs often send no Accept."""
        return (JSON, HTML, *self.others)
