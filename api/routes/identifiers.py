"""Routes of identifiers: 303 from a thing to what is known of it: its page, or its place on a page.

Owns: /id and below; which thing has a page of its own, and the anchors of those that have none.
Must not: mint identifiers (`catalog_graph.model.iris`), or import another router.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.holdings import Data
from api.http import urls
from api.http.represent import redirect
from catalog_graph.errors import NotFound
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.codebook import WIDTHS
from catalog_graph.rdf.triples.items import group_numbers

router = APIRouter()
GRAPHS = ("laws", "clauses", "roles", "sources", "places", "divisions")


@router.get("/id/{kind}/{key:path}", include_in_schema=False)
async def identifier(request: Request, kind: str, key: str, dataset: Data) -> Response:
    """303 from the identifier of a thing to its page, where Accept chooses the form. Raises NotFound."""
    page = target(dataset, kind, key)
    if page is None:
        raise NotFound(f"没有标识 {kind[:20]}/{key[:60]}")
    form = request.query_params.get("format") or getattr(request.state, "suffix", "")
    path, mark, anchor = page.partition("#")
    address = urls.with_parameters(unquote(path), {}, format=form or None) + mark + anchor
    return redirect(request, address)


def target(dataset: Dataset, kind: str, key: str) -> str | None:
    """The page of a thing, with the anchor of a part, or None where there is no such thing.

    A place is not looked up: its page says whether it is in the code book.
    """
    page: str | None = None
    catalogues = dataset.catalogues
    match kind, key.split("/"):
        case "catalogue", [slug] if slug in catalogues:
            page = urls.catalogue(slug)
        case "catalogue", [slug, key] if slug in catalogues and key == catalogues[slug].edition_key:
            page = urls.edition(slug, key)
        case "group", [slug, number] if slug in catalogues:
            numbers = map(str, group_numbers(catalogues[slug]).values())
            page = f"{urls.catalogue(slug)}#group-{number}" if number in numbers else None
        case "item" | "content" | "citation" | "time-limit" | "attestation" | "disagreement", [slug, number, *part]:
            page = _part_of_item(catalogues[slug].items if slug in catalogues else (), number, kind, part)
        case "law", [law] if law in dataset.laws:
            page = urls.law(law)
        case "clause", [clause] if law_id := next((each.law for each in dataset.clauses if each.id == clause), None):
            page = f"{urls.law(law_id)}#clause-{quote(clause)}"
        case "role", [role] if role in dataset.roles:
            page = urls.role(role)
        case "source", [source] if source in dataset.sources:
            page = urls.source(source)
        case "division", [code] if code.isascii() and code.isdigit() and len(code) in WIDTHS:
            page = urls.division(code)
        case "graph", [graph] if graph in GRAPHS:
            page = f"{urls.CATALOG}#graph-{graph}"
    return page


def _part_of_item(items: Sequence[Item], number: str, kind: str, part: list[str]) -> str | None:
    """An item's page, with the anchor of a part: a position counted from 1, a source, or a source and a column.

    Its number is as identifiers have it, without leading zeros.
    """
    item = next((item for item in items if str(item.number) == number), None)
    if item is None:
        return None
    limits = item.time_limit.limits if item.time_limit else ()
    counts = {"content": len(item.content), "citation": len(item.citations), "time-limit": len(limits)}
    differing = {seen.source: seen.differs for seen in item.attestations}
    match kind, part:
        case "item", []:
            return urls.item(item.key)
        case "attestation", [source] if source in differing:
            return f"{urls.item(item.key)}#attestation-{quote(source)}"
        case "disagreement", [source, column] if column in differing.get(source, ()):
            return f"{urls.item(item.key)}#disagreement-{quote(source)}-{column}"
        case _, [position] if position in {str(n) for n in range(1, counts.get(kind, 0) + 1)}:
            return f"{urls.item(item.key)}#{kind}-{position}"
    return None
