"""The linked data of a place says what the graph that SPARQL asks says of it."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse
from starlette.testclient import TestClient

from catalog_graph.model import iris
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook
from catalog_graph.sparql.store import GraphStore

COUNTS = {"townshipCount", "villageCount", "residentsCommitteeCount", "villagersCommitteeCount"}
LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
EACH = 20  # places of each level, from the whole country; of the provinces all
# A grouping code, a city without counties and its row, a county under a province, similar units.
ODD = ("1101", "4419", "441900", "4290", "429004", "659012505", "659012505507")


def places(content: bytes, format_: RdfFormat) -> dict[str, set[Triple]]:
    """What a twin says, by the code of the place it is said of."""
    found: dict[str, set[Triple]] = {}
    for quad in parse(content, format_):
        assert isinstance(quad.subject, NamedNode)
        found.setdefault(quad.subject.value.removeprefix(iris.thing("division", "")), set()).add(quad.triple)
    return found


def in_store(graph: GraphStore, code: str) -> set[Triple]:
    """What the default graph of the store says of a place."""
    place = NamedNode(iris.thing("division", code))
    return {quad.triple for quad in graph.engine.quads_for_pattern(place, None, None, DefaultGraph())}


@pytest.mark.parametrize(("suffix", "format_"), [("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)])
def test_a_twin_says_of_a_county_what_the_graph_says(client: TestClient, suffix: str, format_: RdfFormat) -> None:
    content = client.get(f"/divisions/341302.{suffix}").content
    county = iris.thing("division", "341302")
    said = {quad.predicate.value for quad in parse(content, format_) if quad.subject.value == county}
    assert {iris.DEF + name for name in COUNTS} <= said


def test_the_twins_of_places_of_all_levels_say_what_the_store_says(
    client: TestClient, book: CodeBook, full_graph: GraphStore
) -> None:
    spread = {level: book.within("", level) for level in LEVELS}
    chosen = [one.code for found in spread.values() for one in found[:: max(1, len(found) // EACH)]]
    assert len({*chosen, *ODD}) > 100
    compared = 0
    for code in {*chosen, *ODD}:
        said = places(client.get(f"/divisions/{code}.ttl").content, RdfFormat.TURTLE)
        assert code in said
        for one in [code, *list(said)[:3]]:  # those directly below too
            assert said[one] == in_store(full_graph, one), one
            compared += 1
    assert compared > 300


def test_the_twin_of_the_list_of_provinces_says_what_the_store_says(client: TestClient, full_graph: GraphStore) -> None:
    said = places(client.get("/divisions.jsonld").content, RdfFormat.JSON_LD)
    assert len(said) == 31
    assert said == {code: in_store(full_graph, code) for code in said}
