"""Rows of an answer that may be cut off: the beginning of a long TSV or N-Triples answer, as terms.

Owns: reading lines that are whole, and leaving the last one that is not.
Must not: run queries or decide how many rows are shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from catalog_graph.sparql.results import JSON, N_TRIPLES, TSV

MEDIA = {"SELECT": TSV, "ASK": JSON, "CONSTRUCT": N_TRIPLES, "DESCRIBE": N_TRIPLES}
_PLAIN = {"http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}


@dataclass(frozen=True, slots=True)
class Value:
    """A term of an answer: `kind` is "iri", "blank", "literal" or "triple"; `datatype` only where it says something."""

    kind: str
    text: str
    language: str = ""
    datatype: str = ""


Row = tuple[Value | None, ...]


def lines(piece: bytes) -> int:
    """How many whole lines stand in a piece of TSV or N-Triples, whose values hold no line breaks.

    >>> lines(b"?a\\n1\\n2")
    2
    """
    return piece.count(b"\n")


def table(content: bytes, most: int) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Names of the columns and at most `most` rows of TSV; what stands after the last line break is left.

    >>> table(b"?a\\t?b\\n<x:y>\\t\\n1", 10)
    (('a', 'b'), ((Value(kind='iri', text='x:y', language='', datatype=''), None),))
    """
    whole = b"".join(content[: content.rfind(b"\n") + 1].splitlines(keepends=True)[: most + 1])
    answer = parse_query_results(whole, format=QueryResultsFormat.TSV)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - TSV has no booleans
    names = tuple(one.value for one in answer.variables)
    return names, tuple(tuple(map(_value, solution)) for solution in islice(answer, most))


def triples(content: bytes, most: int) -> tuple[Row, ...]:
    """At most `most` triples of N-Triples as rows of three; what stands after the last line break is left."""
    parsed = parse(content[: content.rfind(b"\n") + 1], format=RdfFormat.N_TRIPLES)
    return tuple((_value(one.subject), _value(one.predicate), _value(one.object)) for one in islice(parsed, most))


def boolean(content: bytes) -> bool:
    """The answer of ASK in JSON."""
    return bool(json.loads(content)["boolean"])


def _value(term: NamedNode | BlankNode | Literal | Triple | None) -> Value | None:
    match term:
        case None:
            return None
        case NamedNode():
            return Value("iri", term.value)
        case BlankNode():
            return Value("blank", f"_:{term.value}")
        case Literal():
            datatype = "" if term.language or term.datatype.value in _PLAIN else term.datatype.value
            return Value("literal", term.value, term.language or "", datatype)
        case _:
            return Value("triple", str(term))
