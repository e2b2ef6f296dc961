"""Answers of the SPARQL endpoint that are kept, and their tags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings, query_rules
from catalog_graph.sparql.endpoint import Endpoint

SETTINGS = Settings(sparql_buffer_bytes=100_000, sparql_kept_bytes=2_000_000)
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1600"
ROWS = "SELECT * { ?s ?p ?o } ORDER BY ?s"


@pytest.fixture(scope="module")
def client(holdings: Holdings, small_store: Path) -> Iterator[TestClient]:
    """The application on a small store."""
    endpoint = Endpoint(query_rules(SETTINGS), path=str(small_store))
    with TestClient(create_app(SETTINGS, holdings, endpoint), raise_server_exceptions=False) as one:
        one.headers["Accept-Encoding"] = "identity"  # what is packed has a weak tag
        yield one


def get(client: TestClient, text: str, format_: str = "", **headers: str) -> Response:
    """The answer to a query by GET; headers with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/sparql", params={"query": text} | ({"format": format_} if format_ else {}), headers=named)


def test_the_second_answer_is_the_first_and_says_that_it_is_kept(client: TestClient) -> None:
    first, again = get(client, ROWS, "csv"), get(client, ROWS, "csv")
    assert "x-query-kept" not in first.headers
    assert again.headers["x-query-kept"] == "true"
    assert again.content == first.content
    for name in ("content-type", "content-length", "etag", "vary", "cache-control", "x-query-rows"):
        assert again.headers[name] == first.headers[name], name
    assert again.headers["cache-control"] == "no-cache"
    assert again.headers["x-query-time-ms"] == "0"
    assert {"x-query-kept", "etag"} <= set(again.headers["access-control-expose-headers"].lower().split(", "))


def test_post_gets_the_same_answer_and_never_304(client: TestClient) -> None:
    first = get(client, f"{ROWS} # post", "json")
    headers = {"If-None-Match": first.headers["etag"]}
    response = client.post("/sparql", data={"query": f"{ROWS} # post", "format": "json"}, headers=headers)
    assert (response.status_code, response.headers["x-query-kept"]) == (200, "true")
    assert response.headers["etag"] == first.headers["etag"]
    assert response.content == first.content


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("given", ["{}", "W/{}", '"other", {}', '"other" ,W/{}', "*"])
def test_who_has_the_answer_is_told_so(client: TestClient, method: str, given: str) -> None:
    tag = get(client, ROWS, "xml").headers["etag"]
    params = {"query": ROWS, "format": "xml"}
    response = client.request(method, "/sparql", params=params, headers={"If-None-Match": given.format(tag)})
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == tag
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert response.headers["cache-control"] == "no-cache"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "content-length" not in response.headers


@pytest.mark.parametrize("given", ['"other"', "", "{0:.10}", "x{0}"])
def test_who_has_another_gets_the_answer(client: TestClient, given: str) -> None:
    tag = get(client, ROWS, "xml").headers["etag"]
    assert get(client, ROWS, "xml", if_none_match=given.format(tag)).status_code == 200


def test_each_format_has_its_own_answer_and_tag(client: TestClient) -> None:
    found = [get(client, f"{ROWS} # each", name) for name in ("csv", "tsv", "json", "xml")]
    assert len({one.headers["etag"] for one in found}) == 4
    assert not [one for one in found if "x-query-kept" in one.headers]


def test_the_dataset_is_part_of_the_question(client: TestClient) -> None:
    params = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}
    counts = [
        client.get("/sparql", params=params | ({"default-graph-uri": one} if one else {})).text.split()[1]
        for one in ("", "http://x/g1", "http://x/g2", "")
    ]
    assert counts == ["41", "21", "20", "41"]


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_changes_is_made_anew(client: TestClient, function: str) -> None:
    text = f"SELECT ({function} AS ?x) {{}}"
    first, again = get(client, text, "json"), get(client, text, "json")
    assert "x-query-kept" not in again.headers
    assert first.headers["etag"]
    assert again.content != first.content or function == "BNODE()"


def test_an_answer_in_pieces_has_no_tag_and_is_not_kept(client: TestClient) -> None:
    for _ in range(2):
        response = get(client, LONG, "csv")
        assert response.status_code == 200
        assert not {"etag", "x-query-kept", "content-length"} & set(response.headers)


def test_an_error_is_made_anew(client: TestClient) -> None:
    for _ in range(2):
        response = get(client, "ASK {")
        assert (response.status_code, response.headers["cache-control"]) == (400, "no-store")
        assert not {"etag", "x-query-kept"} & set(response.headers)


def test_a_page_says_so_too(client: TestClient) -> None:
    pages = [get(client, f"{ROWS} # page", accept="text/html") for _ in range(2)]
    assert ["x-query-kept" in one.headers for one in pages] == [False, True]
    assert "etag" not in pages[1].headers
