"""Laws over HTTP: the list, one law with its items and clauses, the law that stands now."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from catalog_graph.laws import items_by_law
from catalog_graph.model import Dataset


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
