"""Which variables a group has; the faults themselves are in `faults`."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from catalog_graph import files
from catalog_graph.sparql.syntax import scopes
from tests.catalog_graph.sparql.syntax.sentences import read


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a (COUNT(?b) AS ?n) (SUM(?b) / COUNT(*) AS ?m) { ?a ?p ?b } GROUP BY ?a",
        "SELECT ?k (GROUP_CONCAT(?b ; SEPARATOR=',') AS ?n) { ?a ?p ?b } GROUP BY (STR(?a) AS ?k) HAVING(MIN(?b) > 1)",
        "SELECT ?a { ?a ?p ?b } GROUP BY ?a ORDER BY DESC(COUNT(?b))",
        "SELECT ?a { ?a ?p ?b } GROUP BY (?a)",
        "SELECT (COALESCE(?x, 1) AS ?n) (BOUND(?y) AS ?m) (COUNT(*) AS ?c) { ?a ?p ?b }",
        "SELECT ?v (COUNT(*) AS ?n) { ?a ?p ?b } VALUES ?v { 1 }",
        "SELECT * { { SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b } GROUP BY ?a } BIND(?n + 1 AS ?b) }",
        "SELECT (1 AS ?c) { ?a ?p ?b MINUS { ?c ?p ?d } FILTER EXISTS { ?c ?p ?a } FILTER(?c > 1) }",
        "ASK { ?a ?p ?b BIND(1 AS ?c) { BIND(1 AS ?d) } UNION { BIND(1 AS ?e) } ?c ?p ?d }",
        "ASK { { ?x ?p 1 BIND(1 AS ?y) } { ?y ?p 1 BIND(1 AS ?z) } }",
        "CONSTRUCT { _:a ?p ?o . _:b ?p _:a } WHERE { _:a ?p ?o . _:a ?q ?r }",
        "DESCRIBE ?a <urn:x> { ?a ?p ?b } LIMIT 1",
    ],
)
def test_what_the_engine_takes_has_no_fault(text: str) -> None:
    Store().query(text)
    assert scopes.faults(read(text).root) == []


def test_no_question_has_a_fault() -> None:
    texts = files.question_texts()
    assert {name: faults for name, text in texts.items() if (faults := scopes.faults(read(text).root))} == {}


def test_a_text_too_deep_to_walk_has_no_fault_that_is_told() -> None:
    assert scopes.faults(read("ASK " + "{" * 5000 + "BIND(1 AS ?a) BIND(2 AS ?a)" + "}" * 5000).root) == []
