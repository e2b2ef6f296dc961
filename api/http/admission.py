"""Which requests are let in at all: those that are whole, not too long, and not too many of one client.

Owns: these checks, before anything else is done. Must not: know a route, or speak with sockets (`api.door`).
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from functools import lru_cache

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.door.protocol import REFUSED
from api.http.errors import respond
from catalog_graph.errors import AddressTooLong, BadRequest, GongkaiError, HeadersTooLarge, TooManyRequests

UNCOUNTED = ("/healthz", "/readyz", "/metrics", "/static/")


class AdmissionMiddleware:
    """Answers what is not let in."""

    def __init__(self, app: ASGIApp, longest: int, per_client: int, proxies: str) -> None:
        self._app, self._longest, self._per_client = app, longest, per_client
        self._proxies = frozenset(map(str.strip, proxies.split(",")))
        self._inside: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is let in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = self._counted(scope)
        try:
            _look(scope, self._longest)
            if client and self._inside[client] >= self._per_client:
                raise TooManyRequests(f"同时进行的请求已有 {self._per_client} 个")
        except GongkaiError as error:
            await respond(Request(scope), error)(scope, receive, send)
            return
        self._inside[client] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._inside[client] -= 1
            if not self._inside[client]:
                del self._inside[client]

    def _counted(self, scope: Scope) -> str:
        """The address that a request counts for; "" for none: this machine, whose users could do anything, a proxy."""
        address = (scope.get("client") or ("",))[0]
        if scope["path"].startswith(UNCOUNTED) or address in self._proxies:
            return ""
        return "" if _is_loopback(address) else address


@lru_cache(maxsize=1024)
def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return not address  # a name is given by tests alone; a socket in the file system has none


def _look(scope: Scope, longest: int) -> None:
    """Raise for a request that is not let in, whoever sends it."""
    refused = scope.get("state", {}).get(REFUSED)
    if refused == 414 or len(scope.get("raw_path") or b"") + len(scope["query_string"]) > longest:
        raise AddressTooLong(f"地址超过 {longest} 字节的上限")
    if refused == 431:
        raise HeadersTooLarge("请求头太多或太长")
    hosts = sum(name == b"host" for name, _ in scope["headers"])
    if hosts > 1 or (not hosts and scope["http_version"] == "1.1"):
        raise BadRequest(f"请求头 Host 应有一个，收到 {hosts} 个", "请检查发出请求的程序或前置代理。")
