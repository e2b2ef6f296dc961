"""Content codings: what is coded comes out the same, and its ETag and Vary are right."""

from __future__ import annotations

import gzip

import brotli
import pytest
from starlette.testclient import TestClient

from api.http.compression import chosen, coded

COUNTY = "/divisions/341302/duties?on=2026-11-22"


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("br;q=0.2, gzip;q=0.3", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("br;q=0, gzip;q=0", ""),
        ("", ""),
        ("zstd", ""),
        ("gzip;q=nan", ""),
    ],
)
def test_the_coding_that_the_client_likes_best(header: str, coding: str) -> None:
    assert chosen(header) == coding


@pytest.mark.parametrize("format_", ["html", "json", "csv", "ttl", "jsonld"])
def test_a_county_is_coded_and_is_the_same(client: TestClient, format_: str) -> None:
    path = f"{COUNTY}&format={format_}"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for coding in ("br", "gzip"):
        for _ in range(2):  # made, then kept
            answer = client.get(path, headers={"Accept-Encoding": coding})
            assert answer.headers["content-encoding"] == coding
            assert answer.content == plain.content
            assert int(answer.headers["content-length"]) < len(plain.content) / 4
            assert answer.headers["etag"] == plain.headers["etag"]
            assert answer.headers["etag"].startswith("W/")
            assert "Accept-Encoding" in answer.headers["vary"]
    assert "Accept-Encoding" in plain.headers["vary"]


def test_an_unchanged_answer_is_not_sent_again_in_any_coding(client: TestClient) -> None:
    tag = client.get(COUNTY, headers={"Accept-Encoding": "br"}).headers["etag"]
    for coding in ("br", "gzip", "identity"):
        answer = client.get(COUNTY, headers={"Accept-Encoding": coding, "If-None-Match": tag})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_a_strong_tag_becomes_a_weak_one(client: TestClient) -> None:
    path = "/static/sparql.js"
    plain, packed = (client.get(path, headers={"Accept-Encoding": coding}) for coding in ("identity", "gzip"))
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
    assert packed.content == plain.content
    again = client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/divisions/341302/duties?format=xlsx", "/healthz", "/divisions/341302"])
def test_what_is_packed_or_short_is_sent_as_it_is(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert answer.status_code == 200
    if len(answer.content) < 1000 or "spreadsheet" in answer.headers["content-type"]:
        assert "content-encoding" not in answer.headers


def test_head_says_what_get_would(client: TestClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    got, head = client.get(COUNTY, headers=headers), client.head(COUNTY, headers=headers)
    for name in ("content-length", "content-encoding", "etag", "vary", "content-type"):
        assert head.headers[name] == got.headers[name]


def test_both_codings_read_back() -> None:
    content = "县级民政部门".encode() * 1000
    assert gzip.decompress(coded(content, "gzip")) == content
    assert brotli.decompress(coded(content, "br")) == content
