"""What browsers and crawlers look for by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings

PUBLIC = "https://www.example.gov.cn/gongkai"


@pytest.fixture(scope="module")
def public(holdings: Holdings) -> Iterator[TestClient]:
    """The service at a public address, with somebody to tell of weaknesses."""
    settings = Settings(public_url=PUBLIC, security_contact="mailto:security@example.gov.cn")
    with TestClient(create_app(settings, replace(holdings, settings=settings))) as client:
        yield client


def test_the_icon_is_where_browsers_look(client: TestClient) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "image/svg+xml")


def test_robots_name_what_crawlers_leave(client: TestClient, public: TestClient) -> None:
    assert "Disallow: /sparql?" in client.get("/robots.txt").text
    assert "Sitemap" not in client.get("/robots.txt").text
    text = public.get("/robots.txt").text
    assert "Disallow: /gongkai/sparql?" in text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in text


def test_the_map_has_pages_that_are_there(client: TestClient, public: TestClient) -> None:
    assert client.get("/sitemap.xml").status_code == 404
    text = public.get("/sitemap.xml").text
    listed = re.findall("<loc>([^<]*)</loc>", text)
    assert len(listed) > 700
    assert all(address.startswith(f"{PUBLIC}/") for address in listed)
    for address in listed[:: len(listed) // 25]:
        answer = public.get(address.removeprefix(PUBLIC), headers={"Accept": "text/html"})
        assert answer.status_code == 200, address


def test_whom_to_tell_of_a_weakness_is_a_setting(client: TestClient, public: TestClient) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    text = public.get("/.well-known/security.txt").text
    assert "Contact: mailto:security@example.gov.cn\n" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.M)


@pytest.mark.parametrize("suffix", ["CSV", "Json", "tTl"])
def test_a_suffix_may_be_of_any_case(client: TestClient, suffix: str) -> None:
    answer = client.get(f"/laws.{suffix}")
    assert (answer.status_code, answer.content) == (200, client.get(f"/laws.{suffix.lower()}").content)


@pytest.mark.parametrize(
    ("header", "status"),
    [("{}", 304), ("W/{}", 304), ('"x", {}', 304), ("*", 304), ('"x"', 200), ('x{}x"', 200), ("", 200)],
)
def test_if_none_match_is_read_by_the_book(client: TestClient, header: str, status: int) -> None:
    tag = client.get("/laws").headers["etag"].removeprefix("W/")
    header = header.format(tag if "x{" not in header else tag.strip('"'))
    assert client.get("/laws", headers={"If-None-Match": header}).status_code == status


def test_head_has_no_ranges(client: TestClient) -> None:
    whole = client.head("/static/site.css", headers={"Accept-Encoding": "identity"})
    part = client.head("/static/site.css", headers={"Accept-Encoding": "identity", "Range": "bytes=0-3"})
    assert part.status_code == 200
    assert part.headers["content-length"] == whole.headers["content-length"]
