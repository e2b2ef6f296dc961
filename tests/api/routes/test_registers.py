"""Subjects and sources over HTTP: the lists, and one with the items that point at it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from catalog_graph.model.values import Dataset


def test_all_subjects_are_listed_with_their_items(client: TestClient, dataset: Dataset) -> None:
    found = client.get("/roles").json()
    assert found["count"] == len(found["roles"]) == len(dataset.roles)
    borne = {role["id"]: role["items"] for role in found["roles"]}
    assert sum(borne.values()) == sum(len(item.subjects) for item in dataset.items()) > 500


def test_a_subject_names_the_items_it_must_publish(client: TestClient, dataset: Dataset) -> None:
    for role in dataset.roles:
        found = client.get(f"/roles/{role}").json()
        assert [item["item"] for item in found["items"]] == [i.key for i in dataset.items() if role in i.subjects]


def test_all_sources_are_listed_with_what_was_seen_in_them(client: TestClient, dataset: Dataset) -> None:
    found = client.get("/sources").json()
    assert found["count"] == len(found["sources"]) == len(dataset.sources)
    seen = {source["id"]: source["items"] for source in found["sources"]}
    assert sum(seen.values()) == sum(len(item.attestations) for item in dataset.items()) > 500


def test_a_source_names_the_items_and_where_it_differs(client: TestClient, dataset: Dataset) -> None:
    for source in list(dataset.sources)[::20]:
        found = client.get(f"/sources/{source}").json()
        wanted = [(i.key, dict(a.differs)) for i in dataset.items() for a in i.attestations if a.source == source]
        assert [(item["item"], item["differs"]) for item in found["items"]] == wanted


@pytest.mark.parametrize("form", ["json", "html", "ttl", "jsonld", "csv"])
def test_the_address_of_a_mirror_is_in_no_form(client: TestClient, dataset: Dataset, form: str) -> None:
    mirrors = [source for source in dataset.sources.values() if source.mirror and source.url]
    assert mirrors
    for source in mirrors[:20]:
        assert str(source.url) not in client.get(f"/sources/{source.id}?format={form}").text


@pytest.mark.parametrize(("path", "code"), [("/roles/nope", "unknown-role"), ("/sources/nope", "unknown-source")])
def test_an_unknown_one_is_a_problem(client: TestClient, path: str, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, code)


@pytest.mark.parametrize(
    ("path", "name", "word", "field"),
    [
        ("/laws", "laws", "救助", "title"),
        ("/roles", "roles", "民政", "label"),
        ("/sources", "sources", "救助", "title"),
    ],
)
def test_a_register_is_searched_and_sorted_in_every_form(
    client: TestClient, path: str, name: str, word: str, field: str
) -> None:
    every, found = client.get(path).json(), client.get(path, params={"q": word, "sort": "-items"}).json()
    assert 0 < found["count"] < every["count"]
    counts = [row["items"] for row in found[name]]
    assert counts == sorted(counts, reverse=True)
    assert all(word in (row[field] or "") or word in str(row) for row in found[name])
    table = client.get(path, params={"q": word, "sort": "-items", "format": "csv"}).text
    assert len(table.strip().splitlines()) >= found["count"] + 1


@pytest.mark.parametrize("path", ["/laws", "/roles", "/sources"])
def test_the_page_of_a_register_says_how_it_is_sorted(client: TestClient, path: str) -> None:
    text = client.get(path, params={"sort": "items"}, headers={"accept": "text/html"}).text
    assert text.count('aria-sort="ascending"') == 1
    assert "sort=-items" in text
    assert "没有含有" in client.get(path, params={"q": "火星"}, headers={"accept": "text/html"}).text


def test_every_law_is_on_one_of_the_pages(client: TestClient, dataset: Dataset) -> None:
    text, page = "", 1
    while f"page={page}" in text or page == 1:
        text += client.get("/laws", params={"page": page}, headers={"accept": "text/html"}).text
        page += 1
    assert all(f'href="/laws/{law}"' in text for law in dataset.laws)
