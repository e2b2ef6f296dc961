"""Routes of the editors' tools: the page that leads to them, official tables as files and pages, templates.

Owns: /tools and below, and the table, template and official page of a catalogue. Must not: draw a table
(`catalog_graph.official`), or import another router.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.tools import OfficialTable as OfficialAnswer
from api.answers.tools import Tools as ToolsAnswer
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.describing import described, files
from api.http.errors import respond
from api.http.exact import ANY
from api.http.negotiate import CSV, DOCX, HTML, XLSX
from api.http.represent import deliver, redirect, represent
from api.http.views import View
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import BadParameter, GongkaiError, as_document
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.export import chosen, export, level_named, narrowed
from catalog_graph.official.filled import template_of
from catalog_graph.official.layout import OfficialTable, item_code, official_table
from catalog_graph.official.placed import export_placed, placed_tables

router = APIRouter(tags=["tools"])
_TABLES = {"xlsx": XLSX, "docx": DOCX, "csv": CSV, "html": HTML}
_PLACE = "只要某地应公开的事项，写上本地单位：代码或地名"


@router.get(urls.TOOLS, summary="编目工具：模板、官方表格、比较、对照、核对", **described(ToolsAnswer))
async def tools(request: Request, holdings: Loaded) -> Response:
    """What an editor of a catalogue can do here, with the address of each tool."""
    return await represent(request, View(("tools",), "编目工具", _described, extra=partial(_choices, holdings)))


def _described() -> dict[str, object]:
    return {
        "template": "/catalogues/{slug}/template.xlsx?filled=&from=",
        "table": "/catalogues/{slug}/table.{xlsx|docx|csv|html}?place=&level=&on=",
        "official": "/catalogues/{slug}/official?place=",
        "compare": urls.COMPARE,
        "gap": "/divisions/{code}/gap",
        "validate": urls.VALIDATE,
        "precheck": urls.PRECHECK,
    }


def _choices(holdings: Holdings) -> dict[str, object]:
    known = {local.place for local in holdings.dataset.local_catalogues()}
    book = holdings.lookup.book  # some are of villages
    places = [(code, book.full_name(book.get(code))) for code in sorted(known)]
    catalogues = list(holdings.dataset.catalogues.values())
    return {"catalogues": catalogues, "places": places, "formats": tuple(_TABLES), "problem": None}


@router.get(f"{urls.TOOLS}/{{tool}}", include_in_schema=False, openapi_extra={ANY: True})
async def tool(request: Request, tool: str, holdings: Loaded) -> Response:
    """Where the form of a tool leads; without JavaScript a form cannot choose a path. An error comes with the forms."""
    asked = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    try:
        return redirect(request, await run_in_threadpool(_target, holdings, tool, asked))
    except GongkaiError as error:
        extra = await run_in_threadpool(_choices, holdings) | {"problem": as_document(error)}
        return respond(request, error, "tools.html", doc=_described(), extra=extra)


def _target(holdings: Holdings, tool: str, asked: dict[str, str]) -> urls.Address:
    """The address behind a form. Raises BadParameter, and as the domain and the place do."""
    place = holdings.lookup.duty_place(asked["place"]).division.code if "place" in asked else None
    if tool == "gap":
        if place is None:
            raise BadParameter("没有写是哪个地方", "写县、乡、村的名称或代码，如 埇桥区。")
        return urls.gap(place)
    slug = _slug(holdings.dataset, asked.get("domain", ""))
    if tool == "template":
        given = {"filled": "yes"} if asked.get("words") == "national" else {}
        given |= {"from": asked["from"]} if asked.get("words") == "place" and "from" in asked else {}
        return urls.with_parameters(urls.template_file(slug), given)
    if tool == "table":
        format_ = asked.get("format", "xlsx")
        path = urls.official(slug) if format_ == "page" else urls.table_file(slug, format_)
        return urls.with_parameters(path, {"place": place} if place else {})
    raise BadParameter(f"没有工具“{tool[:20]}”", f"全部工具见 {urls.TOOLS}。")


def _slug(dataset: Dataset, words: str) -> str:
    if not words:
        raise BadParameter("没有选择领域", "选一个领域。")
    return "all" if words == "all" else chosen(dataset, words)[0].slug


_SLUG = asking.path({"slug": "领域：标识、编号或中文名；table 可写 all"})
_TABLE = files(
    _TABLES.values(),
    (404, 409, 422),
    [
        *_SLUG,
        *asking.query(
            {"place": _PLACE, "level": "只要某层级的事项", "on": "只要某日有效的事项 YYYY-MM-DD"},
            level={"enum": ["county", "township", "village"]},
        ),
    ],
)
_TEMPLATE = files(
    (XLSX,),
    (404, 409, 422),
    [
        *_SLUG,
        *asking.query(
            {"filled": "yes 为填好国家标准目录的内容", "from": "按某地的本级目录填好：代码或地名"},
            filled={"enum": ["yes", "1", "true"]},
            **{"from": asking.PLACE},
        ),
    ],
)


@router.get("/catalogues/{slug}/table", summary="官方版式的表格：xlsx、docx、csv、html", **_TABLE)
async def table(
    request: Request,
    slug: str,
    holdings: Loaded,
    place: str = "",
    level: str = "",
    on: str = "",
) -> Response:
    """The catalogue of a domain, or `all`, as the official table, the same bytes as `gongkai export`.

    Raises UnknownCatalogue, BadParameter, BadDate, and as `PlaceLookup.duty_place`.
    """
    dataset, day = holdings.dataset, read_day(on or None)
    catalogues = narrowed(chosen(dataset, slug), level_named(level), day if on else None)
    where = await run_in_threadpool(holdings.lookup.duty_place, place) if place else None

    def made(format_: str) -> bytes:
        if where:
            return export_placed(dataset, catalogues, where, day, format_)[0]
        return export(dataset, catalogues, format_)

    forms: dict[str, Callable[[], bytes]] = {media: partial(made, name) for name, media in _TABLES.items()}
    label = catalogues[0].label if slug != "all" else "全部领域"
    name = f"{where.division.name if where else ''}{label}公开标准目录"
    return await deliver(request, ("table", slug, where and where.division.code, level, on or day), forms, name)


@router.get("/catalogues/{slug}/template", summary="空白目录模板（xlsx），带下拉列表和填写说明", **_TEMPLATE)
async def template(
    request: Request,
    slug: str,
    holdings: Loaded,
    filled: str = "",
    neighbour: Annotated[str, Query(alias="from")] = "",
) -> Response:
    """A workbook to fill in, the same bytes as `gongkai template`.

    Raises UnknownCatalogue, BadParameter, and as `PlaceLookup.duty_place`.
    """
    place = (await run_in_threadpool(holdings.lookup.duty_place, neighbour)).division if neighbour else None
    full, label = filled in {"yes", "1", "true"}, chosen(holdings.dataset, slug)[0].label
    forms = {XLSX: lambda: template_of(holdings.dataset, slug, full, place)[1]}
    key = ("template", slug, full, place and place.code)
    return await deliver(request, key, forms, f"{label}目录{'底稿' if full or place else '模板'}")


@router.get(
    "/catalogues/{slug}/official",
    summary="官方版式的表格，每行连到事项",
    **described(OfficialAnswer, errors=(404, 409, 422), parameters=[*_SLUG, *asking.query({"place": _PLACE})]),
)
async def official(request: Request, slug: str, holdings: Loaded, place: str = "") -> Response:
    """The official table of a domain with its merged cells; each row leads to its item.

    Raises UnknownCatalogue, BadParameter, and as `PlaceLookup.duty_place`.
    """
    dataset, catalogue = holdings.dataset, catalogue_of(holdings.dataset, slug)
    if place:
        where = await run_in_threadpool(holdings.lookup.duty_place, place)
        (shown,) = await run_in_threadpool(placed_tables, dataset, [catalogue], where, read_day(None))
    else:
        shown = official_table(dataset, catalogue)
    keys = {item_code(catalogue, item): item.key for item in catalogue.items}
    extra = {"table": shown, "keys": keys, "place": place, "formats": tuple(_TABLES)}
    key = ("official", catalogue.slug, place, read_day(None) if place else "")
    document = partial(_official, catalogue, shown, keys)
    return await represent(request, View(key, shown.title, document, extra=extra))


def _official(catalogue: Catalogue, shown: OfficialTable, keys: dict[str, str]) -> dict[str, object]:
    columns = [column.id for column in shown.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in shown.rows]
    return {
        "slug": catalogue.slug,
        "label": catalogue.label,
        "number": catalogue.number,
        "title": shown.title,
        "count": len(rows),
        "rows": [{**row, "item": keys.get(row["code"])} for row in rows],
    }
