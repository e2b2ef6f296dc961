"""The poster of a place: one sheet for the wall, as a page that prints and as JSON.

Owns: /divisions/{code}/poster. Must not: decide what stands on it (`catalog_graph.schedule.poster`).
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.tools import Poster
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, qr, urls
from api.http.describing import described
from api.http.represent import represent, site_of
from api.http.site import Site
from api.http.views import View
from catalog_graph.duties import as_json
from catalog_graph.duties.resolve import Duty, ordered, resolve
from catalog_graph.duties.whose import here, shares
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.dates import read_day
from catalog_graph.model.iris import thing
from catalog_graph.places.bodies import Place
from catalog_graph.schedule import poster, spans
from catalog_graph.schedule.events import events

router = APIRouter(tags=["duties"])
Document = dict[str, object]


@router.get(
    "/divisions/{code}/poster",
    summary="某地公示栏海报：应公开什么，本季度哪天到期",
    **described(
        Poster,
        errors=(404, 422),
        parameters=[
            *asking.path({"code": "县、乡、村级行政区划代码"}, code=asking.DUTY_CODE),
            *asking.query({"size": "纸张：a4 | a3", "on": "日期 YYYY-MM-DD，默认今天"}, size={"enum": ["a4", "a3"]}),
        ],
    ),
)
async def division_poster(
    request: Request,
    code: str,
    holdings: Loaded,
    size: Literal["a4", "a3", ""] = "a4",
    on: str = "",
) -> Response:
    """What the place's own bodies must publish, the dates of the quarter, and a QR code to the place's page.

    Raises MalformedCode, UnknownDivision, NotADutyLevel or BadDate.
    """
    day, place = read_day(on or None), await holdings.place(code)
    if place.level not in DUTY_LEVELS:
        raise holdings.lookup.above_duties(place)
    site = site_of(request)

    def extra() -> Document:
        return {"size": size or "a4", "qr": qr.svg(_address(place, site)), "here": here(place)}

    title, document = f"{place.division.name}应公开的事项", partial(_document, holdings, place, day, site)
    return await represent(request, View(("poster", code, day, size), title, document, extra=extra))


def _address(place: Place, site: Site) -> str:
    """Where the QR code leads: the place's page; without a public address it holds the place's permanent identifier."""
    page = site.at(urls.duties(place.division.code))
    return site.origin + page if site.origin else thing("division", place.division.code)


def _document(holdings: Holdings, place: Place, day: date, site: Site) -> Document:
    """What stands on the poster."""
    dataset, every = holdings.dataset, resolve(holdings.dataset, place, day)
    own = poster.own_duties(ordered(every, place))
    first, last = spans.quarter(day)
    return {
        "division": as_json.division(place),
        "on": day.isoformat(),
        "by": shares(duty.whose for duty in every),
        "address": _address(place, site),
        "permanent": not site.origin,
        "sections": [asdict(section) for section in poster.sections(dataset, own, place.level)],
        "quarter": {"from": first.isoformat(), "to": last.isoformat(), "dates": _dates(holdings, place, own, day)},
    }


def _dates(holdings: Holdings, place: Place, own: list[Duty], day: date) -> list[Document]:
    """The dates of the quarter; none where no working calendar reaches."""
    days = holdings.calendars.of(place.division.code)
    if not min(days.years) <= day.year <= max(days.years) + 1:
        return []
    listed = events(holdings.dataset, place, own, holdings.frame, days, *spans.quarter(day))
    return [
        {"date": each.day.isoformat(), "count": each.count, "headings": list(each.headings)}
        for each in poster.due_days(listed)
    ]
