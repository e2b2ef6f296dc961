"""What a query is made of, as far as it matters which triples it may match: patterns, paths, groups, sub-queries.

Owns: those values. Must not: read text (`reader`), or say what a pattern may match (`reach`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a pattern: "var" (blank nodes too), "iri", "literal", or "undef" in VALUES.

    Its value is the name of a variable, an IRI in full, or a literal as it is written, without language or datatype.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: "property" (with its IRI), "inverse" (of one property), "sequence", "either", "plus",
    "star" (`*` or `?`: it may have no step at all), or "not" (a negated set)."""

    kind: str
    iri: str = ""
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One triple pattern; a variable in the middle is a Term."""

    subject: Term
    middle: Path | Term
    object: Term


@dataclass(frozen=True, slots=True)
class Values:
    """Data in the query: the terms of each variable."""

    columns: Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a group beside triples and data, with the groups in it.

    "optional", "minus", "union" (a nested group is a union of one), "graph", "filter" and "bind" (their EXISTS).
    """

    kind: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query or sub-query: whether it names a dataset, variables given on as they are (None for all), EXISTS of its
    expressions, its pattern."""

    group: Group
    dataset: bool = False
    given: frozenset[str] | None = frozenset()
    exists: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between braces, in order; neighbouring triples are one block."""

    elements: tuple[Element, ...]


Element = tuple[Pattern, ...] | Values | Part | Query
