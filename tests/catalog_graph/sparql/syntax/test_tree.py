"""A text as a tree: which clauses it has, where it is stuck, and what is still to come."""

from __future__ import annotations

import pytest

from catalog_graph import files
from catalog_graph.sparql.syntax.lexer import Lexeme
from catalog_graph.sparql.syntax.tree import Node, Reading, reading


def outline(node: Node) -> str:
    """A clause as one line: its rule, and its tokens and clauses in brackets."""
    parts = [outline(part) if isinstance(part, Node) else part.text for part in node.parts]
    return f"{node.rule}[{' '.join(filter(None, parts))}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK {}", "QueryUnit[ASK GroupGraphPattern[{ }]]"),
        (
            "SELECT ?a (MAX(?b) AS ?c) { VALUES ?b { 1 } } LIMIT 1",
            "QueryUnit[SelectClause[SELECT ?a SelectAs[( SelfContainedCall[MAX ( ?b )] AS ?c )]] GroupGraphPattern"
            "[{ InlineData[VALUES InlineDataOneVar[?b { DataBlockValue[1] }]] }] LIMIT 1]",
        ),
        (
            "ASK { MINUS { [] gk:a ?b } FILTER(!EXISTS {} && ?c) }",
            "QueryUnit[ASK GroupGraphPattern[{ MinusGraphPattern[MINUS GroupGraphPattern[{ TriplesSameSubjectPath["
            "Subject[[]] VerbPath[Path[PathSequence[PathEltOrInverse[PathPrimary[gk:a]]]]] ObjectPath[?b]] }]] "
            "Filter[FILTER ( ! EXISTS GroupGraphPattern[{ }] && ?c )] }]]",
        ),
    ],
)
def test_a_query_is_a_tree_of_its_clauses(text: str, expected: str) -> None:
    assert outline(reading(text).root) == expected


def test_every_token_of_a_question_is_in_its_tree_once() -> None:
    for text in files.question_texts().values():
        found = Reading(text)
        assert [part for part in found.root.inside() if isinstance(part, Lexeme)] == found.tokens
        assert found.stuck is None


@pytest.mark.parametrize(
    ("text", "stuck", "coming"),
    [("ASK { ?a ?b } ", ("'}'", 12), "ObjectListPath"), ("ASK {  # x\n", ("END", 5), "GroupGraphPattern/1")],
)
def test_a_beginning_is_read_as_far_as_it_goes(text: str, stuck: tuple[str, int], coming: str) -> None:
    found = Reading(text)
    assert found.stuck
    assert (found.stuck.symbol, found.stuck.start) == stuck
    assert next(found.reachable()) == found.left()[0] == coming
