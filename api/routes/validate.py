"""Routes of the review of an office's table: the page to choose a file, and what comes of it.

Owns: /validate: which form of the review a request gets. Must not: review
(`catalog_graph.review.service`), or keep anything.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import PurePath

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.reviews import Review, ReviewHelp
from api.given import Loaded
from api.holdings import Holdings
from api.http import posted, urls
from api.http.describing import described
from api.http.errors import respond
from api.http.negotiate import DOCX, HTML, JSON, JSONLD, TURTLE, XLSX
from api.http.represent import page, represent
from api.http.uploads import BODIES, FIELDS, Upload, received
from api.http.views import View
from api.settings import Settings
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import BadParameter, GongkaiError, as_document
from catalog_graph.review.results import SEVERITY_WORDS
from catalog_graph.review.service.task import Task

router = APIRouter(tags=["validate"])
OFFERED = (JSON, HTML, TURTLE, JSONLD, XLSX, DOCX)
_FORMS = {JSON: "json", HTML: "page", TURTLE: "ttl", JSONLD: "jsonld", XLSX: "xlsx", DOCX: "docx"}
_POSTED = posted.described_post(
    Review, "核对结果，或作了标注的文件", OFFERED, FIELDS, bodies=BODIES, named=("domain", "place"), errors=(409,)
)


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
    return posted.taken(FIELDS, OFFERED, BODIES) | {
        "most_bytes": settings.validate_bytes,
        "most_rows": settings.validate_rows,
        "most_seconds": settings.validate_time_ms / 1000,
    }


def _choices(holdings: Holdings) -> dict[str, object]:
    return {"catalogues": list(holdings.dataset.catalogues.values()), "most": holdings.settings.validate_bytes}


@router.post(urls.VALIDATE, summary="核对一份目录表", operation_id="validate_table", **_POSTED)
async def validate(request: Request, holdings: Loaded) -> Response:
    """Every fault of an uploaded table at its cell; or the same file with its faulty cells marked.

    JSON, HTML, Turtle or JSON-LD (a SHACL report), annotated xlsx or docx, by `format` or Accept. The file is neither
    kept nor logged. Answers any UnreadableFile, BadRequest, UnsupportedMedia, Crowded and what domain and place raise.
    """

    def refused(error: GongkaiError, upload: Upload | None) -> Response:
        # For a person the form again, with what was said in it, since a browser forgets the file.
        extra = _choices(holdings) | {"problem": as_document(error), "given": upload.fields if upload else {}}
        return respond(request, error, "validate.html", extra=extra)

    task, page_ = partial(_task, holdings), partial(_page, request, holdings)
    return await posted.answered(request, posted.Errand(OFFERED, received, task, page_, refused, _saved_as))


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
        **posted.bounds(settings, upload.content),
    )


def _page(request: Request, holdings: Holdings, upload: Upload, content: bytes) -> bytes:
    """The result as a page. A file that is not too large goes with it, in a form that asks for a marked copy."""
    given = {"content": "".join(posted.carried(upload.content)), "name": upload.name}
    given |= {name: upload.fields[name] for name in ("domain", "place")}
    title = f"核对结果：{upload.name}" if upload.name else "核对结果"
    extra = _choices(holdings) | {"severities": SEVERITY_WORDS}
    return page("validated.html", request, title=title, doc=json.loads(content), given=given, extra=extra)


def _saved_as(upload: Upload, media: str) -> str:
    return f"{PurePath(upload.name or '目录表').stem}-核对结果.{'xlsx' if media == XLSX else 'docx'}"
