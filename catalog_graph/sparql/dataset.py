"""The dataset of a query: which graphs it names, each once, and their merge.

Owns: reading FROM and FROM NAMED, and making one graph of several.
Must not: run queries (`store`).

SPARQL 1.1 Query, §13.2: the default graph is the RDF merge of the graphs that FROM names, and a merge is a set. The
engine counts a triple once for each graph that it is given, so it is given each graph once, and the merge itself where
graphs may share triples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.routing.reader import Unread, datasets


@dataclass(frozen=True, slots=True)
class Graphs:
    """IRIs of the graphs of a dataset: those that make up the default graph, and the named ones; each once."""

    default: tuple[str, ...]
    named: tuple[str, ...]

    @classmethod
    def of(cls, default: Sequence[str], named: Sequence[str]) -> Graphs:
        """The dataset of some graphs, given by their IRIs, each taken once.

        >>> Graphs.of(["a:b", "a:b"], ["a:b"])
        Graphs(default=('a:b',), named=('a:b',))
        """
        return cls(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))


def graphs_of(text: str) -> Graphs | None:
    """The dataset that a query names by FROM and FROM NAMED; None where it names none, or not certainly.

    >>> graphs_of("ASK FROM <a:b> FROM NAMED <a:c> FROM <a:b> {}")
    Graphs(default=('a:b',), named=('a:c',))
    """
    if "FROM" not in text.upper():
        return None
    try:
        graphs = list(datasets(text, PREFIXES))
    except Unread:
        return None
    default, named = ([iri for is_named, iri in graphs if is_named == kind] for kind in (False, True))
    return Graphs.of(default, named) if graphs else None


def merged(store: Store, graphs: Graphs) -> Store:
    """A store in memory whose default graph is the merge of some graphs of another, and which has the named ones."""
    made = Store()
    for iri in graphs.default:
        quads = store.quads_for_pattern(None, None, None, NamedNode(iri))
        made.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    for iri in graphs.named:
        made.extend(store.quads_for_pattern(None, None, None, NamedNode(iri)))
    return made
