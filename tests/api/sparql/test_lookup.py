"""The list of suggestions: one per application, made ahead where that is wanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.sparql import lookup


def test_an_application_has_one_list(app: FastAPI, holdings: Holdings) -> None:
    first, other = (lookup.suggestions(Request({"type": "http", "app": one})) for one in (app, app))
    assert first is other
    apart = lookup.suggestions(Request({"type": "http", "app": create_app(holdings=holdings)}))
    assert apart is not first


@pytest.mark.parametrize(("eager", "ahead"), [("1", 1), ("", 0)])
def test_an_eager_service_makes_it_and_the_files_ahead(
    holdings: Holdings, monkeypatch: pytest.MonkeyPatch, eager: str, ahead: int
) -> None:
    begun: list[str] = []

    def noted(name: str) -> Callable[[object], object]:
        async def later(_: object) -> None:
            begun.append(name)

        return later

    for name in ("sparql.endpoint.Endpoint", "review.service.pool.Desk", "downloads.keeper.Keeper"):
        monkeypatch.setattr(f"catalog_graph.{name}.begin", noted(name))
    monkeypatch.setattr(lookup, "warm", lambda _: begun.append("lookup"))
    monkeypatch.setenv("GONGKAI_SPARQL_EAGER", eager)
    with TestClient(create_app(holdings=holdings)) as client:
        assert client.get("/healthz").status_code == 200
    assert (
        begun == ["sparql.endpoint.Endpoint", "review.service.pool.Desk", "downloads.keeper.Keeper", "lookup"] * ahead
    )
