"""/docs: the page, its assets, and the description it draws."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.http.describing import DESCRIPTION
from api.http.negotiate import SHORT
from api.settings import Settings
from catalog_graph import __version__

PATHS = {
    "/divisions/{code}/poster",
    "/divisions/{code}/records",
    "/divisions/{code}/records/{report}",
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
    "/divisions/{code}/tree.ndjson",
    "/embed/divisions/{code}",
    "/embed/catalogues/{slug}",
    "/duties",
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
    "/changes",
    "/def/context.jsonld",
    "/ldes",
    "/ldes/{page}",
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
FILTERS |= {"q", "on", "version", "formed", "page", "per_page"}


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
        operation = path.get("get") or path["post"]
        assert re.search("[一-鿿]", operation["summary"])
        assert operation["description"]
        assert len(operation["tags"]) == 1  # with two it would be listed twice


def test_the_parameters_of_duties_are_described(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/divisions/{code}/duties"]["get"]
    parameters = {one["name"]: one for one in operation["parameters"]}
    assert parameters.keys() >= FILTERS | {"code"}
    assert all(re.search("[一-鿿]", parameters[name]["description"]) for name in FILTERS)
    pictures = {"svg", "graphml", "gexf", "ics", "docx", "atom"}  # of laws, calendars, catalogues, changes
    assert set(parameters["format"]["schema"]["enum"]) == {*SHORT, ""} - pictures


def _operations(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in described["paths"].values() for operation in path.values()]


def test_every_answer_in_json_is_a_named_component(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for operation in _operations(described):
        content = operation["responses"]["200"].get("content", {})
        for media in {"application/json", "application/sparql-results+json"} & set(content):
            name = content[media]["schema"]["$ref"].removeprefix("#/components/schemas/")
            assert described["components"]["schemas"][name]["description"], operation["operationId"]


def test_every_error_is_described_as_problem_details(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for operation in _operations(described):
        errors = {status: each for status, each in operation["responses"].items() if int(status) >= 400}
        assert {"400", "414", "429", "431", "500", "503"} <= set(errors)
        assert ("404" in errors) or "path" not in {each["in"] for each in operation.get("parameters", [])}
        for status, answer in errors.items():
            if (operation["operationId"], status) not in {("ready", "503"), ("download_file", "416")}:
                schema = answer["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}
        assert {"429", "503"} == {s for s, a in errors.items() if "Retry-After" in a.get("headers", {})}


def test_every_parameter_says_which_values_it_takes(client: TestClient) -> None:
    for operation in _operations(client.get("/openapi.json").json()):
        for parameter in operation.get("parameters", []):
            assert re.search("[一-鿿]", parameter["description"])
            schema = parameter["schema"]
            limits = {"enum", "pattern", "maxLength", "minimum", "items", "examples"} & set(schema)
            assert limits, (operation["operationId"], parameter["name"])
            assert "x-setting" not in schema


def test_what_a_setting_limits_is_described_as_it_is_set(holdings: Holdings) -> None:
    described = create_app(Settings(max_per_page=7, max_query_length=9), holdings).openapi()
    listed = described["paths"]["/divisions/{code}/duties"]["get"]["parameters"]
    schemas = {each["name"]: each["schema"] for each in listed}
    assert (schemas["per_page"]["maximum"], schemas["q"]["maxLength"]) == (7, 9)


def test_names_and_tags_are_for_programs_and_tags_are_explained_for_people(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    explained = {tag["name"]: tag["description"] for tag in described["tags"]}
    for operation in _operations(described):
        assert re.fullmatch("[a-z_]+", operation["operationId"])
        assert re.search("[一-鿿]", explained[operation["tags"][0]])


def test_bodies_are_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    query = paths["/sparql"]["post"]["requestBody"]["content"]
    assert set(query) == {"application/x-www-form-urlencoded", "application/sparql-query"}
    upload = paths["/validate"]["post"]["requestBody"]["content"]
    assert {"multipart/form-data", "text/csv"} <= set(upload)


def test_operations_have_names_of_their_own(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"].values()
    names = [operation["operationId"] for path in paths for operation in path.values()]
    assert len(names) == len(set(names)) == len(PATHS) + len(POSTS)


@pytest.mark.filterwarnings("error")
def test_the_description_is_made_without_warnings(holdings: Holdings) -> None:
    assert create_app(holdings=holdings).openapi()["openapi"].startswith("3.")


def test_a_format_that_is_described_is_one_that_is_known(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    listed = [
        value
        for path in described.values()
        for operation in path.values()
        for each in operation.get("parameters", ())
        if each["name"] == "format"
        for value in each["schema"].get("enum", ())
    ]
    assert len(listed) > 100
    assert set(listed) <= {*SHORT, "ndjson", ""}
