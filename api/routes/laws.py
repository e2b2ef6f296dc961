"""Routes of the laws: all legal resources; one with the items that rest on it, as a page, a picture, a network.

Owns: /laws and below. Must not: import another router.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.registers import LawDetail, LawList
from api.given import Data, LastChanged, Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.negotiate import GEXF, GRAPHML, SVG
from api.http.registers import Register, Row
from api.http.represent import represent, site_of
from api.http.site import Site
from api.http.views import View, twins
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.errors import UnknownLaw
from catalog_graph.laws import impact, picture
from catalog_graph.laws.index import items_by_law, most_cited, stale_bases, successor
from catalog_graph.model.values import Dataset, Law
from catalog_graph.rdf import describe
from catalog_graph.tables.plain import Table

router = APIRouter(tags=["laws"])


def _links(site: Site) -> picture.Links:
    return picture.Links(
        lambda key: site.at(urls.item(key)),
        lambda law: site.at(urls.law(law)),
        lambda law, slug: site.at(f"{urls.law(law)}#in-{slug}"),
    )


_LAWS = Register(
    "laws",
    "公开依据",
    {"title": "名称", "document_number": "文号", "kind": "种类", "status": "状态", "items": "引用的事项"},
    ("id", "title", "document_number", "short_titles", "issuer"),
)


@router.get(
    "/laws", summary="全部公开依据", **described(LawList, *RDF_AND_TABLE, parameters=asking.register(_LAWS.sortable))
)
async def laws(request: Request, dataset: Data, dates: LastChanged) -> Response:
    """All legal resources, most cited first unless another order is asked for, with their standing.

    Raises BadParameter.
    """

    def rows() -> list[Row]:
        return [as_json.law(law) | {"items": count} for law, count in most_cited(dataset)]

    def table(rows: Sequence[Row]) -> Table:
        return tables.laws(dataset, [dataset.laws[str(row["id"])] for row in rows])

    triples, stale = partial(describe.of_laws, dataset), partial(_stale_items, dataset)
    view = _LAWS.view(request.query_params, rows, triples, table, stale_items=stale)
    return await represent(request, replace(view, modified=dates.tables("laws", "clauses", "items")))


def _stale_items(dataset: Dataset) -> int:
    return len({stale.item.key for stale in stale_bases(dataset)})


@router.get(
    "/laws/{law}",
    summary="一件公开依据和依据它的事项",
    **described(
        LawDetail,
        *RDF_AND_TABLE,
        *(SVG, GRAPHML, GEXF),
        errors=(404,),
        parameters=asking.path({"law": "公开依据标识，如 guowuyuanling-711"}),
    ),
)
async def law(request: Request, law: str, holdings: Loaded, dates: LastChanged) -> Response:
    """A legal resource: standing, successor, clauses that themselves impose publication, the items on it, its impact.

    Raises UnknownLaw.
    """
    dataset = holdings.dataset
    if law not in dataset.laws:
        raise UnknownLaw(f"没有公开依据“{law[:60]}”")
    resource, links = dataset.laws[law], _links(site_of(request))
    others = twins(partial(describe.of_law, dataset, resource), partial(tables.laws, dataset, [resource]))
    others |= {
        SVG: partial(_picture, holdings, links, resource),
        **{media: partial(_network, media, holdings, resource) for media in (GRAPHML, GEXF)},
    }
    extra = {
        "named": {item.key: item for item in dataset.items()},
        "domains": dataset.catalogues,
        "vias": {via.value: via.label for via in impact.Via},
        "mirrors": {source.url: source.id for source in dataset.sources.values() if source.mirror and source.url},
        "picture": lambda wide: _picture(holdings, links, resource, wide).decode(),
    }
    document = partial(_document, holdings, resource)
    view = View(("law", law), resource.title, document, others, extra=extra, modified=dates.law(law))
    return await represent(request, view)


def _document(holdings: Holdings, resource: Law) -> dict[str, object]:
    dataset = holdings.dataset
    stands = successor(resource, dataset.laws)
    return as_json.law(resource) | {
        "successor": as_json.law(stands) if stands else None,
        "clauses": [as_json.imposed(clause) for clause in dataset.clauses if clause.law == resource.id],
        "items": [
            as_json.item_head(dataset.catalogues[item.catalogue], item)
            | {"articles": [c.article for c in item.citations if c.law == resource.id and c.article]}
            for item in items_by_law(dataset).get(resource.id, [])
        ],
        "impact": impact.document(dataset, _impact(holdings, resource)),
    }


def _network(media: str, holdings: Holdings, resource: Law) -> bytes:
    # networkx takes a quarter of a second to load, which a service need not wait for at its start.
    from catalog_graph.laws.network import citations, formats  # noqa: PLC0415

    write = {GRAPHML: formats.as_graphml, GEXF: formats.as_gexf}[media]
    return write(citations.of_impact(holdings.dataset, _impact(holdings, resource)))


def _impact(holdings: Holdings, law: Law) -> impact.Impact:
    """What rests on a law; waits for the villages where they are still being loaded, since they are counted."""
    return impact.impact(holdings.dataset, law, holdings.lookup.book)


def _picture(holdings: Holdings, links: picture.Links, law: Law, wide: bool = True) -> bytes:
    return picture.svg(holdings.dataset, _impact(holdings, law), links, wide)
