"""Routes of the downloads: the page that lists them, and the files with ranges and checksums.

Owns: /downloads and below. Must not: import another router.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from api.answers.services import DownloadList
from api.given import LastChanged, Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.conditional import is_known
from api.http.describing import ALWAYS, body, described, header, problems
from api.http.negotiate import CSV, JSON, JSONLD, TURTLE
from api.http.represent import represent
from api.http.views import View
from catalog_graph.downloads.cache_folder import Downloads
from catalog_graph.downloads.distributions import CHECKSUMS, offered
from catalog_graph.errors import NotFound

router = APIRouter(tags=["downloads"])
_MEDIA = (CSV, TURTLE, JSONLD, "application/n-quads", "application/vnd.apache.parquet", "text/plain")
_WHOLE = {
    "content": {media: body(media) for media in _MEDIA} | {JSON: {"schema": {"$ref": "#/components/schemas/Snapshot"}}},
    "headers": header("ETag", "Cache-Control", "Content-Disposition", Accept_Ranges="bytes"),
}
_FILE: dict[str, Any] = {
    "response_class": FileResponse,
    "openapi_extra": {"parameters": asking.path({"name": "文件名"})},
    "responses": {
        200: {"description": "整个文件"} | _WHOLE,
        206: {"description": "所要的一段（请求带了 Range）"} | _WHOLE,
        304: {"description": "没有变化（请求带了 If-None-Match）", "headers": header("ETag")},
        416: {"description": "没有所要的一段"},
    }
    | problems((*ALWAYS, 404)),
}


@router.get("/downloads", include_in_schema=False)
@router.get(urls.DOWNLOADS, summary="可下载的文件", operation_id="list_downloads", **described(DownloadList))
async def listing(request: Request, holdings: Loaded, dates: LastChanged) -> Response:
    """Every file with its size and SHA-256, and the ways into the vocabulary; waits where the files are being made.

    Raises FilesPreparing where that takes too long.
    """
    downloads: Downloads = await request.app.state.downloads.ready()
    key = ("downloads", downloads.mark)
    document = partial(_listing, holdings, downloads)
    return await represent(request, View(key, "词表与下载", document, modified=dates.tables()))


def _listing(holdings: Holdings, downloads: Downloads) -> dict[str, object]:
    rows = [
        {
            "name": file.name,
            "title": file.title,
            "media_type": file.media,
            "url": urls.download(file.name),
            "bytes": downloads.sizes[file.name][0],
            "sha256": downloads.sizes[file.name][1],
            "graph": file.graph,
        }
        for file in offered(holdings.dataset, holdings.history.versions)
    ]
    return {"count": len(rows), "checksums": urls.download(CHECKSUMS), "files": rows}


@router.get("/downloads/{name}", summary="下载一个文件", operation_id="download_file", **_FILE)
async def file(request: Request, name: str, holdings: Loaded) -> Response:
    """A file, whole or in ranges; its ETag is its SHA-256. Raises NotFound, or FilesPreparing as the list does."""
    media = {one.name: one.media for one in offered(holdings.dataset, holdings.history.versions)} | {
        CHECKSUMS: "text/plain"
    }
    if name not in media:
        raise NotFound(f"没有文件 {name[:60]}", "全部文件见 /downloads/。")
    downloads: Downloads = await request.app.state.downloads.ready()
    tag = f'"{downloads.sizes[name][1] if name in downloads.sizes else downloads.mark}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={request.app.state.settings.max_age}"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return FileResponse(downloads.folder / name, media_type=media[name], headers=headers, filename=name)
