"""The first token of a text at which no query can go on, or the first thing in it that the engine does not take.

Owns: which fault is told where there are several; names that are not declared.
Must not: say that a text is no query (the engine does), or how a fault of the grammar is told (`wording`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalog_graph.sparql.syntax import meaning, scopes, wording
from catalog_graph.sparql.syntax.lexer import Lexeme
from catalog_graph.sparql.syntax.tree import reading

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Where a text goes wrong, in characters from 0, and why, in Chinese."""

    start: int
    reason: str


def first_fault(text: str, prefixes: Mapping[str, str], is_iri: Callable[[str], bool]) -> Fault | None:
    """The first place at which a text is no query any more; None where nothing is seen to be wrong.

    `prefixes` are known without being declared; `is_iri` judges an IRI with a scheme.

    >>> first_fault("ASK {\\n ?s ?p }", {}, lambda _: True)
    Fault(start=13, reason='这里应是宾语，却是“}”')
    """
    read = reading(text)
    faults = [*_names(read.tokens, set(prefixes), is_iri), *meaning.faults(read)]
    if read.stuck:
        faults.append((read.stuck.start, wording.unexpected(read.stuck, read)))
    return min((Fault(*place) for place in faults or scopes.faults(read.root)), default=None)


def line_and_column(text: str, start: int) -> tuple[int, int]:
    """The line and the column of a place, both from 1; a column is a character.

    >>> line_and_column("甲\\r\\n乙丙", 4)
    (2, 2)
    """
    breaks = [one.end() for one in _BREAK.finditer(text) if one.end() <= start]
    return len(breaks) + 1, start - (breaks[-1] if breaks else 0) + 1


def _names(tokens: Sequence[Lexeme], prefixes: set[str], is_iri: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Prefixes that are not declared before they are used, and IRIs that are none."""
    for before, token in pairwise([Lexeme("", "", 0), *tokens]):
        if token.symbol in {"PNAME_LN", "PNAME_NS"}:
            prefix = token.text.partition(":")[0]
            if before.symbol == "'PREFIX'":
                prefixes.add(prefix)
            elif prefix not in prefixes:
                yield token.start, f"前缀没有声明（{prefix}:）"
        elif token.symbol == "IRIREF":
            iri = token.text[1:-1]
            if _SCHEME.match(iri) and "\\" not in iri and not is_iri(iri):
                yield token.start, "网址（IRI）写法不对"
