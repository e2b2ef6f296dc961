"""Routes of identifiers: 303 from a thing to what is known of it.

Owns: /id and below. Must not: import another router.
"""

from __future__ import annotations

from urllib.parse import unquote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.holdings import Data
from api.http import urls
from api.http.identifiers import target
from catalog_graph.errors import NotFound

router = APIRouter()


@router.get("/id/{kind}/{key:path}", include_in_schema=False)
async def identifier(request: Request, kind: str, key: str, dataset: Data) -> Response:
    """303 from the identifier of a thing to its page, where Accept chooses the form. Raises NotFound."""
    page = target(dataset, kind, key)
    if page is None:
        raise NotFound(f"没有标识 {kind[:20]}/{key[:60]}")
    form = request.query_params.get("format") or getattr(request.state, "suffix", "")
    path, mark, anchor = page.partition("#")
    address = urls.with_parameters(unquote(path), {}, format=form or None) + mark + anchor
    return RedirectResponse(address, status_code=303, headers={"Vary": "Accept"})
