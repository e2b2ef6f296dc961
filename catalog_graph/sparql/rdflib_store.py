"""The store on disk as an rdflib `Dataset`: the same graph, without reading it into memory.

Owns: the bridge, which is oxrdflib, made read-only. Must not: open or make a store (`opening`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oxrdflib import OxigraphStore
from rdflib import Dataset, Namespace

from catalog_graph.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Graph


class ReadOnlyStore(OxigraphStore):
    """A store that is open for reading: naming a graph makes none, and anything written is refused by the engine."""

    def add_graph(self, graph: Graph) -> None:
        """Nothing: rdflib calls this for every graph it is asked for, and those there are exist already."""


def dataset(store: Store) -> Dataset:
    """A dataset over a read-only store: named graphs, the default graph their union, our prefixes bound."""
    graphs = Dataset(store=ReadOnlyStore(store=store))
    for prefix, iri in PREFIXES.items():
        graphs.bind(prefix, Namespace(iri), replace=True)
    return graphs
