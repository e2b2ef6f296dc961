"""The SPARQL endpoint as the application answers it: protocol, formats, errors, headers.

The table follows the test cases of the W3C's SPARQL 1.1 Protocol suite for queries, and adds the faults measured in
other endpoints.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings, query_rules
from api.sparql.protocol import FORM, QUERY, UPDATE
from catalog_graph.sparql.endpoint import Endpoint

SETTINGS = Settings(sparql_time_ms=1500, sparql_max_rows=2000, sparql_wait_ms=5000, sparql_query_bytes=20_000)
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?t }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
G1, G2 = "http://x/g1", "http://x/g2"


@pytest.fixture(scope="module")
def client(holdings: Holdings, small_store: Path) -> Iterator[TestClient]:
    """The application on a small store."""
    endpoint = Endpoint(query_rules(SETTINGS), path=str(small_store))
    with TestClient(create_app(SETTINGS, holdings, endpoint), raise_server_exceptions=False) as one:
        yield one
        assert endpoint.processes
    assert endpoint.processes == []


@dataclass(frozen=True)
class Case:
    """A request and the status it gets."""

    status: int
    method: str = "GET"
    path: str = "/sparql"
    query: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    kind: str | None = None
    accept: str = "*/*"
    code: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def get(text: str, *others: tuple[str, str], status: int = 200, **rest: str) -> Case:
    """A query by GET."""
    return Case(status, query=(("query", text), *others), **rest)  # type: ignore[arg-type]


def form(body: str, status: int = 200, **rest: str) -> Case:
    """A POST of a form."""
    return Case(status, "POST", body=body.encode(), kind=FORM, **rest)  # type: ignore[arg-type]


def direct(body: bytes, status: int = 200, kind: str | None = QUERY, **rest: str) -> Case:
    """A POST of a query."""
    return Case(status, "POST", body=body, kind=kind, **rest)  # type: ignore[arg-type]


CASES = {
    # query operations of the W3C suite
    "query_get": get("ASK {}"),
    "query_post_form": form("query=ASK%20%7B%7D"),
    "query_post_direct": direct(b"ASK {}"),
    "query_content_type_select": get("SELECT ?o { ?s ?p ?o } LIMIT 1", accept=JSON),
    "query_content_type_ask": get("ASK {}", accept=XML),
    "query_content_type_describe": get("DESCRIBE <http://x/g1-1>", accept="application/rdf+xml"),
    "query_content_type_construct": get("CONSTRUCT WHERE { ?s ?p ?o }", accept="text/turtle"),
    "bad_query_method": Case(405, "PUT", query=(("query", "ASK {}"),), code="method-not-allowed"),
    "bad_query_method_delete": Case(405, "DELETE", code="method-not-allowed"),
    "bad_query_method_patch": Case(405, "PATCH", code="method-not-allowed"),
    "bad_query_method_trace": Case(405, "TRACE", query=(("query", "ASK {}"),), code="method-not-allowed"),
    "bad_query_method_unknown": Case(405, "PROPFIND", path="/sparql/", code="method-not-allowed"),
    "bad_multiple_queries": get("ASK {}", ("query", "SELECT * {}"), status=400, code="bad-request"),
    "bad_multiple_queries_form": form("query=ASK%7B%7D&query=ASK%7B%7D", 400, code="bad-request"),
    "bad_query_wrong_media_type": direct(b"ASK {}", 415, "text/plain", code="unsupported-media-type"),
    "bad_query_missing_form_type": direct(b"query=ASK%20%7B%7D", 415, None, code="unsupported-media-type"),
    "bad_query_missing_direct_type": direct(b"ASK {}", 415, None, code="unsupported-media-type"),
    "bad_query_non_utf8": direct(
        "ASK {}".encode("utf-16"), 415, f"{QUERY}; charset=UTF-16", code="unsupported-media-type"
    ),
    "bad_query_non_utf8_unsaid": direct("ASK { ?村 ?p ?o }".encode("gbk"), 400, code="bad-request"),
    "bad_query_syntax": get("ASK {", status=400, code="bad-query"),
    "empty_query": get("", status=400, code="bad-query"),
    "form_without_query": form("", 400, code="bad-request"),
    # never executed
    "update_form": form("update=DROP%20ALL", 403, code="forbidden-query"),
    "update_get": Case(403, query=(("update", "DROP ALL"),), code="forbidden-query"),
    "update_direct": direct(b"DROP ALL", 403, UPDATE, code="forbidden-query"),
    "update_as_query": get("INSERT DATA { <a:a> <a:b> <a:c> }", status=403, code="forbidden-query"),
    "update_after_prefix": get("PREFIX a:<b:>DELETE WHERE { ?s ?p ?o }", status=403, code="forbidden-query"),
    "load": get("LOAD <http://127.0.0.1/>", status=403, code="forbidden-query"),
    "service": get("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", status=403, code="forbidden-query"),
    "service_silent": get("SELECT * { SERVICE SILENT <http://127.0.0.1/> {} }", status=403, code="forbidden-query"),
    "service_in_exists": get("ASK { FILTER EXISTS { SERVICE ?x {} } }", status=403, code="forbidden-query"),
    "service_without_spaces": get("SELECT * { SERVICESILENT<http://x/>{} }", status=403, code="forbidden-query"),
    # formats
    "unknown_accept": get("SELECT * {}", status=406, code="not-acceptable", accept="image/png"),
    "unknown_format": get("SELECT * {}", ("format", "pdf"), status=406, code="not-acceptable"),
    "ask_as_csv": get("ASK {}", ("format", "csv"), status=406, code="not-acceptable"),
    "select_as_turtle": get("SELECT * {}", status=406, code="not-acceptable", accept="text/turtle"),
    "construct_as_csv": get("CONSTRUCT WHERE { ?s ?p ?o }", status=406, code="not-acceptable", accept="text/csv"),
    "bare_as_picture": Case(400, accept="image/png", code="bad-request"),
    "bare_as_pdf": Case(406, query=(("format", "pdf"),), code="not-acceptable"),
    # dataset
    "relative_graph": get("ASK {}", ("default-graph-uri", "x"), status=400, code="bad-parameter"),
    "graph_with_quotes": get("ASK {}", ("named-graph-uri", 'http://x/"> {}'), status=400, code="bad-parameter"),
    "unknown_graph": get(COUNT, ("default-graph-uri", "http://x/nowhere")),
    # hostile
    "iri_with_quotes": get("SELECT * { <http://x/\"'> ?p ?o }", status=400, code="bad-query"),
    "too_long_form": form("query=" + "a" * 20_000, 413, code="query-too-long"),
    "too_long_get": get("#" + "a" * 20_000, status=413, code="query-too-long"),
    "a_megabyte": direct(b"#" * 1_000_000, 413, code="query-too-long"),
    "too_many_rows": get("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", status=413, code="result-too-large"),
    "endless": get(ENDLESS, status=503, code="query-timeout"),
    "endless_again": get(ENDLESS, status=503, code="query-timeout"),
    "deep_path": get(f"SELECT * {{ ?s {'(' * 50}<http://x/p>{')*' * 50} ?o }} LIMIT 1"),
    "deep_groups": get("SELECT * " + "{" * 3000 + "}" * 3000),
    "huge_literal": get(f"SELECT ('{'a' * 19_000}' AS ?x) {{}}"),
    "project_prefixes": get("ASK { ?s a gk:Item ; skos:prefLabel ?l ; dcterms:title ?t }"),
    "trailing_slash": Case(200, path="/sparql/", query=(("query", "ASK {}"),)),
    "suffix": Case(200, path="/sparql.csv", query=(("query", "SELECT * {}"),)),
}  # fmt: skip


def send(client: TestClient, case: Case) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body."""
    headers = {"Accept": case.accept} | ({"Content-Type": case.kind} if case.kind else {})
    address = case.path + ("?" + "&".join(f"{n}={quote(v, safe='')}" for n, v in case.query) if case.query else "")
    response = client.request(case.method, address, content=case.body, headers=headers)
    return response.status_code, dict(response.headers), response.content


