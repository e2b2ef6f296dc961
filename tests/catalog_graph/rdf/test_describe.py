"""Linked data: the triples of a thing are those of its named graph that are about it and its parts."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from catalog_graph import files
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.rdf import build, describe
from catalog_graph.rdf.triples.beside import rule_triples


@pytest.fixture(scope="module")
def standing(dataset: Dataset) -> dict[str, set[Triple]]:
    """The committed graphs: file name → triples."""
    return {
        name: {quad.triple for quad in parse(content, format=RdfFormat.TURTLE)}
        for name, content in files.read_folder(files.graph_folder()).items()
    }


def test_the_items_of_a_catalogue_make_up_its_graph(dataset: Dataset, standing: dict[str, set[Triple]]) -> None:
    beside = standing["statutes.ttl"] | standing["cells.ttl"]
    for catalogue in dataset.catalogues.values():
        graph = standing[f"{catalogue.number}-{catalogue.slug}.ttl"]
        assert set(describe.of_catalogue(catalogue)) == graph
        whole = [set(describe.of_item(dataset, item)) for item in catalogue.items]
        parts = [triples - beside for triples in whole]
        assert all(triples & beside for triples in whole)
        assert all(part < graph for part in parts)
        assert sum(len(part) for part in parts) == len(set().union(*parts))


def test_the_laws_with_their_clauses_make_up_two_graphs(dataset: Dataset, standing: dict[str, set[Triple]]) -> None:
    rules = set(rule_triples(dataset.items()))
    assert rules < standing["statutes.ttl"]
    whole = standing["laws.ttl"] | standing["clauses.ttl"] | rules
    assert set(describe.of_laws(dataset)) == whole


def test_a_law_is_described_with_its_own_clauses_and_rules(dataset: Dataset) -> None:
    whole = set(describe.of_laws(dataset))
    with_rules = {cell.law for item in dataset.items() for cell in item.statutes if cell.item is None}
    laws = [law for n, law in enumerate(dataset.laws.values()) if n % 20 == 0 or law.id in with_rules]
    assert len(laws) > 15
    parts = [set(describe.of_law(dataset, law)) for law in laws]
    assert set().union(*parts) < whole
    assert sum(map(len, parts)) == len(set().union(*parts))
    assert set(rule_triples(dataset.items())) < set().union(*parts)


def test_each_subject_and_source_makes_up_its_register(dataset: Dataset, standing: dict[str, set[Triple]]) -> None:
    assert set(describe.of_roles(dataset)) == standing["roles.ttl"]
    assert set().union(*(describe.of_role(dataset, role) for role in dataset.roles)) == standing["roles.ttl"]
    assert set(describe.of_sources(dataset)) == standing["sources.ttl"]
    assert set().union(*(describe.of_source(dataset, one) for one in dataset.sources)) == standing["sources.ttl"]


def test_a_place_is_described_with_what_lies_below(lookup: PlaceLookup) -> None:
    found = [lookup.book.get(code) for code in ("341302100", "341302100200")]
    subjects = {str(triple.subject) for triple in describe.of_divisions(lookup.book, found)}
    assert subjects == {f"<https://w3id.org/gongkai/id/division/{code}>" for code in ("341302100", "341302100200")}


def test_both_forms_hold_the_same_triples(dataset: Dataset) -> None:
    wanted = set(describe.of_item(dataset, dataset.items()[0]))
    turtle = describe.as_turtle(describe.of_item(dataset, dataset.items()[0]))
    jsonld = describe.as_jsonld(describe.of_item(dataset, dataset.items()[0]))
    assert {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)} == wanted
    assert {quad.triple for quad in parse(jsonld, format=RdfFormat.JSON_LD)} == wanted


def test_an_answer_does_not_say_that_it_must_not_be_edited(dataset: Dataset) -> None:
    role = next(iter(dataset.roles))
    turtle = describe.as_turtle(describe.of_role(dataset, role))
    assert turtle.startswith(b"@base ")
    assert build.turtle(describe.of_role(dataset, role)).endswith(turtle)
