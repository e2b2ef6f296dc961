"""What is noted of each request: a line in the log, and figures for whoever watches the service.

Owns: the fields of a line, the figures of /metrics, and the answer to what nobody foresaw.
Must not: note what was asked: no parameters, no query text, no file names; of the address only which route answered.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.errors import answer

_LOG = logging.getLogger("gongkai.requests")
_NOTE = "gongkai.note"  # in the scope: what the inner middleware tells the outer one
_OTHER = "other"
_SECONDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0)


class Figures:
    """The figures of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("route", "method", "status")
        self.requests = Counter("gongkai_requests", "Requests answered", labels, registry=self.registry)
        self.seconds = Histogram(
            "gongkai_request_seconds",
            "Seconds to the end of the answer",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.open = self._gauge("gongkai_requests_open", "Requests under way")
        self.renders = self._gauge("gongkai_renders", "Pages and files being made or waiting for it")
        self.processes = self._gauge("gongkai_sparql_processes", "Query processes")

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(name, words, registry=self.registry, multiprocess_mode="livesum")

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        self.requests.labels(route, method, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


class WatchMiddleware:
    """The outermost: sees every request and what became of it."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app, self._figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        note: dict[str, object] = {"route": _OTHER, "status": 0}
        begin = time.perf_counter()

        async def seen(message: Message) -> None:
            if message["type"] == "http.response.start":
                note["status"] = message["status"]
            await send(message)

        self._figures.open.inc()
        try:
            await self._app(dict(scope) | {_NOTE: note}, receive, seen)
        finally:
            self._figures.open.dec()
            self._end(scope["method"], note, time.perf_counter() - begin)

    def _end(self, method: str, note: Mapping[str, object], seconds: float) -> None:
        route, status = str(note["route"]), int(str(note["status"]))
        self._figures.note(route, method if method.isalpha() and len(method) < 8 else _OTHER, status, seconds)
        level = logging.ERROR if status >= 500 else logging.INFO
        if _LOG.isEnabledFor(level):
            fields = {"route": route, "method": method, "status": status, "ms": round(seconds * 1000, 1)}
            _LOG.log(level, "request", extra={"fields": fields})


class FaultMiddleware:
    """The innermost: what nobody foresaw becomes an answer, and the route that answered is noted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._patterns: dict[object, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        scope = dict(scope)
        try:
            await self._app(scope, receive, noted)
        except ClientDisconnect:
            if not begun:
                await Response(status_code=499)(scope, receive, send)  # nobody reads it
        except Exception as error:
            if begun:
                raise
            response = await answer(Request(scope), error)
            await response(scope, receive, send)
        finally:
            scope.get(_NOTE, {})["route"] = self._route(scope)

    def _route(self, scope: Scope) -> str:
        """The pattern of the route that answered; of a plain one the framework says the function alone."""
        route, endpoint = scope.get("route"), scope.get("endpoint")
        pattern = getattr(route, "path_format", None) or getattr(route, "path", None)
        if pattern:
            return str(pattern)
        if endpoint is not None and endpoint not in self._patterns:  # more routes may have come since
            routes = [route for route in scope["app"].router.routes if isinstance(route, Route | Mount)]
            self._patterns = {getattr(route, "endpoint", route.app): route.path for route in routes}
        return self._patterns.get(endpoint, _OTHER)
