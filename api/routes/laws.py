"""Routes of the laws: all legal resources; one with the items that rest on it, as a page, a picture, a network.

Owns: /laws and below. Must not: import another router.
"""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.holdings import Holdings
from api.http import urls
from api.http.negotiate import GEXF, GRAPHML, SVG
from api.http.represent import represent
from api.http.twins import twinned, twins
from api.http.views import View
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.errors import UnknownLaw
from catalog_graph.laws import impact, picture
from catalog_graph.laws.index import items_by_law, most_cited, stale_bases, successor
from catalog_graph.laws.network import citations, formats
from catalog_graph.model.values import Law
from catalog_graph.rdf import describe

router = APIRouter(tags=["公开依据"])
_LINKS = picture.Links(urls.item, urls.law, lambda law, slug: f"{urls.law(law)}#in-{slug}")


@router.get("/laws", summary="全部公开依据")
async def laws(request: Request) -> Response:
    """All legal resources, most cited first, with their standing."""
    holdings: Holdings = request.app.state.holdings
    dataset = holdings.dataset
    table = partial(tables.laws, dataset, dataset.laws.values())
    view = twinned(
        holdings, ("laws",), "公开依据", partial(_listing, holdings), partial(describe.of_laws, dataset), table
    )
    return await represent(request, view)


def _listing(holdings: Holdings) -> dict[str, object]:
    listed = [as_json.law(law) | {"items": count} for law, count in most_cited(holdings.dataset)]
    return {
        "count": len(listed),
        "stale_items": len({one.item.key for one in stale_bases(holdings.dataset)}),
        "laws": listed,
    }


@router.get("/laws/{law}", summary="一件公开依据和依据它的事项")
async def law(request: Request, law: str) -> Response:
    """A legal resource: standing, successor, clauses that themselves impose publication, the items on it, its impact.

    Raises UnknownLaw.
    """
    holdings: Holdings = request.app.state.holdings
    if law not in holdings.dataset.laws:
        raise UnknownLaw(f"没有公开依据“{law[:60]}”")
    found = holdings.dataset.laws[law]
    named = {item.key: item for item in holdings.dataset.items()}
    tag = holdings.tag("law", law)
    others = dict(
        twins(lambda: describe.of_law(holdings.dataset, found), lambda: tables.laws(holdings.dataset, [found]))
    )
    others |= {
        SVG: partial(_picture, holdings, found),
        GRAPHML: lambda: formats.as_graphml(citations.of_impact(holdings.dataset, _impact(holdings, found))),
        GEXF: lambda: formats.as_gexf(citations.of_impact(holdings.dataset, _impact(holdings, found))),
    }
    vias = {via.value: via.label for via in impact.Via}
    extra = {"named": named, "vias": vias, "picture": lambda wide: _picture(holdings, found, wide).decode()}
    document = partial(_document, holdings, law)
    return await represent(request, View("law.html", found.title, document, found.id, tag, None, extra, others))


def _document(holdings: Holdings, key: str) -> dict[str, object]:
    dataset = holdings.dataset
    found = dataset.laws[key]
    stands = successor(found, dataset.laws)
    touched = impact.document(dataset, _impact(holdings, found))
    return as_json.law(found) | {
        "successor": as_json.law(stands) if stands else None,
        "clauses": [as_json.imposed(clause) for clause in dataset.clauses if clause.law == key],
        "items": [
            as_json.item_head(dataset.catalogues[item.catalogue], item)
            | {"articles": [c.article for c in item.citations if c.law == key and c.article]}
            for item in items_by_law(dataset).get(key, [])
        ],
        "impact": touched,
    }


def _impact(holdings: Holdings, law: Law) -> impact.Impact:
    """What rests on a law; waits for the villages where they are still being loaded, since they are counted."""
    return impact.impact(holdings.dataset, law, holdings.lookup.book)


def _picture(holdings: Holdings, law: Law, wide: bool = True) -> bytes:
    return picture.svg(holdings.dataset, _impact(holdings, law), _LINKS, wide)
