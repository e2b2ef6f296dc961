"""The store: named graphs, their union by default, typed substitutions, every format of an answer."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from catalog_graph import files
from catalog_graph.errors import BadParameter, BadQuery
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.rdf import build
from catalog_graph.sparql import guard
from catalog_graph.sparql.store import GRAPH_FORMATS, RESULT_FORMATS, GraphStore, formatted, rows

ONE, TWO = iris.edition("social-assistance", "2019"), iris.edition("taxation", "undated")


@pytest.fixture(scope="module")
def store() -> GraphStore:
    """All graphs of the project."""
    return GraphStore.open()


def items(store: GraphStore, text: str) -> int:
    """The number that a counting query gives."""
    return int(rows(store.query(text))[1][0][0])


def test_the_default_graph_is_the_union_with_the_ontology(store: GraphStore, dataset: Dataset) -> None:
    assert items(store, "SELECT (COUNT(*) AS ?n) { ?i a gk:Item }") == len(dataset.items())
    assert items(store, "SELECT (COUNT(*) AS ?n) { ?l a gk:LegalResource }") == len(dataset.laws)
    assert store.query("ASK { gk:Item a owl:Class }")


def test_each_file_is_a_named_graph(store: GraphStore, dataset: Dataset) -> None:
    names = {row[0] for row in rows(store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))[1]}
    assert names == {f"gki:{iri.removeprefix(iris.ID)}" for iri in build.graph_names(dataset).values()}


def test_graph_and_from_confine_a_query_to_one_catalogue(store: GraphStore, dataset: Dataset) -> None:
    expected = len(dataset.catalogues["social-assistance"].items)
    assert items(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ONE}> {{ ?i a gk:Item }} }}") == expected
    assert items(store, f"SELECT (COUNT(*) AS ?n) FROM <{ONE}> {{ ?i a gk:Item }}") == expected  # noqa: S608 - our own IRIs
    both = expected + len(dataset.catalogues["taxation"].items)
    assert items(store, f"SELECT (COUNT(*) AS ?n) FROM <{ONE}> FROM <{TWO}> {{ ?i a gk:Item }}") == both  # noqa: S608
    assert not store.query(f"ASK FROM <{ONE}> {{ ?l a gk:LegalResource }}")


def test_a_substitution_is_a_term_and_never_text(store: GraphStore) -> None:
    text = "SELECT ?i ?catalogue { ?i gk:inCatalogue ?catalogue ; a gk:Item }"
    found = rows(store.query(text, catalogue=NamedNode(iris.thing("catalogue", "social-assistance"))))[1]
    assert len(found) > 5
    assert all(item.startswith("gki:item/social-assistance/") for item, _ in found)
    assert {catalogue for _, catalogue in found} == {"gki:catalogue/social-assistance"}


def test_every_question_of_the_ontology_runs(store: GraphStore) -> None:
    for name, text in files.question_texts().items():
        guard.allowed(text)
        assert store.query(text) is not None, name


@pytest.mark.parametrize("text", ["SELECT", "SELECT * { ?s nope:p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_what_cannot_run_is_a_bad_query(text: str, store: GraphStore) -> None:
    with pytest.raises(BadQuery):
        store.query(text)


SELECT = "SELECT ?c ?n { ?c a gk:Catalogue ; gk:pilot ?n } ORDER BY ?c LIMIT 3"


@pytest.mark.parametrize("format_", RESULT_FORMATS)
def test_a_table_is_written_in_every_result_format(format_: str, store: GraphStore) -> None:
    content = formatted(store.query(SELECT), format_)
    text = content.decode()
    if format_ == "json":
        assert len(json.loads(text)["results"]["bindings"]) == 3
    elif format_ == "xml":
        assert len(list(ET.fromstring(text).iter("{http://www.w3.org/2005/sparql-results#}result"))) == 3  # noqa: S314
    else:
        read = list(csv.reader(io.StringIO(text), delimiter="\t" if format_ == "tsv" else ","))
        assert len(read) == 4
        assert [name.lstrip("?") for name in read[0]] == ["c", "n"]
    assert "https://w3id.org/gongkai/id/catalogue/" in text


def test_a_yes_or_no_is_written_where_the_format_knows_it(store: GraphStore) -> None:
    assert json.loads(formatted(store.query("ASK { ?s a gk:Item }"), "json"))["boolean"] is True
    assert b"<boolean>true" in formatted(store.query("ASK { ?s a gk:Item }"), "xml")
    assert rows(store.query("ASK { ?s a gk:NoSuchThing }")) == (["ask"], [["否"]])


@pytest.mark.parametrize(("format_", "syntax"), GRAPH_FORMATS.items())
def test_a_graph_is_written_in_every_graph_format(format_: str, syntax: RdfFormat, store: GraphStore) -> None:
    answer = store.query(f"CONSTRUCT {{ ?i ?p ?o }} {{ GRAPH <{ONE}> {{ ?i a gk:Item ; ?p ?o }} }}")
    read = {(q.subject, q.predicate, q.object) for q in parse(formatted(answer, format_), syntax)}
    assert len(read) > 100
    again = store.query(f"CONSTRUCT {{ ?i ?p ?o }} {{ GRAPH <{ONE}> {{ ?i a gk:Item ; ?p ?o }} }}")
    assert read == {(t.subject, t.predicate, t.object) for t in again}  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "format_"), [(SELECT, "ttl"), (SELECT, "nope"), ("DESCRIBE gk:Item", "csv")])
def test_a_format_that_does_not_fit_is_refused(text: str, format_: str, store: GraphStore) -> None:
    with pytest.raises(BadParameter):
        formatted(store.query(text), format_)


def test_a_graph_is_no_table(store: GraphStore) -> None:
    with pytest.raises(BadParameter):
        rows(store.query("DESCRIBE gk:Item"))


def test_an_unbound_cell_is_empty_and_our_iris_are_short(store: GraphStore) -> None:
    names, found = rows(store.query("SELECT ?a ?b { VALUES ?a { gk:Item <http://example.org/x> } }"))
    assert names == ["a", "b"]
    assert found == [["gk:Item", ""], ["http://example.org/x", ""]]
