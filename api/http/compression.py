"""Content coding of answers: br or gzip, as the client takes them.

Owns: which answers are coded, how, and what their ETag and Vary say then. Must not: know a route.

An answer that is whole is coded in one piece, in a thread where it is long, and kept by its ETag; one that is sent
while it is made is coded piece by piece, so that one that is cut stays cut. A strong ETag becomes a weak one, since it
stood for other bytes. Files with ranges are sent as they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.negotiate import qualities
from api.http.tagged import Tagged
from catalog_graph.sparql.byte_cache import ByteCache

_LEAST, _LONG, _MOST_AT_ONCE = 1000, 30_000, 16_000_000  # bytes
_PACKED = ("image/", "application/vnd.openxmlformats", "application/vnd.apache.parquet", "font/", "application/zip")
_GZIP = 31  # window bits that ask zlib for gzip


class _Coder(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


class _Brotli:
    def __init__(self) -> None:
        self._coder = brotli.Compressor(quality=4)

    def compress(self, data: bytes, /) -> bytes:
        return bytes(self._coder.process(data))

    def flush(self) -> bytes:
        return bytes(self._coder.finish())


_CODERS: dict[str, Callable[[], _Coder]] = {"br": _Brotli, "gzip": lambda: zlib.compressobj(5, zlib.DEFLATED, _GZIP)}


@lru_cache(maxsize=512)
def chosen(accept_encoding: str) -> str:
    """The coding that a client likes best, "" for none; br wins a tie.

    >>> chosen("gzip, deflate, br"), chosen("gzip;q=0.5, br;q=0"), chosen("identity")
    ('br', 'gzip', '')
    """
    liked = qualities(accept_encoding)
    best = max(_CODERS, key=lambda coding: liked.get(coding, liked.get("*", 0.0)))
    return best if liked.get(best, liked.get("*", 0.0)) > 0 else ""


def coded(content: bytes, coding: str) -> bytes:
    """Bytes in a coding."""
    coder = _CODERS[coding]()
    return coder.compress(content) + coder.flush()


class CompressionMiddleware:
    """Codes what compresses."""

    def __init__(self, app: ASGIApp, kept: ByteCache[Tagged]) -> None:
        self._app, self._kept = app, kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back, coded."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        coding = chosen(", ".join(Headers(scope=scope).getlist("accept-encoding")))
        await self._app(scope, receive, _Answer(scope, send, coding, self._kept))


class _Answer:
    """The way back of one answer."""

    def __init__(self, scope: Scope, send: Send, coding: str, kept: ByteCache[Tagged]) -> None:
        self._scope, self._send, self._coding, self._kept = scope, send, coding, kept
        self._start: Message = {}
        self._pieces: list[bytes] | None = None
        self._coder: _Coder | None = None

    async def __call__(self, message: Message) -> None:
        """Take a message of the application."""
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] != "http.response.body" or (self._pieces is None and self._coder is None):
            await self._send(message)
        elif self._coder is not None:
            await self._piece(self._coder, message)
        else:
            await self._whole(message)

    async def _begin(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        if not _compresses(self._scope, message["status"], headers):
            await self._send(message)
            return
        headers.add_vary_header("Accept-Encoding")
        size = int(headers.get("content-length", _MOST_AT_ONCE + 1))
        if message["status"] == 304 and self._coding:
            _weaken(headers)  # as the answer had it that the client has
        if not self._coding or size < _LEAST or message["status"] == 304:
            await self._send(message)
        elif size <= _MOST_AT_ONCE:
            self._start, self._pieces = message, []
        else:
            self._coder = _CODERS[self._coding]()
            self._marked(headers)
            del headers["content-length"]
            await self._send(message)

    def _marked(self, headers: MutableHeaders) -> None:
        headers["Content-Encoding"] = self._coding
        _weaken(headers)

    async def _piece(self, coder: _Coder, message: Message) -> None:
        content = coder.compress(message.get("body", b""))
        if not message.get("more_body", False):
            content += coder.flush()
        if content or not message.get("more_body", False):
            await self._send({**message, "body": content})

    async def _whole(self, message: Message) -> None:
        pieces = self._pieces or []
        pieces.append(message.get("body", b""))
        self._pieces = pieces
        if message.get("more_body", False):
            return
        headers = MutableHeaders(scope=self._start)
        content = await self._coded(b"".join(pieces), headers.get("etag", ""))
        self._marked(headers)
        headers["Content-Length"] = str(len(content))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": content})

    async def _coded(self, content: bytes, tag: str) -> bytes:
        key = (tag, self._scope["path"], self._scope["query_string"], self._coding)
        kept = self._kept.get(key) if tag else None
        if kept is not None:
            return kept.content
        long = len(content) > _LONG
        made = await run_in_threadpool(coded, content, self._coding) if long else coded(content, self._coding)
        if tag:
            self._kept.put(key, Tagged(made))
        return made


def _weaken(headers: MutableHeaders) -> None:
    tag = headers.get("etag", "")
    if tag.startswith('"'):
        headers["ETag"] = f"W/{tag}"


def _compresses(scope: Scope, status: int, headers: MutableHeaders) -> bool:
    media = headers.get("content-type", "")
    if status == 304:
        return True
    if not media or status in {204, 206} or "content-encoding" in headers or "content-range" in headers:
        return False
    if "accept-ranges" in headers and not scope["path"].startswith("/static/"):
        return False
    return media.startswith("image/svg") or not media.startswith(_PACKED)
