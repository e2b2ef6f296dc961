"""Which methods an address takes: what OPTIONS and the header Allow say.

Owns: asking the routes for that, and the answer to OPTIONS and to a browser's preflight.
Must not: list routes of its own.
"""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Match, Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.security import ACCEPTED

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def allowed(router: Router, scope: Scope) -> list[str]:
    """The methods of an address, none where there is no such address; HEAD goes with GET, OPTIONS with any."""
    methods = [method for method in _METHODS if _takes(router, dict(scope) | {"method": method})]
    if "GET" in methods:
        methods.insert(1, "HEAD")
    return [*methods, "OPTIONS"] if methods else []


def _takes(router: Router, scope: Scope) -> bool:
    """Whether a route is there for the method; one that takes any method says itself which it means."""
    for route in router.routes:
        if route.matches(scope)[0] is Match.FULL:
            any_method = isinstance(route, Route) and route.methods is None
            return not any_method and (scope["method"] == "GET" or not isinstance(route, Mount))
    return False


def preflight(methods: str) -> dict[str, str]:
    """The headers of an answer to OPTIONS, for an address that takes these methods."""
    return {
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": ACCEPTED,
        "Access-Control-Max-Age": "86400",
    }


class OptionsMiddleware:
    """Answers OPTIONS; addresses that are not there go on, to be answered as such."""

    def __init__(self, app: ASGIApp, router: Router) -> None:
        self._app, self._router = app, router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on all but OPTIONS."""
        methods = allowed(self._router, scope) if scope["type"] == "http" and scope["method"] == "OPTIONS" else []
        if not methods:
            await self._app(scope, receive, send)
            return
        await Response(status_code=204, headers=preflight(", ".join(methods)))(scope, receive, send)
