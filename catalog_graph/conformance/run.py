"""The rules run over a graph: each query once, for all rows of a table.

Owns: findings of the rules, and the graph of some local catalogues with all that the rules look at.
Must not: decide what breaks a rule (`shapes/conformance.ttl`); a test holds the findings equal to other engines'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse

from catalog_graph import files
from catalog_graph.conformance.rules import ConformanceRule, conformance_rules
from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.rdf.triples.items import catalogue_triples
from catalog_graph.rdf.triples.local import local_triples
from catalog_graph.rdf.triples.registers import law_triples, place_triples, role_triples


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One thing that breaks a rule: its id, the shape, how grave, the row or catalogue, and the value in question.

    `value` is an IRI or words; the Chinese `message` has it in place.
    """

    rule: str
    shape: str
    severity: str
    focus: str
    value: str
    message: str


def breaches(graph: Iterable[Triple], rules: Iterable[ConformanceRule] | None = None) -> list[Breach]:
    """What breaks the rules in a graph, sorted; the rules about local catalogues if no others are given."""
    store = loaded(graph)
    asked = conformance_rules() if rules is None else rules
    return sorted(each for rule in asked for each in _breaches(store, rule))


def loaded(graph: Iterable[Triple]) -> Store:
    """A graph as a store that the rules can be asked of."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in graph)
    return store


def matches(store: Store, rule: ConformanceRule) -> Iterator[tuple[str, str]]:
    """Each thing that breaks a rule, and the value in question, as IRIs or words."""
    for focus, value in cast("QuerySolutions", store.query(rule.query)):
        yield cast("NamedNode", focus).value, cast("Literal | NamedNode", value).value


def _breaches(store: Store, rule: ConformanceRule) -> Iterator[Breach]:
    for focus, value in matches(store, rule):
        yield Breach(rule.id, rule.shape, rule.severity, focus, value, rule.message.replace("{?value}", value))


def graph_of(dataset: Dataset, book: CodeBook, local: Iterable[LocalCatalogue]) -> Iterator[Triple]:
    """Local catalogues with the national items of their domains, the laws, roles, places and codes that rules look at.

    Raises UnknownDivision.
    """
    local = list(local)
    items = {item.key: item for item in dataset.items()}
    for each in local:
        yield from local_triples(dataset, each, items)
    for slug in dict.fromkeys(each.slug for each in local):
        if slug in dataset.catalogues:
            yield from catalogue_triples(dataset.catalogues[slug])
    yield from law_triples(dataset.laws.values())
    yield from role_triples(dataset.roles.values())
    yield from place_triples(book, dict.fromkeys(each.place for each in local))
    yield from _codes()


@cache
def _codes(root: Path | None = None) -> tuple[Triple, ...]:
    """The codes of audiences, which say how broad each is."""
    return tuple(quad.triple for quad in parse(files.definition_texts(root)["audience.ttl"], format=RdfFormat.TURTLE))
