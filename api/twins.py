"""Twins: the RDF and the table that a page has at its own address.

Owns: which media types go with triples and a table. Must not: know what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.negotiate import CSV, JSONLD, TURTLE
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
