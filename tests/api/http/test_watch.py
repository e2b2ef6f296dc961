"""What is noted of requests: which route, how it ended, how long it took; never what was asked."""

from __future__ import annotations

import json
import logging

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.logs import JsonLines

WORDS = "某某村低保名单"


@pytest.fixture
def own(holdings: Holdings) -> FastAPI:
    """An application with figures of its own."""
    return create_app(holdings=holdings)


def figure(client: TestClient, name: str, **labels: str) -> float:
    """A figure of /metrics; 0 where it is not there."""
    wanted = {f'{label}="{value}"' for label, value in labels.items()}
    for line in client.get("/metrics").text.splitlines():
        key, _, value = line.rpartition(" ")
        if key.partition("{")[0] == name and wanted <= set(key.partition("{")[2].rstrip("}").split(",")):
            return float(value)
    return 0.0


def test_figures_are_by_the_pattern_of_the_route(own: FastAPI) -> None:
    client = TestClient(own)
    for path in (
        "/divisions/341302/duties",
        "/divisions/341302",
        "/divisions/34",
        "/nope/1",
        "/nope/2",
        "/static/site.css",
    ):
        client.get(path)
    client.request("MADE-UP-METHOD-OF-SOMEBODY", "/laws")
    requests = "gongkai_requests_total"
    assert figure(client, requests, route="/divisions/{code}/duties", status="200", method="GET") == 1
    assert figure(client, requests, route="/divisions/{code}", status="200") == 2
    assert figure(client, requests, route="/static", status="200") == 1
    assert figure(client, requests, route="other", status="404") == 2
    assert "nope" not in client.get("/metrics").text
    assert "MADE-UP" not in client.get("/metrics").text
    assert figure(client, "gongkai_request_seconds_count", route="/divisions/{code}") == 2
    assert figure(client, "gongkai_requests_open") == 1


def test_readiness_says_the_state_of_each_part(own: FastAPI) -> None:
    document = TestClient(own).get("/readyz").json()
    assert set(document["parts"]) == {"places", "sparql", "downloads", "pages"}
    assert document["parts"]["sparql"] == document["parts"]["pages"] == {"state": "idle"}


def test_a_service_that_makes_pages_ahead_is_not_ready_before(
    holdings: Holdings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_SPARQL_EAGER", "1")
    answer = TestClient(create_app(holdings=holdings)).get("/readyz")
    assert (answer.status_code, answer.json()["parts"]["pages"]) == (503, {"state": "preparing"})


def test_every_answer_of_500_leaves_a_line_and_none_says_what_was_asked(
    own: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    @own.get("/broken/{name}")
    def broken(name: str) -> None:
        raise RuntimeError("broken")

    client = TestClient(own, raise_server_exceptions=False)
    with caplog.at_level(logging.INFO, "gongkai.requests"):
        assert client.get(f"/broken/{WORDS}").status_code == 500
        assert client.get(f"/divisions?q={WORDS}").status_code == 200
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    noted = [(line["level"], line["route"], line["status"]) for line in lines if line["event"] == "request"]
    assert noted == [("error", "/broken/{name}", 500), ("info", "/divisions", 200)]
    assert all(line["ms"] >= 0 and line["method"] == "GET" for line in lines if line["event"] == "request")
    assert [line["event"] for line in lines if "fault" in line] == ["unforeseen"]
    assert WORDS not in json.dumps(lines, ensure_ascii=False)


def test_a_line_is_one_line() -> None:
    record = logging.LogRecord("gongkai", logging.WARNING, "x", 1, "a\nb %s", ("c\n",), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["event"] == "a\nb c\n"
