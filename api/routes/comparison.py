"""Routes that put two things side by side: two tables or catalogues with the draft of the 修订说明, two places.

Owns: /compare and below. Must not: compare (`catalog_graph.revision`, `catalog_graph.duties`), or keep anything.
"""

from __future__ import annotations

import base64
import json
from functools import partial
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.tools import Comparison as ComparisonAnswer
from api.answers.tools import ComparisonOrHelp
from api.door.ending import Ending
from api.holdings import Holdings, Loaded
from api.http import asking, urls
from api.http.describing import ALWAYS, body, described, header, problems
from api.http.errors import respond
from api.http.negotiate import DOCX, HTML, JSON, TURTLE, named
from api.http.pairs import FIELDS, SIDES, Pair, received_pair
from api.http.represent import accepted, page, represent
from api.http.uploads import MULTIPART, Budget, passed_over
from api.http.views import View
from catalog_graph.errors import BadParameter, Crowded, GongkaiError, as_document
from catalog_graph.intake.grid import Limits
from catalog_graph.intake.sniff import conversion_seconds
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.review.service.task import Task
from catalog_graph.revision import graph, note
from catalog_graph.revision.compare import compare
from catalog_graph.revision.documents import revision_document
from catalog_graph.revision.sides import canonical, name_of, named_editions
from catalog_graph.revision.values import HEADINGS, Revision
from catalog_graph.revision.words import explanation

router = APIRouter(tags=["tools"])
OFFERED = (JSON, HTML, DOCX, TURTLE)
_FORMS = {JSON: "json", HTML: "json", DOCX: "docx", TURTLE: "ttl"}
MOST_CARRIED = 3_000_000  # both files together, up to which they go with the page and come back for the note
_BINARY = {"type": "string", "format": "binary"}
_PROPERTIES = {n: (_BINARY if n in SIDES else {"type": "string"}) | {"description": w} for n, w in FIELDS.items()}
_DOCUMENTED: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {MULTIPART: {"schema": {"type": "object", "properties": _PROPERTIES}}},
    }
}
_SIDE = "领域（国家标准目录），或 领域@地方代码（本级目录）"


_SIDES = asking.query({"old": f"旧：{_SIDE}", "new": f"新：{_SIDE}"})


_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "model": ComparisonAnswer,
        "description": "比较结果，或修订说明",
        "content": {media: body(media) for media in OFFERED if media != JSON},
        "headers": header("Vary", "Cache-Control", "Content-Disposition"),
    },
    **problems({*ALWAYS, 404, 406, 413, 415, 422}),
}


@router.get(
    urls.COMPARE,
    operation_id="compare_catalogues",
    summary="两份目录逐格比较",
    **described(ComparisonOrHelp, DOCX, TURTLE, errors=(404,), parameters=_SIDES),
)
async def form(request: Request, holdings: Loaded) -> Response:
    """A page to choose two tables; with `old` and `new` the comparison of two catalogues that are known here.

    Raises NotFound, or BadParameter where one of the two is missing.
    """
    old, new = (request.query_params.get(side, "").strip() for side in SIDES)
    if not (old or new):
        extra = _choices(holdings) | {"problem": None}
        return await represent(request, View(("compare",), "比较两份目录", _described, extra=extra))
    if not (old and new):
        raise BadParameter(f"没有选择{SIDES['new' if old else 'old']}", "两边各选一个目录。")
    revision = await run_in_threadpool(_revision, holdings, old, new)
    given = {side: canonical(holdings.dataset, words) for side, words in (("old", old), ("new", new))}
    others = {DOCX: lambda: note.as_docx(explanation(revision)), TURTLE: lambda: graph.as_turtle(revision)}
    view = View(
        ("compared", old, new),
        f"{revision.names[0]}与{revision.names[1]}",
        partial(revision_document, revision),
        others,
        file_name="修订说明",
        extra={"carried": {}, "headings": HEADINGS, "given": given} | _choices(holdings),
    )
    return await represent(request, view)


