"""Addresses that the service prints: from one setting, never from what a request says of its host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.http.site import Site
from api.http.template_addresses import with_site
from api.http.urls import Address
from api.settings import Settings
from catalog_graph.sparql.endpoint import Endpoint
from tests.api.html_page import Page

PUBLIC = "https://www.example.gov.cn/gongkai"
EVIL = dict.fromkeys(("Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"), "evil.example")
ASKED = [
    "/",
    "/catalogues/",
    "/catalogues?format=json",
    "/catalogues/social-assistance",
    "/divisions/341302",
    "/divisions/341302/?x=1",
    "/divisions/341302/duties/",
    "/id/item/social-assistance/11",
    "/schemes/level",
    "/.well-known/void",
    "/sparql",
    "/sparql/",
    "/sparql?format=ttl",
    "/catalog.ttl",
    "/catalog.jsonld",
    "/downloads",
    "/openapi.json",
    "/docs",
    "/nope",
    "/healthz",
]


@pytest.fixture(scope="module")
def small(holdings: Holdings, small_store: Path) -> Callable[[str], FastAPI]:
    """The application at a public address, on a small store."""

    def make(public_url: str) -> FastAPI:
        settings = Settings(public_url=public_url)
        return create_app(settings, replace(holdings, settings=settings), Endpoint(path=str(small_store)))

    return make


@pytest.fixture(scope="module")
def bare(small: Callable[[str], FastAPI]) -> Iterator[TestClient]:
    """Without a public address."""
    with TestClient(small("")) as client:
        yield client


@pytest.fixture(scope="module")
def prefixed(small: Callable[[str], FastAPI]) -> Iterator[TestClient]:
    """Below a path, which a web server in front takes away."""
    with TestClient(small(PUBLIC)) as client:
        yield client


@pytest.mark.parametrize("path", ASKED)
def test_the_host_of_a_request_is_in_no_answer(bare: TestClient, prefixed: TestClient, path: str) -> None:
    for client in (bare, prefixed):
        for accept in ("text/html", "*/*"):
            answer = client.get(path, headers=EVIL | {"Accept": accept}, follow_redirects=False)
            assert "evil" not in f"{answer.headers}{answer.text}", path
            assert answer.headers.get("location", "/").startswith("/")


def test_a_slash_too_many_leads_to_a_relative_address(bare: TestClient) -> None:
    answer = bare.get("/divisions/341302/?page=2&q=%E5%8C%BA", headers=EVIL, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/divisions/341302?page=2&q=%E5%8C%BA")


def test_two_slashes_at_the_beginning_are_no_other_host(bare: TestClient) -> None:
    for path in ("//evil.example/", "//evil.example//", "/\\evil.example/"):
        answer = bare.get(f"http://testserver{path}", follow_redirects=False)
        assert not answer.headers.get("location", "/x").startswith(("//", "/\\")), path


def test_below_a_prefix_redirects_and_links_have_it(prefixed: TestClient) -> None:
    answer = prefixed.get("/id/item/social-assistance/11", follow_redirects=False)
    assert answer.headers["location"] == "/gongkai/items/social-assistance/11"
    assert prefixed.get("/laws/", follow_redirects=False).headers["location"] == "/gongkai/laws"
    assert prefixed.get("/.well-known/void", follow_redirects=False).headers["location"] == "/gongkai/sparql"
    links = re.findall(r"<([^>]*)>", prefixed.get("/laws").headers["link"])
    assert links
    assert all(link.startswith("/gongkai/laws?") for link in links)
    assert prefixed.get("/nope").json()["instance"] == "/gongkai/nope"


def test_below_a_prefix_every_address_of_every_document_has_it(prefixed: TestClient) -> None:
    assert prefixed.get("/divisions/341302").json()["duties"] == "/gongkai/divisions/341302/duties"
    assert prefixed.get("/divisions").json()["search"].startswith("/gongkai/divisions{?")
    listed = prefixed.get("/downloads/").json()
    assert {file["url"].rpartition("/")[0] for file in listed["files"]} == {"/gongkai/downloads"}
    assert listed["checksums"].startswith("/gongkai/downloads/")
    described = prefixed.get("/catalog").json()
    assert {one["page"].split("/")[1] for one in described["datasets"] + described["services"]} == {"gongkai"}


@pytest.mark.parametrize(
    "path", ["/", "/laws/guowuyuanling-711", "/sparql?example=cq58", "/docs", "/downloads/", "/validate"]
)
def test_below_a_prefix_every_address_of_a_page_has_it(prefixed: TestClient, path: str) -> None:
    page = Page.of(prefixed.get(path, headers={"Accept": "text/html"}).text)
    addresses = [
        value
        for element in page.elements
        for name, value in element.attributes.items()
        if name in {"href", "src", "action"} and value.startswith("/")
    ]
    assert len(addresses) > 2
    assert [address for address in addresses if not address.startswith("/gongkai/")] == []


def test_the_description_names_the_public_address(prefixed: TestClient, bare: TestClient) -> None:
    assert f"<{PUBLIC}/sparql#service>" in prefixed.get("/sparql").text
    assert "nowhere.invalid" not in bare.get("/sparql").text
    assert "sd:endpoint </sparql>" in bare.get("/sparql").text
    assert prefixed.get("/openapi.json").json()["servers"] == [{"url": PUBLIC}]
    assert bare.get("/openapi.json").json()["servers"] == [{"url": "/"}]


@pytest.mark.parametrize("format_", ["ttl", "jsonld"])
def test_dcat_names_the_host_that_serves(prefixed: TestClient, bare: TestClient, format_: str) -> None:
    for client, host in ((prefixed, PUBLIC), (bare, "")):
        text = client.get(f"/catalog?format={format_}").text
        assert "nowhere.invalid" not in text
        around = "<%s>" if format_ == "ttl" else '"%s"'
        assert around % f"{host}/downloads/all.nq" in text
        assert around % f"{host}/sparql" in text
        assert "w3id.org/gongkai/downloads/all.nq" not in text


def test_what_is_kept_of_one_address_is_not_given_at_another(prefixed: TestClient, bare: TestClient) -> None:
    tags = [client.get("/laws", headers={"Accept": "text/html"}).headers["etag"] for client in (prefixed, bare)]
    assert tags[0] != tags[1]


def test_a_site_prints_addresses_of_its_own_alone() -> None:
    site = Site.of(f"{PUBLIC}/")
    assert site.at("/laws") == "/gongkai/laws"
    assert site.at("//other/laws") == "//other/laws"
    assert site.at("https://other/laws") == "https://other/laws"
    assert site.document({"a": [Address("/laws"), "/laws", 1, None], "b": ({"c": Address("/x")},)}) == {
        "a": ["/gongkai/laws", "/laws", 1, None],
        "b": [{"c": "/gongkai/x"}],
    }
    assert (Site.of("").origin, Site.of("").prefix, Site.of("https://host").prefix) == ("", "", "")


def test_templates_cannot_forget_the_prefix() -> None:
    assert with_site('<form action="/sparql"><a href="#x"></a><a href="//other/">') == (
        '<form action="{{ at(\'/sparql\') }}"><a href="#x"></a><a href="//other/">'
    )
