"""Routes of places: the provinces, search, one place, its duties.

Owns: /divisions and below. Must not: import another router.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.holdings import Holdings
from api.http import parameters, urls
from api.http.negotiate import CSV, JSONLD, TURTLE, XLSX
from api.http.represent import represent
from api.http.twins import twins
from api.http.views import View
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json, as_rdf
from catalog_graph.duties.prepared import page_of
from catalog_graph.duties.resolve import Duty, duty
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.official import duty_sheet
from catalog_graph.places.bodies import Place, names
from catalog_graph.places.codebook import WIDTHS, Division
from catalog_graph.places.counts import count_below
from catalog_graph.rdf import describe

router = APIRouter()
_BELOW = {
    Level.PROVINCE: Level.PREFECTURE,
    Level.PREFECTURE: Level.COUNTY,
    Level.COUNTY: Level.TOWNSHIP,
    Level.TOWNSHIP: Level.VILLAGE,
}


@router.get(urls.DIVISIONS, tags=["行政区划"], summary="按名称找行政区划；不给名称则列出各省")
async def search(
    request: Request,
    q: Annotated[str, Query(description="地名，可带上级地名；不给出则列出各省（自治区、直辖市）")] = "",
    level: Annotated[str | None, Query(description="province | prefecture | county | township | village")] = None,
    within: Annotated[str | None, Query(description="上级代码")] = None,
    limit: Annotated[int | None, Query(description="最多返回条数")] = None,
) -> Response:
    """Places whose name matches, best first; without a name, level and code, all provinces, with RDF and CSV too."""
    holdings: Holdings = request.app.state.holdings
    settings = holdings.settings
    most = settings.search_results if limit is None else limit
    if not 1 <= most <= settings.max_search_results:
        raise BadParameter(f"limit 应在1至{settings.max_search_results}之间")
    if level and level not in {known.value for known in WIDTHS.values()}:
        raise BadParameter(f"没有层级“{level[:20]}”", f"可用：{'、'.join(known.value for known in WIDTHS.values())}")
    if within and not (within.isascii() and within.isdigit()):
        raise BadParameter("within 应为行政区划代码")
    if not (q or level or within):
        return await represent(request, _provinces(holdings, limit))
    if q.strip().isdigit():
        listed = await _by_code(holdings, q.strip(), level, within)
        count = len(listed)
    else:
        listed, count = await run_in_threadpool(_matches, holdings, q, most, level, within or "")
    tag = holdings.tag("search", q, most, level, within)
    document = {"q": q, "count": count, "divisions": listed}
    return await represent(request, View("search.html", f"查地名：{q}", lambda: document, "divisions", tag))


def _provinces(holdings: Holdings, limit: int | None) -> View:
    """All provinces, or the first so many, and how to search for other places."""
    every = holdings.lookup.loaded.within("", Level.PROVINCE)
    listed = every[:limit]
    document = {
        "q": "",
        "count": len(every),
        "divisions": [as_json.candidate(one, one.name) for one in listed],
        "search": urls.SEARCH,
    }
    others = twins(
        lambda: describe.of_divisions(holdings.lookup.book, listed),
        lambda: tables.places(listed, holdings.lookup.loaded),
    )
    tag = holdings.tag("provinces", limit)
    return View("search.html", "查地名", lambda: document, "divisions", tag, others=others)


def _matches(
    holdings: Holdings, q: str, most: int, level: str | None, within: str
) -> tuple[list[dict[str, object]], int]:
    gazetteer = holdings.lookup.gazetteer
    matches, count = gazetteer.search(q, most, Level(level) if level else None, within)  # type: ignore[call-arg]
    found = [as_json.candidate(m.division, gazetteer.full_name(m.division)) | {"match": m.how} for m in matches]
    return found, count


async def _by_code(holdings: Holdings, code: str, level: str | None, within: str | None) -> list[dict[str, object]]:
    """A code typed into the search box: its place, unless the filters leave it out. Raises as `PlaceLookup.by_code`."""
    place = await holdings.place(code)
    if (level and place.level != level) or not code.startswith(within or ""):
        return []
    full = "".join(above.name for above in place.path) + place.division.name
    return [as_json.candidate(place.division, full) | {"match": "exact"}]


@router.get("/divisions/{code}", tags=["行政区划"], summary="一个行政区划")
async def division(request: Request, code: str) -> Response:
    """A place, the way down to it, how much lies below it, and the places directly below."""
    holdings: Holdings = request.app.state.holdings
    place = await holdings.place(code)
    children = await run_in_threadpool(_children, holdings, place)
    found, title = [place.division, *children], place.division.name
    # Villages are counted, so counts wait for them; places above are known before.
    others = twins(
        lambda: describe.of_divisions(holdings.lookup.book, found),
        lambda: tables.places(found, holdings.lookup.loaded),
    )
    view = View(
        "division.html",
        title,
        lambda: _described(holdings, place, children),
        title,
        holdings.tag("division", code),
        others=others,
    )
    return await represent(request, view)


def _described(holdings: Holdings, place: Place, children: list[Division]) -> dict[str, object]:
    below = count_below(holdings.lookup.book, place.division)
    listed = [{"code": d.code, "name": d.name, "level": d.level.value, "kind": d.kind} for d in children]
    document = as_json.division(place) | {"counts": as_json.counts(below), "children": listed}
    return document | ({"duties": urls.duties(place.division.code)} if place.level in DUTY_LEVELS else {})


def _children(holdings: Holdings, place: Place) -> list[Division]:
    """The places directly below; a prefecture row that only groups codes gives way to its counties."""
    below = _BELOW.get(place.level)
    if below is None:
        return []
    book = holdings.lookup.book if below is Level.VILLAGE else holdings.lookup.loaded
    found: list[Division] = []
    for child in book.within(place.division.code, below):
        found.extend(book.within(child.code, Level.COUNTY) if child.is_filler else [child])
    return found


@router.get(
    "/divisions/{code}/duties", tags=["公开义务"], summary="某地应公开的事项", openapi_extra=parameters.openapi()
)
async def duties(request: Request, code: str) -> Response:
    """What a county, town or village must publish, with legal basis, time limit, subject, channels and reasons."""
    holdings: Holdings = request.app.state.holdings
    asked = parameters.duty_request(request.query_params, holdings.settings)
    wanted, day, paging = asked.wanted, asked.on, asked.paging
    place = await holdings.place(code)
    if place.level not in DUTY_LEVELS:
        raise holdings.lookup.above_duties(place)
    body = holdings.answer(place, asked)

    def resolved() -> list[Duty]:
        items, filled = holdings.answers.plan(place, day, wanted).items, names(place)
        if paging:
            items = page_of(items, paging)
        return [duty(holdings.dataset, item, place, filled) for item in items]

    others = {
        CSV: lambda: duty_sheet.as_csv(holdings.dataset, resolved()),
        XLSX: lambda: duty_sheet.as_xlsx(holdings.dataset, place, day.isoformat(), resolved()),
        TURTLE: lambda: as_rdf.as_turtle(holdings.dataset, place, resolved()),
        JSONLD: lambda: as_rdf.as_jsonld(holdings.dataset, place, resolved()),
    }
    title = f"{place.division.name}公开义务清单"
    tag = holdings.tag("duties", code, day, wanted, paging)
    extra = {"catalogues": holdings.dataset.catalogues.values(), "wanted": wanted, "paging": paging}
    return await represent(request, View("duties.html", title, dict, title, tag, body, extra, others))


async def duties_plain(request: Request) -> Response:
    """The same for a plain Starlette route, which `app` puts in front.

    A county's answer is made in 0.1 ms; matching and injection by FastAPI would take longer than that.
    """
    return await duties(request, request.path_params["code"])
