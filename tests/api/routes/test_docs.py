"""/docs: the page, its assets, and the description it draws."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.http.negotiate import SHORT
from api.routes.docs import DESCRIPTION
from catalog_graph import __version__

PATHS = {
    "/divisions/{code}/poster",
    "/divisions/{code}/records",
    "/divisions/{code}/similar",
    "/tools",
    "/catalogues/{slug}/table",
    "/catalogues/{slug}/template",
    "/catalogues/{slug}/official",
    "/compare",
    "/compare/places",
    "/precheck",
    "/overview",
    "/tree",
    "/tree/{code}",
    "/about",
    "/divisions",
    "/divisions/{code}",
    "/divisions/{code}/duties",
    "/divisions/{code}/calendar",
    "/divisions/{code}/gap",
    "/due",
    "/catalogues",
    "/catalogues/{slug}",
    "/catalogues/{slug}/{edition}",
    "/items/{slug}/{number}",
    "/laws",
    "/laws/{law}",
    "/healthz",
    "/readyz",
    "/sparql",
    "/roles",
    "/roles/{role}",
    "/sources",
    "/sources/{source}",
    "/def/",
    "/def/{name}",
    "/scheme/",
    "/scheme/{scheme}",
    "/scheme/{scheme}/{code}",
    "/shape/",
    "/shape/{name}",
    "/downloads/",
    "/downloads/{name}",
    "/catalog",
    "/validate",
    "/rules",
    "/rules/{identifier}",
    "/problem/",
    "/problem/{code}",
}
POSTS = {"/sparql", "/validate", "/compare", "/precheck"}  # paths that take a body too
FILTERS = {"domain", "method", "audience", "channel", "subject", "law", "review_status", "information_kind", "origin"}
FILTERS |= {"q", "on", "formed", "page", "per_page"}


def test_the_page_takes_all_it_needs_from_this_host(client: TestClient) -> None:
    page = client.get("/docs").text
    assets = re.findall(r'(?:src|<link[^>]+href)="([^"]+)"', page)
    assert len(assets) == 6
    for asset in assets:
        assert asset.startswith("/static/")
        assert client.get(asset).status_code == 200
    assert "<noscript>" in page


def test_the_script_draws_our_description_and_validates_nowhere_else(client: TestClient) -> None:
    script = client.get("/static/docs.js").text
    assert '"../openapi.json"' in script
    assert "validatorUrl: null" in script
    assert "http" not in script.replace("https://w3id.org", "")


def test_without_a_script_every_operation_is_listed(client: TestClient) -> None:
    page = client.get("/docs").text
    for path in PATHS:
        assert f"<code>{path}</code>" in page


def test_every_operation_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described["info"]["version"] == __version__
    assert described["info"]["description"] == DESCRIPTION
    assert set(described["paths"]) == PATHS
    for path in described["paths"].values():
        operation = path["get"]
        assert re.search("[一-鿿]", operation["summary"])
        assert operation["description"]
        assert len(operation["tags"]) == 1  # with two it would be listed twice
        assert "application/problem+json" in operation["responses"]["4XX"]["content"]
        assert "422" not in operation["responses"]


def test_the_parameters_of_duties_are_described(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/divisions/{code}/duties"]["get"]
    parameters = {one["name"]: one for one in operation["parameters"]}
    assert parameters.keys() >= FILTERS | {"code"}
    assert all(re.search("[一-鿿]", parameters[name]["description"]) for name in FILTERS)
    for short in set(SHORT) - {"svg", "graphml", "gexf", "ics", "docx"}:  # of laws, calendars and catalogues
        assert short in parameters["format"]["description"]


def test_operations_have_names_of_their_own(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"].values()
    names = [operation["operationId"] for path in paths for operation in path.values()]
    assert len(names) == len(set(names)) == len(PATHS) + len(POSTS)


@pytest.mark.filterwarnings("error")
def test_the_description_is_made_without_warnings(holdings: Holdings) -> None:
    assert create_app(holdings=holdings).openapi()["openapi"].startswith("3.")
