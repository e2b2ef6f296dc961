"""Lists within a portal's page: bare, embeddable, with the portal's own links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings
from catalog_graph.errors import BadParameter
from catalog_graph.official.links import parsed

LINKS = "item,url,place\nsocial-assistance/11,https://portal.example/all,\nsocial-assistance/11,https://portal.example/a,341302\n"


@pytest.fixture
def linked(holdings: Holdings, tmp_path: Path, client_of: Callable[[FastAPI], TestClient]) -> TestClient:
    """A service that has been given a file of links."""
    (tmp_path / "portal.csv").write_text(LINKS, encoding="utf-8")
    settings = Settings(links=str(tmp_path))
    return client_of(create_app(settings, replace(holdings, settings=settings)))


def test_a_list_has_every_duty_and_nothing_around_it(client: TestClient) -> None:
    answer = client.get("/embed/divisions/341302?domain=05")
    count = client.get("/divisions/341302/duties?domain=05").json()["count"]
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.count("<tr>") == count + 1
    assert "<nav" not in answer.text
    assert "已公开" not in answer.text
    assert "set-cookie" not in answer.headers


def test_any_site_may_show_it_and_only_it(client: TestClient) -> None:
    embedded, other = client.get("/embed/catalogues/05").headers, client.get("/catalogues/05").headers
    assert embedded["content-security-policy"].endswith("frame-ancestors *")
    assert "x-frame-options" not in embedded
    assert other["content-security-policy"].endswith("frame-ancestors 'self'")


def test_links_lead_to_what_the_portal_has_published(linked: TestClient) -> None:
    assert "https://portal.example/a" in linked.get("/embed/divisions/341302?domain=05&links=portal").text
    assert "https://portal.example/all" in linked.get("/embed/divisions/341321?domain=05&links=portal").text
    assert "https://portal.example/all" in linked.get("/embed/catalogues/social-assistance?links=portal").text


@pytest.mark.parametrize("name", ["none", "../portal", "http://evil.example/a", "PORTAL"])
def test_no_other_file_is_read_and_no_address_fetched(linked: TestClient, name: str) -> None:
    assert linked.get("/embed/catalogues/05", params={"links": name}).status_code == 400


def test_without_a_folder_there_are_no_links(client: TestClient) -> None:
    assert client.get("/embed/catalogues/05?links=portal").status_code == 400


@pytest.mark.parametrize("text", ["", "a,b\n", "item,url\nx/1,javascript:alert(1)\n", "item,url\nx/1,\n"])
def test_a_bad_table_of_links_is_refused(text: str) -> None:
    with pytest.raises(BadParameter):
        parsed(text, "a")
