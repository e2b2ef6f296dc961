"""A catalogue named as a graph: the hint leads to its edition, and nothing else is refused."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from catalog_graph.errors import BadQuery
from catalog_graph.model import iris
from catalog_graph.sparql.store import GraphStore

SERIES = iris.thing("catalogue", "social-assistance")
EDITION = f"{SERIES}/2019"


@pytest.fixture(scope="module")
def store() -> GraphStore:
    """The graph without divisions, in memory."""
    return GraphStore.open()


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ GRAPH <{SERIES}> {{ ?s ?p ?o }} }}",
        f"ASK FROM <{SERIES}> {{ ?s ?p ?o }}",
        f"ASK FROM NAMED <{SERIES}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"ASK {{ # GRAPH\n ?a ?b ?c . graph\n<{SERIES}>{{ ?s ?p ?o }} }}",
    ],
)
def test_a_series_named_as_a_graph_leads_to_its_edition(store: GraphStore, text: str) -> None:
    with pytest.raises(BadQuery, match="系列") as caught:
        store.query(text)
    assert EDITION in caught.value.hint
    assert store.query(text.replace(SERIES, EDITION))


def test_the_dataset_of_the_protocol_is_looked_at_too(store: GraphStore) -> None:
    for given in ({"default_graphs": [NamedNode(SERIES)]}, {"named_graphs": [NamedNode(SERIES)]}):
        with pytest.raises(BadQuery):
            store.query("ASK { ?s ?p ?o }", **given)


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ ?item gk:inCatalogue <{SERIES}> }}",
        f"ASK {{ GRAPH ?g {{ ?item gk:inCatalogue <{SERIES}> }} }}",
        f"ASK {{ ?s ?p ?o }} # GRAPH <{SERIES}> {{ }}",
        f"ASK {{ FILTER NOT EXISTS {{ ?subgraph <urn:x#GRAPH> <{SERIES}> }} }}",
        f"ASK {{ BIND ('GRAPH <{SERIES}>' AS ?x) }}",
        f"ASK {{ {{ }} UNION {{ GRAPH <{iris.thing('catalogue', 'nothing')}> {{ ?s ?p ?o }} }} }}",
    ],
)
def test_what_names_no_series_as_a_graph_is_answered(store: GraphStore, text: str) -> None:
    assert store.query(text)
