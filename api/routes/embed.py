"""Routes of what portals show within their own pages: a place's list, or a domain's table, without anything around it.

Owns: /embed and below. Must not: import another router, set a cookie, or fetch an address.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.given import Data, Loaded
from api.http import asking
from api.http.describing import ALWAYS, body, header, problems
from api.http.negotiate import HTML
from api.http.represent import cached, page
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import catalogue_of, resolve
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.duty_sheet import limit_words
from catalog_graph.official.links import Links, link_of, read_links
from catalog_graph.places.bodies import Place

router = APIRouter(tags=["embed"])
Row = dict[str, object]
_LINKS = asking.query({"links": "链接文件的名称，放在 GONGKAI_LINKS 文件夹"}, links={"pattern": "^[a-z0-9_-]+$"})
_PAGE: dict[int | str, dict[str, Any]] = {
    200: {"description": "可嵌入的网页", "content": {HTML: body(HTML)}, "headers": header("ETag", "Cache-Control")},
    304: {"description": "没有变化（请求带了 If-None-Match）", "headers": header("ETag")},
    **problems({*ALWAYS, 404, 422}),
}


def _described(*parameters: asking.Parameter) -> dict[str, Any]:
    return {"response_class": Response, "responses": _PAGE, "openapi_extra": {"parameters": [*parameters, *_LINKS]}}


_PLACE = _described(
    *asking.path({"code": "县、乡、村级行政区划代码"}, code=asking.DUTY_CODE),
    *asking.query({"domain": "领域：标识、编号或中文名"}),
)
_DOMAIN = _described(*asking.path({"slug": "领域：标识、编号或中文名"}))


@router.get("/embed/divisions/{code}", summary="嵌入门户的某地公开义务清单", operation_id="embed_place", **_PLACE)
async def place_list(request: Request, code: str, holdings: Loaded, domain: str = "", links: str = "") -> Response:
    """The duties of a place as a bare page for an iframe; each row may lead to what the portal has published.

    Raises MalformedCode, UnknownDivision, NotADutyLevel, UnknownCatalogue, BadParameter.
    """
    place = await holdings.place(code)
    if place.level not in DUTY_LEVELS:
        raise holdings.lookup.above_duties(place)
    known: Links = read_links(holdings.settings.links, links) if links else {}
    rows, key = partial(_duties, holdings.dataset, place, domain, known), (code, domain, date.today(), known)
    return await _shown(request, key, f"{place.division.name}公开义务清单", rows)


@router.get("/embed/catalogues/{slug}", summary="嵌入门户的某领域标准目录", operation_id="embed_catalogue", **_DOMAIN)
async def domain_table(request: Request, slug: str, holdings: Loaded, dataset: Data, links: str = "") -> Response:
    """The items of a domain as a bare page for an iframe. Raises UnknownCatalogue or BadParameter."""
    catalogue = catalogue_of(dataset, slug)
    known: Links = read_links(holdings.settings.links, links) if links else {}
    rows = partial(_items, dataset, catalogue, known)
    return await _shown(request, (catalogue.slug, known), f"{catalogue.label}标准目录", rows)


def _items(dataset: Dataset, catalogue: Catalogue, links: Links) -> list[Row]:
    return [
        {
            "domain": catalogue.label,
            "group": item.group,
            "label": item.label,
            "limit": item.time_limit.text if item.time_limit else "",
            "subjects": "、".join(dataset.roles[role].label for role in item.subjects),
            "item": item.key,
            "link": link_of(links, "", item.key),
        }
        for item in catalogue.items
    ]


def _duties(dataset: Dataset, place: Place, domain: str, links: Links) -> list[Row]:
    return [
        {
            "domain": dataset.catalogue(duty.item.catalogue, duty.item.place).label,
            "group": duty.item.group,
            "label": duty.item.label,
            "limit": limit_words(duty),
            "subjects": "、".join(subject.body or subject.role.label for subject in duty.subjects),
            "item": duty.item.key,
            "link": link_of(links, place.division.code, duty.item.key),
        }
        for duty in resolve(dataset, place, read_day(None), Wanted(domain=domain or None))
    ]


async def _shown(request: Request, key: tuple[object, ...], title: str, rows: Callable[[], list[Row]]) -> Response:
    def made() -> bytes:
        listed = rows()
        linked = any(row["link"] for row in listed)
        return page("embed.html", request, title=title, rows=listed, linked=linked)

    return await cached(request, ("embed", *key), HTML, made)
