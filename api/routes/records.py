"""Routes of records: what a place has published, what is late and missing, where the service was given records.

Owns: /divisions/{code}/records. Must not: audit (`catalog_graph.records`).
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.holdings import Loaded
from api.http.negotiate import CSV
from api.http.represent import represent
from api.http.views import View
from catalog_graph.errors import NotFound
from catalog_graph.tables import plain

router = APIRouter()
_COLUMNS = "item label verdict formed_on due published_on days:int title url record:int"


@router.get("/divisions/{code}/records", tags=["公开记录"], summary="某地已公开、逾期和没有记录的事项")
async def records(request: Request, code: str, holdings: Loaded) -> Response:
    """What a place has published, what is late and what is missing, and how the places below it stand.

    Raises MalformedCode, UnknownDivision, and NotFound where the service was given no records.
    """
    place = await holdings.place(code)
    if holdings.records is None:
        raise NotFound("本服务没有公开记录", "启动时用 gongkai serve --records 文件 给出记录。")
    document = await run_in_threadpool(holdings.records.of_place, place)
    name = place.division.name
    others = {CSV: lambda: plain.as_csv(_table(document))}
    key = ("records", code, document["on"], document.get("summary"))
    return await represent(
        request, View(key, f"{name}公开记录", lambda: document, others, "records.html", f"{name}公开记录")
    )


def _table(document: Mapping[str, object]) -> plain.Table:
    columns = plain.columns(_COLUMNS)
    rows = document["rows"]
    listed = rows if isinstance(rows, list) else []
    return plain.Table(columns, [tuple(row.get(column.name) for column in columns) for row in listed])
