"""The duties of a place: the one answer that most come for, and the first that a service gives.

Owns: /divisions/{code}/duties. Must not: load, before they are asked for, what its other forms than JSON need.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from api.holdings import Holdings, holdings_at, modified
from api.http import exact, parameters
from api.http.negotiate import CSV, JSONLD, TURTLE, XLSX
from api.http.parameters import DutyRequest
from api.http.represent import represent
from api.http.views import Forms, Pages, View
from catalog_graph.duties.prepared import page_of
from catalog_graph.duties.resolve import Duty, duty
from catalog_graph.errors import NotFound
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.places.bodies import Place, names

if TYPE_CHECKING:
    from api.routes.duty_page import DutyPage

ADDRESS = "/divisions/{code}/duties"
_PATIENCE = 2.0  # seconds that a page of duties waits for the records beside it
_KNOWN = frozenset({*parameters.FILTERS, *parameters.OTHERS, "format"})


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
    dated = None if stamp else body.modified
    key, title = ("duties", code, asked, *stamp), f"{place.division.name}公开义务清单"
    page, forms = partial(_page, holdings, place, asked, published), _forms(holdings, place, asked)
    view = View(
        key,
        title,
        lambda: page().head(),
        forms,
        file_name=title,
        body=body,
        extra=lambda: {"wanted": asked.wanted, "paging": asked.paging, "page": page()},
        pages=pages,
        modified=dated,
        linked=True,
    )
    return await represent(request, view)


def _page(holdings: Holdings, place: Place, asked: DutyRequest, published: Mapping[str, Any]) -> DutyPage:
    from api.routes.duty_page import DutyPage  # noqa: PLC0415

    return DutyPage(holdings, place, asked, published)


def _forms(holdings: Holdings, place: Place, asked: DutyRequest) -> Forms:
    """The forms of a place's duties besides JSON and the page."""
    dataset, day, paging = holdings.dataset, asked.on, asked.paging

    def resolved() -> list[Duty]:
        items, filled = holdings.answers.plan(place, day, asked.wanted).items, names(place)
        return [duty(dataset, item, place, filled, day) for item in (page_of(items, paging) if paging else items)]

    def sheet(media: str) -> bytes:
        from catalog_graph.official import duty_sheet  # noqa: PLC0415

        listed = resolved()
        if media == CSV:
            return duty_sheet.as_csv(dataset, listed)
        return duty_sheet.as_xlsx(dataset, place, day.isoformat(), listed)

    def graph(media: str) -> bytes:
        from catalog_graph.duties import as_rdf  # noqa: PLC0415

        return (as_rdf.as_turtle if media == TURTLE else as_rdf.as_jsonld)(dataset, place, resolved())

    return {media: partial(sheet if media in {CSV, XLSX} else graph, media) for media in (CSV, XLSX, TURTLE, JSONLD)}


async def _published(request: Request, code: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """What came out last of each item, for a browser's page where the service was given records; and its stamp."""
    if request.app.state.records is None or "text/html" not in request.headers.get("accept", ""):
        return {}, ()
    answer = await request.app.state.records.latest(code, _PATIENCE)
    return (answer[0], (str(answer[1]),)) if answer else ({}, ())


def _pages(holdings: Holdings, place: Place, asked: DutyRequest) -> Pages | None:
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
