"""Limits of a connection, against a real socket: slow senders, long lines, letters as people type them."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from api.door import protocol
from api.door.protocol import REFUSED, BoundedProtocol


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Says what it was asked, after the whole body."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        more = message.get("more_body", False)
    told = {"path": scope["path"], "query": scope["query_string"].decode("ascii"), "headers": len(scope["headers"])}
    told["refused"] = scope["state"].get(REFUSED)
    body = json.dumps(told).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with short limits."""
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(protocol, "BODY_SECONDS", 0.7)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = uvicorn.Config(echo, http=BoundedProtocol, log_level="critical", lifespan="off", ws="none")
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def answer(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Everything that comes back for what is sent piece by piece; b"" where the connection is closed without a word."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
            while piece := connection.recv(65536):
                received += piece
                if b"\r\n\r\n" in received and received.endswith(b"}"):
                    break
        except ConnectionError:
            return b""
    return received


def told(port: int, *pieces: bytes) -> dict[str, object]:
    """What the application was asked."""
    document: dict[str, object] = json.loads(answer(port, *pieces).partition(b"\r\n\r\n")[2])
    return document


def test_letters_outside_ascii_are_taken_as_a_browser_would_send_them(port: int) -> None:
    line = "GET /地名/x?q=真新街道&a=%20 HTTP/1.1\r\nHost: h\r\n\r\n".encode()
    expected = {
        "path": "/地名/x",
        "query": "q=%E7%9C%9F%E6%96%B0%E8%A1%97%E9%81%93&a=%20",
        "headers": 1,
        "refused": None,
    }
    assert told(port, line) == expected
    assert told(port, *(line[at : at + 1] for at in range(len(line)))) == expected


def test_letters_in_a_body_and_in_headers_stay_as_they_are(port: int) -> None:
    body = "真\n新".encode()
    head = f"POST / HTTP/1.1\r\nHost: h\r\nX: y\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        for _ in range(3):  # the connection is kept
            connection.sendall(head + body)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_a_connection_that_says_nothing_is_closed(port: int) -> None:
    begin = time.monotonic()
    assert answer(port) == b""
    assert 0.3 < time.monotonic() - begin < 3


def test_trickled_headers_are_not_waited_for(port: int) -> None:
    pieces = [b"GET / HTTP/1.1\r\nHost: h\r\n", *(b"X-%d: y\r\n" % number for number in range(20))]
    begin = time.monotonic()
    assert answer(port, *pieces, pause=0.1) == b""
    assert time.monotonic() - begin < 3


def test_a_trickled_body_is_not_waited_for(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n"
    begin = time.monotonic()
    assert answer(port, head, *(b"x" for _ in range(20)), pause=0.1) == b""
    assert time.monotonic() - begin < 4


def test_a_kept_connection_has_as_long_for_its_next_request(port: int) -> None:
    request = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request)
        assert connection.recv(65536)
        connection.sendall(b"GET / HT")
        begin = time.monotonic()
        assert connection.recv(65536) == b""
        assert time.monotonic() - begin < 3


@pytest.mark.parametrize(
    ("request_", "refused"),
    [
        (b"GET / HTTP/1.1\r\nHost: h\r\n" + b"X: y\r\n" * 98 + b"\r\n", None),
        (b"GET / HTTP/1.1\r\nHost: h\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"y" * 40_000 + b"\r\n\r\n", 431),
        (b"GET /?" + b"y" * 300_000 + b" HTTP/1.1\r\nHost: h\r\n\r\n", 414),
    ],
)
def test_what_is_too_long_is_let_go_and_noted(port: int, request_: bytes, refused: int | None) -> None:
    document = told(port, request_)
    assert document["refused"] == refused
    assert int(str(document["headers"])) <= 100
    assert len(str(document["query"])) <= protocol.MOST_URL_BYTES


def test_what_is_no_request_is_told_so_as_a_problem(port: int) -> None:
    head, _, body = answer(port, b"GARBAGE\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in head
    assert json.loads(body)["code"] == "bad-request"
