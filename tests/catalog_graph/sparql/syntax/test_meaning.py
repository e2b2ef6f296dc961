"""What the notes on the grammar ask of VALUES, SELECT and calls; the faults themselves are in `faults`."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from catalog_graph.sparql.syntax import meaning
from catalog_graph.sparql.syntax.lexemes import Lexeme
from tests.catalog_graph.sparql.syntax.sentences import tokens


@pytest.mark.parametrize(
    "text",
    [
        "ASK { VALUES () { () () } }",
        "ASK { VALUES (?a ?b) { (1 2) (UNDEF <urn:x>) (-1 +2.5) ('a'@zh 'b'^^<urn:d>) } }",
        "ASK { VALUES (?a) { (<<( <urn:s> a -1 )>>) } VALUES ?b { 1 2 3 } VALUES (?c ?d) { } }",
        "SELECT ?a (?a + ?b AS ?c) { { SELECT ?a ?b { ?a ?p ?b } } }",
        "SELECT * { { SELECT ?a { } } { SELECT ?a { } } } LIMIT 9999999999999999999",
        "ASK { FILTER(CONCAT(?a) = COALESCE() && BNODE (?a) && ISIRI (BNODE())) }",
        "ASK { ?s ?p 'a'@zh-Hans-CN }",
    ],
)
def test_what_the_engine_takes_has_no_fault(text: str) -> None:
    Store().query(text)
    assert meaning.first_fault(tokens(text)) is None


def test_the_earliest_fault_is_told() -> None:
    found = meaning.first_fault(tokens("SELECT ?a ?a { VALUES (?b) { () } }"))
    assert found == (10, "SELECT 里有两个 ?a")


@pytest.mark.parametrize(
    "text", ["SELECT ?a (1 AS ?b) { VALUES (?a ?b) { (1 2) } } LIMIT 1", "ASK { VALUES ?a { 1 } }"]
)
def test_a_beginning_is_read_as_far_as_it_goes(text: str) -> None:
    found: list[Lexeme] = tokens(text)
    assert {meaning.first_fault(found[:size]) for size in range(len(found) + 1)} == {None}
