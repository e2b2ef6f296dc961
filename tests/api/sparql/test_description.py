"""The service description over HTTP: by negotiation, at the endpoint's own address."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.sparql.description import questions
from catalog_graph.sparql.endpoint import Endpoint

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"


@pytest.fixture(scope="module")
def client(holdings: Holdings, small_store: Path) -> Iterator[TestClient]:
    """The application on a small store."""
    with TestClient(create_app(holdings=holdings, endpoint=Endpoint(path=str(small_store)))) as one:
        while b"triples" not in one.get("/sparql", headers={"Accept": "text/turtle"}).content:
            time.sleep(0.1)  # the triples are counted by a process of its own
        yield one


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("*/*", RdfFormat.TURTLE),
        ("text/turtle", RdfFormat.TURTLE),
        ("text/turtle;q=0.5, application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_the_bare_endpoint_describes_itself(client: TestClient, accept: str, format_: RdfFormat) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.headers["content-type"].split(";")[0] == format_.media_type
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    own = "https://w3id.org/gongkai/sparql" if format_ == RdfFormat.N_TRIPLES else "http://testserver/sparql"
    found = {one.triple for one in parse(response.content, format_, base_iri="http://testserver/sparql")}
    predicates = {one.predicate.value: one.object for one in found}
    assert predicates[SD + "endpoint"] == NamedNode(own)
    assert Literal("41", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")) in {
        one.object for one in found if one.predicate.value == VOID + "triples"
    }


@pytest.mark.parametrize("address", ["/sparql/", "/sparql?format=nt", "/sparql.ttl", "/.well-known/void"])
def test_other_addresses_of_the_description(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "testserver" not in response.text
    assert ("<https://w3id.org/gongkai/sparql>" if "nt" in address else "</sparql>") in response.text


def test_the_examples_are_all_our_questions() -> None:
    assert len(questions()) >= 14
    assert len({one.id for one in questions()}) == len(questions())
