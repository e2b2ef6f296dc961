"""The SPARQL 1.1 Protocol: what a request asks."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.protocol import FORM, QUERY, UPDATE, Asked, asked, media_by_form
from catalog_graph.errors import BadRequest, ForbiddenQuery, UnsupportedCoding, UnsupportedMedia
from catalog_graph.sparql.results import OFFERED

ODD = "SELECT * { <http://x/%E6%9D%91> ?p '100%41+&=村' }"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_query_is_decoded_exactly_once_by_every_way(text: str) -> None:
    encoded = quote(text, safe="").encode()
    by_get = asked("GET", b"query=" + encoded)
    by_form = asked("POST", b"", FORM, b"query=" + encoded)
    directly = asked("POST", b"", QUERY, text.encode())
    assert by_get == by_form == directly == Asked(text)


def test_a_percent_encoded_iri_stays_encoded() -> None:
    assert asked("POST", b"", FORM, f"query={quote(ODD, safe='')}".encode()).query == ODD
    assert asked("POST", b"", QUERY, ODD.encode()).query == ODD


def test_the_dataset_comes_from_the_query_string_or_the_form() -> None:
    graphs = b"default-graph-uri=http%3A%2F%2Fx%2F1&default-graph-uri=a:2&named-graph-uri=a:3"
    expected = Asked("ASK {}", ("http://x/1", "a:2"), ("a:3",))
    assert asked("GET", b"query=ASK+%7B%7D&" + graphs) == expected
    assert asked("POST", b"", FORM, b"query=ASK+%7B%7D&" + graphs) == expected
    assert asked("POST", graphs, QUERY, b"ASK {}") == expected


@pytest.mark.parametrize("kind", [QUERY, f"{QUERY}; charset=utf-8", f"{QUERY};charset=UTF-8", f"{QUERY.upper()}"])
def test_types_of_a_direct_body(kind: str) -> None:
    assert asked("POST", b"", kind, b"ASK {}").query == "ASK {}"


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (None, UnsupportedMedia),
        ("", UnsupportedMedia),
        ("text/plain", UnsupportedMedia),
        ("application/json", UnsupportedMedia),
        ("multipart/form-data; boundary=x", UnsupportedMedia),
        (f"{QUERY}; charset=utf-16", UnsupportedMedia),
        (f"{FORM}; charset=gbk", UnsupportedMedia),
        (UPDATE, ForbiddenQuery),
    ],
)
def test_other_types_of_a_body(kind: str | None, error: type[Exception]) -> None:
    with pytest.raises(error):
        asked("POST", b"", kind, b"ASK {}")


def test_a_packed_body_is_no_text_in_another_encoding() -> None:
    for kind, body in ((QUERY, b"\x1f\x8b\x08"), (FORM, b"\x1f\x8b\x08"), ("text/plain", b"x")):
        with pytest.raises(UnsupportedCoding):
            asked("POST", b"", kind, body, ["gzip"])
    assert asked("GET", b"query=a", codings=["gzip"]).query == "a"  # there is no body


@pytest.mark.parametrize(
    ("method", "parameters", "kind", "body"),
    [
        ("GET", b"query=a&query=b", None, b""),
        ("POST", b"query=a", QUERY, b"b"),
        ("POST", b"query=a", FORM, b"query=b"),
        ("POST", b"", FORM, b"query=a&query=a"),
        ("POST", b"", FORM, b""),
        ("POST", b"", FORM, b"format=json"),
        ("GET", b"query=%ff", None, b""),
        ("GET", b"query=\xff", None, b""),
        ("POST", b"", FORM, b"query=%E6%9D"),
        ("POST", b"", QUERY, "村".encode("gbk")),
        ("POST", b"", QUERY, "ASK {}".encode("utf-16")),
        ("GET", b"&".join([b"a=b"] * 1001), None, b""),
    ],
)
def test_requests_that_cannot_be_read(method: str, parameters: bytes, kind: str | None, body: bytes) -> None:
    with pytest.raises(BadRequest):
        asked(method, parameters, kind, body)


@pytest.mark.parametrize(
    ("method", "parameters", "body"),
    [("GET", b"update=x", b""), ("POST", b"", b"update=x&query=y"), ("GET", b"query=a&update=", b"")],
)
def test_an_update_is_refused(method: str, parameters: bytes, body: bytes) -> None:
    with pytest.raises(ForbiddenQuery):
        asked(method, parameters, FORM, body)


def test_without_a_query_a_get_asks_for_the_description() -> None:
    assert asked("GET", b"") == Asked(None)
    assert asked("GET", b"format=ttl") == Asked(None, format="ttl")
    assert asked("GET", b"query=").query == ""


@pytest.mark.parametrize(
    ("format_", "accept", "select", "ask", "construct"),
    [
        ("", None, "application/sparql-results+json", "application/sparql-results+json", "text/turtle"),
        ("", "*/*", "application/sparql-results+json", "application/sparql-results+json", "text/turtle"),
        ("", "text/csv", "text/csv", "", ""),
        ("", "text/csv;q=0.1, application/xml", "application/xml", "application/xml", "application/xml"),
        ("", "text/*", "text/csv", "", "text/turtle"),
        ("", "application/json", "application/json", "application/json", ""),
        ("", "application/sparql-results+xml;q=0.5, text/tab-separated-values", "text/tab-separated-values",
         "application/sparql-results+xml", ""),
        ("", "text/csv;q=0, */*;q=0.1", "application/sparql-results+json",
         "application/sparql-results+json", "text/turtle"),
        ("", "image/png", "", "", ""),
        ("csv", "application/json", "text/csv", "application/json", ""),
        ("csv", "*/*", "text/csv", "", ""),
        ("xml", None, "application/sparql-results+xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("rdf", None, "", "", "application/rdf+xml"),
        ("JSON", None, "application/sparql-results+json", "application/sparql-results+json", ""),
        ("application/sparql-results json", None, "application/sparql-results+json",
         "application/sparql-results+json", ""),
        ("application/n-triples", None, "", "", "application/n-triples"),
        ("pdf", "*/*", "", "", ""),
    ],
)  # fmt: skip
def test_formats(format_: str, accept: str | None, select: str, ask: str, construct: str) -> None:
    found = media_by_form(format_, accept)
    assert found == {"SELECT": select, "ASK": ask, "CONSTRUCT": construct, "DESCRIBE": construct}
    assert set(found) == set(OFFERED)
