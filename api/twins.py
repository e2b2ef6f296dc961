"""Twins: the RDF and the table that a page has at its own address.

Owns: which media types go with triples and a table, and the view of a register that has them. Must not: know what
they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.holdings import Holdings
from api.negotiate import CSV, JSONLD, TURTLE
from api.views import View
from catalog_graph import linked, tabular


def twins(
    triples: Callable[[], linked.Triples], table: Callable[[], tabular.Table]
) -> Mapping[str, Callable[[], bytes]]:
    """What a view is given as beside HTML and JSON; nothing is made before it is asked for."""
    return {
        TURTLE: lambda: linked.as_turtle(triples()),
        JSONLD: lambda: linked.as_jsonld(triples()),
        CSV: lambda: tabular.as_csv(table()),
    }


def twinned(
    holdings: Holdings,
    key: tuple[str, ...],
    title: str,
    document: Callable[[], Mapping[str, object]],
    triples: Callable[[], linked.Triples],
    table: Callable[[], tabular.Table],
) -> View:
    """The view of a register (`key` is its name, as "roles"), or of a thing in it ("role", id), with its twins."""
    return View(f"{key[0]}.html", title, document, key[-1], holdings.tag(*key), others=twins(triples, table))
