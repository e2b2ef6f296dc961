"""Pages to look around: the overview, the tree, two places, what this is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings
from catalog_graph.checks.overview import overview
from tests.api.conftest import Client
from tests.api.html_page import Page

HTML = {"accept": "text/html"}


def test_every_figure_of_a_chart_stands_in_it_as_text(client: TestClient, holdings: Holdings) -> None:
    found = client.get("/overview").json()
    assert found["items"] == len(holdings.dataset.items())
    page = Page.of(client.get("/overview", headers=HTML).text)
    drawn = {one.text for one in page.all("text")}
    for chart in ("levels", "time_limits", "origins", "attestation"):
        for bar in found[chart]:
            assert bar["label"] in drawn
            assert any(words.startswith(f"{bar['count']}（") for words in drawn)
    assert not [one for one in page.elements if "style" in one.attributes]


def test_what_changed_leads_to_each_item(client: TestClient, holdings: Holdings) -> None:
    links = set(Page.of(client.get("/overview", headers=HTML).text).links())
    changed = [row["item"] for kind in overview(holdings.dataset)["changes"] for row in kind["items"]]  # type: ignore[attr-defined]
    assert {f"/items/{key}" for key in changed} <= links


def test_the_tree_is_walked_from_province_to_village(client: TestClient) -> None:
    address = "/tree"
    for name in ("安徽省", "宿州市", "埇桥区", "符离镇"):
        page = Page.of(client.get(address, headers=HTML).text)
        address = next(one.attributes["href"] for one in page.all("a") if one.text.strip().endswith(name))
        address = address.partition("#")[0]
    assert address == "/tree/341302100"
    page = Page.of(client.get(address, headers=HTML).text)
    assert {"/divisions/341302/duties", "/divisions/341302100200/duties"} <= set(page.links())
    assert [one.text.strip() for one in page.all("a") if one.attributes.get("id") == "here"] == ["▾ 符离镇"]


@pytest.mark.parametrize(("code", "status"), [("999999", 404), ("34130", 400)])
def test_a_code_that_is_none_is_refused(client: TestClient, code: str, status: int) -> None:
    assert client.get(f"/tree/{code}").status_code == status


def test_two_places_stand_side_by_side(client: TestClient) -> None:
    found = client.get("/compare/places", params={"a": "埇桥区", "b": "昆山市"}).json()
    assert [place["code"] for place in found["places"]] == ["341302", "320583"]
    page = Page.of(client.get("/compare/places", params={"a": "埇桥区", "b": "昆山市"}, headers=HTML).text)
    assert any(link.startswith("/compare/places?") and "domain=social-assistance" in link for link in page.links())
    rows = client.get("/compare/places", params={"a": "埇桥区", "b": "昆山市", "domain": "05"}, headers=HTML)
    assert "昆山市民政局" in Page.of(rows.text).text


@pytest.mark.parametrize(("query", "status"), [({"a": "埇桥区"}, 400), ({"a": "鼓楼区", "b": "埇桥区"}, 409)])
def test_two_places_that_are_not_two_are_refused(client: TestClient, query: dict[str, str], status: int) -> None:
    assert client.get("/compare/places", params=query).status_code == status


def test_what_this_is_not_is_said(client: TestClient) -> None:
    text = Page.of(client.get("/about", headers=HTML).text).text
    for words in ("公共企事业单位", "任务清单", "沿用", "依法推定", "有出处", "香港"):
        assert words in text
    assert "没有写联系方式" in text


def test_the_contact_is_that_of_the_setting(holdings: Holdings, client_of: Client) -> None:
    settings = Settings(contact="mailto:a@example.gov.cn")
    named = client_of(create_app(settings, replace(holdings, settings=settings)))
    assert "mailto:a@example.gov.cn" in Page.of(named.get("/about", headers=HTML).text).links() or (
        "a@example.gov.cn" in named.get("/about", headers=HTML).text
    )
    assert named.get("/about").json()["contact"] == "mailto:a@example.gov.cn"
