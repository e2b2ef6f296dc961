"""Linked data: the triples that describe one thing, with those of its parts, and the forms they are written in.

Owns: which parts belong to a thing. Must not: need a store; triples are made from the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import RdfFormat, Triple, serialize

from catalog_graph.model.values import Catalogue, Dataset, Item, Law
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.places.counts import count_below
from catalog_graph.rdf.build import turtle
from catalog_graph.rdf.triples.beside import beside_triples, rule_triples
from catalog_graph.rdf.triples.facts import thing
from catalog_graph.rdf.triples.items import catalogue_triples, group_numbers, item_triples
from catalog_graph.rdf.triples.local import local_triples
from catalog_graph.rdf.triples.registers import (
    clause_triples,
    division_triples,
    law_triples,
    role_triples,
    source_triples,
)

Triples = Iterable[Triple]
_NOTICE_LINES = 2


def of_item(dataset: Dataset, item: Item) -> Iterator[Triple]:
    """An item with its contents, citations, time limits, attestations, disagreements, and what stands beside it."""
    position = group_numbers(dataset.catalogues[item.catalogue])[item.group]
    yield from item_triples(item, thing("group", item.catalogue, position))
    yield from beside_triples([item])


def of_catalogue(catalogue: Catalogue) -> Iterator[Triple]:
    """A catalogue with its groups and items: the whole named graph."""
    return catalogue_triples(catalogue)


def of_law(dataset: Dataset, law: Law) -> Iterator[Triple]:
    """A legal resource with the clauses of it that themselves impose publication, and its rules for all items."""
    yield from law_triples([law])
    yield from clause_triples(clause for clause in dataset.clauses if clause.law == law.id)
    yield from rule_triples(dataset.items(), law.id)


def of_laws(dataset: Dataset) -> Iterator[Triple]:
    """All legal resources with their clauses and their rules for all items."""
    yield from law_triples(dataset.laws.values())
    yield from clause_triples(dataset.clauses)
    yield from rule_triples(dataset.items())


def of_divisions(book: CodeBook, places: Iterable[Division]) -> Iterator[Triple]:
    """Places with the counts of what lies below each; the book must hold all five levels."""
    for place in places:
        yield from division_triples(place, book.path(place), count_below(book, place))


def of_role(dataset: Dataset, role: str) -> Iterator[Triple]:
    """A subject."""
    return role_triples([dataset.roles[role]])


def of_roles(dataset: Dataset) -> Iterator[Triple]:
    """All subjects."""
    return role_triples(dataset.roles.values())


def of_source(dataset: Dataset, source: str) -> Iterator[Triple]:
    """A published source."""
    return source_triples([dataset.sources[source]])


def of_sources(dataset: Dataset) -> Iterator[Triple]:
    """All published sources."""
    return source_triples(dataset.sources.values())


def of_local(dataset: Dataset, place: str) -> Iterator[Triple]:
    """The local catalogues of a place, by its code, with their rows."""
    items = {item.key: item for item in dataset.items()}
    for local in dataset.local.get(place, ()):
        yield from local_triples(dataset, local, items)


def as_turtle(triples: Triples, based: bool = True) -> bytes:
    """Turtle, grouped by subject; without the notice of generated files, since nobody edits an answer.

    `based` as for `turtle`.
    """
    return turtle(triples, based=based).split(b"\n", _NOTICE_LINES)[_NOTICE_LINES]


def as_jsonld(triples: Triples) -> bytes:
    """JSON-LD, expanded: no context needs to be fetched to read it. Each triple once."""
    return serialize(dict.fromkeys(triples), format=RdfFormat.JSON_LD) or b""
