"""Duties as RDF: the place, its items, and the laws and roles they name.

Owns: which triples make up an answer as Turtle or JSON-LD.
Must not: invent a class for duties; an answer is the part of the graph that applies to the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import RdfFormat, Triple, serialize

from catalog_graph.duties.resolve import Duty
from catalog_graph.model.values import Dataset, Item
from catalog_graph.origins.cells import cells_of
from catalog_graph.places.bodies import Place
from catalog_graph.rdf.build import turtle
from catalog_graph.rdf.triples.beside import beside_triples
from catalog_graph.rdf.triples.facts import thing
from catalog_graph.rdf.triples.items import group_numbers, item_triples
from catalog_graph.rdf.triples.local import rule_of, rule_triples
from catalog_graph.rdf.triples.registers import division_triples, law_triples, role_triples


def duty_triples(dataset: Dataset, place: Place, duties: Sequence[Duty]) -> Iterator[Triple]:
    """The place, every item with what belongs to it, and the laws and roles it names."""
    yield from division_triples(place.division, place.path)
    groups = {slug: group_numbers(catalogue) for slug, catalogue in dataset.catalogues.items()}
    items = {item.key: item for item in dataset.items()}
    for duty in duties:
        if item := items.get(duty.item.key):
            yield from item_triples(item, thing("group", item.catalogue, groups[item.catalogue][item.group]))
    yield from beside_triples([item for duty in duties if (item := items.get(duty.item.key))])
    yield from _local(dataset, duties, items)
    laws = dict.fromkeys(law for duty in duties for law in _laws(duty))
    yield from law_triples(dataset.laws[law] for law in laws)
    roles = dict.fromkeys(role for duty in duties for role in _roles(duty))
    yield from role_triples(dataset.roles[role] for role in roles)


def _laws(duty: Duty) -> Iterator[str]:
    """Laws cited, and those that speak beside the table."""
    cells = cells_of(duty.item)
    yield from (cited.law for cited in duty.item.citations)
    yield from (entry.law for entry in cells.basis)
    yield from (cell.law for column in cells.statutes.values() for cell in column if cell.law)
    if duty.item.matter and duty.item.matter.law:
        yield duty.item.matter.law


def _roles(duty: Duty) -> Iterator[str]:
    return chain(duty.item.subjects, cells_of(duty.item).said("subjects"))


def _local(dataset: Dataset, duties: Sequence[Duty], items: Mapping[str, Item]) -> Iterator[Triple]:
    """The local rows that speak of the duties, or add to them: the national items stay as their table has them."""
    for duty in duties:
        for each in duty.local:
            yield from rule_triples(dataset, rule_of(each.catalogue, each.row), each.row, items[duty.item.key])
        for local in dataset.local.get(duty.item.place or "", ()):
            rows = (row for row in local.rows if row.number == duty.item.number and local.slug == duty.item.catalogue)
            for row in rows:
                yield from rule_triples(dataset, rule_of(local, row), row, None)


def as_turtle(dataset: Dataset, place: Place, duties: Sequence[Duty]) -> bytes:
    """The answer as Turtle."""
    return turtle(duty_triples(dataset, place, duties))


def as_jsonld(dataset: Dataset, place: Place, duties: Sequence[Duty]) -> bytes:
    """The answer as JSON-LD, expanded: no context needs to be fetched to read it."""
    return serialize(duty_triples(dataset, place, duties), format=RdfFormat.JSON_LD) or b""
