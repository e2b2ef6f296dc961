"""Routes of the review of an office's table: the page to choose a file, and what comes of it.

Owns: /validate: which form of the review a request gets. Must not: review
(`catalog_graph.review.service`), or keep anything.
"""

from __future__ import annotations

import base64
import json
from functools import partial
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.reviews import Review, ReviewHelp
from api.door.ending import Ending
from api.holdings import Holdings, Loaded
from api.http import asking, urls
from api.http.describing import ALWAYS, body, described, header, problems
from api.http.errors import respond
from api.http.negotiate import DOCX, HTML, JSON, JSONLD, TURTLE, XLSX, named
from api.http.represent import accepted, page, represent
from api.http.uploads import BODIES, FIELDS, MULTIPART, Budget, Upload, passed_over, received
from api.http.views import View
from api.settings import Settings
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import BadParameter, Crowded, GongkaiError, as_document
from catalog_graph.intake.grid import Limits
from catalog_graph.intake.sniff import conversion_seconds
from catalog_graph.review.results import SEVERITY_WORDS
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.review.service.task import Task

router = APIRouter(tags=["validate"])
OFFERED = (JSON, HTML, TURTLE, JSONLD, XLSX, DOCX)
_FORMS = {JSON: "json", HTML: "page", TURTLE: "ttl", JSONLD: "jsonld", XLSX: "xlsx", DOCX: "docx"}
# A file up to this size goes with the result page and comes back when a marked copy is asked for; nothing is kept here.
MOST_CARRIED = 3_000_000
_BINARY = {"type": "string", "format": "binary"}
_PROPERTIES = {n: (_BINARY if n == "file" else {"type": "string"}) | {"description": w} for n, w in FIELDS.items()}
_DOCUMENTED: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {MULTIPART: {"schema": {"type": "object", "properties": _PROPERTIES}}}
        | {kind: {"schema": _BINARY} for kind in BODIES},
    },
    "parameters": asking.query(
        {name: FIELDS[name] for name in ("domain", "place", "format")}, format={"enum": list(_FORMS.values())}
    ),
}
_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Review,
        "description": "核对结果，或作了标注的文件",
        "content": {media: body(media) for media in OFFERED if media != JSON},
        "headers": header("Vary", "Cache-Control", "Content-Disposition"),
    },
    **problems({*ALWAYS, 404, 406, 409, 413, 415, 422}),
}


@router.get(
    urls.VALIDATE,
    summary="核对目录表：能收什么、能给什么",
    operation_id="validate_help",
    **described(ReviewHelp),
)
async def form(request: Request, holdings: Loaded) -> Response:
    """A page to choose, drop or paste a table; to programs, which files and fields are taken and what is answered."""
    settings = holdings.settings
    key, extra = ("validate", settings.validate_bytes), _choices(holdings) | {"problem": None, "given": {}}
    return await represent(request, View(key, "核对目录表", partial(_described, settings), extra=extra))


def _described(settings: Settings) -> dict[str, object]:
    return {
        "method": "POST",
        "bodies": [MULTIPART, *BODIES],
        "fields": FIELDS,
        "answers": list(OFFERED),
        "most_bytes": settings.validate_bytes,
        "most_rows": settings.validate_rows,
        "most_seconds": settings.validate_time_ms / 1000,
    }


def _choices(holdings: Holdings) -> dict[str, object]:
    return {"catalogues": list(holdings.dataset.catalogues.values()), "most": holdings.settings.validate_bytes}


@router.post(
    urls.VALIDATE,
    summary="核对一份目录表",
    openapi_extra=_DOCUMENTED,
    responses=_ANSWERED,
    operation_id="validate_table",
)
async def validate(request: Request, holdings: Loaded) -> Response:
    """Every fault of an uploaded table at its cell; or the same file with its faulty cells marked.

    JSON, HTML, Turtle or JSON-LD (a SHACL report), annotated xlsx or docx, by `format` or Accept. The file is neither
    kept nor logged. Raises any UnreadableFile, BadRequest, UnsupportedMedia, Crowded and what domain and place raise.
    """
    upload = None
    reviews: ReviewPool = request.app.state.reviews
    budget: Budget = request.app.state.uploads
    ending: Ending = request.app.state.ending
    most, seconds = holdings.settings.validate_bytes, holdings.settings.upload_time_ms / 1000
    try:
        # A place is taken when the body is there, so that slow senders hold none; the room for bodies is bounded.
        with budget.room() as room:
            upload = await received(request, most, seconds, room)
            media = _media(request, upload.fields["format"])
            async with reviews.slot():
                task = await run_in_threadpool(_task, holdings, upload, media)
                content = await ending.unless_stopped(reviews.review(task))
    except GongkaiError as error:
        if isinstance(error, Crowded) and upload is None:
            await passed_over(request, most, seconds)
        # For a person the form again, with what was said in it, since a browser forgets the file.
        extra = _choices(holdings) | {"problem": as_document(error), "given": upload.fields if upload else {}}
        return respond(request, error, "validate.html", extra=extra)
    if media == HTML:
        content = await run_in_threadpool(_page, request, holdings, upload, content)
    return Response(content, headers=_headers(upload, media), media_type=media)


def _media(request: Request, field: str) -> str:
    """The media type that is wanted: by the form, else by the address, else by Accept. Raises NotAcceptable."""
    format_ = field or request.query_params.get("format", "") or getattr(request.state, "suffix", "")
    return named(format_, OFFERED) if format_ else accepted(request, OFFERED)


def _task(holdings: Holdings, upload: Upload, media: str) -> Task:
    """The work for the review pool. Raises BadParameter, UnknownCatalogue and as `PlaceLookup.place`."""
    settings = holdings.settings
    for name in ("domain", "place"):
        if len(upload.fields[name]) > settings.max_query_length:
            raise BadParameter(f"参数 {name} 过长（最多{settings.max_query_length}字符）")
    domain, words = upload.fields["domain"], upload.fields["place"]
    return Task(
        upload.content,
        _FORMS[media],
        upload.name,
        upload.format,
        catalogue_of(holdings.dataset, domain).slug if domain else None,
        holdings.lookup.place(words).division if words else None,
        Limits(most_bytes=settings.validate_bytes, most_rows=settings.validate_rows),
        settings.validate_time_ms / 1000 + conversion_seconds(upload.content),
    )


def _page(request: Request, holdings: Holdings, upload: Upload, content: bytes) -> bytes:
    """The result as a page. A file that is not too large goes with it, in a form that asks for a marked copy."""
    carried = base64.b64encode(upload.content).decode() if len(upload.content) <= MOST_CARRIED else ""
    given = {"content": carried, "name": upload.name, **{name: upload.fields[name] for name in ("domain", "place")}}
    title = f"核对结果：{upload.name}" if upload.name else "核对结果"
    extra = _choices(holdings) | {"severities": SEVERITY_WORDS}
    return page("validated.html", request, title=title, doc=json.loads(content), given=given, extra=extra)


def _headers(upload: Upload, media: str) -> dict[str, str]:
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if media in {XLSX, DOCX}:
        stem, ending = PurePath(upload.name or "目录表").stem, "xlsx" if media == XLSX else "docx"
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{stem}-核对结果.{ending}')}"
    return headers
