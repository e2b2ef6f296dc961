"""Every JSON answer is what the description says of it: the bytes satisfy the models, those of the hot route too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, ValidationError
from starlette.testclient import TestClient

import api.answers
from api.answers.duties import DutyList
from api.answers.reviews import Problem, Review
from api.answers.services import SparqlAnswer
from api.holdings import Holdings, definitions
from api.http.describing import PROBLEM
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset

TABLE = "公开事项,公开时限\n政策法规文件,及时\n"


def _places(dataset: Dataset) -> list[str]:
    local = dict.fromkeys(each.place for each in dataset.local_catalogues() if len(each.place) >= 6)
    return ["341302", "441900", "341302100", "341302100001", *list(local)[::12]]


def _vocabulary() -> Iterator[str]:
    known = definitions()
    for kind, base in ((known.terms, iris.DEF), (known.schemes, iris.SCHEME), (known.shapes, iris.SHAPE)):
        yield from (iri.removeprefix(iris.BASE[:-1]) for iri in kind if "/" not in iri.removeprefix(base))
    yield from (iri.removeprefix(iris.BASE[:-1]) for iri in known.concepts)


def _of_places(dataset: Dataset) -> Iterator[str]:
    yield from ("/divisions", "/divisions?q=鼓楼区", "/divisions?q=341302", "/divisions?q=埇侨区", "/divisions?limit=3")
    yield from (f"/divisions/{code}" for code in ("34", "3413", "46", "469001", *_places(dataset)))
    for code in _places(dataset):
        yield from (f"/divisions/{code}/{part}" for part in ("duties", "gap", "calendar"))
    yield "/divisions/341302/duties?formed=2026-03-01T10:00"
    yield "/divisions/341302/duties?formed=2026-03-01&domain=05&per_page=5&page=2"
    yield "/divisions/341302/duties?on=2010-01-01"


def _of_registers(dataset: Dataset) -> Iterator[str]:
    yield from ("/catalogues", "/laws", "/roles", "/sources", "/def/", "/scheme/", "/shape/", "/rules", "/problem/")
    yield from (f"/catalogues/{slug}" for slug in dataset.catalogues)
    yield from (f"/catalogues/{slug}/{each.edition_key}" for slug, each in dataset.catalogues.items())
    yield from (f"/items/{item.key}" for item in dataset.items()[::40])
    yield from (f"/laws/{law}" for law in list(dataset.laws)[::25])
    yield from (f"/roles/{role}" for role in list(dataset.roles)[::9])
    yield from (f"/sources/{source}" for source in list(dataset.sources)[::20])
    yield from ("/rules/GK-WHEN-003", "/problem/bad-date", "/problem/not-found")


def _of_time(dataset: Dataset) -> Iterator[str]:
    yield from (
        "/due",
        "/due?limit=信息形成之日起20个工作日内&from=2025-01-20",
        "/due?limit=24小时内&from=2025-01-20T10:00",
    )
    yield from ("/due?limit=每年3月31日前&place=650000", "/due?limit=social-assistance/11&from=2001-01-01")
    yield from (f"/due?limit={item.key}&from=2025-01-20&place=341302" for item in dataset.items()[::40])


def _of_the_service(_: Dataset) -> Iterator[str]:
    yield from ("/changes?since=0.1.0", "/changes?per_page=3", "/ldes", "/ldes/1")
    yield from ("/items/05/11?on=2018-01-01", "/catalogues/05?on=2018-01-01", "/catalogues/05?version=0.1.0")
    yield from ("/healthz", "/readyz", "/validate", "/downloads/", "/catalog", "/overview", "/about", "/tools")
    yield from ("/precheck", "/compare", "/compare?old=05&new=05", "/compare?old=05&new=06", "/tree", "/tree/34")
    yield from ("/compare/places?a=341302&b=441900", "/compare/places?a=341302&b=120115&domain=23")
    yield from ("/catalogues/05/official?place=341302", "/catalogues/05/official", "/tree/341302100001")
    yield from ("/divisions/441403/similar", "/divisions/341302/poster")


def _models() -> Iterator[type[BaseModel]]:
    for module in iter_modules(api.answers.__path__, "api.answers."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, BaseModel):
                yield value


MODELS = {model.__name__: model for model in _models()}


def _operation(app: FastAPI, path: str) -> dict[str, Any]:
    """The description of GET on a path; of several that fit, the one with the fewest parameters."""
    plain, described = path.partition("?")[0], app.openapi()["paths"]
    fitting = [known for known in described if re.fullmatch(re.sub(r"{\w+}", "[^/]+", known), plain)]
    operation: dict[str, Any] = described[min(fitting, key=lambda known: known.count("{"))]["get"]
    return operation


def _model(operation: dict[str, Any], status: int = 200) -> type[BaseModel]:
    schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
    return MODELS[schema["$ref"].rpartition("/")[2]]


def _checked(app: FastAPI, client: TestClient, path: str) -> str:
    """Read the answer as its model says; the name of the operation."""
    operation, answer = _operation(app, path), client.get(path, headers={"Accept": "application/json"})
    name: str = operation["operationId"]
    if answer.status_code == 400 and path.startswith("/due?limit=village"):
        return name  # a row whose cell says no time that can be read
    assert answer.status_code == 200 or (answer.status_code, path) == (503, "/readyz"), path
    try:
        _model(operation, answer.status_code).model_validate_json(answer.content)
    except ValidationError as error:
        raise AssertionError(f"{path}: {error}") from None
    return name


@pytest.mark.parametrize("paths", [_of_places, _of_registers, _of_time, _of_the_service])
def test_answers_are_what_is_described(
    app: FastAPI, client: TestClient, dataset: Dataset, paths: Callable[[Dataset], Iterator[str]]
) -> None:
    assert {_checked(app, client, path) for path in paths(dataset)}


def test_things_of_the_vocabulary_are_what_is_described(app: FastAPI, client: TestClient) -> None:
    assert {_checked(app, client, path) for path in list(_vocabulary())[::9]} == {"term", "scheme", "code", "shape"}


def test_every_operation_is_among_those_tried(app: FastAPI, dataset: Dataset) -> None:
    families = (_of_places, _of_registers, _of_time, _of_the_service)
    paths = [path for listed in families for path in listed(dataset)]
    tried = {_operation(app, path)["operationId"] for path in [*paths, *_vocabulary()]}
    described = {each["get"]["operationId"] for each in app.openapi()["paths"].values() if "get" in each}
    files_and_pages = {"context", "download_file", "embed_catalogue", "embed_place", "table", "template"}
    assert described - tried == {*files_and_pages, "records", "records_report", "sparql_get", "tree"}


def test_the_hot_route_is_read_without_difference(client: TestClient, holdings: Holdings) -> None:
    for code in ("341302", "341302100", "341302100001"):
        answer = client.get(f"/divisions/{code}/duties")
        read = DutyList.model_validate_json(answer.content)
        assert read.model_dump(mode="json", by_alias=True, exclude_unset=True) == answer.json()


def test_a_review_is_what_is_described(app: FastAPI, client: TestClient) -> None:
    answer = client.post("/validate", content=TABLE.encode(), headers={"Content-Type": "text/csv"})
    read = _model(app.openapi()["paths"]["/validate"]["post"]).model_validate_json(answer.content)
    assert read == Review.model_validate_json(answer.content)
    assert Review.model_validate_json(answer.content).findings


@pytest.mark.parametrize(
    "path",
    [
        "/divisions/34/duties",
        "/divisions/9",
        "/divisions/999999",
        "/due?limit=及时&place=鼓楼区",
        "/laws/nothing",
        "/nothing",
        "/divisions?limit=x",
        "/sparql?query=x",
        "/divisions?format=xlsx",
    ],
)
def test_an_error_is_what_is_described(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == PROBLEM
    assert Problem.model_validate_json(answer.content).status == answer.status_code


def test_results_of_sparql_are_what_is_described(client: TestClient) -> None:
    for query in ("ASK {}", "SELECT (1 AS ?a) {}"):
        SparqlAnswer.model_validate_json(client.get("/sparql", params={"query": query}).content)
