"""Routes to look around: the overview of all catalogues, the tree of places, two places side by side, what this is.

Owns: /overview, /tree, /compare/places, /about. Must not: count or compare by itself, or import another router.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.overview import About as AboutAnswer
from api.answers.overview import Overview as OverviewAnswer
from api.answers.overview import Tree as TreeAnswer
from api.answers.tools import PlacesBesideOrChoice
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.describing import described
from api.http.represent import represent
from api.http.views import View
from catalog_graph import __version__
from catalog_graph.conformance.side_by_side import side_by_side
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.model.dates import read_day
from catalog_graph.places.codebook import Division
from catalog_graph.places.tree import Branch, opened

router = APIRouter()
Document = dict[str, object]


@router.get(
    urls.OVERVIEW,
    tags=["overview"],
    operation_id="overview",
    summary="全部目录一览：层级、时限、来源、出处、依据、变化",
    **described(OverviewAnswer),
)
async def whole(request: Request, holdings: Loaded) -> Response:
    """All catalogues as charts: items by level, limit, origin and attestation, the laws most cited, what changed."""
    extra = {"domain_address": lambda row: urls.catalogue(row["slug"])}
    return await represent(request, View(("overview",), "目录总览", lambda: holdings.overview, extra=extra))


@router.get(
    urls.TREE,
    tags=["divisions"],
    operation_id="tree_of_provinces",
    summary="行政区划树：从省到村",
    **described(TreeAnswer),
)
async def tree(request: Request, holdings: Loaded) -> Response:
    """The provinces, from which one walks down."""
    return await _tree(request, holdings, None)


@router.get(
    f"{urls.TREE}/{{code}}",
    tags=["divisions"],
    operation_id="tree_opened",
    summary="行政区划树，打开到一个地方",
    **described(TreeAnswer, errors=(404,), parameters=asking.path({"code": "行政区划代码"})),
)
async def branch(request: Request, code: str, holdings: Loaded) -> Response:
    """The way down to a place with its neighbours at every step. Raises MalformedCode or UnknownDivision."""
    return await _tree(request, holdings, (await holdings.place(code)).division)


async def _tree(request: Request, holdings: Holdings, division: Division | None) -> Response:
    deep = division is not None and division.level in {Level.TOWNSHIP, Level.VILLAGE}
    book = (await run_in_threadpool(lambda: holdings.lookup.book)) if deep else holdings.lookup.loaded
    document = {"open": division and division.code, "branches": [_node(each) for each in opened(book, division)]}
    title = f"行政区划：{division.name}" if division else "行政区划"
    return await represent(request, View(("tree", division and division.code), title, lambda: document))


def _node(branch: Branch) -> Document:
    place = branch.division
    node: Document = {"code": place.code, "name": place.name, "level": place.level.value, "kind": place.kind}
    if place.level in DUTY_LEVELS:
        node["duties"] = urls.duties(place.code)
    return node | ({"branches": [_node(each) for each in branch.branches]} if branch.open else {})


@router.get(
    "/compare/places",
    tags=["tools"],
    operation_id="compare_places",
    summary="两个地方并排：各应公开什么",
    **described(
        PlacesBesideOrChoice,
        errors=(404, 409, 422),
        parameters=asking.query(
            {
                "a": "一个地方：代码或名称",
                "b": "另一个地方",
                "domain": "领域；给出则逐项并排",
                "on": "日期 YYYY-MM-DD，默认今天",
            },
            a=asking.PLACE,
            b=asking.PLACE,
        ),
    ),
)
async def places(
    request: Request,
    holdings: Loaded,
    first: Annotated[str, Query(alias="a")] = "",
    second: Annotated[str, Query(alias="b")] = "",
    domain: str = "",
    on: str = "",
) -> Response:
    """What two places must publish, by domain, and of one domain item by item.

    Raises BadParameter, BadDate, UnknownCatalogue, and as `PlaceLookup.duty_place`.
    """
    catalogues, day = list(holdings.dataset.catalogues.values()), read_day(on or None)
    extra: Document = {"catalogues": catalogues, "a": first, "b": second, "domain": domain}
    if not (first or second):
        return await represent(request, View(("beside",), "两个地方并排", dict, extra=extra | {"asked": False}))
    if not (first and second):
        raise BadParameter("只写了一个地方", "两个地方都要写，如 埇桥区 和 昆山市。")
    both = await run_in_threadpool(lambda: tuple(map(holdings.lookup.duty_place, (first, second))))
    pair = both[0], both[1]
    document = partial(side_by_side, holdings.dataset, pair, day, domain or None)
    title = f"{pair[0].division.name}与{pair[1].division.name}"
    key = ("beside", *(place.division.code for place in pair), domain, day)
    return await represent(request, View(key, title, document, extra=extra | {"asked": True}))


@router.get(urls.ABOUT, tags=["overview"], summary="关于与口径：这是什么，不是什么", **described(AboutAnswer))
async def about(request: Request, holdings: Loaded) -> Response:
    """What this is and is not, its edition, its gaps by domain, and whom to ask."""
    contact = request.app.state.settings.contact
    return await represent(request, View(("about", contact), "关于与口径", lambda: _about(holdings.overview, contact)))


def _about(known: Document, contact: str) -> Document:
    return {
        "version": __version__,
        "contact": contact or None,
        "items": known["items"],
        "total": known["total"],
        "domains": known["domains"],
        "not_covered": ["公共企事业单位的信息公开", "各地逐年下达的政务公开工作要点和任务清单", "香港、澳门、台湾"],
    }
