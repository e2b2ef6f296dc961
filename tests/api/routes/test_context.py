"""Plain JSON read as JSON-LD: with the context that its answer links to, it says what the Turtle says."""

from __future__ import annotations

import json
import re

import pytest
from rdflib import BNode, Graph
from starlette.testclient import TestClient

RELATION = "http://www.w3.org/ns/json-ld#context"


def linked_context(client: TestClient, header: str) -> object:
    """The context that a Link header leads to."""
    (address,) = re.findall(rf'<([^>]+)>; rel="{RELATION}"; type="application/ld\+json"', header)
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/ld+json"
    assert list(answer.json()) == ["@context"]
    return answer.json()["@context"]


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset.*:DeprecationWarning")
@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/items/social-assistance/11", 8),
        ("/items/village-affairs/3", 8),
        ("/divisions/341302/duties?domain=05", 80),
        ("/divisions/341302100200/duties?domain=27", 200),
    ],
)
def test_the_answer_says_what_the_turtle_says(client: TestClient, address: str, least: int) -> None:
    answer = client.get(address, headers={"Accept": "application/json"})
    document = answer.json() | {"@context": linked_context(client, answer.headers["link"])}
    read = Graph().parse(data=json.dumps(document), format="json-ld", publicID="http://host/")
    turtle = Graph().parse(data=client.get(address, headers={"Accept": "text/turtle"}).content, format="turtle")
    said = {triple for triple in read if not any(isinstance(term, BNode) for term in triple)}
    assert len(said) >= least
    assert said == set(read)
    assert said - set(turtle) == set()


def test_what_is_no_json_links_no_context(client: TestClient) -> None:
    for accept in ("text/html", "text/turtle", "text/csv"):
        assert RELATION not in client.get("/items/social-assistance/11", headers={"Accept": accept}).headers["link"]


def test_the_context_is_known_by_its_tag(client: TestClient) -> None:
    answer = client.get("/def/context.jsonld")
    again = client.get("/def/context.jsonld", headers={"If-None-Match": answer.headers["etag"]})
    assert (answer.status_code, again.status_code) == (200, 304)
    assert answer.json()["@context"]["@version"] == 1.1
