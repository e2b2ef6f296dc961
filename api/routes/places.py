"""Routes of places: the provinces, search, one place, its duties.

Owns: /divisions and below. Must not: import another router.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.duties import DutyList
from api.answers.places import PlaceDetail, PlaceSearch
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.negotiate import XLSX
from api.http.represent import represent
from api.http.views import View, twins
from api.routes import place_duties
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.duties.prepared import encode
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.places.bodies import Place
from catalog_graph.places.codebook import WIDTHS, Division
from catalog_graph.places.counts import count_below
from catalog_graph.places.names import spelled
from catalog_graph.places.tree import below
from catalog_graph.rdf import describe

router = APIRouter()
Document = dict[str, object]
_CODE = asking.path({"code": "县、乡、村级行政区划代码"}, code=asking.DUTY_CODE)
_SEARCH = asking.query(
    {
        "q": "地名，可带上级地名；不给出则列出各省（自治区、直辖市）",
        "level": "层级：province | prefecture | county | township | village",
        "within": "上级代码",
        "limit": "最多返回条数",
    }
)


@router.get(
    urls.DIVISIONS,
    tags=["divisions"],
    operation_id="search_divisions",
    summary="按名称找行政区划；不给名称则列出各省",
    **described(PlaceSearch, *RDF_AND_TABLE, errors=(404,), parameters=_SEARCH),
)
async def search(
    request: Request,
    holdings: Loaded,
    q: str = "",
    level: str | None = None,
    within: str | None = None,
    limit: int | None = None,
) -> Response:
    """Places whose name matches, best first; without a name, level and code, all provinces, with RDF and CSV too.

    Raises BadParameter, and for a code as `PlaceLookup.by_code`.
    """
    settings, levels = holdings.settings, [known.value for known in WIDTHS.values()]
    most = settings.search_results if limit is None else limit
    if not 1 <= most <= settings.max_search_results:
        raise BadParameter(f"limit 应在1至{settings.max_search_results}之间")
    if level and level not in levels:
        raise BadParameter(f"没有层级“{level[:20]}”", f"可用：{'、'.join(levels)}")
    if within and not (within.isascii() and within.isdigit()):
        raise BadParameter("within 应为行政区划代码")
    if not (q or level or within):
        return await represent(request, _provinces(holdings, limit))
    words = spelled(q) if q else ""
    if words.isdigit():
        listed = await _by_code(holdings, holdings.lookup.short_code(words), level, within or "")
        document = {"q": q, "count": len(listed), "divisions": listed, "suggestions": []}
    else:
        asked = (q, most, level, within or "")
        made = await request.app.state.searches.body(asked, lambda: encode(_by_name(holdings, *asked)))
        document = {"q": q} | json.loads(made)
    key = ("search", q, most, level, within)
    extra = {"most": settings.max_search_results}
    return await represent(request, View(key, f"查地名：{q}", lambda: document, extra=extra))


def _provinces(holdings: Holdings, limit: int | None) -> View:
    """All provinces, or the first so many, and how to search for other places."""
    every = holdings.lookup.loaded.within("", Level.PROVINCE)
    listed = every[:limit]
    candidates = [as_json.candidate(province, province.name) for province in listed]
    document = {"q": "", "count": len(every), "divisions": candidates, "search": urls.SEARCH}
    others = _place_twins(holdings, listed)
    key = ("provinces", limit)
    return View(key, "查地名", lambda: document, others, template="search.html", file_name="divisions")


def _place_twins(holdings: Holdings, places: Sequence[Division]) -> dict[str, Callable[[], bytes]]:
    """Villages are counted in the triples, so those wait for them; what the table needs is known before."""
    return twins(
        lambda: describe.of_divisions(holdings.lookup.book, places),
        lambda: tables.places(places, holdings.lookup.loaded),
    )


def _by_name(holdings: Holdings, q: str, most: int, level: str | None, within: str) -> Document:
    """The best matches, at most `most`, how many there are in all, and what may have been meant where none is."""
    gazetteer = holdings.lookup.gazetteer
    book = gazetteer.book
    matches = gazetteer.search(q, most, Level(level) if level else None, within)  # type: ignore[call-arg]
    named = [as_json.candidate(m.division, book.full_name(m.division)) | {"match": m.how} for m in matches.best]
    near = [as_json.candidate(division, book.full_name(division)) for division in matches.suggestions]
    return {"count": matches.count, "divisions": named, "suggestions": near}


async def _by_code(holdings: Holdings, code: str, level: str | None, within: str) -> list[Document]:
    """A code typed into the search box: its place, unless the filters leave it out. Raises as `PlaceLookup.by_code`."""
    place = await holdings.place(code)
    if (level and place.level != level) or not code.startswith(within):
        return []
    full = "".join(above.name for above in place.path) + place.division.name
    return [as_json.candidate(place.division, full) | {"match": "exact"}]


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
    others = _place_twins(holdings, [division, *children])
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
