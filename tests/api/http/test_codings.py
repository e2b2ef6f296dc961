"""Packed bodies: refused as such by every address that takes one, whatever else is wrong with them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.http.codings import plain
from api.settings import Settings, query_rules
from api.sparql.protocol import FORM, QUERY
from catalog_graph.errors import UnsupportedCoding
from catalog_graph.sparql.endpoint import Endpoint

ADDRESSES = (("/sparql", QUERY, b"ASK {}"), ("/sparql", FORM, b"query=ASK%7B%7D"), ("/validate", "text/csv", b"a,b"))


@pytest.fixture(scope="module")
def client(holdings: Holdings, small_store: Path) -> Iterator[TestClient]:
    """The application on a small store."""
    endpoint = Endpoint(query_rules(Settings()), path=str(small_store))
    with TestClient(create_app(Settings(), holdings, endpoint), raise_server_exceptions=False) as one:
        yield one


@pytest.mark.parametrize("headers", [[], [""], ["identity"], ["Identity", " identity "], ["identity, identity"]])
def test_a_plain_body_passes(headers: list[str]) -> None:
    plain(headers)


@pytest.mark.parametrize("headers", [["gzip"], ["identity", "br"], ["identity, GZip"], ["x" * 5000]])
def test_a_packed_body_does_not(headers: list[str]) -> None:
    with pytest.raises(UnsupportedCoding) as raised:
        plain(headers)
    assert len(raised.value.message) < 100
    assert "Content-Encoding" in raised.value.hint


@pytest.mark.parametrize(("path", "kind", "body"), ADDRESSES)
def test_a_packed_body_gets_415_and_is_told_what_is_read(client: TestClient, path: str, kind: str, body: bytes) -> None:
    """RFC 9110, §12.5.3: Accept-Encoding in a 415 says that the coding is the cause."""
    headers = {"Content-Type": kind, "Content-Encoding": "gzip", "Accept": "application/json"}
    answer = client.post(path, content=gzip.compress(body), headers=headers)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (415, "unsupported-content-coding")
    assert "gzip" in problem["detail"]
    assert problem["hint"]
    assert answer.headers["accept-encoding"] == "identity"


def test_another_415_does_not_speak_of_codings(client: TestClient) -> None:
    """RFC 9110, §12.5.3: it must not, where the coding is not the cause."""
    for path in ("/sparql", "/validate"):
        answer = client.post(path, content=b"x", headers={"Content-Type": "image/png"})
        assert answer.status_code == 415
        assert "accept-encoding" not in answer.headers


def test_a_plain_body_said_to_be_so_is_read(client: TestClient) -> None:
    headers = {"Content-Type": QUERY, "Content-Encoding": "identity"}
    assert client.post("/sparql", content=b"ASK {}", headers=headers).json()["boolean"] is True
