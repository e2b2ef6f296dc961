"""Routes of the catalogues: home, catalogues, one catalogue, one item; health.

Owns: these paths. Must not: import another router.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.holdings import Data, Loaded
from api.http.represent import represent
from api.http.views import View, twins
from catalog_graph import __version__
from catalog_graph.checks.figures import domain_figures, total
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import UnknownItem
from catalog_graph.model import iris
from catalog_graph.model.values import Catalogue, Dataset, Item
from catalog_graph.rdf import describe
from catalog_graph.rdf.triples.items import group_numbers

router = APIRouter()


@router.get("/", include_in_schema=False)
async def home(request: Request, dataset: Data) -> Response:
    """The entry: type a place, or choose a domain."""
    return await represent(request, View(("home",), "公开", partial(_listing, dataset)))


@router.get("/catalogues", tags=["标准目录"], summary="全部标准目录")
async def catalogues(request: Request, dataset: Data) -> Response:
    """All catalogues with their figures."""
    return await represent(request, View(("catalogues",), "标准目录", partial(_listing, dataset)))


def _listing(dataset: Dataset) -> dict[str, object]:
    figures = [asdict(domain) | {"iri": iris.thing("catalogue", domain.slug)} for domain in domain_figures(dataset)]
    return {"count": len(figures), "catalogues": figures, "total": asdict(total(dataset))}


@router.get("/catalogues/{slug}", tags=["标准目录"], summary="一个标准目录")
async def catalogue(request: Request, slug: str, dataset: Data) -> Response:
    """A catalogue with all its items in official order. Raises UnknownCatalogue."""
    catalogue = catalogue_of(dataset, slug)
    others = twins(partial(describe.of_catalogue, catalogue), partial(tables.items, catalogue.items))
    document, extra = partial(_catalogue, dataset, catalogue), {"first": _first_of_groups(catalogue)}
    view = View(("catalogue", catalogue.slug), f"{catalogue.label}标准目录", document, others, extra=extra)
    return await represent(request, view)


def _first_of_groups(catalogue: Catalogue) -> dict[str, int]:
    """Key of the first item of each group → number of the group, for anchors."""
    first = {item.group: item.key for item in reversed(catalogue.items)}
    return {first[group]: number for group, number in group_numbers(catalogue).items()}


def _catalogue(dataset: Dataset, catalogue: Catalogue) -> dict[str, object]:
    return {
        "number": catalogue.number,
        "slug": catalogue.slug,
        "iri": iris.thing("catalogue", catalogue.slug),
        "label": catalogue.label,
        "title": catalogue.title,
        "issuing_body": catalogue.issuing_body,
        "document_number": catalogue.document_number,
        "issued": catalogue.issued,
        "pilot": catalogue.pilot,
        "official_rows": catalogue.official_rows,
        "seen_in": dict(catalogue.seen_in),
        "note": catalogue.note,
        "count": len(catalogue.items),
        "groups": [
            {"number": number, "iri": iris.thing("group", catalogue.slug, number), "label": label}
            for label, number in group_numbers(catalogue).items()
        ],
        "items": [as_json.item(dataset, item) for item in catalogue.items],
    }


@router.get("/items/{slug}/{number}", tags=["标准目录"], summary="一个公开事项")
async def item(request: Request, slug: str, number: str, dataset: Data) -> Response:
    """An item with its sources and what they disagree on; leading zeros of its number are as good as none.

    Raises UnknownCatalogue or UnknownItem.
    """
    catalogue = catalogue_of(dataset, slug)
    item = next((each for each in catalogue.items if number.lstrip("0") == str(each.number)), None)
    if item is None:
        raise UnknownItem(f"{catalogue.label}目录没有编号为“{number[:20]}”的事项")
    others = twins(partial(describe.of_item, dataset, item), partial(tables.items, [item]))
    title, document = f"{item.label}（{catalogue.label}）", partial(_item, dataset, item)
    return await represent(request, View(("item", item.key), title, document, others, file_name=item.label))


def _item(dataset: Dataset, item: Item) -> dict[str, object]:
    sources = [as_json.source(dataset.sources[seen.source]) for seen in item.attestations]
    return as_json.item(dataset, item) | {"sources": sources}


@router.get("/healthz", summary="服务状态", tags=["服务"])
async def health(holdings: Loaded) -> dict[str, object]:
    """What is loaded."""
    return {
        "status": "ok",
        "version": __version__,
        "catalogues": len(holdings.dataset.catalogues),
        "items": len(holdings.dataset.items()),
        "divisions": len(holdings.lookup.loaded),
    }
