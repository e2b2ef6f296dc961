"""Routes of the laws: all legal resources, and one with the items that rest on it.

Owns: /laws and below. Must not: import another router.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.library import Library
from api.represent import represent
from api.views import View
from catalog_graph import documents
from catalog_graph.errors import UnknownLaw
from catalog_graph.laws import items_by_law, most_cited, stale_bases, successor

router = APIRouter(tags=["公开依据"])


@router.get("/laws", summary="全部公开依据")
async def laws(request: Request) -> Response:
    """All legal resources, most cited first, with their standing."""
    library: Library = request.app.state.library
    return await represent(
        request, View("laws.html", "公开依据", lambda: _listing(library), "laws", library.tag("laws"))
    )


def _listing(library: Library) -> dict[str, object]:
    listed = [documents.law(law) | {"items": count} for law, count in most_cited(library.dataset)]
    return {
        "count": len(listed),
        "stale_items": len({one.item.key for one in stale_bases(library.dataset)}),
        "laws": listed,
    }


@router.get("/laws/{law}", summary="一件公开依据和依据它的事项")
async def law(request: Request, law: str) -> Response:
    """A legal resource: standing, successor, the clauses that themselves impose publication, and the items on it.

    Raises UnknownLaw.
    """
    library: Library = request.app.state.library
    if law not in library.dataset.laws:
        raise UnknownLaw(f"没有公开依据“{law[:60]}”")
    found = library.dataset.laws[law]
    named = {item.key: item for item in library.dataset.items()}
    tag = library.tag("law", law)
    view = View("law.html", found.title, lambda: _document(library, law), found.id, tag, extra={"named": named})
    return await represent(request, view)


def _document(library: Library, key: str) -> dict[str, object]:
    dataset = library.dataset
    found = dataset.laws[key]
    stands = successor(found, dataset.laws)
    return documents.law(found) | {
        "successor": documents.law(stands) if stands else None,
        "clauses": [documents.imposed(clause) for clause in dataset.clauses if clause.law == key],
        "items": [
            documents.item_head(dataset.catalogues[item.catalogue], item)
            | {"articles": [c.article for c in item.citations if c.law == key and c.article]}
            for item in items_by_law(dataset).get(key, [])
        ],
    }
