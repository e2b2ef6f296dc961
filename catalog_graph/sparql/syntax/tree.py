"""A text read after the grammar, as far as it is a query: its tokens, and its clauses as a tree.

Owns: reading, and the tree: of rules that are no nodes of it, what they hold stands in the node around them.
Must not: say that a text is no query (the engine does), or what a clause means.

The reader holds what is still to come as a stack of symbols, takes the alternative that the next token begins (the
grammar needs no more than one), and drops what may be left out. It has no depth, so no nesting is too deep for it, and
its time grows with the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from catalog_graph.sparql.syntax.grammar import END, NODE_ENDS, START, Alternative, sparql
from catalog_graph.sparql.syntax.lexer import Lexeme, after_gap, lexeme


@dataclass(frozen=True, slots=True)
class Node:
    """A clause: the rule of the grammar that it is, and the tokens and clauses in it, in their order."""

    rule: str
    parts: list[Node | Lexeme]

    def nodes(self, *rules: str) -> list[Node]:
        """The clauses right in this one that are of some rules, or all."""
        return [part for part in self.parts if isinstance(part, Node) and (not rules or part.rule in rules)]

    def tokens(self, *symbols: str) -> list[Lexeme]:
        """The tokens right in this one that are some symbols, or all."""
        return [part for part in self.parts if isinstance(part, Lexeme) and (not symbols or part.symbol in symbols)]

    def inside(self) -> Iterator[Node | Lexeme]:
        """All clauses and tokens in this one, at any depth, in their order; each clause before what it has."""
        left = self.parts[::-1]
        while left:
            part = left.pop()
            yield part
            if isinstance(part, Node):
                left += part.parts[::-1]


@lru_cache(1)
def reading(text: str) -> Reading:
    """The reading of a text, which is made once for all who ask one after another."""
    return Reading(text)


class Reading:
    """A text as far as it can be the beginning of a query; a token is in it if it can come next.

    `tokens` are those that can stand where they do, that of the end too; `root` has them as a tree. `stuck` is the
    first that cannot, None where the text is a whole query.

    >>> beginning = Reading("ASK { ?s ?p }")
    >>> beginning.stuck.text, "VAR" in beginning
    ('}', True)
    """

    def __init__(self, text: str) -> None:
        self.grammar = sparql()
        self.tokens: list[Lexeme] = []
        self.root = Node(START, [])
        self.stuck: Lexeme | None = None
        self._left, self._open = [START], [self.root]
        place = 0
        while self._left and not self.stuck:
            token = lexeme(text, after_gap(text, place), self)
            if not self._take(token):
                # What is missing is missing before the blanks and comments.
                self.stuck = Lexeme(END, "", place) if token.symbol == END else token
            place = token.end

    def __contains__(self, token: object) -> bool:
        return self._depth(token) >= 0

    def _depth(self, token: object) -> int:
        """Where among what is left the symbol stands that a token begins; -1 where it cannot come next."""
        first, nullable, left = self.grammar.first, self.grammar.nullable, self._left
        depth = len(left) - 1
        while depth >= 0 and token not in first[left[depth]]:
            if left[depth] not in nullable:
                return -1
            depth -= 1
        return depth

    def reachable(self) -> Iterator[str]:
        """The symbols that can come next, the last of them the one that may not be left out."""
        for symbol in self.left():
            yield symbol
            if symbol not in self.grammar.nullable:
                return

    def left(self) -> list[str]:
        """The symbols still to come, the next first."""
        return [symbol for symbol in reversed(self._left) if symbol != NODE_ENDS]

    def _take(self, token: Lexeme) -> bool:
        depth = self._depth(token.symbol)
        if depth < 0:
            return False
        begun, left = _after(self._left[depth], token.symbol)
        while len(self._left) > depth:
            if self._left.pop() == NODE_ENDS:
                self._open.pop()
        self._left += left
        for rule in begun:
            node = Node(rule, [])
            self._open[-1].parts.append(node)
            self._open.append(node)
        self._open[-1].parts.append(token)
        self.tokens.append(token)
        return True


@cache
def _after(symbol: str, token: str) -> tuple[Alternative, Alternative]:
    """The nodes that begin where a symbol begins with a token, and what is still to come of it then, the next last."""
    grammar, begun, left = sparql(), list[str](), [symbol]
    while left[-1] != token:
        name = left.pop()
        alternative = grammar.chosen.get((name, token), ())
        if name in grammar.nodes and alternative:
            begun.append(name)
            left.append(NODE_ENDS)
        left.extend(reversed(alternative))
    return tuple(begun), tuple(left[:-1])
