"""Routes of places: search, one place, its duties.

Owns: /divisions and below. Must not: import another router.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.library import Library
from api.negotiate import CSV, JSONLD, TURTLE, XLSX
from api.parameters import Day, Paging, WantedQuery
from api.represent import represent
from api.views import View
from catalog_graph import documents, duty_graph, sheets
from catalog_graph.bodies import Place, names
from catalog_graph.divisions import WIDTHS, Division
from catalog_graph.duties import Duty, duty
from catalog_graph.errors import BadParameter
from catalog_graph.vocabulary import DUTY_LEVELS, Level

router = APIRouter(tags=["行政区划"])
_BELOW = {
    Level.PROVINCE: Level.PREFECTURE,
    Level.PREFECTURE: Level.COUNTY,
    Level.COUNTY: Level.TOWNSHIP,
    Level.TOWNSHIP: Level.VILLAGE,
}


@router.api_route("/divisions", methods=["GET", "HEAD"], summary="按名称找行政区划")
def search(
    request: Request,
    q: Annotated[str, Query(description="地名，可带上级地名")] = "",
    level: Annotated[str | None, Query(description="province | prefecture | county | township | village")] = None,
    within: Annotated[str | None, Query(description="上级代码")] = None,
    limit: Annotated[int | None, Query(description="最多返回条数")] = None,
) -> Response:
    """Places whose name matches, best first."""
    library: Library = request.app.state.library
    settings = library.settings
    most = settings.search_results if limit is None else limit
    if not 1 <= most <= settings.max_search_results:
        raise BadParameter(f"limit 应在1至{settings.max_search_results}之间")
    if level and level not in {known.value for known in WIDTHS.values()}:
        raise BadParameter(f"没有层级“{level[:20]}”", f"可用：{'、'.join(known.value for known in WIDTHS.values())}")
    if within and not (within.isascii() and within.isdigit()):
        raise BadParameter("within 应为行政区划代码")
    if not q and "text/html" in request.headers.get("accept", ""):
        return represent(request, View("search.html", "查地名", lambda: _found(q, [], 0), "divisions", "empty"))
    if q.strip().isdigit():
        return _by_code(request, library, q.strip())
    gazetteer = library.atlas.gazetteer
    matches, count = gazetteer.search(q, most, Level(level) if level else None, within or "")  # type: ignore[call-arg]
    listed = [documents.candidate(m.division, gazetteer.full_name(m.division)) | {"match": m.how} for m in matches]
    tag = library.tag("search", q, most, level, within)
    return represent(request, View("search.html", f"查地名：{q}", lambda: _found(q, listed, count), "divisions", tag))


def _by_code(request: Request, library: Library, code: str) -> Response:
    """A code typed into the search box: the one place it stands for. Raises as `Atlas.by_code`."""
    place = library.atlas.by_code(code)
    full = "".join(above.name for above in place.path) + place.division.name
    listed = [documents.candidate(place.division, full) | {"match": "exact"}]
    view = View(
        "search.html", f"查地名：{code}", lambda: _found(code, listed, 1), "divisions", library.tag("code", code)
    )
    return represent(request, view)


def _found(q: str, listed: list[dict[str, object]], count: int) -> dict[str, object]:
    return {"q": q, "count": count, "divisions": listed}


@router.api_route("/divisions/{code}", methods=["GET", "HEAD"], summary="一个行政区划")
def division(request: Request, code: str) -> Response:
    """A place, the way down to it, and the places directly below."""
    library: Library = request.app.state.library
    place = library.atlas.by_code(code)
    document = documents.division(place) | {"children": _children(library, place)}
    if place.level in DUTY_LEVELS:
        document["duties"] = f"/divisions/{place.division.code}/duties"
    title = place.division.name
    return represent(request, View("division.html", title, lambda: document, title, library.tag("division", code)))


def _children(library: Library, place: Place) -> list[dict[str, object]]:
    """The places directly below; a prefecture row that only groups codes gives way to its counties."""
    below = _BELOW.get(place.level)
    if below is None:
        return []
    book = library.atlas.book if below is Level.VILLAGE else library.atlas.loaded
    found: list[Division] = []
    for child in book.within(place.division.code, below):
        found.extend(book.within(child.code, Level.COUNTY) if child.is_filler else [child])
    return [{"code": d.code, "name": d.name, "level": d.level.value, "kind": d.kind} for d in found]


@router.api_route("/divisions/{code}/duties", methods=["GET", "HEAD"], tags=["公开义务"], summary="某地应公开的事项")
def duties(request: Request, code: str, wanted: WantedQuery, day: Day, paging: Paging) -> Response:
    """What a county, town or village must publish, with legal basis, time limit, subject, channels and reasons."""
    library: Library = request.app.state.library
    place = library.atlas.by_code(code)
    if place.level not in DUTY_LEVELS:
        raise library.atlas.above_duties(place)
    items = library.answers.items(place, day, wanted)
    count = len(items)
    if paging:
        page, size = paging
        items = items[(page - 1) * size : page * size]
    part = f"{paging[0]}-{paging[1]}" if paging else "all"
    body = library.duties(place, day, wanted, items, count, part)

    def resolved() -> list[Duty]:
        filled = names(place)
        return [duty(library.dataset, item, place, filled) for item in items]

    others = {
        CSV: lambda: sheets.as_csv(library.dataset, resolved()),
        XLSX: lambda: sheets.as_xlsx(library.dataset, place, day.isoformat(), resolved()),
        TURTLE: lambda: duty_graph.as_turtle(library.dataset, place, resolved()),
        JSONLD: lambda: duty_graph.as_jsonld(library.dataset, place, resolved()),
    }
    title = f"{place.division.name}公开义务清单"
    tag = library.tag("duties", code, day, wanted, part)
    extra = {"catalogues": library.dataset.catalogues.values(), "wanted": wanted, "paging": paging}
    return represent(request, View("duties.html", title, dict, title, tag, body, extra, others))
