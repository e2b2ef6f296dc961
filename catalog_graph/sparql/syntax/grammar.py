"""The grammar of SPARQL queries as tables, read from `sparql.ebnf`.

Owns: reading the notation of the W3C's grammars, and FIRST, so that one token tells which alternative is meant.
Must not: know a rule of SPARQL (the file has them), or read a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from catalog_graph import files

START, END = "QueryUnit", "END"
NODE_ENDS = ""  # a symbol that no token fulfils and nothing does, of which the reader makes use
Alternative = tuple[str, ...]
_RULE = re.compile(r"(?P<node>@?)(?P<name>\w+) ::= (?P<body>.*?)(?: --(?P<label>.*))?", re.DOTALL)
_TOKEN = re.compile(r"(?P<name>[A-Z_]+|'\S+') --(?P<label>.*)")
_PIECE = re.compile(r"\s*('[^']+'|\"[^\"]+\"|\w+|[()|*+?])")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules without repetition and choice inside, and what is computed from them.

    Symbols are names of rules, names of tokens in capitals, keywords and signs in the quotes of the file. `labels` has
    what a person is told to write where a symbol is expected; "" is told of nothing. `chosen` has the alternative of a
    rule that a token begins, `nodes` the rules that the tree of a text has. `words` has each keyword in capitals and
    each word taken as it stands with its symbol, `signs` each sign, the longer first.
    """

    rules: dict[str, tuple[Alternative, ...]]
    labels: dict[str, str]
    first: dict[str, frozenset[str]]
    nullable: frozenset[str]
    chosen: dict[tuple[str, str], Alternative]
    nodes: frozenset[str]
    words: dict[str, str]
    signs: dict[str, str]


@cache
def sparql() -> Grammar:
    """The grammar of queries. Raises MissingData when its file is not there."""
    return grammar_of(files.sparql_grammar())


def grammar_of(text: str) -> Grammar:
    """The tables of a grammar, where of two alternatives that a token can begin the earlier is chosen.

    >>> tables = grammar_of("List ::= '(' ITEM* ')' -- a list")
    >>> sorted(tables.first["List"]), tables.labels, tables.rules["List"]
    (["'('"], {'List': 'a list'}, (("'('", 'List/1', "')'"),))

    Raises ValueError for what is no grammar.
    """
    rules: dict[str, tuple[Alternative, ...]] = {}
    labels: dict[str, str] = {}
    nodes: set[str] = set()
    lines = "\n".join(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    for statement in re.sub(r"\n\s+", " ", lines).splitlines():  # a line that begins with a blank goes on with a rule
        match = _TOKEN.fullmatch(statement) or _RULE.fullmatch(statement)
        if not match:
            raise ValueError(statement)
        if match["label"] is not None:
            labels[match["name"]] = match["label"].strip()
        if match.re is _RULE:
            nodes |= {match["name"]} if match["node"] else set()
            _Notation(match["name"], match["body"], rules).read()
    first, nullable = _beginnings(rules)
    first, nullable = first | {NODE_ENDS: frozenset()}, nullable | {NODE_ENDS}
    chosen: dict[tuple[str, str], Alternative] = {}
    for name, alternatives in rules.items():
        for alternative in alternatives:
            for token in _first_of(alternative, first, nullable):
                chosen.setdefault((name, token), alternative)
    quoted = {symbol[1:-1]: symbol for symbol in first if symbol[:1] in {"'", '"'}}
    words = {word: symbol for word, symbol in quoted.items() if word[0].isalpha()}
    signs = {sign: quoted[sign] for sign in sorted(quoted, key=len, reverse=True) if sign not in words}
    return Grammar(rules, labels, first, nullable, chosen, frozenset(nodes), words, signs)


class _Notation:
    """The right side of one rule; what is repeated or chosen inside gets rules of its own."""

    def __init__(self, name: str, body: str, rules: dict[str, tuple[Alternative, ...]]) -> None:
        self._name, self._rules, self._made = name, rules, 0
        self._pieces = _PIECE.findall(body)[::-1]  # the next is the last
        if "".join(self._pieces[::-1]) != re.sub(r"\s", "", body):
            raise ValueError(body)

    def read(self) -> None:
        self._rules[self._name] = ()  # its place in the order of rules
        self._rules[self._name] = self._alternatives()
        if self._pieces:
            raise ValueError(self._name)

    def _takes(self, *signs: str) -> str:
        return self._pieces.pop() if self._pieces and self._pieces[-1] in signs else ""

    def _alternatives(self) -> tuple[Alternative, ...]:
        alternatives = [self._sequence()]
        while self._takes("|"):
            alternatives.append(self._sequence())
        return tuple(alternatives)

    def _sequence(self) -> Alternative:
        symbols = []
        while self._pieces and self._pieces[-1] not in {"|", ")"}:
            symbols.append(self._repeated(self._symbol()))
        return tuple(symbols)

    def _symbol(self) -> str:
        piece: str = self._pieces.pop()
        if piece != "(":
            return piece
        inner = self._alternatives()
        if not self._takes(")"):
            raise ValueError(self._name)
        return self._new(*inner)

    def _repeated(self, symbol: str) -> str:
        match self._takes("*", "+", "?"):
            case "":
                return symbol
            case "?":
                return self._new((symbol,), ())
            case sign:
                more = self._new()
                self._rules[more] = ((symbol, more), ())
                return more if sign == "*" else self._new((symbol, more))

    def _new(self, *alternatives: Alternative) -> str:
        self._made += 1
        name = f"{self._name}/{self._made}"
        self._rules[name] = alternatives
        return name


def _beginnings(rules: dict[str, tuple[Alternative, ...]]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The tokens that each symbol can begin with (a token with itself), and the rules that nothing at all fulfils."""
    symbols = {symbol for alternatives in rules.values() for one in alternatives for symbol in one}
    first = {symbol: frozenset() if symbol in rules else frozenset([symbol]) for symbol in symbols.union(rules)}
    nullable: frozenset[str] = frozenset()
    before = None
    while before != (before := (sum(map(len, first.values())), len(nullable))):
        for name, alternatives in rules.items():
            first[name] = first[name].union(*(_first_of(one, first, nullable) for one in alternatives))
            if any(nullable.issuperset(one) for one in alternatives):
                nullable |= {name}
    return first, nullable


def _first_of(symbols: Alternative, first: dict[str, frozenset[str]], nullable: frozenset[str]) -> frozenset[str]:
    """The tokens that some symbols in a row can begin with."""
    tokens: frozenset[str] = frozenset()
    for symbol in symbols:
        tokens |= first[symbol]
        if symbol not in nullable:
            break
    return tokens
