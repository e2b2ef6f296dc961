"""A catalogue named as a graph: it is a series, the graphs are its editions.

Owns: finding such a name in a query, and the hint that leads to the edition.
Must not: run queries; a text that is not certainly read so is left alone, and finds an empty graph.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Store

from catalog_graph.errors import BadQuery
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import PREFIXES, node
from catalog_graph.sparql.dataset import Graphs
from catalog_graph.sparql.routing.tokens import Unread, Words, tokens

_CATALOGUES, _IN_SERIES = iris.thing("catalogue", ""), node("dcat:inSeries")


def refuse_series(store: Store, text: str, graphs: Graphs | None) -> None:
    """Say which graph to ask where a query names a catalogue as one, by GRAPH, FROM or the protocol.

    `graphs` is the dataset of the query where it has one. Raises BadQuery.
    """
    named = [*graphs.default, *graphs.named] if graphs else []
    if _CATALOGUES in text and "GRAPH" in text.upper():
        named += _after_graph(text)
    for iri in named:
        editions = _editions(store, iri) if iri.startswith(_CATALOGUES) else []
        if editions:
            raise BadQuery(
                f"{iri} 是标准目录的系列，不是命名图",
                f"命名图是目录的各个版本，请改用：{'、'.join(f'<{edition}>' for edition in editions)}。",
            )


def _editions(store: Store, series: str) -> list[str]:
    """Editions of a catalogue, by year; none where the IRI names no catalogue."""
    found = store.quads_for_pattern(None, _IN_SERIES, NamedNode(series), None)
    return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})


def _after_graph(text: str) -> Iterator[str]:
    """IRIs that stand after the keyword GRAPH, as far as the text can be read."""
    try:
        words = Words(tokens(text), dict(PREFIXES))
        while words.peek().kind != "end":
            if words.takes("PREFIX"):
                name = words.next().text.removesuffix(":")
                words.prefixes[name] = words.iri()
            elif words.takes("GRAPH") and words.peek().kind in {"iri", "name"}:
                yield words.iri()
            else:
                words.next()
    except Unread:
        return
