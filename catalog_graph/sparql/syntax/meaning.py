"""Faults that the grammar does not see: rows of VALUES, columns named twice, what is too long or has a blank too many.

Owns: what the standard says in its notes on the grammar, and the engine holds every text to.
Must not: read a text; it goes over tokens that the grammar has let pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from catalog_graph.sparql.syntax.lexemes import Lexeme

Place = tuple[int, str]
# Between these and their bracket the engine takes no blank, nor does it in BNODE().
_CLOSED_UP = frozenset(["'CONCAT'", "'COALESCE'"])
_LONGEST_PART, _MOST_DIGITS = 8, 19
_OPEN, _CLOSE = frozenset(["'('", "'{'", "'['"]), frozenset(["')'", "'}'", "']'"])


def first_fault(taken: Sequence[Lexeme]) -> Place | None:
    """The first fault of this kind among the tokens of a text, or of its beginning; None where there is none."""
    return min((*_gaps(taken), *_bounds(taken), *_rows(taken), *_columns(taken)), default=None)


def _gaps(taken: Sequence[Lexeme]) -> Iterator[Place]:
    for call, bracket in pairwise(taken):
        closed_up = call.symbol in _CLOSED_UP or (call.symbol, bracket.symbol) == ("'BNODE'", "NIL")
        if closed_up and call.end < bracket.start:
            yield bracket.start, f"{call.text} 和括号之间不能有空格"


def _bounds(taken: Sequence[Lexeme]) -> Iterator[Place]:
    """Language tags with parts longer than RFC 5646 has them, and numbers of rows past what a machine counts."""
    for before, token in pairwise(taken):
        if token.symbol == "LANGTAG" and any(len(part) > _LONGEST_PART for part in token.text[1:].split("-")):
            yield token.start, f"语言标记 {token.text} 写法不对"
        if before.symbol in {"'LIMIT'", "'OFFSET'"} and len(token.text.lstrip("0")) > _MOST_DIGITS:
            yield token.start, "数太大"


def _rows(taken: Sequence[Lexeme]) -> Iterator[Place]:
    """VALUES (?a ?b) { (1 2) (1) }: the value that is too many, or the bracket that comes too early."""
    for place, token in enumerate(taken):
        if token.symbol == "'VALUES'" and place + 1 < len(taken) and taken[place + 1].symbol in {"'('", "NIL"}:
            yield from _rows_of(_after(taken, place))


def _after(taken: Sequence[Lexeme], place: int) -> Iterator[Lexeme]:
    return (taken[one] for one in range(place + 1, len(taken)))


def _rows_of(pieces: Iterator[Lexeme]) -> Iterator[Place]:
    wanted = _width(pieces)
    next(pieces, None)  # the brace
    for piece in pieces:
        if piece.symbol == "'}'":
            return
        if piece.symbol == "NIL" and wanted:
            yield piece.start, f"这一行没有值，变量有{wanted}个"
            return
        if piece.symbol != "'('":
            continue
        found = 0
        for value in _values(pieces):
            if value.symbol == "')'" and found < wanted:
                yield value.start, f"这一行只有{found}个值，变量有{wanted}个"
                return
            found += value.symbol != "')'"
            if found > wanted:
                yield value.start, f"这一行的值多于变量（{wanted}个）"
                return


def _width(pieces: Iterable[Lexeme]) -> int:
    """How many variables a VALUES has; its bracket is passed."""
    found = 0
    for piece in pieces:
        if piece.symbol in {"')'", "NIL"}:
            break
        found += piece.symbol == "VAR"
    return found


def _values(pieces: Iterator[Lexeme]) -> Iterator[Lexeme]:
    """The first token of each value of a row, and the bracket that ends it."""
    within, before = 0, ""
    for piece in pieces:
        goes_on = within or before in {"'+'", "'-'", "'^^'"} or piece.symbol in {"LANGTAG", "'^^'"}
        within += (piece.symbol == "'<<('") - (piece.symbol == "')>>'")
        before = piece.symbol
        if not goes_on:
            yield piece
        if piece.symbol == "')'":
            return


def _columns(taken: Sequence[Lexeme]) -> Iterator[Place]:
    """SELECT ?a (1 AS ?a): the second of a name."""
    for place, token in enumerate(taken):
        if token.symbol == "'SELECT'":
            seen: set[str] = set()
            for name in _named(_after(taken, place)):
                if name.text[1:] in seen:
                    yield name.start, f"SELECT 里有两个 {name.text}"
                    break
                seen.add(name.text[1:])


def _named(taken: Iterable[Lexeme]) -> Iterator[Lexeme]:
    """The variables that a SELECT names, up to FROM, WHERE or its group."""
    depth, before = 0, ""
    for token in taken:
        if depth == 0 and token.symbol in {"'{'", "'WHERE'", "'FROM'"}:
            return
        depth += (token.symbol in _OPEN) - (token.symbol in _CLOSE)
        if token.symbol == "VAR" and (depth == 0 or (depth == 1 and before == "'AS'")):
            yield token
        before = token.symbol
