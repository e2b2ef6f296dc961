"""Routes of places: one place, its duties.

Owns: what is below /divisions. Must not: import another router.
"""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.duties import DutyList
from api.answers.places import PlaceDetail
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.negotiate import XLSX
from api.http.place_twins import place_twins
from api.http.represent import represent
from api.http.views import View
from api.routes import place_duties
from catalog_graph.duties import as_json
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.places.bodies import Place
from catalog_graph.places.codebook import Division
from catalog_graph.places.counts import count_below
from catalog_graph.places.tree import below

router = APIRouter()
Document = dict[str, object]
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


router.get(
    place_duties.ADDRESS,
    tags=["duties"],
    summary="某地应公开的事项",
    **described(DutyList, *RDF_AND_TABLE, XLSX, errors=(404, 422), parameters=[*_CODE, *asking.DUTIES]),
)(place_duties.duties)
