"""The dataset of a query: which graphs it names, each once, and their merge.

Owns: reading FROM and FROM NAMED, making one graph of several, and the hint where a name is that of a series.
Must not: run queries (`store`). A series written in another way than in full finds an empty graph.

SPARQL 1.1 Query, §13.2: the default graph is the RDF merge of the graphs that FROM names, and a merge is a set. The
engine counts a triple once for each graph that it is given, so it is given each graph once, and the merge itself where
graphs may share triples.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from catalog_graph.errors import BadQuery
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import PREFIXES, node
from catalog_graph.sparql.routing.reader import Unread, datasets

_CATALOGUES, _IN_SERIES = iris.thing("catalogue", ""), node("dcat:inSeries")
# Strings, comments and other IRIs are passed over, so that what they hold is not taken for the keyword.
_GRAPH = re.compile(
    r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|(?<!\w)GRAPH\s*+<(?P<iri>[^<>"{}|^`\\\s]*+)>|<[^<>\s]*+>|\#[^\r\n]*+""",
    re.IGNORECASE | re.DOTALL,
)


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


def refuse_series(store: Store, text: str, graphs: Graphs | None) -> None:
    """Say which graph to ask where a query names a catalogue as one, by GRAPH, FROM or the protocol.

    `graphs` is the dataset of the query, None where it has none. Raises BadQuery.
    """
    named = [*graphs.default, *graphs.named] if graphs else []
    if _CATALOGUES in text:
        named += [match["iri"] for match in _GRAPH.finditer(text) if match["iri"]]
    for iri in named:
        editions = _editions(store, iri) if iri.startswith(_CATALOGUES) else []
        if editions:
            raise BadQuery(
                f"{iri} 是标准目录的系列，不是命名图",
                f"命名图是目录的各个版本，请改用：{'、'.join(f'<{edition}>' for edition in editions)}。",
            )


def _editions(store: Store, series: str) -> list[str]:
    """Editions of a catalogue, by year; none where the IRI names no catalogue."""
    quads = store.quads_for_pattern(None, _IN_SERIES, NamedNode(series), None)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})
