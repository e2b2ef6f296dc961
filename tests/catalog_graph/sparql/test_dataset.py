"""The dataset of a query: each graph once, and the merge of graphs that share triples."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from catalog_graph.sparql.dataset import Graphs, graphs_of
from catalog_graph.sparql.store import GraphStore

A, B = NamedNode("urn:x:a"), NamedNode("urn:x:b")
EACH = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def store() -> Store:
    """Graph a has triples 0 to 4, graph b has 3 to 9, the default graph one more."""
    made = Store()
    for graph, numbers in ((A, range(5)), (B, range(3, 10))):
        made.extend(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(number), graph) for number in numbers)
    made.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("alone")))
    return made


def count(store: GraphStore, text: str, **graphs: list[NamedNode]) -> int:
    """How many solutions a query has."""
    found = store.query(text, **graphs)  # type: ignore[arg-type]
    assert isinstance(found, QuerySolutions)
    return sum(1 for _ in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT * FROM <urn:x:a> { ?s ?p ?o }", Graphs(("urn:x:a",), ())),
        ("PREFIX x: <urn:x:> SELECT * FROM x:a FROM NAMED x:a FROM x:a {}", Graphs(("urn:x:a",), ("urn:x:a",))),
        ("SELECT ?from { ?from ?p 'FROM <urn:x:a>' } # FROM <urn:x:a>", None),
        ("CONSTRUCT { ?s ?p ?o } FROM <urn:x:a> WHERE { ?s ?p ?o }", Graphs(("urn:x:a",), ())),
        ("BASE <urn:x:> SELECT * FROM <a> FROM <a> { ?s ?p ?o }", None),
        ("SELECT * FROM none:a { ?s ?p ?o }", None),
    ],
)
def test_what_a_query_names(text: str, found: Graphs | None) -> None:
    assert graphs_of(text) == found


@pytest.mark.parametrize(
    ("clauses", "rows", "inside"),
    [
        ("", 1, 12),
        ("FROM <urn:x:a>", 5, 0),
        ("FROM <urn:x:a> FROM <urn:x:a>", 5, 0),
        ("FROM <urn:x:a> FROM <urn:x:b>", 10, 0),
        ("FROM <urn:x:b> FROM <urn:x:a> FROM NAMED <urn:x:a> FROM NAMED <urn:x:a>", 10, 5),
        ("FROM NAMED <urn:x:a> FROM NAMED <urn:x:b>", 0, 12),
        ("FROM <urn:x:none> FROM <urn:x:a>", 5, 0),
    ],
)
def test_a_default_graph_is_a_merge(store: Store, clauses: str, rows: int, inside: int) -> None:
    one = GraphStore(store)
    assert count(one, f"SELECT * {clauses} {{ ?s ?p ?o }}") == rows
    assert count(one, f"SELECT * {clauses} {{ GRAPH ?g {{ ?s ?p ?o }} }}") == inside


def test_the_dataset_of_the_protocol_is_a_merge_too(store: Store) -> None:
    one = GraphStore(store)
    assert count(one, EACH, default_graphs=[A, B, A]) == 10
    assert count(one, "SELECT * FROM <urn:x:a> { ?s ?p ?o }", default_graphs=[B, B]) == 7
    assert count(one, "SELECT * { GRAPH ?g { ?s ?p ?o } }", named_graphs=[A, A]) == 5
    assert count(one, EACH, named_graphs=[A]) == 0


def test_a_store_of_disjoint_graphs_is_not_copied(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog_graph.sparql.store.merged", None)
    assert count(GraphStore(store, disjoint=True), EACH, default_graphs=[A, B, A]) == 12
