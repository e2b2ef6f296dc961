"""Suffixes: a known ending of the path chooses the representation and is gone before routing."""

from __future__ import annotations

import asyncio

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api.http.middleware import SuffixMiddleware
from api.http.negotiate import SHORT

REWRITTEN = {
    "/divisions/341302.json": ("/divisions/341302", "json"),
    "/divisions/341302/duties.xlsx": ("/divisions/341302/duties", "xlsx"),
    "/items/social-assistance/11.html": ("/items/social-assistance/11", "html"),
    "/a.b/c.ttl": ("/a.b/c", "ttl"),
    "/c.csv.jsonld": ("/c.csv", "jsonld"),
    "/laws/yusuanfa.svg": ("/laws/yusuanfa", "svg"),
    "/laws/yusuanfa.graphml": ("/laws/yusuanfa", "graphml"),
    "/laws/yusuanfa.gexf": ("/laws/yusuanfa", "gexf"),
    "/.csv": ("/", "csv"),
    "/divisions/341302/calendar.ics": ("/divisions/341302/calendar", "ics"),
    "/changes.atom": ("/changes", "atom"),
    "/catalogues/05/table.docx": ("/catalogues/05/table", "docx"),
}
LEFT_ALONE = (
    "/",
    "/divisions",
    "/divisions/341302.pdf",
    "/a.json/b",
    "/json",
    "/openapi.json",
    "/static/x.json",
    "/downloads/laws.csv",
)


def seen_inside(path: str, kind: str = "http") -> Scope:
    """The scope that the application behind the middleware sees."""
    seen: list[Scope] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: object) -> dict[str, object]:
        return {}

    asyncio.run(SuffixMiddleware(inner)({"type": kind, "path": path, "raw_path": path.encode()}, nothing, nothing))
    (scope,) = seen
    return scope


@pytest.mark.parametrize(("path", "expected"), REWRITTEN.items())
def test_a_known_suffix_moves_into_the_state(path: str, expected: tuple[str, str]) -> None:
    scope = seen_inside(path)
    assert (scope["path"], scope["state"]["suffix"]) == expected
    assert scope["raw_path"] == expected[0].encode()


@pytest.mark.parametrize("path", LEFT_ALONE)
def test_other_paths_are_left_alone(path: str) -> None:
    scope = seen_inside(path)
    assert scope["path"] == path
    assert "state" not in scope


def test_what_is_not_http_is_passed_on() -> None:
    assert seen_inside("/a.json", kind="websocket")["path"] == "/a.json"


def test_the_cases_cover_every_suffix() -> None:
    assert {suffix for _, suffix in REWRITTEN.values()} == set(SHORT)


@pytest.mark.parametrize("suffix", SHORT)
def test_a_suffix_is_as_good_as_the_format_parameter(client: TestClient, suffix: str) -> None:
    path, query = "/divisions/341302/duties", "domain=05&on=2026-11-22"
    if suffix in {"svg", "graphml", "gexf"}:  # pictures and networks are of laws
        path, query = "/laws/yusuanfa", ""
    if suffix == "ics":
        path, query = "/divisions/341302/calendar", "from=2026-01-01"
    if suffix == "atom":
        path, query = "/changes", "since=0.1.0"
    if suffix == "docx":
        path, query = "/catalogues/05/table", ""
    by_suffix = client.get(f"{path}.{suffix}?{query}")
    by_format = client.get(f"{path}?{query}&format={suffix}")
    assert by_suffix.status_code == by_format.status_code == 200
    assert by_suffix.headers["content-type"] == by_format.headers["content-type"]
    assert by_suffix.headers["content-type"].startswith(SHORT[suffix])
    if suffix not in {"html", "xlsx"}:  # a page links to itself, a workbook holds its time of writing
        assert by_suffix.content == by_format.content
