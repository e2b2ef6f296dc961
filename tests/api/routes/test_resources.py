"""The catalogues over HTTP: home, all catalogues, one, one item; identifiers; health."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from catalog_graph import __version__
from catalog_graph.duties.prepared import Answers
from catalog_graph.model.codes import Level, ReviewStatus

SLUG = "social-assistance"


@pytest.mark.parametrize("path", ["/", "/catalogues"])
def test_the_list_has_each_catalogue_with_figures_that_add_up(
    client: TestClient, holdings: Holdings, path: str
) -> None:
    body = client.get(path).json()
    catalogues = list(holdings.dataset.catalogues.values())
    assert [one["number"] for one in body["catalogues"]] == [f"{n:02}" for n in range(1, 29)]
    assert [one["slug"] for one in body["catalogues"]] == [one.slug for one in catalogues]
    assert body["count"] == 28
    for one, catalogue in zip(body["catalogues"], catalogues, strict=True):
        assert one["items"] == len(catalogue.items) == one["attested"] + one["unattested"]
        assert one["attested"] == sum(item.review_status is ReviewStatus.ATTESTED for item in catalogue.items)
        assert one["village"] == sum(Level.VILLAGE in item.levels for item in catalogue.items)
        assert one["iri"] == f"https://w3id.org/gongkai/id/catalogue/{catalogue.slug}"
    for name in ("items", "attested", "unattested", "county", "township", "village"):
        assert body["total"][name] == sum(one[name] for one in body["catalogues"]) > 0


@pytest.mark.parametrize("name", [SLUG, "05", "社会救助"])
def test_a_catalogue_is_found_by_slug_number_and_label(client: TestClient, holdings: Holdings, name: str) -> None:
    body = client.get(f"/catalogues/{name}").json()
    assert body["iri"] == f"https://w3id.org/gongkai/id/catalogue/{SLUG}"
    assert (body["number"], body["slug"], body["label"]) == ("05", SLUG, "社会救助")
    assert [item["item"] for item in body["items"]] == [item.key for item in holdings.dataset.catalogues[SLUG].items]
    assert body["count"] == len(body["items"])


def test_each_catalogue_has_its_address(client: TestClient, holdings: Holdings) -> None:
    for slug in holdings.dataset.catalogues:
        body = client.get(f"/catalogues/{slug}").json()
        assert body["slug"] == slug
        assert body["count"] > 0


def test_an_edition_is_the_catalogue_with_the_facts_of_the_edition(client: TestClient, holdings: Holdings) -> None:
    for slug, known in holdings.dataset.catalogues.items():
        catalogue, edition = (client.get(f"/catalogues/{slug}{rest}").json() for rest in ("", f"/{known.edition_key}"))
        assert edition.pop("edition") == known.edition_key
        assert edition.pop("series") == catalogue["iri"]
        assert edition.pop("iri") == f"{catalogue.pop('iri')}/{known.edition_key}"
        assert edition == catalogue
    page = client.get(f"/catalogues/{SLUG}", headers={"Accept": "text/html"}).text
    assert f'href="/catalogues/{SLUG}/2019"' in page


def test_an_edition_that_is_not_there_is_not_found(client: TestClient) -> None:
    answer = client.get(f"/catalogues/{SLUG}/2018")
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown-catalogue"
    assert "2019" in answer.json()["hint"]


def test_an_item_has_its_columns_and_its_sources(client: TestClient, holdings: Holdings) -> None:
    body = client.get(f"/items/{SLUG}/11").json()
    item = next(one for one in holdings.dataset.items() if one.key == f"{SLUG}/11")
    assert (body["item"], body["label"], body["group"]) == (item.key, item.label, item.group)
    assert [seen["source"] for seen in body["seen_in"]] == [one.source for one in item.attestations]
    assert [source["id"] for source in body["sources"]] == [one.source for one in item.attestations]
    assert body["attestations"] == len(item.attestations) > 0
    assert body["carried"] == list(item.carried)
    assert {"role", "label"} == body["subjects"][0].keys()


@pytest.mark.parametrize("address", [f"{SLUG}/011", f"{SLUG}/00000000000011", "05/11", "社会救助/11"])
def test_an_item_has_more_than_one_address_and_one_document(client: TestClient, address: str) -> None:
    assert client.get(f"/items/{address}").json() == client.get(f"/items/{SLUG}/11").json()


@pytest.mark.parametrize("number", ["00000000199", "１１", "²", "11x", "-11", "+11", "1_1", "0", "000"])
def test_what_is_not_the_number_of_an_item_finds_none(client: TestClient, number: str) -> None:
    assert client.get(f"/items/{SLUG}/{number}").status_code == 404


def test_the_address_of_a_mirror_is_not_given(client: TestClient, holdings: Holdings) -> None:
    mirrors = {one.id: one.url for one in holdings.dataset.sources.values() if one.mirror and one.url}
    cited = [
        (item.key, mirrors[a.source])
        for item in holdings.dataset.items()
        for a in item.attestations
        if a.source in mirrors
    ]
    assert bool(cited) == bool(mirrors)
    for key, url in cited[:5]:
        for accept in ("application/json", "text/html"):
            answer = client.get(f"/items/{key}", headers={"Accept": accept})
            assert answer.status_code == 200
            assert f'"{url}"' not in unescape(answer.text)


@pytest.mark.parametrize(
    ("identifier", "page"),
    [
        (f"item/{SLUG}/11", f"/items/{SLUG}/11"),
        (f"catalogue/{SLUG}", f"/catalogues/{SLUG}"),
        (f"catalogue/{SLUG}/2019", f"/catalogues/{SLUG}/2019"),
        ("division/341302", "/divisions/341302"),
    ],
)
def test_an_identifier_leads_to_its_page(client: TestClient, identifier: str, page: str) -> None:
    answer = client.get(f"/id/{identifier}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (303, page, "Accept")
    for accept in ("application/json", "text/html"):
        there = client.get(f"/id/{identifier}", headers={"Accept": accept})
        assert (there.status_code, there.headers["content-type"].split(";")[0]) == (200, accept)


def test_every_identifier_in_an_answer_leads_somewhere(client: TestClient) -> None:
    body = client.get("/divisions/341302/duties?domain=05&on=2026-11-22").json()
    iris = {duty["iri"] for duty in body["duties"]} | {
        one["source"] for duty in body["duties"] for one in duty["because"]
    }
    assert len(iris) > 10
    for iri in sorted(iris):
        assert client.get(iri.removeprefix("https://w3id.org/gongkai")).status_code == 200


@pytest.mark.parametrize("key", ["//evil.example", "/evil.example", "%0d%0aX-Evil: 1", "..%2f..%2f"])
def test_an_identifier_never_leads_off_the_site(client: TestClient, key: str) -> None:
    answer = client.get(f"/id/item/{key}", follow_redirects=False)
    assert "x-evil" not in answer.headers
    assert answer.headers.get("location", "/items/").startswith("/items/")


def test_health_says_what_is_loaded(client: TestClient, holdings: Holdings) -> None:
    body = client.get("/healthz").json()
    assert body.pop("divisions") in {len(holdings.lookup.upper), 665_276}
    assert body == {
        "status": "ok",
        "version": __version__,
        "catalogues": 28,
        "items": len(holdings.dataset.items()),
    }


def test_html_in_the_data_is_escaped_on_every_page(holdings: Holdings) -> None:
    hostile = "<script>alert('数据')</script>"
    catalogue = holdings.dataset.catalogues[SLUG]
    first = replace(catalogue.items[0], label=hostile, group=hostile, content=(hostile,), note=hostile)
    changed = replace(catalogue, label=hostile, title=hostile, note=hostile, items=(first, *catalogue.items[1:]))
    dataset = replace(holdings.dataset, catalogues={**holdings.dataset.catalogues, SLUG: changed})
    other = create_app(holdings=replace(holdings, dataset=dataset, answers=Answers(dataset)))
    client = TestClient(other, raise_server_exceptions=False)
    paths = (
        "/",
        "/catalogues",
        f"/catalogues/{SLUG}",
        f"/items/{first.key}",
        f"/divisions/341302/duties?domain={SLUG}",
    )
    for path in paths:
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "<script>" not in page.text
        assert "&lt;script&gt;alert(&#39;数据&#39;)" in page.text


def test_an_item_of_two_audiences_or_methods_says_both(client: TestClient) -> None:
    item = client.get("/items/work-safety/7").json()
    assert (item["audience"]["id"], item["audiences"]) == ("public", ["public", "group"])
    assert "全社会、特定群体" in client.get("/items/work-safety/7", headers={"Accept": "text/html"}).text
    path = "/items/rural-land-expropriation/10"
    assert client.get(path).json()["methods"] == ["proactive", "on-request"]
    assert "主动 依申请" in client.get(path, headers={"Accept": "text/html"}).text
