"""What browsers are told not to do with our answers, and that other sites' programs may read them.

Owns: the security headers of every answer, CORS of the reading routes, and preflights.
Must not: know a route; what an answer says of itself stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = "GET, HEAD, OPTIONS"
# What scripts of other sites may read beside the few that they always may.
EXPOSED = (
    "ETag, Link, Last-Modified, Retry-After, Location, Content-Disposition, X-Query-Time-Ms, X-Query-Limit-Ms, "
    "X-Query-Limit-Rows, X-Query-Limit-Bytes, X-Query-Rows, X-Query-Kept, X-Query-Hint"
)
# What they send: the first line programs, the others libraries by themselves.
ACCEPTED = (
    "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since, Range, "
    "Authorization, Cache-Control, Pragma, X-Requested-With"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "cross-origin",  # the data is public: portals show it
}

_SHARED = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED}


def content_policy(frame_ancestors: str, nonce: str = "") -> str:
    """The Content-Security-Policy: everything from this host, no script or style within a page.

    `nonce` lets one script of a page make a style sheet, as the query editor does.

    >>> content_policy("'self'").split("; ")[1]
    "script-src 'self'"
    """
    style = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    script = style  # the same: the script has the nonce, so that it can hand it on
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {script}",
            f"style-src {style}",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {frame_ancestors}",
        )
    )


class SecurityMiddleware:
    """Adds the headers, and answers the preflights of browsers."""

    def __init__(self, app: ASGIApp, frame_ancestors: str, embedding: str = "*") -> None:
        self._app = app
        own = {"Content-Security-Policy": content_policy(frame_ancestors)}
        if frame_ancestors in {"'self'", "'none'"}:  # the older header knows no list
            own["X-Frame-Options"] = {"'self'": "SAMEORIGIN", "'none'": "DENY"}[frame_ancestors]
        self._own, self._shared = _encoded(own | _FIXED), _encoded(_SHARED)
        self._of_embedded = _encoded({"Content-Security-Policy": content_policy(embedding)} | _FIXED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its answer gets the headers that it has not by itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        shared = scope["method"] in {"GET", "HEAD", "OPTIONS"} or scope["path"].startswith(("/sparql", "/duties"))
        own = self._of_embedded if scope["path"].startswith("/embed/") else self._own
        added = [*own, *self._shared] if shared else own

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(header for header in added if header[0] not in given)]
            await send(message)

        await self._app(scope, receive, with_headers)


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as a message has them."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
