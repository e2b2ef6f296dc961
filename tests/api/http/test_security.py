"""Headers for browsers, on every answer whatever becomes of it, and what scripts of other sites may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.http.security import ACCEPTED
from api.settings import Settings

ANSWERS = {
    "/": 200,
    "/laws/guowuyuanling-711?format=svg": 200,
    "/divisions/341302/duties": 200,
    "/divisions/341302/duties?format=csv": 200,
    "/static/site.css": 200,
    "/static/nope.css": 404,
    "/docs": 200,
    "/openapi.json": 200,
    "/validate": 200,
    "/id/item/social-assistance/11": 303,
    "/laws/": 307,
    "/nope": 404,
    "/divisions/12345": 400,
    "/divisions/341302/duties?format=pdf": 406,
    "/healthz": 200,
}


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_every_answer_has_the_security_headers(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept}, follow_redirects=False)
    assert answer.status_code == ANSWERS[path]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_an_unforeseen_fault_has_them_too(holdings: Holdings) -> None:
    app = create_app(holdings=holdings)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("x")

    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_which_sites_may_embed_is_a_setting(holdings: Holdings, client_of: Callable[[FastAPI], TestClient]) -> None:
    settings = Settings(frame_ancestors="'self' https://www.example.gov.cn")
    answer = client_of(create_app(settings, replace(holdings, settings=settings))).get("/")
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'self' https://www.example.gov.cn")
    assert "x-frame-options" not in answer.headers


def test_the_nonce_of_the_query_page_is_another_each_time(client: TestClient) -> None:
    seen = set()
    for _ in range(2):
        answer = client.get("/sparql", headers={"Accept": "text/html"})
        nonce = re.search(r"'nonce-([\w-]{16,})'", answer.headers["content-security-policy"])
        assert nonce
        assert f'nonce="{nonce[1]}"' in answer.text
        seen.add(nonce[1])
    assert len(seen) == 2


@pytest.mark.parametrize(
    "path", ["/laws", "/divisions/341302/duties", "/downloads/", "/sparql", "/rules", "/static/site.css", "/nope"]
)
def test_other_sites_may_read(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://portal.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/laws", "/divisions/341302/duties", "/sparql", "/def/Item"])
def test_a_preflight_allows_what_clients_send(client: TestClient, path: str) -> None:
    sent = "Authorization, X-Requested-With, If-None-Match, Cache-Control"
    asked = {"Origin": "https://p.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(path, headers=asked | {"Access-Control-Request-Headers": sent})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {name.strip() for name in sent.split(",")} <= {name.strip() for name in ACCEPTED.split(",")}
    assert answer.headers["access-control-allow-headers"] == ACCEPTED


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/laws", "GET, HEAD, OPTIONS"),
        ("/static/site.css", "GET, HEAD, OPTIONS"),
        ("/validate", "GET, HEAD, POST, OPTIONS"),
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
    ],
)
def test_options_and_allow_say_the_same(client: TestClient, path: str, methods: str) -> None:
    assert client.options(path).headers["allow"] == methods
    refused = client.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, methods)


def test_options_of_what_is_not_there_is_404(client: TestClient) -> None:
    assert client.options("/nope").status_code == 404
