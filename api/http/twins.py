"""Twins: the RDF and the table that a page has at its own address.

Owns: which media types go with triples and a table, and the view of a register that has them. Must not: know what
they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.holdings import Holdings
from api.http.negotiate import CSV, JSONLD, TURTLE
from api.http.views import View
from catalog_graph.rdf import describe
from catalog_graph.tables import plain


def twins(
    triples: Callable[[], describe.Triples], table: Callable[[], plain.Table]
) -> Mapping[str, Callable[[], bytes]]:
    """What a view is given as beside HTML and JSON; nothing is made before it is asked for."""
    return {
        TURTLE: lambda: describe.as_turtle(triples()),
        JSONLD: lambda: describe.as_jsonld(triples()),
        CSV: lambda: plain.as_csv(table()),
    }


def twinned(
    holdings: Holdings,
    key: tuple[str, ...],
    title: str,
    document: Callable[[], Mapping[str, object]],
    triples: Callable[[], describe.Triples],
    table: Callable[[], plain.Table],
) -> View:
    """The view of a register (`key` is its name, as "roles"), or of a thing in it ("role", id), with its twins."""
    return View(f"{key[0]}.html", title, document, key[-1], holdings.tag(*key), others=twins(triples, table))