@pytest.mark.parametrize("name", CASES)
def test_a_case_of_the_protocol(client: TestClient, name: str) -> None:
    case = CASES[name]
    status, headers, body = send(client, case)
    assert status == case.status, body[:500]
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-query-limit-ms"] == "1500"
    assert headers["x-query-time-ms"].isdigit()
    if case.code:
        problem = json.loads(body)
        assert headers["content-type"] == "application/problem+json"
        assert (problem["code"], problem["status"]) == (case.code, case.status)
        assert problem["hint"]
    if status == 503:
        assert int(headers["retry-after"]) > 0
    if status == 405:
        assert headers["allow"] == "GET, HEAD, POST, OPTIONS"


def ask(client: TestClient, text: str, accept: str = "*/*", **others: str) -> tuple[str, bytes]:
    """Content type and body of a query that is answered."""
    parameters = {"query": text} | {name.replace("_", "-"): value for name, value in others.items()}
    response = client.get("/sparql", params=parameters, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    return response.headers["content-type"], response.content


def number(client: TestClient, text: str, *parameters: tuple[str, str]) -> int:
    """The number that a query counts."""
    response = client.get("/sparql", params=[("query", text), *parameters])
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def test_a_percent_encoded_iri_means_the_same_by_get_by_form_and_directly(client: TestClient) -> None:
    for text, found in (("SELECT * { <http://x/%E6%9D%91> ?p ?o }", 0), ("SELECT * { <http://x/村> ?p ?o }", 1)):
        encoded = quote(text, safe="")
        for case in (get(text), form(f"query={encoded}"), direct(text.encode())):
            assert len(json.loads(send(client, case)[2])["results"]["bindings"]) == found
    text = "SELECT * { ?s ?p ?o FILTER(STRSTARTS(?o, '100%41')) }"
    for case in (get(text), form(f"query={quote(text, safe='')}"), direct(text.encode())):
        assert len(json.loads(send(client, case)[2])["results"]["bindings"]) == 1


def test_the_dataset_of_the_protocol_goes_before_from(client: TestClient) -> None:
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(client, COUNT) == number(client, named) == 41
    assert number(client, COUNT, ("default-graph-uri", G1)) == 21
    assert number(client, COUNT, ("default-graph-uri", G1), ("default-graph-uri", G2)) == 41
    assert number(client, named, ("named-graph-uri", G2)) == 20
    assert number(client, named, ("default-graph-uri", G1)) == 0
    assert number(client, "SELECT (COUNT(*) AS ?n) FROM <http://x/g2> { ?s ?p ?o }") == 20
    assert number(client, "SELECT (COUNT(*) AS ?n) FROM <http://x/g2> { ?s ?p ?o }", ("default-graph-uri", G1)) == 21
    body = f"query={quote(COUNT)}&default-graph-uri={quote(G2)}"
    assert b'"20"' in send(client, form(body))[2]
    case = Case(200, "POST", query=(("default-graph-uri", G2),), body=COUNT.encode(), kind=QUERY)
    assert b'"20"' in send(client, case)[2]


@pytest.mark.parametrize("text", ["DESCRIBE <http://x/g1-1>", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_graph_is_labelled_as_what_it_is(client: TestClient, text: str, accept: str, format_: RdfFormat) -> None:
    kind, body = ask(client, text, accept)
    assert kind.split(";")[0] == accept
    assert len(set(parse(body, format_))) == (1 if text.startswith("DESCRIBE") else 41)


def test_tables_are_labelled_as_what_they_are(client: TestClient) -> None:
    text = "SELECT ?o { <http://x/村> ?p ?o }"
    value = '100%41 "a",\r\n村</result>,{'
    kind, body = ask(client, text, "text/csv")
    assert kind == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(body.decode(), newline=""))) == [["o"], [value]]
    kind, body = ask(client, text, "text/tab-separated-values")
    assert (kind, body.count(b"\n")) == ("text/tab-separated-values; charset=utf-8", 2)
    kind, body = ask(client, text, XML)
    assert kind == f"{XML}; charset=utf-8"
    assert etree.fromstring(body).findtext(".//{*}literal") == value
    kind, body = ask(client, text, JSON)
    assert json.loads(body)["results"]["bindings"] == [{"o": {"type": "literal", "value": value}}]
    assert ask(client, text, "application/json")[0] == "application/json"


def test_a_syntax_error_says_where(client: TestClient) -> None:
    problem = client.get("/sparql", params={"query": "SELECT *\n{ ?s nope:p ?o }"}).json()
    assert (problem["line"], problem["code"]) == (2, "bad-query")
    assert problem["column"] > 1
    assert "nope:" in problem["detail"]


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    by_get, by_head = client.get("/sparql?query=ASK%7B%7D"), client.head("/sparql?query=ASK%7B%7D")
    assert by_head.status_code == 200
    assert by_head.headers["content-type"] == by_get.headers["content-type"]
    assert by_head.headers["content-length"] == by_get.headers["content-length"] == str(len(by_get.content))


def test_options_lets_pages_of_other_hosts_ask(client: TestClient) -> None:
    headers = {"Origin": "http://x", "Access-Control-Request-Method": "POST"}
    response = client.options("/sparql", headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
    assert "Content-Type" in response.headers["access-control-allow-headers"]
    exposed = client.get("/sparql?query=ASK%7B%7D").headers["access-control-expose-headers"]
    assert {"X-Query-Time-Ms", "X-Query-Limit-Rows", "Retry-After"} <= set(exposed.split(", "))


def test_the_number_of_rows_is_said(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}).headers["x-query-rows"] == "41"


def test_a_browser_gets_the_form_and_errors_as_pages(client: TestClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    page = client.get("/sparql", headers=browser)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in page.text
    problem = client.get("/sparql?query=ASK%7B", headers=browser)
    assert (problem.status_code, problem.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "第1行" in problem.text


def test_void_is_where_clients_look_for_it(client: TestClient) -> None:
    response = client.get("/.well-known/void", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/sparql")
    assert "void:Dataset" in client.get("/.well-known/void").text
