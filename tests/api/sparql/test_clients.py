"""What clients of other makers send, and what they need of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.sparql.protocol import media_by_form
from catalog_graph.sparql.endpoint import Endpoint

SELECT = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 2"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def client(holdings: Holdings, small_store: Path) -> Iterator[TestClient]:
    """The application on a small store."""
    with TestClient(create_app(holdings=holdings, endpoint=Endpoint(path=str(small_store)))) as one:
        yield one


@pytest.mark.parametrize(
    ("format_", "media"),
    [
        ("turtle", "text/turtle"),
        ("n3", "text/turtle"),
        ("rdf+xml", "application/rdf+xml"),
        ("json-ld", "application/ld+json"),
        ("TURTLE", "text/turtle"),
    ],
)
def test_the_names_of_sparqlwrapper_are_known(client: TestClient, format_: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT, "format": format_, "output": format_})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)


def test_an_unknown_name_never_beats_a_good_accept(client: TestClient) -> None:
    accept = {"Accept": "application/sparql-results+json"}
    answer = client.get("/sparql", params={"query": SELECT, "format": "application-json-of-mine"}, headers=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/sparql-results+json")
    assert client.get("/sparql", params={"query": SELECT, "format": "mine"}).status_code == 406
    assert media_by_form("turtle", "*/*", "SELECT") == {"SELECT": ""}
    assert media_by_form("csv", BROWSER, "ASK")["ASK"] == "application/xml"


def test_xml_says_its_charset(client: TestClient) -> None:
    for query, format_ in ((SELECT, "xml"), (CONSTRUCT, "xml")):
        answer = client.get("/sparql", params={"query": query, "format": format_})
        assert answer.headers["content-type"].endswith("xml; charset=utf-8")


def test_csv_that_a_browser_saves_has_a_mark_and_a_name(client: TestClient) -> None:
    asked = {"query": SELECT, "format": "csv"}
    program, browser = (client.get("/sparql", params=asked, headers={"Accept": one}) for one in ("text/csv", BROWSER))
    assert browser.content == b"\xef\xbb\xbf" + program.content
    assert browser.headers["content-disposition"].startswith("attachment;")
    assert "content-disposition" not in program.headers
    assert browser.headers["etag"] != program.headers["etag"]
    again = client.get("/sparql", params=asked, headers={"Accept": BROWSER, "If-None-Match": browser.headers["etag"]})
    assert again.status_code == 304


def test_relative_iris_are_resolved_against_the_endpoint(client: TestClient) -> None:
    text = "SELECT (STR(<>) AS ?a) (STR(<#x>) AS ?b) (STR(<def/Item>) AS ?c) {}"
    (row,) = client.get("/sparql", params={"query": text}).json()["results"]["bindings"]
    values = [row[name]["value"] for name in "abc"]
    base = "https://w3id.org/gongkai/"
    assert values == [f"{base}sparql", f"{base}sparql#x", f"{base}def/Item"]


def test_answers_are_packed(client: TestClient) -> None:
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
    plain, packed = (
        client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": one}) for one in ("identity", "gzip")
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"


def test_a_hint_is_in_a_header_and_on_the_page(client: TestClient) -> None:
    asked = {"query": 'SELECT * { ?s rdfs:label "社会救助" ; a gk:Itme }'}
    answer = client.get("/sparql", params=asked)
    assert answer.headers["x-query-hint"].startswith("unknown-term: gk:Itme")
    assert "language-tag" in answer.headers["x-query-hint"]
    page = client.get("/sparql", params=asked, headers={"Accept": BROWSER})
    assert "是不是 gk:Item？" in page.text
    assert "@zh" in page.text
    assert "x-query-hint" not in client.get("/sparql", params={"query": SELECT}).headers
