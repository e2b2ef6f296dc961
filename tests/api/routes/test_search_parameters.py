"""The plain route of the search says what the described one says, and refuses what is not asked as described."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import TypeAdapter
from starlette.routing import Route
from starlette.testclient import TestClient

from api.answers.places import PlaceSearch
from api.app import create_app
from api.holdings import Holdings
from api.routes.search import search

SEARCH = "/divisions"
MODEL = TypeAdapter(PlaceSearch)
ALIKE = [
    *("", "?q=", "?limit=3", "?q=鼓楼区", "?q=鼓楼区&level=county&within=32&limit=1", "?q=341302", "?q=yongqiao"),
    *(
        "?q=甬桥区",
        "?q=没有这个地方",
        "?q=村&limit=5",
        "?q=341302000000&within=11",
        "?q=𬇕",
        "?format=csv",
        "?q=浦东&format=csv",
    ),
    *(
        "?q=浦东&foo=1",
        "?quer=浦东",
        "?q=浦东&q=浦西",
        "?limit=1&limit=2",
        f"?q={'长' * 201}",
        f"?q={'长' * 61}",
        "?q=...",
    ),
    *(
        "?limit=x",
        "?limit=",
        "?limit=5.5",
        "?limit=0",
        "?limit=201",
        "?limit=+5",
        "?level=city",
        "?within=x",
        "?level=county",
    ),
    *("?q=99", "?format=foo", "?within=34", f"?level={'x' * 300}"),
]


@pytest.fixture(scope="module")
def described(holdings: Holdings) -> Iterator[TestClient]:
    """The service without the plain route that stands before the one that is described."""
    app = create_app(holdings=holdings)
    app.complete()
    plain = next(route for route in app.router.routes if isinstance(route, Route) and route.path == SEARCH)
    assert plain.endpoint is search
    app.router.routes.remove(plain)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("accept", ["application/json", "text/html", "*/*"])
@pytest.mark.parametrize("query", ALIKE)
def test_the_plain_route_answers_as_the_described_one(
    client: TestClient, described: TestClient, query: str, accept: str
) -> None:
    plain, other = (each.get(SEARCH + query, headers={"Accept": accept}) for each in (client, described))
    assert (plain.status_code, plain.content) == (other.status_code, other.content)
    assert plain.headers == other.headers
    if plain.status_code == 200 and plain.headers["content-type"] == "application/json":
        MODEL.validate_json(plain.content)


REFUSED = {
    "?quer=浦东": "没有参数“quer”",
    "?q=浦东&q=浦西": "参数 q 给了2次",
    f"?q={'长' * 201}": "参数 q 过长（201字符，最多200）",
    "?limit=x": "参数 limit 的值不对",
    "?limit=201": "limit 应在1至200之间",
    "?q=浦东&level=city": "参数 level 的值“city”不对",
    "?within=x": "within 应为行政区划代码",
}


@pytest.mark.parametrize(("query", "detail"), REFUSED.items())
def test_what_is_refused_is_said(client: TestClient, query: str, detail: str) -> None:
    answer = client.get(SEARCH + query)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["detail"] == detail


def test_people_may_have_parameters_that_others_appended(client: TestClient) -> None:
    page = client.get(f"{SEARCH}?q=浦东&utm_source=x", headers={"Accept": "text/html"})
    assert page.status_code == 200
