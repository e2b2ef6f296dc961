"""Routes of the catalogues: home, catalogues, one catalogue, its edition, one item; health.

Owns: these paths. Must not: import another router.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import partial
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.catalogues import Catalogue as CatalogueAnswer
from api.answers.catalogues import CatalogueList, Edition, ItemDetail
from api.answers.services import Health
from api.given import LastChanged, Loaded, LoadedAt
from api.holdings import Holdings
from api.http import asking
from api.http.describing import RDF_AND_TABLE, described, plainly
from api.http.parameters import OTHERS
from api.http.represent import represent
from api.http.views import View, twins
from catalog_graph import __version__
from catalog_graph.checks.figures import domain_figures, total
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json, editions
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import UnknownCatalogue, UnknownItem
from catalog_graph.history.modified import Modified
from catalog_graph.model import iris
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Catalogue, Dataset, Item
from catalog_graph.rdf import describe
from catalog_graph.rdf.describe import Triples
from catalog_graph.rdf.triples.items import group_numbers

router = APIRouter()
_NO_YEAR = "年份未见"
_SLUG = {"slug": "领域：标识、编号或中文名"}
# Fields of a catalogue that its document has under the same name.
_AS_THEY_ARE = (
    "label",
    "title",
    "issuing_body",
    "document_number",
    "issued",
    "pilot",
    "official_rows",
    "official_rows_reason",
)


@router.get("/", include_in_schema=False)
async def home(request: Request, holdings: Loaded) -> Response:
    """The entry: type a place, or choose a domain."""
    return await represent(request, View(("home",), "公开", partial(_listing, holdings.dataset)))


@router.get(
    "/catalogues",
    tags=["catalogues"],
    summary="全部标准目录",
    **described(CatalogueList, parameters=asking.query({"version": OTHERS["version"]})),
)
async def catalogues(request: Request, holdings: LoadedAt, dates: LastChanged) -> Response:
    """All catalogues with their figures. Raises BadParameter for an unknown version."""
    then = _then(request, holdings, dates.tables())
    return await represent(
        request, View(("catalogues",), "标准目录", partial(_listing, holdings.dataset), modified=then.modified)
    )


class _Then(NamedTuple):
    """Of which day something is shown, None for whenever, and when it was last changed."""

    day: date | None
    modified: date | None


def _then(request: Request, holdings: Holdings, modified: date | None) -> _Then:
    """What a request says of it; what a release said was last changed by that. Raises BadDate."""
    words, version = request.query_params.get("on"), request.query_params.get("version")
    return _Then(read_day(words) if words else None, holdings.history.release(version).date if version else modified)


def _listing(dataset: Dataset) -> dict[str, object]:
    figures = [
        asdict(domain) | {"iri": iris.thing("catalogue", domain.slug), "pilot": dataset.catalogues[domain.slug].pilot}
        for domain in domain_figures(dataset)
    ]
    return {"count": len(figures), "catalogues": figures, "total": asdict(total(dataset))}


@router.get(
    "/catalogues/{slug}",
    tags=["catalogues"],
    summary="一个标准目录",
    **described(CatalogueAnswer, *RDF_AND_TABLE, errors=(404,), parameters=[*asking.path(_SLUG), *asking.THEN]),
)
async def catalogue(request: Request, slug: str, holdings: LoadedAt, dates: LastChanged) -> Response:
    """A catalogue with all its items in official order; as a release said it, with those that stood on a day.

    Raises UnknownCatalogue, BadParameter or BadDate.
    """
    catalogue = catalogue_of(holdings.dataset, slug)
    return await _shown(request, holdings, dates, catalogue, f"{catalogue.label}标准目录")


@router.get(
    "/catalogues/{slug}/{edition}",
    tags=["catalogues"],
    summary="标准目录的一个版本",
    **described(
        Edition,
        *RDF_AND_TABLE,
        errors=(404,),
        parameters=[*asking.path(_SLUG | {"edition": "印发年份；未见年份的为 undated"}), *asking.THEN],
    ),
)
async def edition(request: Request, slug: str, edition: str, holdings: LoadedAt, dates: LastChanged) -> Response:
    """One edition of a catalogue, by the year it was issued. Raises UnknownCatalogue, BadParameter or BadDate."""
    catalogue = catalogue_of(holdings.dataset, slug)
    key = catalogue.edition_key
    if edition != key:
        raise UnknownCatalogue(f"{catalogue.label}目录没有版本“{edition[:20]}”", f"本站有的版本：{key}。")
    title = f"{catalogue.label}标准目录（{catalogue.edition_year or _NO_YEAR}）"
    return await _shown(request, holdings, dates, catalogue, title, key)


async def _shown(
    request: Request, holdings: Holdings, dates: Modified, catalogue: Catalogue, title: str, *edition: str
) -> Response:
    """A catalogue or its edition, which share all but their head."""
    dataset, year, key = holdings.dataset, catalogue.edition_year or _NO_YEAR, catalogue.edition_key
    then = _then(request, holdings, dates.items(catalogue.items))
    items = editions.standing(catalogue, then.day) if then.day else catalogue.items
    document = partial(_edition if edition else _catalogue, dataset, catalogue, items, then.day)
    extra = {"first": _first_of_groups(catalogue), "edition": year, "key": key}
    others = twins(partial(_triples, dataset, catalogue, items), partial(tables.items, items))
    name = "-".join((catalogue.slug, *edition))
    view = View(
        ("catalogue", catalogue.slug, *edition),
        title,
        document,
        others,
        file_name=name,
        extra=extra,
        modified=then.modified,
    )
    return await represent(request, view)


def _triples(dataset: Dataset, catalogue: Catalogue, items: tuple[Item, ...]) -> Triples:
    """The whole graph of a catalogue; where not all items stand, those alone, since groups are numbered over all."""
    if items == catalogue.items:
        return describe.of_catalogue(catalogue)
    return (triple for item in items for triple in describe.of_item(dataset, item))


def _edition(dataset: Dataset, catalogue: Catalogue, items: tuple[Item, ...], on: date | None) -> dict[str, object]:
    """The document of the catalogue, as that of its edition: `iri` names the edition, `series` the catalogue."""
    document, key = _catalogue(dataset, catalogue, items, on), catalogue.edition_key
    return document | {"iri": iris.edition(catalogue.slug, key), "series": document["iri"], "edition": key}


def _first_of_groups(catalogue: Catalogue) -> dict[str, int]:
    """Key of the first item of each group → number of the group, for anchors."""
    first = {item.group: item.key for item in reversed(catalogue.items)}
    return {first[group]: number for group, number in group_numbers(catalogue).items()}


def _catalogue(dataset: Dataset, catalogue: Catalogue, items: tuple[Item, ...], on: date | None) -> dict[str, object]:
    document = {
        "number": catalogue.number,
        "slug": catalogue.slug,
        "iri": iris.thing("catalogue", catalogue.slug),
        **{name: getattr(catalogue, name) for name in _AS_THEY_ARE},
        "official_rows_kind": catalogue.official_rows_kind.value,
        "seen_in": dict(catalogue.seen_in),
        "note": catalogue.note,
        "count": len(items),
        "groups": [
            {"number": number, "iri": iris.thing("group", catalogue.slug, number), "label": label}
            for label, number in group_numbers(catalogue).items()
        ],
        "items": [as_json.item(dataset, item) for item in items],
    }
    return document | _told_of(on, editions.notice(dataset, on, catalogue.slug) if on else None)


def _told_of(on: date | None, notice: dict[str, object] | None) -> dict[str, object]:
    return ({"on": on.isoformat()} if on else {}) | ({"notice": notice} if notice else {})


@router.get(
    "/items/{slug}/{number}",
    tags=["catalogues"],
    summary="一个公开事项",
    **described(
        ItemDetail,
        *RDF_AND_TABLE,
        errors=(404,),
        parameters=[*asking.path(_SLUG | {"number": "事项编号，如 11"}), *asking.THEN],
    ),
)
async def item(request: Request, slug: str, number: str, holdings: LoadedAt, dates: LastChanged) -> Response:
    """An item with its sources and what they disagree on; leading zeros of its number are as good as none.

    Raises UnknownCatalogue, UnknownItem, BadParameter or BadDate.
    """
    dataset = holdings.dataset
    catalogue = catalogue_of(dataset, slug)
    item = next((each for each in catalogue.items if number.lstrip("0") == str(each.number)), None)
    if item is None:
        raise UnknownItem(f"{catalogue.label}目录没有编号为“{number[:20]}”的事项")
    then = _then(request, holdings, dates.items([item]))
    others = twins(partial(describe.of_item, dataset, item), partial(tables.items, [item]))
    title, document = f"{item.label}（{catalogue.label}）", partial(_item, dataset, item, then.day)
    view = View(("item", item.key), title, document, others, file_name=item.label, modified=then.modified, linked=True)
    return await represent(request, view)


def _item(dataset: Dataset, item: Item, on: date | None) -> dict[str, object]:
    sources = [as_json.source(dataset.sources[seen.source]) for seen in item.attestations]
    day = _told_of(on, editions.item_notice(dataset, item, on) if on else None)
    return as_json.item(dataset, item) | {"sources": sources} | day


@router.get("/healthz", summary="服务状态", tags=["service"], response_model=None, **plainly(Health))
async def health(holdings: Loaded) -> dict[str, object]:
    """What is loaded: all divisions, or those above the villages as long as these are being read."""
    lookup = holdings.lookup
    return {
        "status": "ok",
        "version": __version__,
        "catalogues": len(holdings.dataset.catalogues),
        "items": len(holdings.dataset.items()),
        "divisions": len(lookup.book if lookup.ready else lookup.upper),
    }
