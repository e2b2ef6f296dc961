"""Routes of the check before publishing: the page to choose a file, what was found, a masked copy.

Owns: /precheck. Must not: find a fault (`catalog_graph.records.precheck`), or keep anything.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import PurePath

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.tools import Precheck as PrecheckAnswer
from api.answers.tools import ToolHelp
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, posted, urls
from api.http.describing import described
from api.http.errors import respond
from api.http.negotiate import HTML, JSON, XLSX
from api.http.represent import page, represent
from api.http.uploads import BODIES, Upload, received
from api.http.views import View
from catalog_graph.errors import BadParameter, GongkaiError, as_document
from catalog_graph.review.results import SEVERITY_WORDS
from catalog_graph.review.service.task import Task

router = APIRouter(tags=["tools"])
OFFERED = (JSON, HTML, XLSX)
_FORMS = {JSON: "precheck", HTML: "precheck", XLSX: "masked"}
FIELDS = {
    "file": "准备公开的文件：.xlsx、.xls、.csv、.docx、.doc、.odt、.pdf、.html 或 .txt",
    "text": "不上传文件时：从文件中复制的文字",
    "item": "为哪个公开事项公开，如 社会救助/5；它的公开内容所列的不算问题；可不填",
    "place": "哪个地方公开：代码或地名；本级目录要求的发布前审查一并列出；可不填",
    "format": "要哪种结果：html | json | xlsx（遮盖好的副本）；不填则看 Accept",
}
_POSTED = posted.described_post(
    PrecheckAnswer, "检查结果，或遮盖好的副本", OFFERED, FIELDS, bodies=BODIES, named=("item", "place")
)


@router.get(
    urls.PRECHECK,
    operation_id="precheck_help",
    summary="公开前检查：能收什么、能给什么",
    **described(
        ToolHelp,
        parameters=asking.query({"item": "为哪个公开事项公开，如 社会救助/5", "place": "哪个地方公开：代码或地名"}),
    ),
)
async def form(request: Request, holdings: Loaded) -> Response:
    """A page to choose a file that is about to be published; to programs, what is taken and answered."""
    given = {name: request.query_params.get(name, "") for name in ("item", "place")}
    extra = {"problem": None, "most": holdings.settings.validate_bytes} | given
    return await represent(request, View(("precheck", *given.values()), "公开前检查", _described, extra=extra))


def _described() -> dict[str, object]:
    return posted.taken(FIELDS, OFFERED, BODIES)


@router.post(urls.PRECHECK, summary="公开前检查一份文件", operation_id="precheck_file", **_POSTED)
async def check(request: Request, holdings: Loaded) -> Response:
    """Personal data and wrong key facts of a file at their cells, or a copy with what is personal masked.

    The file is neither kept nor logged. Answers any UnreadableFile, BadRequest, UnknownItem and Crowded.
    """
    most = holdings.settings.validate_bytes

    def refused(error: GongkaiError, upload: Upload | None) -> Response:
        given = {name: upload.fields[name] if upload else "" for name in ("item", "place")}
        extra = {"problem": as_document(error), "most": most} | given
        return respond(request, error, "precheck.html", doc=_described(), extra=extra)

    receive, task = partial(received, names=FIELDS), partial(_task, holdings)
    page_ = partial(_page, request, most)
    return await posted.answered(request, posted.Errand(OFFERED, receive, task, page_, refused, _saved_as))


def _task(holdings: Holdings, upload: Upload, media: str) -> Task:
    """The work for a process. Raises BadParameter and as `PlaceLookup.duty_place`."""
    settings, item, words = holdings.settings, upload.fields["item"], upload.fields["place"]
    for name in ("item", "place"):
        if len(upload.fields[name]) > settings.max_query_length:
            raise BadParameter(f"参数 {name} 过长（最多{settings.max_query_length}字符）")
    place = holdings.lookup.duty_place(words).division if words else None
    limits = posted.bounds(settings, upload.content)
    return Task(upload.content, _FORMS[media], upload.name, upload.format, place=place, item=item, **limits)


def _page(request: Request, most: int, upload: Upload, content: bytes) -> bytes:
    """What was found as a page. A file that is not too large goes with it, to come back for a masked copy."""
    asked = {name: upload.fields[name] for name in ("item", "place")}
    given = {"content": "".join(posted.carried(upload.content)), "name": upload.name} | asked
    extra = {"severities": SEVERITY_WORDS | {"info": "提示"}, "given": given, "most": most} | asked
    return page("prechecked.html", request, title="检查结果", doc=json.loads(content), extra=extra)


def _saved_as(upload: Upload, _: str) -> str:
    return f"{PurePath(upload.name or '文件').stem}-遮盖.xlsx"
