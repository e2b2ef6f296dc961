"""Routes that put two things side by side: two tables or catalogues with the draft of the 修订说明, two places.

Owns: /compare and below. Must not: compare (`catalog_graph.revision`, `catalog_graph.duties`), or keep anything.
"""

from __future__ import annotations

import json
from functools import cache, partial

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.tools import Comparison as ComparisonAnswer
from api.answers.tools import ComparisonOrHelp
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, posted, urls
from api.http.describing import described
from api.http.errors import respond
from api.http.negotiate import DOCX, HTML, JSON, TURTLE
from api.http.pairs import FIELDS, SIDES, Pair, received_pair
from api.http.represent import page, represent
from api.http.views import View
from catalog_graph.errors import BadParameter, GongkaiError, as_document
from catalog_graph.model.values import Dataset
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
_SIDE = "领域（国家标准目录），或 领域@地方代码（本级目录）"
_NAMED = asking.query({"old": f"旧：{_SIDE}", "new": f"新：{_SIDE}"})
_POSTED = posted.described_post(ComparisonAnswer, "比较结果，或修订说明", OFFERED, FIELDS, files=SIDES)


@router.get(
    urls.COMPARE,
    operation_id="compare_catalogues",
    summary="两份目录逐格比较",
    **described(ComparisonOrHelp, DOCX, TURTLE, errors=(404,), parameters=_NAMED),
)
async def form(request: Request, holdings: Loaded) -> Response:
    """A page to choose two tables; with `old` and `new` the comparison of two catalogues that are known here.

    Raises NotFound, or BadParameter where one of the two is missing.
    """
    old, new = (request.query_params.get(side, "").strip() for side in SIDES)
    if not (old or new):
        return await represent(
            request,
            View(("compare",), "比较两份目录", _described, extra=lambda: _choices(holdings) | {"problem": None}),
        )
    if not (old and new):
        raise BadParameter(f"没有选择{SIDES['new' if old else 'old']}", "两边各选一个目录。")
    names = await run_in_threadpool(lambda: (_name(holdings, old), _name(holdings, new)))
    revision = cache(partial(_revision, holdings.dataset, old, new, names))
    given = {side: canonical(holdings.dataset, words) for side, words in (("old", old), ("new", new))}
    view = View(
        ("compared", old, new),
        f"{names[0]}与{names[1]}",
        lambda: revision_document(revision()),
        {DOCX: lambda: note.as_docx(explanation(revision())), TURTLE: lambda: graph.as_turtle(revision())},
        file_name="修订说明",
        extra=lambda: {"carried": {}, "headings": HEADINGS, "given": given} | _choices(holdings),
    )
    return await represent(request, view)


def _described() -> dict[str, object]:
    return posted.taken(FIELDS, OFFERED)


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


def _revision(dataset: Dataset, old: str, new: str, names: tuple[str, str]) -> Revision:
    return compare(named_editions(dataset, old), named_editions(dataset, new), names)


def _name(holdings: Holdings, words: str) -> str:
    place = words.partition("@")[2]
    named_editions(holdings.dataset, words)
    return name_of(holdings.dataset, words, holdings.lookup.by_code(place).division.name if place else "")


@router.post(urls.COMPARE, summary="比较上传的两份目录", operation_id="compare_tables", **_POSTED)
async def compared(request: Request, holdings: Loaded) -> Response:
    """Two uploaded tables, or one and a catalogue, compared cell by cell: as `gongkai diff`, or its 修订说明 as Word.

    The files are neither kept nor logged. Answers what `received_pair` raises, UnreadableFile, NotFound and Crowded.
    """

    def refused(error: GongkaiError, _: Pair | None) -> Response:
        extra = _choices(holdings) | {"problem": as_document(error)}
        return respond(request, error, "compare.html", doc=_described(), extra=extra)

    def task(pair: Pair, media: str) -> Task:
        limits = posted.bounds(holdings.settings, *(side.content for side in pair.sides))
        return Task(b"", _FORMS[media], sides=pair.sides, **limits)

    page_ = partial(_page, request, holdings)
    errand = posted.Errand(OFFERED, received_pair, task, page_, refused, lambda *_: "修订说明.docx")
    return await posted.answered(request, errand)


def _page(request: Request, holdings: Holdings, pair: Pair, content: bytes) -> bytes:
    """The comparison as a page. Files that are not too large go with it, in a form that asks for the note."""
    files = posted.carried(*(side.content for side in pair.sides))
    hidden: dict[str, str] = {}
    for name, side, file in zip(SIDES, pair.sides, files, strict=False):
        hidden |= {f"{name}_content": file, f"{name}_name": side.name} if file else {f"{name}_words": side.words}
    extra = _choices(holdings) | {"carried": hidden, "headings": HEADINGS, "given": {}}
    return page("compared.html", request, title="比较结果", doc=json.loads(content), extra=extra)
