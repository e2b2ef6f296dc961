"""The first token of a text at which no query can go on.

Owns: reading a text token by token after the grammar, and the place where that ends.
Must not: say that a text is no query (the engine does), or how a fault is told (`wording`).

The reader holds what is still to come as a chain of symbols, takes the alternative that the next token begins (the
grammar needs no more than one), and drops what may be left out. It has no depth, so no nesting is too deep for it, and
its time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalog_graph.sparql.syntax import meaning, scopes, wording
from catalog_graph.sparql.syntax.grammar import END, START, Grammar, sparql
from catalog_graph.sparql.syntax.lexemes import Lexeme, after_gap, lexeme

Chain = tuple[str, "Chain"] | None
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_BREAK = re.compile(r"\r\n|\r|\n")
_NAMES = frozenset(["PNAME_LN", "PNAME_NS"])


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a text goes wrong, in characters from 0, and why, in Chinese."""

    start: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is still to come; a token is in it if it can come next."""

    grammar: Grammar
    chain: Chain

    def __contains__(self, token: object) -> bool:
        first, nullable, chain = self.grammar.first, self.grammar.nullable, self.chain
        while chain:
            symbol, chain = chain
            if token in first[symbol]:
                return True
            if symbol not in nullable:
                return False
        return False

    def reachable(self) -> Iterator[str]:
        """The symbols that can come next: all before what may be left out no more."""
        chain = self.chain
        while chain:
            yield chain[0]
            if chain[0] not in self.grammar.nullable:
                return
            chain = chain[1]

    def after(self, token: str) -> Ahead:
        """What is to come after a token that is in it."""
        chain = self.chain
        while chain:
            symbol, chain = chain
            if token in self.grammar.first[symbol]:
                for one in reversed(self.grammar.rest(symbol, token)):
                    chain = (one, chain)
                return Ahead(self.grammar, chain)
        raise KeyError(token)


def first_fault(text: str, prefixes: Mapping[str, str], is_iri: Callable[[str], bool]) -> Fault | None:
    """The first place at which a text is no query any more; None where nothing is seen to be wrong.

    `prefixes` are known without being declared; `is_iri` judges an IRI with a scheme.

    >>> first_fault("ASK {\\n ?s ?p }", {}, lambda _: True)
    Fault(start=13, reason='这里应是宾语，却是“}”')
    """
    taken: list[Lexeme] = []
    known = _Names(set(prefixes), is_iri)
    ahead, place = Ahead(sparql(), (START, None)), 0
    found: Fault | None = None
    while found is None and not (taken and taken[-1].symbol == END):
        token = lexeme(text, after_gap(text, place), ahead)
        if token.symbol == END:
            token = replace(token, start=place)  # what is missing is missing before the blanks and comments
        if token.symbol not in ahead:
            found = Fault(token.start, wording.unexpected(token, ahead))
        elif reason := known.fault(token, taken):
            found = Fault(token.start, reason)
        else:
            taken.append(token)
            ahead, place = ahead.after(token.symbol), token.end
    earlier = meaning.first_fault(taken)
    if earlier is None and found is None:
        earlier = scopes.first_fault(taken)
    return Fault(*earlier) if earlier and (found is None or earlier[0] < found.start) else found


def line_and_column(text: str, start: int) -> tuple[int, int]:
    """The line and the column of a place, both from 1; a column is a character.

    >>> line_and_column("甲\\r\\n乙丙", 4)
    (2, 2)
    """
    breaks = [one.end() for one in _BREAK.finditer(text) if one.end() <= start]
    return len(breaks) + 1, start - (breaks[-1] if breaks else 0) + 1


class _Names:
    """Names that a query may use at a place: prefixes declared before it, and IRIs."""

    def __init__(self, prefixes: set[str], is_iri: Callable[[str], bool]) -> None:
        self._prefixes, self._is_iri, self._based = prefixes, is_iri, False

    def fault(self, token: Lexeme, taken: list[Lexeme]) -> str:
        """Why a token is no name here; "" where it is one, or none is asked for."""
        before = taken[-1].symbol if taken else ""
        if token.symbol in _NAMES:
            prefix = token.text.partition(":")[0]
            if before == "'PREFIX'":
                self._prefixes.add(prefix)
            return "" if prefix in self._prefixes else f"前缀没有声明（{prefix}:）"
        if token.symbol != "IRIREF":
            return ""
        iri = token.text[1:-1]
        whole = bool(_SCHEME.match(iri))
        if whole and "\\" not in iri and not self._is_iri(iri):
            return "网址（IRI）写法不对"
        if not (whole or self._based):
            return "网址（IRI）不完整，要以 https: 之类开头"
        self._based |= before == "'BASE'"
        return ""
