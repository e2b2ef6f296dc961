"""Rewriting of requests before routing: HEAD is GET, and /divisions/341302.json is /divisions/341302 as JSON.

Owns: saying both once, so that no route lists HEAD or a suffix, and the OpenAPI description has each operation once.
Must not: choose a representation (`represent`), or drop a body: the server does, since its own request still says HEAD.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.negotiate import SHORT

_OWN_FILES = ("/static/", "/openapi.json", "/downloads/", "/def/context.jsonld")


class HeadMiddleware:
    """Lets the routes see GET where the request is HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            # A range of nothing is none (RFC 9110, §14.2: Range is defined for GET alone).
            headers = [(name, value) for name, value in scope["headers"] if name != b"range"]
            scope = dict(scope) | {"method": "GET", "headers": headers}
        await self._app(scope, receive, send)


class SuffixMiddleware:
    """Moves a suffix of the last path segment into `request.state.suffix`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the path of HTTP requests."""
        if scope["type"] == "http" and not scope["path"].startswith(_OWN_FILES):
            base, dot, suffix = scope["path"].rpartition(".")
            if dot and suffix.lower() in SHORT:
                state = scope.get("state", {}) | {"suffix": suffix.lower()}
                scope = dict(scope) | {"path": base, "raw_path": base.encode(), "state": state}
        await self._app(scope, receive, send)
