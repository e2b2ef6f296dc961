"""HEAD: every address answers it as it answers GET.

Owns: saying so once, so that no route lists HEAD and the OpenAPI description has each operation once.
Must not: drop the body; the server leaves it out, since its own request still says HEAD.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class HeadMiddleware:
    """Lets the routes see GET where the request is HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = dict(scope) | {"method": "GET"}
        await self._app(scope, receive, send)
