"""The service description over HTTP, as RDF by negotiation.

Owns: the response; `catalog_graph.sparql.description` owns what it says. Must not: be a router.
"""

from __future__ import annotations

from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.http.represent import site_of
from catalog_graph import files
from catalog_graph.errors import NotAcceptable
from catalog_graph.model import iris
from catalog_graph.rdf.query_file import QueryFile, parse_query_file
from catalog_graph.sparql.description import document
from catalog_graph.sparql.endpoint import Endpoint
from catalog_graph.sparql.results import GRAPHS, N_TRIPLES

_PATIENCE = 1.0  # seconds to wait for the figures; without them the description says the rest


@cache
def questions() -> tuple[QueryFile, ...]:
    """The example queries."""
    return tuple(parse_query_file(text) for text in files.question_texts().values())


async def description(request: Request, media: str) -> Response:
    """The description in one of `GRAPHS`. Raises NotAcceptable where the client takes none of them ("")."""
    if not media:
        raise NotAcceptable("服务描述没有所要的格式", f"可用：{'、'.join(GRAPHS)}")
    endpoint: Endpoint = request.app.state.endpoint
    figures = await endpoint.counted(_PATIENCE)
    site = site_of(request)
    # N-Triples knows no relative IRIs: without a public address it has the project's own.
    base = iris.BASE if media == N_TRIPLES and not site.origin else site.base
    content = site.located(await run_in_threadpool(document, f"{base}sparql", questions(), figures, media))
    headers = {"Vary": "Accept", "Cache-Control": "no-cache" if figures is None else "public, max-age=300"}
    return Response(content, headers=headers, media_type=media)
