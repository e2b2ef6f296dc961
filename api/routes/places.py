"""Routes of places: one place, its duties.

Owns: what is below /divisions. Must not: import another router.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.duties import DutyList
from api.answers.places import PlaceDetail
from api.holdings import Holdings, Loaded, holdings_at, modified
from api.http import asking, exact, parameters, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.negotiate import CSV, JSONLD, TURTLE, XLSX
from api.http.place_twins import place_twins
from api.http.represent import represent
from api.http.views import Forms, Pages, View
from api.routes.duty_page import DutyPage
from catalog_graph.duties import as_json, as_rdf
from catalog_graph.duties.prepared import page_of
from catalog_graph.duties.resolve import Duty, duty
from catalog_graph.errors import NotFound
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.official import duty_sheet
from catalog_graph.places.bodies import Place, names
from catalog_graph.places.codebook import Division
from catalog_graph.places.counts import count_below
from catalog_graph.places.tree import below

router = APIRouter()
Document = dict[str, object]
DUTIES = "/divisions/{code}/duties"
_PATIENCE = 2.0  # seconds that a page of duties waits for the records beside it
_KNOWN = frozenset({*parameters.FILTERS, *parameters.OTHERS, "format"})
_CODE = asking.path({"code": "县、乡、村级行政区划代码"}, code=asking.DUTY_CODE)


@router.get(
    "/divisions/{code}",
    tags=["divisions"],
    summary="一个行政区划",
    **described(PlaceDetail, *RDF_AND_TABLE, errors=(404,), parameters=asking.path({"code": "行政区划代码"})),
)
async def division(request: Request, code: str, holdings: Loaded) -> Response:
    """A place, the way down to it, how much lies below it, and the places directly below.

    Raises MalformedCode or UnknownDivision.
    """
    place = await holdings.place(code)
    children = await run_in_threadpool(_children, holdings, place)
    division = place.division
    others = place_twins(holdings.lookup, [division, *children])
    document = partial(_described, holdings, place, children)
    extra = {"records": urls.records(code) if request.app.state.records else ""}
    view = View(("division", code), division.name, document, others, file_name=division.name, extra=extra)
    return await represent(request, view)


def _described(holdings: Holdings, place: Place, children: list[Division]) -> Document:
    below = count_below(holdings.lookup.book, place.division)
    listed = [{"code": d.code, "name": d.name, "level": d.level.value, "kind": d.kind} for d in children]
    document = as_json.division(place) | {"counts": as_json.counts(below), "children": listed}
    return document | ({"duties": urls.duties(place.division.code)} if place.level in DUTY_LEVELS else {})


def _children(holdings: Holdings, place: Place) -> list[Division]:
    """The places directly below; only those of a town need the villages."""
    book = holdings.lookup.book if place.level is Level.TOWNSHIP else holdings.lookup.loaded
    return below(book, place.division)


@router.get(
    DUTIES,
    tags=["duties"],
    summary="某地应公开的事项",
    **described(DutyList, *RDF_AND_TABLE, XLSX, errors=(404, 422), parameters=[*_CODE, *asking.DUTIES]),
)
async def duties(request: Request, code: str) -> Response:
    """What a county, town or village must publish, with legal basis, time limit, subject, channels and reasons.

    Raises MalformedCode, UnknownDivision, NotADutyLevel, and for its parameters BadParameter, BadDate or
    UnknownCatalogue.
    """
    holdings: Holdings = request.app.state.holdings
    if request.scope["query_string"]:
        exact.check(request, _KNOWN)
        holdings = await holdings_at(request)
    asked = parameters.duty_request(request.query_params, holdings.settings)
    place = await holdings.place(code)
    if place.level not in DUTY_LEVELS:
        raise holdings.lookup.above_duties(place)
    pages = _pages(holdings, place, asked)
    await modified(request)
    body = holdings.answer(place, asked)
    published, stamp = await _published(request, code)
    # What was published is no fact of a release.
    dated = None if stamp else body.modified(lambda: holdings.duties_modified(place, asked))
    key, title = ("duties", code, asked, *stamp), f"{place.division.name}公开义务清单"
    page, forms = DutyPage(holdings, place, asked, published), _duty_twins(holdings, place, asked)
    extra = {"wanted": asked.wanted, "paging": asked.paging, "page": page}
    view = View(
        key, title, page.head, forms, file_name=title, body=body, extra=extra, pages=pages, modified=dated, linked=True
    )
    return await represent(request, view)


def _duty_twins(holdings: Holdings, place: Place, asked: parameters.DutyRequest) -> Forms:
    """The forms of a place's duties besides JSON and the page."""
    dataset, day, paging = holdings.dataset, asked.on, asked.paging

    def resolved() -> list[Duty]:
        items, filled = holdings.answers.plan(place, day, asked.wanted).items, names(place)
        return [duty(dataset, item, place, filled, day) for item in (page_of(items, paging) if paging else items)]

    return {
        CSV: lambda: duty_sheet.as_csv(dataset, resolved()),
        XLSX: lambda: duty_sheet.as_xlsx(dataset, place, day.isoformat(), resolved()),
        TURTLE: lambda: as_rdf.as_turtle(dataset, place, resolved()),
        JSONLD: lambda: as_rdf.as_jsonld(dataset, place, resolved()),
    }


async def _published(request: Request, code: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """What came out last of each item, for a browser's page where the service was given records; and its stamp."""
    if request.app.state.records is None or "text/html" not in request.headers.get("accept", ""):
        return {}, ()
    answer = await request.app.state.records.latest(code, _PATIENCE)
    return (answer[0], (str(answer[1]),)) if answer else ({}, ())


def _pages(holdings: Holdings, place: Place, asked: parameters.DutyRequest) -> Pages | None:
    """Which page is asked for. Raises NotFound past the last."""
    if asked.paging is None:
        return None
    count = len(holdings.answers.plan(place, asked.on, asked.wanted).items)
    last = max(1, -(-count // asked.paging.size))
    if asked.paging.page > last:
        raise NotFound(f"没有第{asked.paging.page}页，共{last}页", "请求的页数不要超过最后一页。")
    return Pages(asked.paging.page, last)


async def duties_plain(request: Request) -> Response:
    """The same for a plain Starlette route, which `app` puts in front.

    A county's answer is made in 0.1 ms; matching and injection by FastAPI would take longer than that.
    """
    return await duties(request, request.path_params["code"])
