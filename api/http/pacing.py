"""Pacing: how many requests begin to be answered before others are looked at again.

Owns: the turns. Must not: know what a request asks, or hold one back that has begun.

An event loop runs all that is ready before it looks at the sockets again: with fifty large pages asked for at once, a
small question waits for all of them, twice. Each turn lets one in, and the loop looks around between two turns.
"""

from __future__ import annotations

import asyncio
from collections import deque

from starlette.types import ASGIApp, Receive, Scope, Send

_AT_ONCE = ("/healthz", "/readyz", "/metrics")  # who watches the service asks whether it answers


class Pace:
    """The turns of one event loop after another: `most` requests begin in each round, in the order of their coming."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def turn(self) -> None:
        """Wait for the next turn."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # who waited in another is gone with it
            self._loop, self._waiting = loop, deque()
        future = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._next)
        self._waiting.append(future)
        await future

    def _next(self) -> None:
        for _ in range(min(self._most, len(self._waiting))):
            future = self._waiting.popleft()
            if not future.done():  # who has left needs no turn
                future.set_result(None)
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._next)


class PacingMiddleware:
    """Lets requests in by turns; those of whoever watches the service at once."""

    def __init__(self, app: ASGIApp, most: int = 1) -> None:
        self._app, self._pace = app, Pace(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its turn has come."""
        if scope["type"] == "http" and scope["path"] not in _AT_ONCE:
            await self._pace.turn()
        await self._app(scope, receive, send)
