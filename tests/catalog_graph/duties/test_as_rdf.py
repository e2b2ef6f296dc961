"""Duties as RDF: parses back, and holds the place, its items, and what they name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from catalog_graph.duties.as_rdf import as_jsonld, as_turtle
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, resolve
from catalog_graph.model.iris import term, thing
from catalog_graph.model.statute import StatuteCell
from catalog_graph.model.values import Dataset
from catalog_graph.origins.cells import cells_of
from catalog_graph.places.lookup import PlaceLookup

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def things(store: Store, name: str) -> set[str]:
    """IRIs of the things of a class."""
    return {quad.subject.value for quad in store.quads_for_pattern(None, TYPE, NamedNode(term(name)))}  # type: ignore[union-attr]


def beside(duty: Duty) -> Iterator[StatuteCell]:
    """What the law says beside the table of an item, at any level."""
    return chain.from_iterable(cells_of(duty.item).statutes.values())


def laws_of(duty: Duty) -> set[str]:
    """The laws that an item names, or that speak for it."""
    item = duty.item
    named = {cited.law for cited in (item.citations or item.basis)} | {cell.law or "" for cell in beside(duty)}
    return named | ({item.matter.law} if item.matter and item.matter.law else set())


def roles_of(duty: Duty) -> set[str]:
    """The subjects of an item, or those that the law names."""
    return {*duty.item.subjects, *(role for cell in beside(duty) if cell.column == "subjects" for role in cell.values)}


@pytest.mark.parametrize("code", ["341302", "310114002", "341302100200"])
def test_the_graph_holds_the_place_its_items_and_what_they_name(
    code: str, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place(code)
    duties = resolve(dataset, place, day)
    store = Store()
    store.bulk_load(as_turtle(dataset, place, duties), RdfFormat.TURTLE)
    assert things(store, "Division") == {thing("division", code)}
    assert things(store, "Item") == {thing("item", d.item.catalogue, d.item.number) for d in duties}
    assert things(store, "LegalResource") == {thing("law", law) for d in duties for law in laws_of(d)}
    assert things(store, "Role") == {thing("role", r) for d in duties for r in roles_of(d)}


def test_turtle_and_jsonld_say_the_same(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place("341302")
    duties = resolve(dataset, place, day, Wanted(domain="fiscal-budget"))
    assert duties
    turtle = {(q.subject, q.predicate, q.object) for q in parse(as_turtle(dataset, place, duties), RdfFormat.TURTLE)}
    jsonld = {(q.subject, q.predicate, q.object) for q in parse(as_jsonld(dataset, place, duties), RdfFormat.JSON_LD)}
    assert turtle == jsonld
    assert len(turtle) > 100


def test_an_answer_without_duties_is_still_the_place(dataset: Dataset, lookup: PlaceLookup) -> None:
    place = lookup.place("341302")
    assert "埇桥区" in as_turtle(dataset, place, ()).decode()
