"""Laws over HTTP: the list, one law with its items and clauses, the law that stands now."""

from __future__ import annotations

import pytest
from lxml import etree
from starlette.testclient import TestClient

from catalog_graph.laws.index import items_by_law
from catalog_graph.model.values import Dataset


def test_all_laws_are_listed_most_cited_first(client: TestClient, dataset: Dataset) -> None:
    found = client.get("/laws").json()
    assert found["count"] == len(found["laws"]) == len(dataset.laws)
    cited = [law["items"] for law in found["laws"]]
    assert cited == sorted(cited, reverse=True)
    assert found["stale_items"] > 20


@pytest.mark.parametrize("key", ["guowuyuanling-711", "yusuanfa", "shouyangfa"])
def test_a_law_names_the_items_that_rest_on_it(client: TestClient, dataset: Dataset, key: str) -> None:
    found = client.get(f"/laws/{key}").json()
    assert found["title"] == dataset.laws[key].title
    assert [item["item"] for item in found["items"]] == [item.key for item in items_by_law(dataset)[key]]


def test_a_superseded_law_names_the_one_that_stands(client: TestClient) -> None:
    found = client.get("/laws/guowuyuanling-492").json()
    assert found["status"] == "superseded"
    assert found["successor"]["id"] == "guowuyuanling-711"


def test_clauses_name_items_or_a_reason(client: TestClient, dataset: Dataset) -> None:
    clauses = client.get("/laws/guowuyuanling-711").json()["clauses"]
    assert len(clauses) == sum(clause.law == "guowuyuanling-711" for clause in dataset.clauses) > 10
    assert all(bool(clause["items"]) != bool(clause["no_item_because"]) for clause in clauses)


def test_an_unknown_law_is_a_problem(client: TestClient) -> None:
    answer = client.get("/laws/nope")
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown-law"


def test_the_identifier_of_a_law_leads_to_its_page(client: TestClient) -> None:
    answer = client.get("/id/law/yusuanfa", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/laws/yusuanfa")


def test_the_impact_counts_what_rests_on_a_law(client: TestClient, dataset: Dataset) -> None:
    found = client.get("/laws/yusuanfa").json()["impact"]
    direct = [one["item"] for one in found["items"] if one["via"] == "direct"]
    assert direct == [item.key for item in items_by_law(dataset)["yusuanfa"]]
    assert found["count"] == sum(found["by_via"].values()) > found["by_via"]["direct"]
    assert [one["places"] for one in found["places"][:2]] == [2978, 41352]
    assert all(one["duties"] == one["items"] * one["places"] for one in found["places"])


@pytest.mark.parametrize(
    ("format_", "media"),
    [("svg", "image/svg+xml"), ("graphml", "application/graphml+xml"), ("gexf", "application/gexf+xml")],
)
def test_a_law_is_given_as_picture_and_network(client: TestClient, format_: str, media: str) -> None:
    answer = client.get(f"/laws/yusuanfa?format={format_}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.content == client.get("/laws/yusuanfa", headers={"Accept": media}).content
    root = etree.fromstring(answer.content)
    assert etree.QName(root).localname == format_.removesuffix("ml") + ("ml" if format_ == "graphml" else "")
    assert ("attachment" in answer.headers.get("content-disposition", "")) == (format_ != "svg")


@pytest.mark.parametrize("key", ["guowuyuanling-711", "yusuanfa", "canjirenbaozhangfa", "guowuyuanling-492"])
def test_the_links_of_a_picture_lead_to_pages_and_to_places_on_them(client: TestClient, key: str) -> None:
    page = client.get(f"/laws/{key}", headers={"Accept": "text/html"}).text
    root = etree.fromstring(client.get(f"/laws/{key}?format=svg").content)
    links = {one.get("href") for one in root.iter("{http://www.w3.org/2000/svg}a")}
    assert links
    for link in links:
        path, _, fragment = link.partition("#")
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 200
        if fragment:
            assert f'id="{fragment}"' in page
    assert page.count("<svg ") == 2


def test_the_page_lists_every_item_by_domain_and_marks_those_with_no_other_basis(client: TestClient) -> None:
    found = client.get("/laws/guowuyuanling-711").json()["impact"]
    page = client.get("/laws/guowuyuanling-711", headers={"Accept": "text/html"}).text
    touched = [one for one in found["items"] if one["via"] != "later"]
    assert f"依据它的事项（{len(touched)}）" in page
    assert all(f'<a href="/items/{one["item"]}">' in page for one in touched)
    assert page.count('<span class="badge warn">唯一</span>') == found["without_other_basis"] + 1
