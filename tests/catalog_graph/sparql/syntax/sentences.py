"""Sentences of the grammar of queries: the shortest through each alternative, and the shortest end of a beginning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count

from catalog_graph.sparql.syntax.grammar import END, START, Alternative, sparql
from catalog_graph.sparql.syntax.lexer import Lexeme
from catalog_graph.sparql.syntax.tree import Reading

SAMPLES = {
    "IRIREF": "<urn:x>",
    "PNAME_LN": "gk:Item",
    "PNAME_NS": "gk:",
    "STRING": "'1.2'",
    "INTEGER": "1",
    "NUMBER": "1.5",
    "LANGTAG": "@zh",
    "NIL": "()",
    "ANON": "[]",
    END: "",
}
_FRESH = count()


@cache
def shortest() -> dict[str, tuple[str, ...]]:
    """The tokens of the shortest form of each symbol."""
    grammar = sparql()
    found: dict[str, tuple[str, ...]] = {one: (one,) for one in grammar.first if one not in grammar.rules}
    grown = True
    while grown:
        grown = False
        for rule, many in grammar.rules.items():
            for one in many:
                if all(symbol in found for symbol in one):
                    tokens = flat(one, found)
                    if rule not in found or len(tokens) < len(found[rule]):
                        found[rule], grown = tokens, True
    return found


def flat(symbols: Alternative, found: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Symbols in their shortest forms, one after another."""
    return tuple(token for symbol in symbols for token in found[symbol])


def alternatives() -> Iterator[tuple[str, Alternative, str]]:
    """Each alternative of each rule, and a query that has it."""
    contexts: dict[str, tuple[Alternative, Alternative]] = {START: ((), ())}
    waiting = [START]
    for rule in waiting:
        before, after = contexts[rule]
        for one in sparql().rules[rule]:
            yield rule, one, written((*flat(before, shortest()), *flat(one, shortest()), *flat(after, shortest())))
            for place, symbol in enumerate(one):
                if symbol in sparql().rules and symbol not in contexts:
                    contexts[symbol] = (*before, *one[:place]), (*one[place + 1 :], *after)
                    waiting.append(symbol)


def written(tokens: tuple[str, ...]) -> str:
    """Tokens as a text; every variable and label is another one, so that none is used wrongly."""
    texts = []
    for token in tokens:
        fresh = {"VAR": f"?v{next(_FRESH)}", "BLANK_NODE_LABEL": f"_:b{next(_FRESH)}"}
        texts.append(fresh.get(token) or SAMPLES.get(token, token[1:-1]))
    text = " ".join(texts).replace("CONCAT (", "CONCAT(").replace("COALESCE (", "COALESCE(")
    text = text.replace("BNODE ()", "BNODE()")
    # Faults against the notes on the grammar, not against the grammar.
    return text.replace("SELECT * { } GROUP", "SELECT ( 1 AS ?n ) { } GROUP").replace(
        "() { ( UNDEF )", "( ?n ) { ( UNDEF )"
    )


def read(text: str) -> Reading:
    """The reading of a beginning of a query. Raises ValueError where it is none."""
    found = Reading(text)
    if found.stuck and found.stuck.symbol != END:
        raise ValueError(found.stuck)
    return found


def tokens(text: str) -> list[Lexeme]:
    """The tokens of a query, with that of its end. Raises ValueError where it is none."""
    assert not read(text).stuck
    return read(text).tokens


def ended(beginning: str) -> str:
    """The beginning of a query and the shortest end that makes it whole. Raises ValueError where it is no beginning."""
    return f"{beginning}\n{written(flat(tuple(read(beginning).left()), shortest()))}"
