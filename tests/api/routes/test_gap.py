"""The gap of a place over HTTP: the same document as the command's, a page, a table."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from api.holdings import Holdings
from catalog_graph.conformance import gap_json
from catalog_graph.conformance.gap import gap
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup

GAP = "/divisions/{}/gap".format


def test_the_json_is_that_of_the_library(client: TestClient, dataset: Dataset, lookup: PlaceLookup) -> None:
    answer = client.get(GAP("440703"), params={"on": "2026-11-22"})
    assert answer.status_code == 200
    assert answer.json() == gap_json.as_document(dataset, gap(dataset, lookup.place("440703"), date(2026, 11, 22)))


@pytest.mark.parametrize("code", ["440303", "440703", "654024", "320583", "440803004", "330824", "500240", "341302"])
def test_every_form_can_be_had(code: str, client: TestClient) -> None:
    page = client.get(GAP(code), headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "本级目录对照" in page.text
    assert client.get(GAP(code), params={"format": "csv"}).text.startswith("\ufeff领域,")
    assert client.get(f"{GAP(code)}.xlsx").content.startswith(b"PK")


def test_a_place_without_a_local_catalogue_says_so(client: TestClient) -> None:
    body = client.get(GAP("659001")).json()
    assert body["rows"] == []
    assert "未见" in body["text"]


def test_a_mirror_is_not_linked(client: TestClient) -> None:
    page = client.get(GAP("440303"), headers={"accept": "text/html"}).text
    assert "转载页面" in page
    assert "3haojob" not in page


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [("44", 422, "not-a-duty-level"), ("999999", 404, "unknown-division"), ("1", 400, "malformed-code")],
)
def test_a_place_that_has_none_is_refused(code: str, status: int, kind: str, client: TestClient) -> None:
    answer = client.get(GAP(code))
    assert (answer.status_code, answer.json()["code"]) == (status, kind)


def test_identifiers_lead_to_the_page(client: TestClient) -> None:
    for key, anchor in (
        ("local-catalogue/440303/urban-law-enforcement", "urban-law-enforcement"),
        ("local-rule/440303/urban-law-enforcement/1", "urban-law-enforcement-1"),
        ("local-rule/440303/urban-law-enforcement/1/time_limit", "urban-law-enforcement-1"),
    ):
        answer = client.get(f"/id/{key}", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/divisions/440303/gap#{anchor}"
        page = client.get("/divisions/440303/gap", headers={"accept": "text/html"}).text
        assert f'id="{anchor}"' in page
    assert client.get("/id/local-rule/440303/urban-law-enforcement/9").status_code == 404


def test_the_page_of_duties_says_what_is_local(client: TestClient) -> None:
    page = client.get("/divisions/500240/duties", headers={"accept": "text/html"}).text
    assert "两者从严" in page
    assert "本级规定" in page
    assert "/id/local-rule/500240/public-legal-services/2" in page
    assert "本级目录未见" in client.get("/divisions/659001/duties", headers={"accept": "text/html"}).text


@pytest.mark.parametrize(
    ("query", "domains", "actions"),
    [
        ({"action": "undecided"}, {"disaster-relief", "public-health", "urban-rural-planning"}, {"undecided"}),
        ({"domain": "救灾"}, {"disaster-relief"}, {"weaken", "undecided"}),
        ({"domain": "21", "action": "undecided"}, {"public-health"}, {"undecided"}),
        ({"domain": "urban-rural-planning", "action": "add"}, {"urban-rural-planning"}, {"add"}),
    ],
)
def test_a_part_is_listed_in_every_form(
    query: dict[str, str], domains: set[str], actions: set[str], client: TestClient
) -> None:
    rows = client.get(GAP("440605"), params=query).json()["rows"]
    assert ({row["slug"] for row in rows}, {row["action"] for row in rows}) == (domains, actions)
    lines = client.get(GAP("440605"), params=query | {"format": "csv"}).text.count("\r\n") - 1
    assert lines >= len(rows)
    page = client.get(GAP("440605"), params=query, headers={"accept": "text/html"}).text
    assert f"的 {len(rows)} 行" in page
    assert "列出全部" in page


@pytest.mark.parametrize(
    ("query", "status"), [({"action": "worse"}, 400), ({"domain": "社会救助"}, 404), ({"domain": "05"}, 404)]
)
def test_a_filter_that_names_nothing_is_refused(query: dict[str, str], status: int, client: TestClient) -> None:
    answer = client.get(GAP("440605"), params=query)
    assert answer.status_code == status
    assert "可用" in answer.text or "这里有" in answer.text


def test_the_page_says_first_what_there_is_and_what_to_do(client: TestClient) -> None:
    page = client.get(GAP("440605"), headers={"accept": "text/html"}).text
    counts = {kind: count for kind, count in client.get(GAP("440605")).json()["summary"].items() if count}
    assert page.count("怎么办") >= 2
    for kind, count in counts.items():
        assert f'gap?action={kind}"' in page
        assert f"</a> {count} 行" in page
    assert page.index("怎么办") < page.index("<details")
    assert "<details open" not in page  # 90 rows are folded
    for form in ("xlsx", "csv", "json"):
        assert f'gap?format={form}"' in page


def test_a_version_is_compared_as_its_release_was(client: TestClient, holdings: Holdings) -> None:
    """The first release had no local tables; the last is what there is now, unless something is not released yet."""
    then = client.get(GAP("440703"), params={"version": "0.1.0"}).json()
    assert (then["catalogues"], then["rows"]) == ([], [])
    assert client.get(GAP("440703"), params={"version": "9.9.9"}).json()["code"] == "bad-parameter"
    last = client.get(GAP("440703"), params={"version": holdings.history.versions[-1]}).json()
    assert last["catalogues"] == client.get(GAP("440703")).json()["catalogues"] or holdings.history.pending


def test_the_reviews_before_publication_stand_with_their_catalogue(client: TestClient) -> None:
    page = client.get("/divisions/330824/gap", headers={"accept": "text/html"}).text
    assert "发布前审查 涉秘审查 → 内容审查 → 第一读者复核" in page
