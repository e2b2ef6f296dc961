"""Routes for whoever keeps the service running: whether it is ready, and its figures.

Owns: /readyz and /metrics. Must not: import another router, or count anything itself.
"""

from __future__ import annotations

import os

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.services import Readiness
from api.given import Loaded
from api.http.describing import header, plainly
from api.http.negotiate import JSON
from api.http.watch import Figures
from catalog_graph import __version__
from catalog_graph.downloads.maker import DownloadMaker
from catalog_graph.duties.prepared import encode
from catalog_graph.sparql.endpoint import Endpoint

router = APIRouter(tags=["service"])
_READY = "ready"
_READYZ = plainly(Readiness)
_READYZ["responses"][503] = {"model": Readiness, "description": "有部分还没有就绪", "headers": header("Retry-After")}


@router.get("/readyz", summary="是否就绪，各部分的状态", **_READYZ)
async def ready(request: Request, holdings: Loaded) -> Response:
    """200 when every part is ready, 503 while one is being made or cannot be; which and why is said for each.

    Places by name, the store for SPARQL, the files to download, what pages need; the tables where what was kept of them
    was damaged.
    """
    endpoint: Endpoint = request.app.state.endpoint
    downloads: DownloadMaker = request.app.state.downloads
    parts = {
        "places": {"state": _READY if holdings.lookup.ready else "preparing"},
        "sparql": endpoint.state(),
        "downloads": downloads.state(),
        "pages": {"state": request.app.state.pages},
    }
    if holdings.repaired:
        parts["tables"] = {"state": _READY, "repaired": "；".join(holdings.repaired)}
    fine = all(part["state"] in {_READY, "idle"} for part in parts.values())
    body = {"status": _READY if fine else "preparing", "version": __version__, "parts": parts}
    if any(part["state"] == "failed" for part in parts.values()):
        body["status"] = "failed"
    headers = {"Cache-Control": "no-store"} | ({} if fine else {"Retry-After": "5"})
    return Response(encode(body), 200 if fine else 503, headers, JSON)


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """The figures of the service in the form that Prometheus reads; of all its processes where there are several."""
    figures: Figures = request.app.state.figures
    figures.renders.set(request.app.state.renders.under_way)
    figures.processes.set(len(request.app.state.endpoint.processes))
    body = await run_in_threadpool(_written, figures.registry)
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=CONTENT_TYPE_LATEST)


def _written(own: CollectorRegistry) -> bytes:
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(own)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
