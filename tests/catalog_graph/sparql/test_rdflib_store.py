"""The store on disk as an rdflib dataset: named graphs and union as they are, our prefixes, and no writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Dataset, Literal, URIRef

from catalog_graph.sparql import rdflib_store

P = URIRef("http://x/p")
# rdflib 7.6 asks for its own outdated name on every query of a dataset.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")


@pytest.fixture
def found(small_store: Path) -> Dataset:
    """The small store of two graphs."""
    return rdflib_store.dataset(Store.read_only(str(small_store)))


def test_each_graph_holds_its_own_and_the_default_graph_all(found: Dataset) -> None:
    names = {str(graph.identifier) for graph in found.graphs()}
    assert {"http://x/g1", "http://x/g2"} <= names
    assert len(found.graph(URIRef("http://x/g1"))) == 21
    assert len(found.graph(URIRef("http://x/g2"))) == 20
    (row,) = found.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert int(row[0]) == 41  # type: ignore[index, call-overload]


def test_terms_are_found_by_pattern(found: Dataset) -> None:
    assert [str(one) for one in found.objects(URIRef("http://x/g1-3"), P)] == ["g1 3"]
    assert list(found.graph(URIRef("http://x/g2")).objects(URIRef("http://x/g1-3"), P)) == []


def test_our_prefixes_are_known_to_queries(found: Dataset) -> None:
    assert not found.query("ASK { ?item a gk:Item }").askAnswer


def test_nothing_can_be_written(found: Dataset) -> None:
    with pytest.raises(RuntimeError):
        found.add((URIRef("http://x/new"), P, Literal("new")))
    with pytest.raises(RuntimeError):
        found.graph(URIRef("http://x/g3")).add((URIRef("http://x/new"), P, Literal("new")))
    assert (URIRef("http://x/new"), P, None) not in found
