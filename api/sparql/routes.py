"""Routes of the SPARQL endpoint: queries by the protocol, the service description, the form for people.

Owns: /sparql, /sparql/ and /.well-known/void; limits, time and CORS in the headers of their answers.
Must not: hold SPARQL, or run it here: `catalog_graph.sparql.endpoint` does, in processes of their own.

An answer up to the buffer is sent whole, with its length, when it is known to be complete. A longer one is sent in
chunks as it is made; where it fails after that, the connection is cut before the last chunk, so that no client can
take what it has for the answer.
"""

from __future__ import annotations

import logging
import time
from codecs import BOM_UTF8
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.door.ending import Ending
from api.http import urls
from api.http.conditional import is_known
from api.http.errors import MethodNotAllowed, respond
from api.http.leaving import unless_gone
from api.http.methods import preflight
from api.http.negotiate import HTML, negotiate
from api.http.represent import redirect
from api.settings import Settings, datasets
from api.sparql import described as sparql_description
from api.sparql.description import description
from api.sparql.protocol import Asked, asked, media_by_form
from api.sparql.query_page import answer_page, error_page, sparql_page, wanted
from catalog_graph.errors import BadRequest, GongkaiError, NotAcceptable, QueryTooLong
from catalog_graph.sparql import partial_results
from catalog_graph.sparql.endpoint import Endpoint
from catalog_graph.sparql.hints import Hint, hints
from catalog_graph.sparql.pool.queue import QueryReply
from catalog_graph.sparql.request import QueryRequest
from catalog_graph.sparql.results import CSV, GRAPHS

router = APIRouter(tags=["sparql"])
ALLOW = "GET, HEAD, POST, OPTIONS"
# The second name is for programs that do not read the first.
_SAVED_AS = "attachment; filename=\"result.csv\"; filename*=UTF-8''%E6%9F%A5%E8%AF%A2%E7%BB%93%E6%9E%9C.csv"
_LOG = logging.getLogger("gongkai")


async def endpoint(request: Request) -> Response:
    """Every request to /sparql; errors too carry the headers of the endpoint."""
    settings: Settings = request.app.state.settings
    begin = time.perf_counter()
    try:
        response = await _respond(request, settings)
    except ClientDisconnect:
        response = Response(status_code=499)  # nobody reads it
    except GongkaiError as error:
        response = respond(request, error)
        response.headers["X-Query-Time-Ms"] = str(round((time.perf_counter() - begin) * 1000))
    headers = {
        "X-Query-Limit-Ms": str(settings.sparql_time_ms),
        "X-Query-Limit-Rows": str(settings.sparql_max_rows),
        "X-Query-Limit-Bytes": str(settings.sparql_max_bytes),
    }
    response.headers.update(headers)
    return response


@router.get("/sparql", summary="SPARQL 查询", operation_id="sparql_get", **sparql_description.GET)
async def sparql_get(request: Request) -> Response:
    """A query by GET; without one the service description, or a form for browsers.

    SPARQL 1.1 Protocol, read-only: updates and SERVICE are refused with 403. An answer past the limit of rows or bytes
    is refused with 413 or, once it has begun, cut off so that it shows; a query past its time gets 503.
    """
    return await endpoint(request)


@router.post("/sparql", summary="SPARQL 查询（POST）", operation_id="sparql_post", **sparql_description.POST)
async def sparql_post(request: Request) -> Response:
    """A query as a form (application/x-www-form-urlencoded) or directly (application/sparql-query)."""
    return await endpoint(request)


@router.get("/.well-known/void", include_in_schema=False)
async def void(request: Request) -> Response:
    """303 to the service description, which is the VoID description too."""
    return redirect(request, urls.SPARQL)


async def _respond(request: Request, settings: Settings) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=preflight(ALLOW))
    if request.method not in {"GET", "POST"}:
        raise MethodNotAllowed(request.method, "请用 GET 或 POST。", ALLOW)
    body = await _body(request, settings.sparql_query_bytes) if request.method == "POST" else b""
    raw: bytes = request.scope["query_string"]
    codings = request.headers.getlist("content-encoding")
    operation = asked(request.method, raw, request.headers.get("content-type"), body, codings)
    format_ = operation.format or getattr(request.state, "suffix", "")
    accept = ", ".join(request.headers.getlist("accept")) or None
    if operation.query is None:
        return await _bare(request, format_, accept)
    if wanted(format_, accept, operation.known.form):
        return await _shown(request, operation, settings)
    return await _answered(request, operation, media_by_form(format_, accept, operation.known.form), settings)


async def _shown(request: Request, operation: Asked, settings: Settings) -> Response:
    """The answer, or its beginning, or the error as a page for people."""
    try:
        reply = await _asked(request, operation, partial_results.MEDIA, settings)
        content = await unless_gone(_beginning(reply, settings), request.receive)
        known = _hints(operation, reply, content)
        response = await run_in_threadpool(answer_page, request, operation, reply.head, content, known)
    except GongkaiError as error:
        return await run_in_threadpool(error_page, request, operation, error)
    response.headers.update(_described(reply) | _told(known))
    return response


