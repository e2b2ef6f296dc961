"""Routes of the catalogues: home, catalogues, one catalogue, its edition, one item; health.

Owns: these paths. Must not: import another router.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.holdings import Holdings
from api.http.represent import represent
from api.http.twins import twins
from api.http.views import View
from catalog_graph import __version__
from catalog_graph.checks.figures import domain_figures, total
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import UnknownCatalogue, UnknownItem
from catalog_graph.model import iris
from catalog_graph.model.values import Catalogue, Item
from catalog_graph.rdf import describe
from catalog_graph.rdf.triples.items import group_numbers

router = APIRouter()
_NO_YEAR = "年份未见"


@router.get("/", include_in_schema=False)
async def home(request: Request) -> Response:
    """The entry: type a place, or choose a domain."""
    holdings: Holdings = request.app.state.holdings
    return await represent(
        request, View("home.html", "公开", lambda: _listing(holdings), "gongkai", holdings.tag("home"))
    )


@router.get("/catalogues", tags=["标准目录"], summary="全部标准目录")
async def catalogues(request: Request) -> Response:
    """All catalogues with their figures."""
    holdings: Holdings = request.app.state.holdings
    tag = holdings.tag("catalogues")
    return await represent(request, View("catalogues.html", "标准目录", lambda: _listing(holdings), "catalogues", tag))


def _listing(holdings: Holdings) -> dict[str, object]:
    figures = [asdict(one) | {"iri": iris.thing("catalogue", one.slug)} for one in domain_figures(holdings.dataset)]
    return {"count": len(figures), "catalogues": figures, "total": asdict(total(holdings.dataset))}


@router.get("/catalogues/{slug}", tags=["标准目录"], summary="一个标准目录")
async def catalogue(request: Request, slug: str) -> Response:
    """A catalogue with all its items in official order."""
    holdings: Holdings = request.app.state.holdings
    found = catalogue_of(holdings.dataset, slug)
    return await _shown(request, found, found.slug, f"{found.label}标准目录", lambda: _catalogue(holdings, found))


@router.get("/catalogues/{slug}/{edition}", tags=["标准目录"], summary="标准目录的一个版本")
async def edition(request: Request, slug: str, edition: str) -> Response:
    """One edition of a catalogue, by the year it was issued. Raises UnknownCatalogue."""
    holdings: Holdings = request.app.state.holdings
    found = catalogue_of(holdings.dataset, slug)
    key = found.edition_key
    if edition != key:
        raise UnknownCatalogue(f"{found.label}目录没有版本“{edition[:20]}”", f"本站有的版本：{key}。")
    title = f"{found.label}标准目录（{found.edition_year or _NO_YEAR}）"
    return await _shown(request, found, f"{found.slug}-{key}", title, lambda: _edition(holdings, found))


async def _shown(
    request: Request, found: Catalogue, name: str, title: str, document: Callable[[], dict[str, object]]
) -> Response:
    """A catalogue or its edition, which share all but their head; `name` is that of a file, without ending."""
    holdings: Holdings = request.app.state.holdings
    view = View(
        "catalogue.html",
        title,
        document,
        name,
        holdings.tag("catalogue", name),
        extra={"first": _first_of_groups(found), "edition": found.edition_year or _NO_YEAR, "key": found.edition_key},
        others=twins(lambda: describe.of_catalogue(found), lambda: tables.items(found.items)),
    )
    return await represent(request, view)


def _edition(holdings: Holdings, found: Catalogue) -> dict[str, object]:
    """The document of the catalogue, as that of its edition: `iri` names the edition, `series` the catalogue."""
    document, key = _catalogue(holdings, found), found.edition_key
    return document | {"iri": iris.edition(found.slug, key), "series": document["iri"], "edition": key}


def _first_of_groups(found: Catalogue) -> dict[str, int]:
    """Key of the first item of each group → number of the group, for anchors."""
    first = {item.group: item.key for item in reversed(found.items)}
    return {first[group]: number for group, number in group_numbers(found).items()}


def _catalogue(holdings: Holdings, found: Catalogue) -> dict[str, object]:
    return {
        "number": found.number,
        "slug": found.slug,
        "iri": iris.thing("catalogue", found.slug),
        "label": found.label,
        "title": found.title,
        "issuing_body": found.issuing_body,
        "document_number": found.document_number,
        "issued": found.issued,
        "pilot": found.pilot,
        "official_rows": found.official_rows,
        "seen_in": dict(found.seen_in),
        "note": found.note,
        "count": len(found.items),
        "groups": [
            {"number": number, "iri": iris.thing("group", found.slug, number), "label": label}
            for label, number in group_numbers(found).items()
        ],
        "items": [as_json.item(holdings.dataset, item) for item in found.items],
    }


@router.get("/items/{slug}/{number}", tags=["标准目录"], summary="一个公开事项")
async def item(request: Request, slug: str, number: str) -> Response:
    """An item with its sources and what they disagree on."""
    holdings: Holdings = request.app.state.holdings
    found = _item(holdings, slug, number)
    title = f"{found.label}（{catalogue_of(holdings.dataset, slug).label}）"
    extra = {"sources": holdings.dataset.sources}
    tag = holdings.tag("item", found.key)
    others = twins(lambda: describe.of_item(holdings.dataset, found), lambda: tables.items([found]))
    document = partial(_item_document, holdings, found)
    view = View("item.html", title, document, found.label, tag, extra=extra, others=others)
    return await represent(request, view)


def _item(holdings: Holdings, slug: str, number: str) -> Item:
    """The item of a catalogue; leading zeros are as good as none. Raises UnknownCatalogue or UnknownItem."""
    found = catalogue_of(holdings.dataset, slug)
    for one in found.items:
        if number.lstrip("0") == str(one.number):
            return one
    raise UnknownItem(f"{found.label}目录没有编号为“{number[:20]}”的事项")


def _item_document(holdings: Holdings, found: Item) -> dict[str, object]:
    document = as_json.item(holdings.dataset, found)
    sources = [holdings.dataset.sources[seen.source] for seen in found.attestations]
    return document | {"sources": [as_json.source(source) for source in sources]}


@router.get("/healthz", summary="服务状态", tags=["服务"])
async def health(request: Request) -> dict[str, object]:
    """What is loaded."""
    holdings: Holdings = request.app.state.holdings
    return {
        "status": "ok",
        "version": __version__,
        "catalogues": len(holdings.dataset.catalogues),
        "items": len(holdings.dataset.items()),
        "divisions": len(holdings.lookup.loaded),
    }
