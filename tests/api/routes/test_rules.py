"""The rules over HTTP: all of them, filtered, each with its examples and its twins."""

from __future__ import annotations

import csv
import io

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.http.negotiate import CSV, JSONLD, TURTLE
from catalog_graph.checks.rules import all_rules
from catalog_graph.review.results import SEVERITY_WORDS

RULES = {rule.id: rule for rule in all_rules()}


def test_every_rule_is_listed_with_all_it_says(client: TestClient) -> None:
    found = client.get("/rules").json()
    assert found["count"] == len(found["rules"]) == len(RULES) > 250
    assert [one["id"] for one in found["rules"]] == list(RULES)
    for one in found["rules"]:
        assert one["level"] == SEVERITY_WORDS[RULES[one["id"]].severity]
        assert all(one[name] for name in ("name", "message", "suggestion", "basis", "right", "wrong", "shape"))
        assert "{value}" not in one["message"] + one["suggestion"]


@pytest.mark.parametrize(
    ("query", "least"),
    [
        ("severity=info", 15),
        ("column=time_limit", 20),
        ("column=none", 50),
        ("about=table", 80),
        ("about=data&severity=warning", 10),
        ("q=gk-when", 10),
        ("q=工作日 GK-WHEN", 2),
        ("severity=violation&column=citations&about=table&q=文号", 1),
    ],
)
def test_filters_leave_what_they_name(client: TestClient, query: str, least: int) -> None:
    wanted = dict(pair.split("=") for pair in query.split("&"))
    listed = client.get(f"/rules?{query}").json()["rules"]
    assert least <= len(listed) < len(RULES)
    for one in listed:
        assert one["severity"] == wanted.get("severity", one["severity"])
        assert (one["column"] or "none") == wanted.get("column", one["column"] or "none")
        assert one["about"] == wanted.get("about", one["about"])
        words = f"{one['id']} {one['name']} {one['template']['message']}".lower()
        assert all(word in words for word in wanted.get("q", "").lower().split())
    page = client.get(f"/rules?{query}", headers={"Accept": "text/html"}).text
    assert page.count('<td data-label="规则">') == len(listed)


@pytest.mark.parametrize("query", ["severity=grave", "column=nope", "about=nothing", "q=" + "长" * 61])
def test_a_filter_that_does_not_exist_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/rules?{query}").status_code == 400


def test_nothing_found_is_said(client: TestClient) -> None:
    assert "没有符合条件的规则" in client.get("/rules?q=没有这个词", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("path", ["/rules?about=table", "/rules/GK-WHEN-003"])
def test_the_twins_say_the_same(client: TestClient, path: str) -> None:
    found = client.get(path).json()
    rules = found.get("rules", [found])
    rows = list(csv.DictReader(io.StringIO(client.get(path, headers={"Accept": CSV}).content.decode("utf-8-sig"))))
    assert [(row["id"], row["right"].lstrip("'")) for row in rows] == [
        (one["id"], one["right"].lstrip("'")) for one in rules
    ]
    for media, format_ in ((TURTLE, RdfFormat.TURTLE), (JSONLD, RdfFormat.JSON_LD)):
        triples = [quad.triple for quad in parse(client.get(path, headers={"Accept": media}).content, format_)]
        identifiers = {t.object.value for t in triples if t.predicate.value == "http://purl.org/dc/terms/identifier"}
        assert identifiers >= {one["id"] for one in rules}


def test_every_rule_has_its_page_in_any_case_of_letters(client: TestClient) -> None:
    for identifier, rule in RULES.items():
        assert client.get(f"/rules/{identifier}").json()["name"] == rule.name
    assert client.get("/rules/gk-when-003").json()["id"] == "GK-WHEN-003"
    assert len(RULES) > 250


def test_a_page_shows_both_examples_and_leads_to_the_shape(client: TestClient) -> None:
    rule = RULES["GK-WHEN-003"]
    text = client.get("/rules/GK-WHEN-003", headers={"Accept": "text/html"}).text
    assert rule.right in text
    assert rule.wrong in text
    assert f'href="/shape/{rule.shape.rpartition("/")[2]}"' in text
    assert client.get(f"/shape/{rule.shape.rpartition('/')[2]}").status_code == 200


@pytest.mark.parametrize("identifier", ["GK-WHEN-999", "GK-WHEN", "nope", "%2e%2e"])
def test_a_rule_that_does_not_exist_is_not_found(client: TestClient, identifier: str) -> None:
    answer = client.get(f"/rules/{identifier}")
    assert answer.status_code == 404
    assert answer.json()["hint"]
