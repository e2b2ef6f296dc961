"""A catalogue named as a graph: it is a series, the graphs are its editions.

Owns: finding such a name in a query, and the hint that leads to the edition.
Must not: run queries, or know the grammar: a name written in another way than in full finds an empty graph.
"""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, Store

from catalog_graph.errors import BadQuery
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import node
from catalog_graph.sparql.dataset import Graphs

_CATALOGUES, _IN_SERIES = iris.thing("catalogue", ""), node("dcat:inSeries")
# Strings, comments and other IRIs are passed over, so that what they hold is not taken for the keyword.
_GRAPH = re.compile(
    r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|(?<!\w)GRAPH\s*+<(?P<iri>[^<>"{}|^`\\\s]*+)>|<[^<>\s]*+>|\#[^\r\n]*+""",
    re.IGNORECASE | re.DOTALL,
)


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
