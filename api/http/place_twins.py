"""A list of places beside its page and JSON: as triples and as a table.

Owns: which of the two needs the villages. Must not: know what triples and tables say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from api.http.views import twins
from catalog_graph.downloads import tables
from catalog_graph.places.codebook import Division
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.rdf import describe


def place_twins(lookup: PlaceLookup, places: Sequence[Division]) -> dict[str, Callable[[], bytes]]:
    """Villages are counted in the triples, so those wait for them; what the table needs is known before."""
    return twins(
        lambda: describe.of_divisions(lookup.book, places),
        lambda: tables.places(places, lookup.loaded),
    )
