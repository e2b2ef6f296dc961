"""What the notes on the grammar ask of VALUES, SELECT and calls; the faults themselves are in `faults`."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from catalog_graph.sparql.syntax import meaning
from catalog_graph.sparql.syntax.tree import Reading
from tests.catalog_graph.sparql.syntax.sentences import read, tokens


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
    assert list(meaning.faults(read(text))) == []


def test_every_fault_is_told() -> None:
    found = meaning.faults(read("SELECT ?a ?a { VALUES (?b) { () } }"))
    assert sorted(found) == [(10, "SELECT 里有两个 ?a"), (29, "这一行没有值，变量有1个")]


@pytest.mark.parametrize(
    "text", ["SELECT ?a (1 AS ?b) { VALUES (?a ?b) { (1 2) } } LIMIT 1", "ASK { VALUES ?a { 1 } }"]
)
def test_a_beginning_is_read_as_far_as_it_goes(text: str) -> None:
    beginnings = [Reading(text[: token.start]) for token in tokens(text)]
    assert [fault for beginning in beginnings for fault in meaning.faults(beginning)] == []