def _described() -> dict[str, object]:
    return {"method": "POST", "bodies": [MULTIPART], "fields": FIELDS, "answers": list(OFFERED)}


def _choices(holdings: Holdings) -> dict[str, object]:
    """The catalogues that either side may be, by the words for them."""
    dataset, book = holdings.dataset, holdings.lookup.book
    local = {
        f"{each.slug}@{each.place}": f"{book.full_name(book.get(each.place))}　"
        f"{dataset.catalogue(each.slug, each.place).label}"
        for each in dataset.local_catalogues()
    }
    national = {each.slug: f"{each.number} {each.label}" for each in dataset.catalogues.values()}
    return {"national": national, "local": local, "most": holdings.settings.validate_bytes, "sides": SIDES}


def _revision(holdings: Holdings, old: str, new: str) -> Revision:
    names = _name(holdings, old), _name(holdings, new)
    return compare(named_editions(holdings.dataset, old), named_editions(holdings.dataset, new), names)


def _name(holdings: Holdings, words: str) -> str:
    place = words.partition("@")[2]
    named_editions(holdings.dataset, words)
    return name_of(holdings.dataset, words, holdings.lookup.by_code(place).division.name if place else "")


@router.post(
    urls.COMPARE,
    summary="比较上传的两份目录",
    openapi_extra=_DOCUMENTED,
    responses=_ANSWERED,
    operation_id="compare_tables",
)
async def compared(request: Request, holdings: Loaded) -> Response:
    """Two uploaded tables, or one and a catalogue, compared cell by cell: as `gongkai diff`, or its 修订说明 as Word.

    The files are neither kept nor logged. Raises as `received_pair`, any UnreadableFile, NotFound and Crowded.
    """
    pair = None
    reviews: ReviewPool = request.app.state.reviews
    budget: Budget = request.app.state.uploads
    ending: Ending = request.app.state.ending
    most, seconds = holdings.settings.validate_bytes, holdings.settings.upload_time_ms / 1000
    try:
        with budget.room() as room:
            pair = await received_pair(request, most, seconds, room)
            media = _media(request, pair.format)
            async with reviews.slot():
                content = await ending.unless_stopped(reviews.review(_task(holdings, pair, media)))
    except GongkaiError as error:
        if isinstance(error, Crowded) and pair is None:
            await passed_over(request, most, seconds)
        extra = _choices(holdings) | {"problem": as_document(error)}
        return respond(request, error, "compare.html", doc=_described(), extra=extra)
    if media == HTML:
        content = await run_in_threadpool(_page, request, holdings, pair, content)
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if media == DOCX:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote('修订说明.docx')}"
    return Response(content, headers=headers, media_type=media)


def _media(request: Request, field: str) -> str:
    format_ = field or request.query_params.get("format", "") or getattr(request.state, "suffix", "")
    return named(format_, OFFERED) if format_ else accepted(request, OFFERED)


def _task(holdings: Holdings, pair: Pair, media: str) -> Task:
    settings = holdings.settings
    return Task(
        b"",
        _FORMS[media],
        limits=Limits(most_bytes=settings.validate_bytes, most_rows=settings.validate_rows),
        seconds=settings.validate_time_ms / 1000 + sum(conversion_seconds(side.content) for side in pair.sides),
        sides=pair.sides,
    )


def _page(request: Request, holdings: Holdings, pair: Pair, content: bytes) -> bytes:
    """The comparison as a page. Files that are not too large go with it, in a form that asks for the note."""
    carried: dict[str, str] = {}
    if sum(len(side.content) for side in pair.sides) <= MOST_CARRIED:
        for name, side in zip(SIDES, pair.sides, strict=True):
            encoded = base64.b64encode(side.content).decode()
            carried |= (
                {f"{name}_content": encoded, f"{name}_name": side.name} if encoded else {f"{name}_words": side.words}
            )
    extra = _choices(holdings) | {"carried": carried, "headings": HEADINGS, "given": {}}
    return page("compared.html", request, title="比较结果", doc=json.loads(content), extra=extra)
