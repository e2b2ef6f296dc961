"""The grammar of SPARQL queries as tables, read from `sparql.ebnf`.

Owns: reading the notation of the W3C's grammars, and FIRST, so that one token tells which alternative is meant.
Must not: know a rule of SPARQL (the file has them), or read a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from catalog_graph import files

START, END = "QueryUnit", "END"
Alternative = tuple[str, ...]
_RULE = re.compile(r"(?P<name>\w+) ::= (?P<body>.*?)(?: --(?P<label>.*))?", re.DOTALL)
_PIECE = re.compile(r"\s*('[^']+'|\"[^\"]+\"|\w+|[()|*+?])")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules without repetition and choice inside, and what is computed from them.

    Symbols are names of rules, names of tokens in capitals, keywords and signs in the quotes of the file. `labels` has
    what a person is told to write where a rule is expected; "" is told of nothing. `words` has each keyword in capitals
    and each word taken as it stands with its symbol, `signs` each sign, the longer first.
    """

    rules: dict[str, tuple[Alternative, ...]]
    labels: dict[str, str]
    first: dict[str, frozenset[str]]
    nullable: frozenset[str]
    chosen: dict[tuple[str, str], Alternative]
    clashes: frozenset[tuple[str, str]]
    words: dict[str, str]
    signs: dict[str, str]
    rests: dict[tuple[str, str], Alternative] = field(default_factory=dict)  # as they are asked for

    def rest(self, symbol: str, token: str) -> Alternative:
        """What is still to come of a symbol after a token that it begins with."""
        found = self.rests.get((symbol, token))
        if found is None:
            found = self.rests[symbol, token] = self._rest(symbol, token)
        return found

    def _rest(self, symbol: str, token: str) -> Alternative:
        left: list[str] = [symbol]
        while left[-1] != token:
            left.extend(reversed(self.chosen.get((left.pop(), token), ())))
        return tuple(reversed(left[:-1]))

    def is_rule(self, symbol: str) -> bool:
        """Whether a symbol is a rule, not a token."""
        return symbol in self.rules


@cache
def sparql() -> Grammar:
    """The grammar of queries. Raises MissingData when its file is not there."""
    return grammar_of(files.sparql_grammar())


def grammar_of(text: str) -> Grammar:
    """The tables of a grammar.

    >>> one = grammar_of("List ::= '(' ITEM* ')' -- a list")
    >>> sorted(one.first["List"]), one.labels, one.rules["List"]
    (["'('"], {'List': 'a list'}, (("'('", 'List/1', "')'"),))
    """
    rules: dict[str, tuple[Alternative, ...]] = {}
    labels: dict[str, str] = {}
    for statement in _statements(text):
        found = _RULE.fullmatch(statement)
        if not found:
            raise ValueError(statement)
        if found["label"] is not None:
            labels[found["name"]] = found["label"].strip()
        _Notation(found["name"], found["body"], rules).read()
    nullable = _nullable(rules)
    first = _first(rules, nullable)
    chosen, clashes = _choices(rules, first, nullable)
    quoted = {one[1:-1]: one for one in first if one[0] in "'\""}
    words = {text: one for text, one in quoted.items() if text[0].isalpha()}
    signs = {text: quoted[text] for text in sorted(quoted, key=len, reverse=True) if text not in words}
    return Grammar(rules, labels, first, nullable, chosen, clashes, words, signs)


def _statements(text: str) -> Iterator[str]:
    """Each rule on one line; lines that begin with a blank go on with the rule before."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    yield from re.sub(r"\n\s+", " ", "\n".join(lines)).splitlines()


class _Notation:
    """The right side of one rule; what is repeated or chosen inside gets rules of its own."""

    def __init__(self, name: str, body: str, rules: dict[str, tuple[Alternative, ...]]) -> None:
        self._name, self._rules, self._made, self._place = name, rules, 0, 0
        self._pieces = _PIECE.findall(body)
        if "".join(self._pieces) != re.sub(r"\s", "", body):
            raise ValueError(body)

    def read(self) -> None:
        self._rules[self._name] = ()  # its place in the order of rules
        self._rules[self._name] = self._alternatives()
        if self._place < len(self._pieces):
            raise ValueError(self._name)

    def _peek(self) -> str:
        return self._pieces[self._place] if self._place < len(self._pieces) else ""

    def _alternatives(self) -> tuple[Alternative, ...]:
        found = [self._sequence()]
        while self._peek() == "|":
            self._place += 1
            found.append(self._sequence())
        return tuple(found)

    def _sequence(self) -> Alternative:
        found = []
        while self._peek() not in {"", "|", ")"}:
            found.append(self._repeated(self._one()))
        return tuple(found)

    def _one(self) -> str:
        piece = self._peek()
        self._place += 1
        if piece != "(":
            return piece
        inner = self._alternatives()
        if self._peek() != ")":
            raise ValueError(self._name)
        self._place += 1
        return self._new(*inner)

    def _repeated(self, symbol: str) -> str:
        sign = self._peek()
        if sign not in {"*", "+", "?"}:
            return symbol
        self._place += 1
        if sign == "?":
            return self._new((symbol,), ())
        more = self._new()
        self._rules[more] = ((symbol, more), ())
        return more if sign == "*" else self._new((symbol, more))

    def _new(self, *alternatives: Alternative) -> str:
        self._made += 1
        name = f"{self._name}/{self._made}"
        self._rules[name] = alternatives
        return name


def _nullable(rules: dict[str, tuple[Alternative, ...]]) -> frozenset[str]:
    """Rules that nothing at all fulfils."""
    found: set[str] = set()
    before = -1
    while before < len(found):
        before = len(found)
        found |= {name for name, many in rules.items() if any(found.issuperset(one) for one in many)}
    return frozenset(found)


def _first(rules: dict[str, tuple[Alternative, ...]], nullable: frozenset[str]) -> dict[str, frozenset[str]]:
    """The tokens that a symbol can begin with; a token begins with itself."""
    symbols = {symbol for many in rules.values() for one in many for symbol in one}
    found: dict[str, set[str]] = {symbol: {symbol} for symbol in symbols if symbol not in rules}
    found |= {name: set() for name in rules}
    grown = True
    while grown:
        grown = False
        for name, many in rules.items():
            size = len(found[name])
            for one in many:
                for symbol in one:
                    found[name] |= found[symbol]
                    if symbol not in nullable:
                        break
            grown |= len(found[name]) > size
    return {name: frozenset(tokens) for name, tokens in found.items()}


def _choices(
    rules: dict[str, tuple[Alternative, ...]], first: dict[str, frozenset[str]], nullable: frozenset[str]
) -> tuple[dict[tuple[str, str], Alternative], frozenset[tuple[str, str]]]:
    """The alternative of a rule that a token begins, the earlier where two are; and where there are two."""
    chosen: dict[tuple[str, str], Alternative] = {}
    clashes: set[tuple[str, str]] = set()
    for name, many in rules.items():
        for one in many:
            for symbol in one:
                for token in first[symbol]:
                    if chosen.setdefault((name, token), one) is not one:
                        clashes.add((name, token))
                if symbol not in nullable:
                    break
    return chosen, frozenset(clashes)
