"""Twins: every thing with a page has it as JSON, Turtle, JSON-LD and CSV at the same address, saying the same."""

from __future__ import annotations

import csv
import io

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.http.negotiate import CSV, HTML, JSON, JSONLD, TURTLE

PAGES = (
    "/catalogues/social-assistance",
    "/items/social-assistance/11",
    "/laws",
    "/laws/guowuyuanling-711",
    "/roles",
    "/catalogues/social-assistance/2019",
    "/roles/county-finance",
    "/sources",
    "/sources/major-construction-projects-01",
    "/divisions",
    "/divisions/34",
    "/divisions/341302",
    "/divisions/341302100",
    "/divisions/341302100200",
    "/def/",
    "/def/Item",
    "/def/dutyLevel",
    "/scheme/",
    "/scheme/level",
    "/scheme/level/county",
    "/shape/",
    "/shape/Catalogue",
    "/shape/structure",
    "/catalog",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_twins_at_its_address(client: TestClient, page: str) -> None:
    answers = {media: client.get(page, headers={"Accept": media}) for media in (HTML, JSON, TURTLE, JSONLD, CSV)}
    for media, answer in answers.items():
        assert answer.status_code == 200, media
        assert answer.headers["content-type"].partition(";")[0] == media
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        alternates = answer.headers["link"]
        assert all(f'type="{other}"' in alternates for other in answers if other != media)
    assert len({answer.headers["etag"] for answer in answers.values()}) == len(answers)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"/def/", "/shape/"}])
def test_turtle_and_jsonld_are_one_graph(client: TestClient, page: str) -> None:
    turtle, jsonld = (client.get(page, headers={"Accept": media}).content for media in (TURTLE, JSONLD))
    base = f"http://testserver{page}"
    first = sorted(str(quad) for quad in parse(turtle, format=RdfFormat.TURTLE, base_iri=base))
    second = sorted(str(quad) for quad in parse(jsonld, format=RdfFormat.JSON_LD, base_iri=base))
    assert first == second
    assert first


@pytest.mark.parametrize("page", ["/def/", "/shape/"])
def test_the_whole_is_given_as_its_files_in_turtle(client: TestClient, page: str) -> None:
    turtle, jsonld = (client.get(page, headers={"Accept": media}).content for media in (TURTLE, JSONLD))
    named = {
        str(quad) for quad in parse(jsonld, format=RdfFormat.JSON_LD) if "_:" not in f"{quad.subject}{quad.object}"
    }
    assert named <= {str(quad) for quad in parse(turtle, format=RdfFormat.TURTLE)}
    assert len(named) > 500


@pytest.mark.parametrize("page", PAGES)
def test_the_table_has_a_heading_and_rows_of_one_width(client: TestClient, page: str) -> None:
    text = client.get(page, headers={"Accept": CSV}).content.decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text))
    assert len(set(heading)) == len(heading) > 5
    assert rows
    assert {len(row) for row in rows} == {len(heading)}


@pytest.mark.parametrize("page", PAGES)
def test_a_twin_is_the_same_bytes_each_time(client: TestClient, page: str) -> None:
    for media in (TURTLE, JSONLD, CSV):
        first, second = (client.get(page, headers={"Accept": media}) for _ in range(2))
        assert first.content == second.content
        again = client.get(page, headers={"Accept": media, "If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
