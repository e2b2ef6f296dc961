"""Joins: every IRI that the data point at is defined, and the main question has an answer in every domain.

Italy's published graph of the same kind answers its main question with 0 rows, because two files spell one
path differently; these tests are that fault's counterpart.
"""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from catalog_graph import files
from catalog_graph.model import iris
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.places.load import load_codebook
from catalog_graph.sparql.store import GraphStore, rows
from catalog_graph.tables.load import load_explanations


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    """All triples of data/graph."""
    content = files.read_folder(files.graph_folder())
    return [quad for text in content.values() for quad in parse(text, format=RdfFormat.TURTLE)]


@pytest.fixture(scope="module")
def defined(quads: list[Quad]) -> set[str]:
    """Everything that is the subject of a triple, in the data or the ontology."""
    store = Store()
    for path in files.definition_files():
        store.bulk_load(path.read_bytes(), RdfFormat.TURTLE)
    subjects = {quad.subject.value for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    return subjects | {quad.subject.value for quad in quads}


def test_every_iri_pointed_at_is_defined(quads: list[Quad], defined: set[str]) -> None:
    pointed = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
    ours = {iri for iri in pointed if iri.startswith(iris.BASE)}
    assert len(ours) > 3000
    assert sorted(ours - defined) == []


def test_every_property_and_class_used_is_defined(quads: list[Quad], defined: set[str]) -> None:
    used = {quad.predicate.value for quad in quads}
    ours = {iri for iri in used if iri.startswith(iris.BASE)}
    assert len(ours) > 40
    assert sorted(ours - defined) == []


def test_there_are_no_blank_nodes(quads: list[Quad]) -> None:
    assert all(isinstance(quad.subject, NamedNode) for quad in quads)


def test_the_main_question_has_an_answer_in_every_catalogue(dataset: Dataset) -> None:
    names, found = rows(GraphStore.open().query(files.question_texts()["cq01-list-county-duties"]))
    assert names[0] == "catalogue"
    # 村（居）务公开 has no county level; all 26 pilot domains and general disclosure have an answer.
    asked = {item.catalogue for item in dataset.items() if Level.COUNTY in item.levels}
    assert {row[0] for row in found} == {f"gki:catalogue/{slug}" for slug in asked}
    assert asked == dataset.catalogues.keys() - {"village-affairs"}


def test_no_register_holds_an_orphan_that_is_not_explained(dataset: Dataset) -> None:
    explained = {subject for check, subject in load_explanations() if check == "orphan"}
    items = dataset.items()
    cited = {clause.law for item in items for clause in item.citations} | {b.law for i in items for b in i.basis}
    cited |= {cell.law for item in items for cell in item.statutes if cell.law}
    cited |= {item.matter.law for item in items if item.matter and item.matter.law}
    chain = [law for law in dataset.laws.values() if law.replaced_by]
    succession = {law.id for law in chain} | {law.replaced_by for law in chain} | {c.law for c in dataset.clauses}
    assert sorted(dataset.laws.keys() - cited - succession - explained) == []
    shown = {seen.source for item in items for seen in item.attestations}
    shown |= {local.source for local in dataset.local_catalogues() if local.source}
    assert sorted(dataset.sources.keys() - shown - explained) == []
    said = {role for i in items for cell in i.statutes if cell.column == "subjects" for role in cell.values}
    assert sorted(dataset.roles.keys() - said - {role for i in items for role in i.subjects}) == []


def test_every_source_names_a_place_of_the_code_book(dataset: Dataset) -> None:
    book = load_codebook()
    named = [source.division for source in dataset.sources.values() if source.division]
    assert len(named) > 250
    assert all(book.get(code).code == code for code in named)
