"""Routes of the check before publishing: the page to choose a file, what was found, a masked copy.

Owns: /precheck. Must not: find a fault (`catalog_graph.records.precheck`), or keep anything.
"""

from __future__ import annotations

import base64
import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.tools import Precheck as PrecheckAnswer
from api.answers.tools import ToolHelp
from api.door.ending import Ending
from api.holdings import Holdings, Loaded
from api.http import asking, urls
from api.http.describing import ALWAYS, body, described, header, problems
from api.http.errors import respond
from api.http.negotiate import HTML, JSON, XLSX, named
from api.http.represent import accepted, page, represent
from api.http.uploads import BODIES, MULTIPART, Budget, Upload, passed_over, received
from api.http.views import View
from catalog_graph.errors import BadParameter, Crowded, GongkaiError, as_document
from catalog_graph.intake.grid import Limits
from catalog_graph.intake.sniff import conversion_seconds
from catalog_graph.review.results import SEVERITY_WORDS
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.review.service.task import Task

router = APIRouter(tags=["tools"])
OFFERED = (JSON, HTML, XLSX)
_FORMS = {JSON: "precheck", HTML: "precheck", XLSX: "masked"}
MOST_CARRIED = 3_000_000
FIELDS = {
    "file": "准备公开的文件：.xlsx、.xls、.csv、.docx、.doc、.odt、.pdf、.html 或 .txt",
    "text": "不上传文件时：从文件中复制的文字",
    "item": "为哪个公开事项公开，如 社会救助/5；它的公开内容所列的不算问题；可不填",
    "format": "要哪种结果：html | json | xlsx（遮盖好的副本）；不填则看 Accept",
}
_BINARY = {"type": "string", "format": "binary"}
_PROPERTIES = {n: (_BINARY if n == "file" else {"type": "string"}) | {"description": w} for n, w in FIELDS.items()}
_DOCUMENTED: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {MULTIPART: {"schema": {"type": "object", "properties": _PROPERTIES}}}
        | {kind: {"schema": _BINARY} for kind in BODIES},
    }
}


_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "model": PrecheckAnswer,
        "description": "检查结果，或遮盖好的副本",
        "content": {media: body(media) for media in OFFERED if media != JSON},
        "headers": header("Vary", "Cache-Control", "Content-Disposition"),
    },
    **problems({*ALWAYS, 404, 406, 413, 415, 422}),
}


@router.get(
    urls.PRECHECK,
    operation_id="precheck_help",
    summary="公开前检查：能收什么、能给什么",
    **described(ToolHelp, parameters=asking.query({"item": "为哪个公开事项公开，如 社会救助/5"})),
)
async def form(request: Request, holdings: Loaded) -> Response:
    """A page to choose a file that is about to be published; to programs, what is taken and answered."""
    item = request.query_params.get("item", "")
    extra = {"problem": None, "item": item, "most": _most(holdings)}
    return await represent(request, View(("precheck", item), "公开前检查", _described, extra=extra))


def _described() -> dict[str, object]:
    return {"method": "POST", "bodies": [MULTIPART, *BODIES], "fields": FIELDS, "answers": list(OFFERED)}


def _most(holdings: Holdings) -> int:
    return holdings.settings.validate_bytes


@router.post(
    urls.PRECHECK,
    summary="公开前检查一份文件",
    openapi_extra=_DOCUMENTED,
    responses=_ANSWERED,
    operation_id="precheck_file",
)
async def check(request: Request, holdings: Loaded) -> Response:
    """Personal data and wrong key facts of a file at their cells, or a copy with what is personal masked.

    The file is neither kept nor logged. Raises any UnreadableFile, BadRequest, UnknownItem and Crowded.
    """
    upload = None
    reviews: ReviewPool = request.app.state.reviews
    budget: Budget = request.app.state.uploads
    ending: Ending = request.app.state.ending
    most, seconds = _most(holdings), holdings.settings.upload_time_ms / 1000
    try:
        with budget.room() as room:
            upload = await received(request, most, seconds, room, FIELDS)
            media = _media(request, upload.fields["format"])
            async with reviews.slot():
                content = await ending.unless_stopped(reviews.review(_task(holdings, upload, media)))
    except GongkaiError as error:
        if isinstance(error, Crowded) and upload is None:
            await passed_over(request, most, seconds)
        item = upload.fields["item"] if upload else ""
        extra = {"problem": as_document(error), "item": item, "most": most}
        return respond(request, error, "precheck.html", doc=_described(), extra=extra)
    if media == HTML:
        content = await run_in_threadpool(_page, request, upload, content, most)
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if media == XLSX:
        stem = PurePath(upload.name or "文件").stem
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{stem}-遮盖.xlsx')}"
    return Response(content, headers=headers, media_type=media)


def _media(request: Request, field: str) -> str:
    format_ = field or request.query_params.get("format", "") or getattr(request.state, "suffix", "")
    return named(format_, OFFERED) if format_ else accepted(request, OFFERED)


def _task(holdings: Holdings, upload: Upload, media: str) -> Task:
    """The work for a process. Raises BadParameter."""
    settings = holdings.settings
    if len(upload.fields["item"]) > settings.max_query_length:
        raise BadParameter(f"参数 item 过长（最多{settings.max_query_length}字符）")
    return Task(
        upload.content,
        _FORMS[media],
        upload.name,
        upload.format,
        limits=Limits(most_bytes=settings.validate_bytes, most_rows=settings.validate_rows),
        seconds=settings.validate_time_ms / 1000 + conversion_seconds(upload.content),
        item=upload.fields["item"],
    )


def _page(request: Request, upload: Upload, content: bytes, most: int) -> bytes:
    """What was found as a page. A file that is not too large goes with it, to come back for a masked copy."""
    carried = base64.b64encode(upload.content).decode() if len(upload.content) <= MOST_CARRIED else ""
    given = {"content": carried, "name": upload.name, "item": upload.fields["item"]}
    extra = {"severities": SEVERITY_WORDS | {"info": "提示"}, "given": given, "item": given["item"], "most": most}
    return page("prechecked.html", request, title="检查结果", doc=json.loads(content), extra=extra)
