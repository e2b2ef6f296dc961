"""Routes of deadlines: the due dates of words or of an item, and the calendar of a place.

Owns: /due and /divisions/{code}/calendar.
Must not: compute dates (`catalog_graph.deadlines`), or import another router.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.deadlines import Due, PlaceCalendar
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.describing import described
from api.http.negotiate import CSV, ICS
from api.http.represent import represent, site_of
from api.http.site import Site
from api.http.views import View
from api.routes.calendar_page import CalendarPage
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.deadlines.as_json import answer
from catalog_graph.duties.dated import ITEM_KEY, item_answer
from catalog_graph.duties.filters import Wanted
from catalog_graph.errors import BadParameter
from catalog_graph.model.calendar import NATIONAL, DueStatus
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.dates import read_day, read_moment
from catalog_graph.places.bodies import Place
from catalog_graph.schedule import forms, spans
from catalog_graph.schedule.events import Event, check_range, dated_duties, events

router = APIRouter(tags=["deadlines"])
Document = dict[str, object]
_DUE = asking.query(
    {
        "limit": "时限原文，或事项编号，如 social-assistance/11",
        "from": "起算日期 YYYY-MM-DD，或时刻 YYYY-MM-DDTHH:MM，默认今天",
        "place": "行政区划代码或名称；不给出用全国工作日历",
        "content": "公开的内容；有几条时限时选对应的一条，都不对应则全给",
    },
    limit=asking.WORDS,
)
_SPAN: dict[str, asking.Schema] = {
    "from": {"pattern": asking.DAY},
    "range": {"enum": ["month", "quarter", "year"]},
}
_CALENDAR = described(
    PlaceCalendar,
    CSV,
    ICS,
    errors=(404, 422),
    parameters=[
        *asking.path({"code": "行政区划代码"}, code=asking.DUTY_CODE),
        *asking.query(
            {
                "from": "起始日期，默认今天",
                "to": "截止日期，默认一年后；一次最多两年",
                "range": "代替起止日期：month 本月 | quarter 本季度 | year 一年",
                "domain": "领域：标识、编号或中文名",
                "subject": "公开主体标识：只要一个部门的",
            },
            **_SPAN,
        ),
    ],
)
_STATUS = {status.value: status.label for status in DueStatus}


@router.get(urls.DUE, summary="一条时限的到期日", **described(Due, errors=(404, 409), parameters=_DUE))
async def due(
    request: Request,
    holdings: Loaded,
    limit: str = "",
    from_: Annotated[str, Query(alias="from")] = "",
    place: str = "",
    content: str = "",
) -> Response:
    """By which day or hour to publish, what moved that day, and what was assumed; without `limit`, how to ask.

    Raises BadParameter, BadDate, UnknownItem, MalformedCode or UnknownDivision.
    """
    words, moment = limit.strip(), read_moment(from_ or None)
    code = (await run_in_threadpool(holdings.lookup.any_place, place)).division.code if place else NATIONAL
    if not words:
        empty: Document = {"limits": [], "search": urls.DUE_SEARCH}
        return await represent(request, _due_view(empty, ("due",), words, from_, place, content))
    if ITEM_KEY.fullmatch(words):
        document = item_answer(holdings.dataset, words, moment, holdings.calendars, code, content)
    else:
        document = answer(read_time_limits(words), moment, holdings.calendars, code, content)
    if not document["limits"]:
        raise BadParameter(f"“{words[:40]}”读不出时限", "请写成“信息形成之日起20个工作日内”“每年3月31日前”一类。")
    key = ("due", words, str(moment), code, content)
    return await represent(request, _due_view(document, key, words, from_, place, content))


def _due_view(document: Document, key: tuple[object, ...], words: str, start: str, place: str, content: str) -> View:
    asked = {"limit": words, "from": start, "place": place, "content": content}
    today = date.today().isoformat()
    extra = {"asked": asked, "statuses": _STATUS, "today": today}
    return View((*key, today), "算到期日", lambda: document, template="due.html", extra=extra)


@router.get("/divisions/{code}/calendar", summary="某地有固定日期的公开期限", **_CALENDAR)
async def calendar(
    request: Request,
    code: str,
    holdings: Loaded,
    from_: Annotated[str, Query(alias="from")] = "",
    to: str = "",
    range_: Annotated[str, Query(alias="range")] = "",
    domain: str | None = None,
    subject: str | None = None,
) -> Response:
    """The days by which a place has to publish what recurs or has a date, as JSON, page, table and iCalendar.

    Raises MalformedCode, UnknownDivision, NotADutyLevel, BadParameter, BadDate or UnknownCatalogue.
    """
    place = await holdings.place(code)
    if place.level not in DUTY_LEVELS:
        raise holdings.lookup.above_duties(place)
    first = read_day(from_ or None)
    last, wanted = read_day(to) if to else spans.year(first)[1], Wanted(domain=domain or None, subject=subject or None)
    if range_:
        first, last = spans.named(range_, date.today())
    check_range(first, last, holdings.calendars.of(code))
    return await represent(request, _calendar_view(holdings, place, first, last, wanted, site_of(request)))


def _calendar_view(holdings: Holdings, place: Place, first: date, last: date, wanted: Wanted, site: Site) -> View:
    days, frame = holdings.calendars.of(place.division.code), holdings.frame

    @cache
    def listed() -> list[Event]:
        duties = dated_duties(holdings.dataset, place, max(first, date.today()), wanted)
        return events(holdings.dataset, place, duties, frame, days, first, last)

    def extra() -> Document:
        return {"statuses": _STATUS, "page": CalendarPage(holdings, place, wanted, listed(), (first, last), site)}

    title = f"{place.division.name}公开期限"
    return View(
        ("calendar", place.division.code, first, last, wanted, date.today()),
        title,
        lambda: forms.document(place, days, first, last, listed(), frame),
        {CSV: lambda: forms.csv_bytes(listed()), ICS: lambda: forms.ics_bytes(place, listed())},
        file_name=title,
        extra=extra,
    )