async def _beginning(reply: QueryReply, settings: Settings) -> bytes:
    """As much of an answer as a page shows; the rest of one that is still being made is not waited for."""
    if reply.pieces is None:
        return reply.content
    content, seen = bytearray(), 0
    try:
        async for piece in reply.pieces:
            content += piece
            seen += partial_results.lines(piece)
            if seen > settings.sparql_page_rows or len(content) >= settings.sparql_buffer_bytes:
                break
    finally:
        reply.close()
    return bytes(content)


async def _bare(request: Request, format_: str, accept: str | None) -> Response:
    """Without a query: the form for browsers, else the description."""
    try:
        for_people = format_.lower() == "html" if format_ else negotiate(accept, (*GRAPHS, HTML)) == HTML
    except NotAcceptable:
        raise BadRequest("没有查询语句", "请给出 ?query=…；服务描述可用 Accept: text/turtle 取得。") from None
    if for_people:
        return await run_in_threadpool(sparql_page, request)
    known = "jsonld" if format_.lower() == "json" else format_  # the JSON of results is none of a description
    return await description(request, media_by_form(known, accept)["CONSTRUCT"])


async def _body(request: Request, most: int) -> bytes:
    """The body, as far as it is not too long. Raises QueryTooLong, ClientDisconnect."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise QueryTooLong(f"请求内容超过 {most} 字节的上限")
    return bytes(body)


async def _asked(request: Request, operation: Asked, media: dict[str, str], settings: Settings) -> QueryReply:
    """The reply to a query, once its beginning is there. Raises ClientDisconnect too."""
    if len((operation.query or "").encode("utf-8", "replace")) > settings.sparql_query_bytes:
        raise QueryTooLong(f"查询语句超过 {settings.sparql_query_bytes} 字节的上限")
    asking = QueryRequest(
        operation.known.allowed(),
        media,
        operation.default_graphs,
        operation.named_graphs,
        rows=settings.sparql_max_rows,
        bytes=settings.sparql_max_bytes,
        buffer=settings.sparql_buffer_bytes,
        seconds=settings.sparql_time_ms / 1000,
        stream=request.scope["http_version"] != "1.0",
    )
    endpoint_: Endpoint = request.app.state.endpoint
    ending: Ending = request.app.state.ending
    cached = endpoint_.cached(asking)
    if cached is not None:
        return cached
    return await unless_gone(ending.unless_stopped(endpoint_.ask(asking)), request.receive)


async def _answered(request: Request, operation: Asked, media: dict[str, str], settings: Settings) -> Response:
    reply = await _asked(request, operation, media, settings)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"} | _described(reply)
    headers |= _told(_hints(operation, reply, reply.content))
    chosen = str(reply.head["media"])
    saved = _is_saved(request, operation, chosen)
    if saved:
        headers["Content-Disposition"] = _SAVED_AS
    content_type = f"{chosen}; charset=utf-8" if chosen.endswith("xml") else chosen
    if reply.pieces is not None:
        return StreamedReply(reply, _with_mark(reply.pieces) if saved else reply.pieces, headers, content_type)
    tag = f"{reply.tag}-saved" if saved else reply.tag
    headers["ETag"] = f'"{tag}"'
    if request.method == "GET" and is_known(request, f'"{tag}"'):
        return Response(status_code=304, headers=headers)
    return Response((BOM_UTF8 if saved else b"") + reply.content, headers=headers, media_type=content_type)


def _is_saved(request: Request, operation: Asked, media: str) -> bool:
    """Whether a browser asks for CSV, which it saves: spreadsheets take it for UTF-8 by the mark at its beginning."""
    return media == CSV and bool(operation.format) and "text/html" in request.headers.get("accept", "")


async def _with_mark(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield BOM_UTF8
    async for piece in pieces:
        yield piece


def _hints(operation: Asked, reply: QueryReply, content: bytes) -> list[Hint]:
    """What may be wrong with a query, by its text and whether its answer has anything in it."""
    nothing = b"false" in content[:80] if reply.head["form"] == "ASK" else reply.head["rows"] == 0
    own = bool(datasets()) and not operation.default_graphs and not operation.named_graphs
    return hints(operation.query or "", bool(reply.head["whole"]) and nothing, own)


def _told(known: Sequence[Hint]) -> dict[str, str]:
    return {"X-Query-Hint": "; ".join(f"{hint.code}: {hint.words}" for hint in known)} if known else {}


def _described(reply: QueryReply) -> dict[str, str]:
    """What the headers say of an answer: time, rows where they are known, whether it is from the cache."""
    headers = {"X-Query-Time-Ms": str(reply.head["ms"])}
    if reply.head["whole"]:
        headers["X-Query-Rows"] = str(reply.head["rows"])
    if reply.cached:
        headers["X-Query-Kept"] = "true"
    return headers


class StreamedReply(StreamingResponse):
    """An answer sent while it is still being made; one that fails has no end."""

    def __init__(self, reply: QueryReply, pieces: AsyncIterator[bytes], headers: dict[str, str], media: str) -> None:
        super().__init__(pieces, headers=headers, media_type=media)
        self._reply = reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces; where they break off, leave without the last chunk and the server cuts the connection."""
        try:
            with suppress(ClientDisconnect):
                await unless_gone(self.stream_response(send), receive)
        except GongkaiError as error:
            _LOG.warning("answer cut off: %s", error.message)
        finally:
            self._reply.close()
