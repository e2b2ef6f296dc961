"""The yardstick for throughput: a bare Starlette route that returns bytes given in a file.

Run as `uvicorn --factory benchmarks.bare:create_app` with GONGKAI_BARE naming the file.
"""

from __future__ import annotations

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def create_app() -> Starlette:
    """One route, no work."""
    body = Path(os.environ["GONGKAI_BARE"]).read_bytes()

    async def same(_request: Request) -> Response:
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/", same)])
