"""The list of suggestions: one per application, made ahead where that is wanted."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.sparql import lookup
from catalog_graph.downloads.maker import DownloadMaker
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.sparql.endpoint import Endpoint


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

    for class_ in (Endpoint, ReviewPool, DownloadMaker):
        monkeypatch.setattr(class_, "begin", lambda maker: begun.append(type(maker).__name__))
    monkeypatch.setattr(lookup, "warm", lambda _: begun.append("lookup"))
    monkeypatch.setenv("GONGKAI_SPARQL_EAGER", eager)
    with TestClient(create_app(holdings=holdings)) as client:
        assert client.get("/healthz").status_code == 200
    assert begun == ["Endpoint", "ReviewPool", "DownloadMaker", "lookup"] * ahead
