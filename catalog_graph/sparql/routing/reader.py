"""The patterns of a query: which triples, groups and sub-queries it has, as far as they can be read with certainty.

Owns: a reader of SPARQL queries that takes most of the language and refuses the rest.
Must not: judge whether a query is valid (the engine does), or say what a pattern may match (`reach`).

The engine's own parser is not to be had from Python, so the text is read again after the grammar of `syntax`. That has
tokens and the engine's parser has none, so the engine could cut a text otherwise. Whatever it could is refused:
escapes, tokens that touch each other, names with dots, `<` before what could be an IRI. Refused too is what `reach`
has no word for: BASE, lists, property lists in brackets, quoted triples, DESCRIBE, negated sets with `^`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from catalog_graph.sparql.routing.pattern import RDF_TYPE, Element, Group, Part, Path, Pattern, Query, Term, Values
from catalog_graph.sparql.syntax.grammar import END
from catalog_graph.sparql.syntax.lexer import IRI, Lexeme
from catalog_graph.sparql.syntax.tree import Node, Reading, reading

MOST_CHARACTERS, MOST_DEPTH = 20_000, 40
_REFUSED = frozenset(["'DESCRIBE'", "'VERSION'", "'LATERAL'", "'SERVICE'", "'['", "ANON", "'~'", "'{|'"])
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_NAMES = frozenset(["PNAME_LN", "PNAME_NS"])
_DOTTED = _NAMES | {"BLANK_NODE_LABEL", "INTEGER", "NUMBER"}
_PLAIN = re.compile(r"(?:[A-Za-z][\w\-]*)?:(?:\w[\w\-]*)?|_:\w+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_TRIPLES = frozenset(["TriplesSameSubject", "TriplesSameSubjectPath"])
_KINDS_OF_TERMS = {
    **dict.fromkeys(["VAR", "BLANK_NODE_LABEL"], "var"),
    **dict.fromkeys(["IRIREF", "PNAME_LN", "PNAME_NS", '"a"'], "iri"),
    **dict.fromkeys(["STRING", "INTEGER", "NUMBER", "'+'", "'-'", '"true"', '"false"'], "literal"),
    "'UNDEF'": "undef",
}
_KINDS = {
    "GroupOrUnionGraphPattern": "union",
    "OptionalGraphPattern": "optional",
    "MinusGraphPattern": "minus",
    "GraphGraphPattern": "graph",
    "Filter": "filter",
    "Bind": "bind",
}


class Unread(Exception):
    """The text has something that is not read here; no fault of anybody."""


def read(text: str, prefixes: Mapping[str, str]) -> Query:
    """The patterns of a SELECT, ASK or CONSTRUCT query; `prefixes` are known without being declared.

    Raises Unread.
    """
    certain = _certain(text)
    if not _REFUSED.isdisjoint(token.symbol for token in certain.tokens):
        raise Unread
    return _Patterns(certain, prefixes).query(certain.root)


def datasets(text: str, prefixes: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """Of each graph that a query names by FROM whether it is a named one, and its IRI; `prefixes` as for `read`.

    Raises Unread.
    """
    certain = _certain(text)
    terms = _Terms(certain, prefixes)
    for clause in certain.root.nodes("DatasetClause"):
        yield bool(clause.tokens("'NAMED'")), terms.iri(clause.tokens()[-1])


def _certain(text: str) -> Reading:
    """A whole query as it is read. Raises Unread where the engine might cut it otherwise."""
    if len(text) > MOST_CHARACTERS or "\\u" in text or "\\U" in text or "<<" in text:
        raise Unread
    whole = reading(text)
    if whole.stuck:
        raise Unread
    depth, dotted = 0, False
    for before, token in pairwise(whole.tokens):
        touching = before.end == token.start
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth > MOST_DEPTH or (touching and _runs_on(before, token, dotted)) or not _is_plain(token, text):
            raise Unread
        dotted = touching and token.text == "." and _is_name(before)
    return whole


def _runs_on(before: Lexeme, token: Lexeme, dotted: bool) -> bool:
    """Whether a token could be a part of the one that it touches, or of a name before the dot that it touches."""
    if before.text[-1] == ")" and token.symbol == "VAR":
        return True
    both = _is_word(before) and _is_word(token) and (before.symbol, token.symbol) != ("STRING", "LANGTAG")
    return both or (dotted and _is_name(token))


def _is_word(token: Lexeme) -> bool:
    """Whether a token is more than a sign or brackets."""
    return token.symbol[1].isalpha() and token.symbol not in {"NIL", "ANON", END}


def _is_name(token: Lexeme) -> bool:
    return token.symbol in _DOTTED or token.text[:1].isalpha()


def _is_plain(token: Lexeme, text: str) -> bool:
    """Whether a name or number has neither dots nor escapes, and a `<` cannot be an IRI."""
    if token.symbol in _DOTTED:
        return _PLAIN.fullmatch(token.text) is not None
    return token.symbol[:2] != "'<" or IRI.match(text, token.start) is None


class _Terms:
    """Terms of a query, with its prefixes. Raises Unread where it has a BASE."""

    def __init__(self, certain: Reading, prefixes: Mapping[str, str]) -> None:
        self._prefixes, tokens = dict(prefixes), certain.tokens
        for place, token in enumerate(tokens):
            if token.symbol == "'BASE'":
                raise Unread
            if token.symbol == "'PREFIX'":
                self._prefixes[tokens[place + 1].text[:-1]] = self.iri(tokens[place + 2])

    def iri(self, token: Lexeme) -> str:
        """An IRI in full. Raises Unread for a relative one or an unknown prefix."""
        if token.symbol == "IRIREF" and _SCHEME.match(token.text):
            return token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        if token.symbol not in _NAMES or prefix not in self._prefixes:
            raise Unread
        return self._prefixes[prefix] + local

    def term(self, clause: Node) -> Term:
        """The only term of a clause. Raises Unread for what is none."""
        tokens = clause.tokens()
        token, kind = tokens[0], _KINDS_OF_TERMS.get(tokens[0].symbol)
        if kind is None:
            raise Unread
        if kind == "iri":
            return Term(kind, RDF_TYPE if token.symbol == '"a"' else self.iri(token))
        if kind == "literal":
            return Term(kind, tokens[1].text if token.text in {"+", "-"} else token.text)
        return Term(kind, token.text.lstrip("?$") if kind == "var" else "")


class _Paths(_Terms):
    """Property paths: alternatives of sequences of steps."""

    def path(self, clause: Node) -> Path:
        """A path, or a part of one."""
        if clause.rule == "PathEltOrInverse":
            return self._step(clause)
        if clause.rule == "PathPrimary":
            return self._primary(clause)
        parts = tuple(map(self.path, clause.nodes()))
        return parts[0] if len(parts) == 1 else Path("either" if clause.rule == "Path" else "sequence", parts=parts)

    def _step(self, clause: Node) -> Path:
        inner, signs = self.path(clause.nodes()[0]), "".join(token.text for token in clause.tokens())
        match signs:
            case "":
                return inner
            case "^" if inner.kind == "property":
                return Path("inverse", inner.iri)
            case "+" | "*" | "?":
                return Path("plus" if signs == "+" else "star", parts=(inner,))
        raise Unread

    def _primary(self, clause: Node) -> Path:
        if clause.tokens("'!'"):
            if any(isinstance(part, Lexeme) and part.text == "^" for part in clause.inside()):
                raise Unread  # it goes both ways, to what points at its start too
            return Path("not")
        inner = clause.nodes()
        return self.path(inner[0]) if inner else Path("property", self.term(clause).value)


class _Patterns(_Paths):
    """Queries and groups."""

    def query(self, clause: Node) -> Query:
        """A query or sub-query."""
        given: frozenset[str] | None = frozenset()
        exists: list[Group] = []
        for columns in clause.nodes("SelectClause"):
            given = None if columns.tokens("'*'") else frozenset(name.text[1:] for name in columns.tokens("VAR"))
        for part in clause.nodes("SelectClause", "GroupClause", "HavingClause", "OrderClause"):
            exists += self._exists(part)
        groups = [self._group(part.nodes()) for part in clause.nodes("GroupGraphPattern")]
        group = groups[0] if groups else self._group(clause.nodes(*_TRIPLES))  # CONSTRUCT WHERE { … }
        return Query(group, bool(clause.nodes("DatasetClause")), given, tuple(exists))

    def _group(self, parts: Iterable[Node]) -> Group:
        """What stands between braces; neighbouring triples are one block."""
        elements: list[Element] = []
        for are_triples, neighbours in groupby(parts, lambda part: part.rule in _TRIPLES):
            if are_triples:
                elements.append(tuple(pattern for triples in neighbours for pattern in self._triples(triples)))
            else:
                elements += map(self._element, neighbours)
        return Group(tuple(elements))

    def _element(self, part: Node) -> Element:
        if part.rule == "SubSelect":
            return self.query(part)
        if part.rule == "InlineData":
            return self._values(part.nodes()[0])
        return Part(_KINDS[part.rule], tuple(self._exists(part)))

    def _exists(self, clause: Node) -> Iterator[Group]:
        """The groups right in a clause, or in an expression of it."""
        for part in clause.nodes():
            if part.rule == "GroupGraphPattern":
                yield self._group(part.nodes())
            else:
                yield from self._exists(part)

    def _triples(self, triples: Node) -> Iterator[Pattern]:
        """The triples of one subject."""
        if not triples.nodes("Subject"):
            raise Unread
        subject = self.term(triples.nodes()[0])
        middle: Path | Term = subject
        for part in triples.nodes()[1:]:
            if part.rule in {"Verb", "VerbPath"}:
                middle = self._middle(part)
            else:
                yield Pattern(subject, middle, self.term(part))

    def _middle(self, verb: Node) -> Path | Term:
        for path in verb.nodes():
            return self.path(path)
        term = self.term(verb)
        return term if term.kind == "var" else Path("property", term.value)

    def _values(self, data: Node) -> Values:
        """VALUES ?x { … } or VALUES (?x ?y) { (…) … }."""
        names, terms = data.tokens("VAR"), list(map(self.term, data.nodes()))
        return Values({name.text[1:]: tuple(terms[place :: len(names)]) for place, name in enumerate(names)})
