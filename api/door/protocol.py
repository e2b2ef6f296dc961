"""HTTP as uvicorn speaks it, with the limits that uvicorn has not: of time, of header lines, of the request line.

Owns: how long a connection may take to say what it wants; how much it may say; letters outside ASCII in the address,
which people type and curl sends as they are. Must not: answer more than that a request is none; the application says
why, in its own form, from what is noted here in the state of the request (`REFUSED`).

It rests on the callbacks of `HttpToolsProtocol`; a test runs each limit against a real socket.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REFUSED = "refused"  # in the state of a request: the status that it is to be answered with
HEAD_SECONDS, BODY_SECONDS = 15.0, 90.0
MOST_HEADER_BYTES, MOST_HEADERS, MOST_URL_BYTES = 32_768, 100, 65_000  # uvicorn cannot read a longer address
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_NO_REQUEST = {
    "type": "https://w3id.org/gongkai/problem/bad-request",
    "title": "输入有误",
    "status": 400,
    "code": "bad-request",
    "detail": "这不是一个 HTTP 请求",
    "hint": "请检查请求行和请求头的写法。",
}


class BoundedProtocol(HttpToolsProtocol):
    """One connection."""

    _timer: asyncio.TimerHandle | None = None
    _line_open = True  # the request line is still to come, or has not ended
    _header_bytes = 0
    _url_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client that says nothing is not waited for."""
        super().connection_made(transport)
        self._give(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is timed any more."""
        self._give(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Letters outside ASCII in the request line are percent-encoded, as a browser does it."""
        if self._timer is None and self._line_open:  # the next request of a connection that is kept
            self._give(HEAD_SECONDS)
        if self._line_open:
            line, end, rest = data.partition(b"\n")
            self._line_open = not end
            data = _NOT_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], line) + end + rest
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._header_bytes = self._url_bytes = 0

    def on_url(self, url: bytes) -> None:
        """A piece of the address; past the limit it is counted and let go."""
        self._url_bytes += len(url)
        if self._url_bytes <= MOST_URL_BYTES:
            super().on_url(url)
        elif not self.url:
            super().on_url(b"/")

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header; past the limit it is counted and let go."""
        self._header_bytes += len(name) + len(value)
        if self._header_bytes <= MOST_HEADER_BYTES and len(self.headers) < MOST_HEADERS:
            super().on_header(name, value)
        else:
            self._header_bytes = MOST_HEADER_BYTES + 1

    def on_headers_complete(self) -> None:
        """The application is asked; it says no where a limit was passed."""
        self._give(BODY_SECONDS)
        state: dict[str, Any] = self.scope["state"]
        if self._url_bytes > MOST_URL_BYTES:
            state[REFUSED] = 414
        elif self._header_bytes > MOST_HEADER_BYTES:
            state[REFUSED] = 431
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole; the answer has its own limits."""
        self._give(None)
        self._line_open = True
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """What cannot be read as a request is told so in the form of all errors."""
        body = json.dumps(_NO_REQUEST, ensure_ascii=False).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\n"
            f"Access-Control-Allow-Origin: *\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _give(self, seconds: float | None) -> None:
        """So many seconds to whatever comes next, or as long as it takes."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            self.transport.close()
