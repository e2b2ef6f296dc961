"""What is let in: whole requests, not too long, not too many of one client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.app import create_app
from api.door.protocol import REFUSED
from api.holdings import Holdings
from api.http.admission import AdmissionMiddleware
from api.settings import Settings


def scope_of(app: FastAPI, **others: object) -> Scope:
    """A request as a server gives it."""
    scope: Scope = {"type": "http", "method": "GET", "path": "/laws", "query_string": b"", "http_version": "1.1"}
    scope |= {"headers": [(b"host", b"h")], "client": ("203.0.113.9", 5), "app": app, "state": {}, "raw_path": b"/laws"}
    return scope | others


async def answers(middleware: AdmissionMiddleware, scope: Scope) -> list[Message]:
    """What is sent for a request."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    await middleware(scope, receive, send)
    return sent


async def fine(_scope: Scope, _receive: Receive, send: Send) -> None:
    """An application that is done at once."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def admission(inside: Callable[[Scope, Receive, Send], object] = fine, proxies: str = "") -> AdmissionMiddleware:
    """The middleware for two requests of a client at a time."""
    return AdmissionMiddleware(inside, longest=100, per_client=2, proxies=proxies)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("others", "status"),
    [
        ({}, 200),
        ({"headers": []}, 400),
        ({"headers": [], "http_version": "1.0"}, 200),
        ({"headers": [(b"host", b"a"), (b"host", b"b")]}, 400),
        ({"headers": [(b"host", b"a"), (b"host", b"a")], "http_version": "1.0"}, 400),
        ({"query_string": b"q=" + b"x" * 99}, 414),
        ({"raw_path": b"/" + b"x" * 100}, 414),
        ({"state": {REFUSED: 414}}, 414),
        ({"state": {REFUSED: 431}}, 431),
    ],
)
def test_what_is_let_in(app: FastAPI, others: dict[str, object], status: int) -> None:
    sent = asyncio.run(answers(admission(), scope_of(app, **others)))
    assert sent[0]["status"] == status
    if status != 200:
        assert b"application/problem+json" in dict(sent[0]["headers"])[b"content-type"]


def test_one_client_has_so_many_requests_at_a_time_and_no_more(app: FastAPI) -> None:
    async def play() -> list[int]:
        go = asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            await go.wait()
            await fine(scope, receive, send)

        middleware = admission(slow, proxies="198.51.100.1")
        clients = ["203.0.113.9"] * 3 + ["203.0.113.8", "127.0.0.1", "127.0.0.1", "127.0.0.1"] + ["198.51.100.1"] * 3
        tasks = [asyncio.ensure_future(answers(middleware, scope_of(app, client=(one, 1)))) for one in clients]
        await asyncio.sleep(0.01)
        go.set()
        statuses = [(await task)[0]["status"] for task in tasks]
        again = await answers(middleware, scope_of(app))
        return [*statuses, again[0]["status"]]

    assert asyncio.run(play()) == [200, 200, 429, 200, 200, 200, 200, 200, 200, 200, 200]


def test_too_many_says_when_to_come_again(app: FastAPI) -> None:
    middleware = AdmissionMiddleware(fine, longest=100, per_client=0, proxies="")
    sent = asyncio.run(answers(middleware, scope_of(app)))
    assert sent[0]["status"] == 429
    assert dict(sent[0]["headers"])[b"retry-after"] == b"1"
    assert asyncio.run(answers(middleware, scope_of(app, path="/healthz")))[0]["status"] == 200


def test_an_address_past_its_limit_hints_at_post(holdings: Holdings) -> None:
    settings = Settings(max_address_bytes=500)
    client = TestClient(create_app(settings, replace(holdings, settings=settings)))
    answer = client.get("/sparql?query=" + "x" * 600, headers={"Origin": "https://p.example"})
    assert (answer.status_code, answer.json()["code"]) == (414, "address-too-long")
    assert "POST" in answer.json()["hint"]
    assert answer.headers["access-control-allow-origin"] == "*"
