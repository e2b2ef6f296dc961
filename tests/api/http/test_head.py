"""HEAD: everything that answers GET answers it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

PATHS = ("/", "/divisions?q=埇桥区", "/divisions/341302", "/divisions/341302/duties", "/catalogues", "/catalogues/05")
LAWS = ("/laws", "/laws/yusuanfa")
VOCABULARY = ("/def/", "/def/Item", "/scheme/level/county", "/shape/")
LINKED = (*VOCABULARY, "/roles", "/sources", "/downloads/roles.csv", "/catalog", "/problem/", "/problem/bad-date")
PAGES = ("/tools", "/compare", "/precheck", "/overview", "/about", "/tree", "/due", "/rules", "/catalogues/05/official")
OF_A_PLACE = tuple(f"/divisions/341302/{part}" for part in ("calendar", "gap", "poster", "tree.ndjson"))
MORE = ("/items/05/11", "/id/item/social-assistance/11", "/healthz", "/docs", "/openapi.json", "/static/site.css")


@pytest.mark.parametrize("path", [*PATHS, *LAWS, *LINKED, *PAGES, *OF_A_PLACE, *MORE])
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    get, head = client.get(path, follow_redirects=False), client.head(path, follow_redirects=False)
    assert head.status_code == get.status_code < 400
    assert head.content == b""
    assert head.headers == get.headers


def test_the_description_has_each_operation_once(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    posted = {path for path, methods in paths.items() if set(methods) != {"get"}}
    assert posted == {"/sparql", "/validate", "/compare", "/precheck", "/duties"}
    assert {method for methods in paths.values() for method in methods} == {"get", "post"}
