"""A slash too many, or one too few, at the end of an address leads to the address that there is.

Owns: that redirect, in the place of the framework's, which writes the Host of the request into it.
Must not: know a route.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.represent import site_of


def elsewhere(router: Router) -> ASGIApp:
    """What answers where no route does: 307 to the address with or without the last slash, else 404."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = _other(scope["path"])
        if scope["type"] != "http" or path is None or not _answers(router, dict(scope) | {"path": path}):
            raise HTTPException(404)
        await _moved(Request(scope), path)(scope, receive, send)

    return answer


def _other(path: str) -> str | None:
    if path == "/":
        return None
    return path.rstrip("/") or None if path.endswith("/") else f"{path}/"


def _answers(router: Router, scope: Scope) -> bool:
    return any(route.matches(scope)[0] is not Match.NONE for route in router.routes)


def _moved(request: Request, path: str) -> Response:
    # Two slashes at the beginning would be another host.
    address = site_of(request).at("/" + quote(path).lstrip("/"))
    if query := quote(request.scope["query_string"], safe="%=&+-._~;/?:@"):
        address = f"{address}?{query}"
    return Response(status_code=307, headers={"Location": address})
