"""The notation of grammars, and that one token tells how a query goes on."""

from __future__ import annotations

import pytest

from catalog_graph.sparql.syntax.grammar import END, START, Alternative, Grammar, grammar_of, sparql


@pytest.mark.parametrize(
    ("text", "first", "nullable"),
    [
        ("A ::= 'X' | B\nB ::= Y?", {"'X'", "Y"}, True),
        ("A ::= B+ -- things\nB ::= ( 'X' | \"y\" )*", {"'X'", '"y"'}, True),
        ("A ::= B C\n  | Z\nB ::= 'X'*\nC ::= Y", {"'X'", "Y", "Z"}, False),
        ("# remark\n\nA ::= '(' A? ')'", {"'('"}, False),
    ],
)
def test_a_grammar_is_read(text: str, first: set[str], nullable: bool) -> None:
    found = grammar_of(text)
    assert found.first["A"] == first
    assert ("A" in found.nullable) == nullable


@pytest.mark.parametrize("text", ["A", "A ::= ( B", "A ::= B )", "A ::= ' '", "A ::= B & C"])
def test_what_is_no_grammar_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the message is the rule itself
        grammar_of(text)


def follow(grammar: Grammar) -> dict[str, set[str]]:
    """The tokens that can come after each rule."""
    found: dict[str, set[str]] = {rule: set() for rule in grammar.rules}
    before = -1
    while before < (before := sum(map(len, found.values()))):
        for rule, many in grammar.rules.items():
            for one in many:
                after = set(found[rule])
                for symbol in reversed(one):
                    if symbol in grammar.rules:
                        found[symbol] |= after
                    after = (after if symbol in grammar.nullable else set()) | grammar.first[symbol]
    return found


def begins(grammar: Grammar, alternative: Alternative, token: str) -> bool:
    """Whether a token can begin an alternative."""
    for symbol in alternative:
        if token in grammar.first[symbol] or symbol not in grammar.nullable:
            return token in grammar.first[symbol]
    return False


def test_one_token_tells_which_alternative_of_sparql_is_meant() -> None:
    """But a sign after a step of a path is the path's, not the number's that may follow: as the engine has it."""
    grammar = sparql()
    after = follow(grammar)
    clashes = [
        (rule, token)
        for rule, many in grammar.rules.items()
        for token in grammar.first[rule]
        if sum(begins(grammar, one, token) for one in many) > 1
    ]
    assert clashes == []
    rules = grammar.nullable & grammar.rules.keys()
    unclear = {rule: grammar.first[rule] & after[rule] for rule in rules if grammar.first[rule] & after[rule]}
    assert unclear == {"PathElt/1": {"'+'"}}


def test_every_rule_is_reached_and_every_name_is_a_rule_or_a_token() -> None:
    grammar = sparql()
    used = {symbol for many in grammar.rules.values() for one in many for symbol in one}
    assert set(grammar.rules) - used == {START}
    assert {symbol for symbol in used if symbol not in grammar.rules and symbol[0] not in "'\""} == {
        *("ANON", "BLANK_NODE_LABEL", END, "INTEGER", "IRIREF", "LANGTAG", "NIL", "NUMBER", "PNAME_LN", "PNAME_NS"),
        *("STRING", "VAR"),
    }
    assert set(grammar.labels) <= used | {START}
    assert len(grammar.rules) > 200
