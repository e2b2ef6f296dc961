"""Faults that the grammar does not see: rows of VALUES, columns named twice, what is too long or has a blank too many.

Owns: what the standard says in its notes on the grammar, and the engine holds every text to.
Must not: read a text; it goes over what of it the grammar has let pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from catalog_graph.sparql.syntax.lexer import Lexeme
from catalog_graph.sparql.syntax.tree import Node, Reading

Place = tuple[int, str]
# Between these and their bracket the engine takes no blank, nor does it in BNODE().
_CLOSED_UP = frozenset(["'CONCAT'", "'COALESCE'"])
_LONGEST_PART, _MOST_DIGITS = 8, 19


def faults(reading: Reading) -> Iterator[Place]:
    """Where there is such a fault in a text, or in its beginning, in characters from 0, and the words for it."""
    for before, token in pairwise(reading.tokens):
        closed_up = before.symbol in _CLOSED_UP or (before.symbol, token.symbol) == ("'BNODE'", "NIL")
        if closed_up and before.end < token.start:
            yield token.start, f"{before.text} 和括号之间不能有空格"
        if token.symbol == "LANGTAG" and any(len(part) > _LONGEST_PART for part in token.text[1:].split("-")):
            yield token.start, f"语言标记 {token.text} 写法不对"  # RFC 5646 has no longer parts
        if before.symbol in {"'LIMIT'", "'OFFSET'"} and len(token.text.lstrip("0")) > _MOST_DIGITS:
            yield token.start, "数太大"  # for a machine to count
    for part in reading.root.inside():
        if isinstance(part, Node) and part.rule == "InlineDataFull":
            yield from _rows(part)
        elif isinstance(part, Node) and part.rule == "SelectClause":
            yield from _columns(part)


def _rows(values: Node) -> Iterator[Place]:
    """VALUES (?a ?b) { (1 2) (1) }: the value that is too many, or the bracket that comes too early."""
    wanted, width, begun = len(values.tokens("VAR")), 0, False
    for part in values.parts:
        if isinstance(part, Node):
            width += 1
            if width > wanted:
                yield _first(part).start, f"这一行的值多于变量（{wanted}个）"
        elif part.symbol == "NIL" and begun and wanted:
            yield part.start, f"这一行没有值，变量有{wanted}个"
        elif part.symbol == "')'" and begun and width < wanted:
            yield part.start, f"这一行只有{width}个值，变量有{wanted}个"
        elif part.symbol == "'('":
            width = 0
        begun |= isinstance(part, Lexeme) and part.symbol == "'{'"


def _first(node: Node) -> Lexeme:
    return next(part for part in node.inside() if isinstance(part, Lexeme))


def _columns(clause: Node) -> Iterator[Place]:
    """SELECT ?a (1 AS ?a): the second of a name."""
    seen: set[str] = set()
    for name in columns(clause):
        if name.text[1:] in seen:
            yield name.start, f"SELECT 里有两个 {name.text}"
        seen.add(name.text[1:])


def columns(clause: Node) -> Iterator[Lexeme]:
    """The variables that a SELECT gives on, as it names them."""
    for part in clause.parts:
        if isinstance(part, Lexeme) and part.symbol == "VAR":
            yield part
        elif isinstance(part, Node) and part.rule == "SelectAs":
            yield from (name for before, name in pairwise(part.tokens()) if before.symbol == "'AS'")
