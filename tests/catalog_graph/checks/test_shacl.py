"""SHACL findings: graph objects in, readable findings out, in the language asked for."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import Graph

from catalog_graph.checks.shacl import Finding, as_rdflib, findings
from catalog_graph.errors import DataError

SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix x: <http://x/> .
x:S a sh:NodeShape ; sh:targetClass x:T ; sh:property x:P .
x:P sh:path x:p ; sh:minCount 1 ; sh:severity sh:Warning ; dcterms:identifier "GK-X-001" ;
    sh:message "请填写。"@zh , "Fill in."@en .
"""


def graph(turtle: str) -> Graph:
    """Turtle as a graph."""
    return Graph().parse(data=turtle, format="turtle")


@pytest.mark.parametrize(("language", "message"), [("zh", "请填写。"), ("en", "Fill in.")])
def test_a_finding_names_rule_shape_thing_and_property_in_a_language(language: str, message: str) -> None:
    found = findings(graph("<http://x/a> a <http://x/T> ."), graph(SHAPE), language)
    assert found == [Finding("warning", "GK-X-001", "http://x/P", "http://x/a", "http://x/p", "", message)]


def test_a_good_graph_has_no_findings() -> None:
    assert findings(graph("<http://x/a> a <http://x/T> ; <http://x/p> 1 ."), graph(SHAPE)) == []


def test_findings_are_sorted() -> None:
    data = graph("".join(f"<http://x/{name}> a <http://x/T> ." for name in "cab"))
    assert [finding.focus[-1] for finding in findings(data, graph(SHAPE))] == ["a", "b", "c"]


def test_shapes_that_cannot_be_used_are_said() -> None:
    bad = graph(SHAPE.replace("sh:minCount 1", 'sh:minCount "many"'))
    with pytest.raises(DataError, match="无法校验"):
        findings(graph("<http://x/a> a <http://x/T> ."), bad)


def test_terms_keep_language_and_type_on_the_way_over() -> None:
    s, p = NamedNode("http://x/s"), NamedNode("http://x/p")
    found = as_rdflib([Triple(s, p, Literal("甲", language="zh")), Triple(s, p, Literal(7)), Triple(s, p, s)])
    assert {term.n3() for term in found.objects()} == {
        '"甲"@zh',
        '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "<http://x/s>",
    }
    with pytest.raises(TypeError):
        as_rdflib([Triple(s, p, BlankNode())])
