"""Errors over HTTP: one body for programs (RFC 9457), one page for people.

Owns: turning every exception into a response. Must not: let a traceback out.
"""

from __future__ import annotations

import logging
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.http.codings import ACCEPTED
from api.http.methods import allowed
from api.http.negotiate import HTML, PROBLEM
from api.http.represent import page, site_of, wants_page
from catalog_graph.duties.prepared import encode
from catalog_graph.errors import (
    BadParameter,
    GongkaiError,
    NotFound,
    TooManyRequests,
    Unavailable,
    UnsupportedCoding,
    as_document,
)

_LOG = logging.getLogger("gongkai")


class MethodNotAllowed(GongkaiError):
    """The resource is there, but not for this method; `allow` is what the header Allow says."""

    status, code, title = 405, "method-not-allowed", "不支持这种请求方法"
    hint = "本服务只读，请用 GET。"

    def __init__(self, method: str, hint: str | None = None, allow: str = "GET, HEAD, OPTIONS") -> None:
        super().__init__(f"这个地址不支持 {method}", hint)
        self.allow = allow


def respond(request: Request, error: GongkaiError, template: str = "error.html", **values: Any) -> Response:
    """The error as problem+json, or for browsers as a page, whose template may need more values."""
    body = as_document(error, instance=site_of(request).at(request.url.path))
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = error.allow
    if isinstance(error, UnsupportedCoding):
        headers["Accept-Encoding"] = ACCEPTED
    if isinstance(error, Unavailable | TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    if wants_page(request):
        content = page(template, request, title=error.title, problem=body, **values)
        return Response(content, error.status, headers, HTML)
    return Response(encode(body), error.status, headers, PROBLEM)


def _as_ours(request: Request, error: Exception) -> GongkaiError:
    """What the framework, or our own fault, raised, as an error of the tree; a fault is logged."""
    match error:
        case GongkaiError():
            return error
        case HTTPException(status_code=405):
            return _other_method(request)
        case HTTPException():
            return NotFound(f"没有页面 {request.url.path[:80]}")
        case RequestValidationError():
            names = sorted({str(fault["loc"][-1]) for fault in error.errors()})
            return BadParameter(f"参数 {'、'.join(names)} 的值不对", "请对照 /docs 中参数的说明。")
    _LOG.exception("unforeseen", exc_info=error)
    return GongkaiError("服务内部出错")


def _other_method(request: Request) -> MethodNotAllowed:
    methods = allowed(request.app.router, request.scope)
    hint = "请用 GET 或 POST。" if {"GET", "POST"} <= set(methods) else None
    return MethodNotAllowed(request.method, hint, ", ".join(methods) or "GET, HEAD, OPTIONS")


async def answer(request: Request, error: Exception) -> Response:
    """The response to whatever was raised."""
    return respond(request, _as_ours(request, error))


RAISED = (GongkaiError, HTTPException, RequestValidationError, Exception)  # each needs a handler of its own
