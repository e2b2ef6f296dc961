"""Putting the service together: the routes there are, static files, and settings that take effect."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import api
from api import app as app_module
from api.app import create_app, service
from api.holdings import Holdings
from api.settings import Settings
from catalog_graph.downloads.maker import DownloadMaker
from catalog_graph.errors import BadParameter
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.sparql.endpoint import Endpoint

STATIC = Path(api.__file__).parent / "static"


@pytest.fixture
def with_settings(holdings: Holdings, client_of: Callable[[FastAPI], TestClient]) -> Callable[[Settings], TestClient]:
    """The service with other settings."""
    return lambda settings: client_of(create_app(settings, replace(holdings, settings=settings)))


@pytest.mark.parametrize("path", sorted(p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*.[a-z]*")))
def test_every_static_file_is_served_as_it_is(client: TestClient, path: str) -> None:
    answer = client.get(f"/static/{path}")
    assert answer.status_code == 200
    assert answer.content == (STATIC / path).read_bytes()
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".md": "text/markdown"}
    assert answer.headers["content-type"].split(";")[0] == kinds[Path(path).suffix]


def test_there_are_static_files() -> None:
    assert len([path for path in STATIC.rglob("*") if path.is_file()]) >= 6


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/settings.py", "/static//etc/passwd", "/app.py"]
)
def test_nothing_else_on_the_disk_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_the_longest_page_is_a_setting(with_settings: Callable[[Settings], TestClient]) -> None:
    client = with_settings(Settings(max_per_page=3))
    assert client.get("/divisions/341302/duties?per_page=3").status_code == 200
    assert client.get("/divisions/341302/duties?per_page=4").status_code == 400


def test_the_longest_parameter_is_a_setting(with_settings: Callable[[Settings], TestClient]) -> None:
    client = with_settings(Settings(max_query_length=3))
    assert client.get("/divisions/341302/duties?q=预算表").status_code == 200
    assert client.get("/divisions/341302/duties?q=预算表格").status_code == 400


def test_the_results_of_a_search_are_a_setting(with_settings: Callable[[Settings], TestClient]) -> None:
    client = with_settings(Settings(search_results=2, max_search_results=3))
    assert len(client.get("/divisions?q=鼓楼区").json()["divisions"]) == 2
    assert len(client.get("/divisions?q=鼓楼区&limit=3").json()["divisions"]) == 3
    assert client.get("/divisions?q=鼓楼区&limit=4").status_code == 400


def test_the_time_in_caches_is_a_setting(with_settings: Callable[[Settings], TestClient]) -> None:
    assert with_settings(Settings(max_age=5)).get("/").headers["cache-control"] == "public, max-age=5"


def test_settings_come_from_the_environment(holdings: Holdings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_MAX_AGE", "7")
    assert TestClient(create_app(holdings=holdings)).get("/").headers["cache-control"] == "public, max-age=7"
    monkeypatch.setenv("GONGKAI_MAX_AGE", "soon")
    with pytest.raises(BadParameter, match="GONGKAI_MAX_AGE"):
        create_app(holdings=holdings)


def test_two_services_in_one_process_do_not_share_settings(with_settings: Callable[[Settings], TestClient]) -> None:
    one, two = with_settings(Settings(max_age=1)), with_settings(Settings(max_age=2))
    assert [client.get("/").headers["cache-control"][-1] for client in (one, two, one)] == ["1", "2", "1"]


def test_a_process_of_its_own_lets_the_loop_go_on_soon_and_sets_aside_what_is_loaded(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "create_app", lambda _: app)
    monkeypatch.setattr(app_module, "share_arenas", lambda: None)
    monkeypatch.setattr("api.logs.begin", lambda _: None)
    before, frozen = sys.getswitchinterval(), gc.get_freeze_count()
    try:
        assert service() is app
        assert sys.getswitchinterval() == pytest.approx(0.001)
        assert gc.get_freeze_count() > frozen
    finally:
        sys.setswitchinterval(before)
        gc.unfreeze()


@pytest.mark.parametrize("path", ["/catalogues/", "/divisions/341302/", "/divisions/341302/duties/"])
def test_a_slash_too_many_leads_to_the_address_without(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].endswith(path.rstrip("/"))


@pytest.mark.parametrize(("eager", "ahead"), [("1", 1), ("", 0)])
def test_an_eager_service_makes_it_and_the_files_ahead(
    holdings: Holdings, monkeypatch: pytest.MonkeyPatch, eager: str, ahead: int
) -> None:
    begun: list[str] = []

    for class_ in (Endpoint, ReviewPool, DownloadMaker):
        monkeypatch.setattr(class_, "begin", lambda maker: begun.append(type(maker).__name__))

    def warm(*_: object) -> Thread:
        thread = Thread(target=begun.append, args=["Holdings"])
        thread.start()
        return thread

    monkeypatch.setattr(Holdings, "warm", warm)
    monkeypatch.setattr(app_module, "_FIRST", 0.0)
    monkeypatch.setenv("GONGKAI_SPARQL_EAGER", eager)
    app = create_app(holdings=holdings)
    with TestClient(app) as client:
        for _ in range(200 if eager else 5):
            assert client.get("/healthz").status_code == 200
            if app.state.pages == "ready":
                break
            time.sleep(0.1)
    assert app.state.pages == ("ready" if eager else "idle")
    assert begun == ["Endpoint", "ReviewPool", "DownloadMaker", "Holdings"] * ahead


FIRST = """
import asyncio, sys
from api.app import create_app
app = create_app()
header = [(b"host", b"localhost"), (b"accept", b"application/json")]
scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": "/divisions/341302/duties", "root_path": "",
         "query_string": b"", "headers": header, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {}}
async def receive():
    return {"type": "http.request", "body": b"", "more_body": False}
async def send(message):
    assert message.get("status", 200) == 200
app.state.holdings.modified  # kept from now on
before = set(sys.modules)
asyncio.run(app(scope, receive, send))
print("\\n".join(before | set(sys.modules)))
"""


def test_what_the_duties_of_a_place_do_not_need_is_not_loaded_before_the_first_answer() -> None:
    for _ in range(2):  # the first may have to read the tables
        done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"api.app", "api.routes.place_duties", "catalog_graph.duties.as_json"} <= loaded
    outside = {"jinja2", "pyoxigraph", "rdflib", "lxml", "openpyxl", "pyarrow", "rapidfuzz", "segno", "icalendar"}
    ours = {"api.operations", "api.answers", "catalog_graph.review", "catalog_graph.tables.load"}
    assert not (outside | ours) & loaded
