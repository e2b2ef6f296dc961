"""Exports as RDF: the catalogue's own graph with the laws and roles it names."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from catalog_graph.model.values import Dataset
from catalog_graph.official.graph import as_jsonld, as_turtle, export_triples
from catalog_graph.rdf.triples.items import catalogue_triples


@pytest.mark.parametrize("slug", ["social-assistance", "village-affairs"])
def test_both_syntaxes_say_the_same(slug: str, dataset: Dataset) -> None:
    chosen = [dataset.catalogues[slug]]
    turtle = {triple.triple for triple in parse(as_turtle(dataset, chosen), format=RdfFormat.TURTLE)}
    jsonld = {triple.triple for triple in parse(as_jsonld(dataset, chosen), format=RdfFormat.JSON_LD)}
    assert turtle == jsonld == set(export_triples(dataset, chosen))
    assert set(catalogue_triples(chosen[0])) < turtle


def test_laws_and_roles_that_are_named_are_described(dataset: Dataset) -> None:
    catalogue = dataset.catalogues["social-assistance"]
    described = {str(triple.subject) for triple in export_triples(dataset, [catalogue])}
    for item in catalogue.items:
        for kind, keys in (("law", [c.law for c in item.citations]), ("role", item.subjects)):
            assert {f"<https://w3id.org/gongkai/id/{kind}/{key}>" for key in keys} <= described
    assert as_turtle(dataset, [catalogue]).startswith("# 由 gongkai export 生成".encode())
