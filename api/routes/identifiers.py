"""Routes of identifiers: 303 from a thing to what is known of it: its page, or its place on a page.

Owns: /id and below; which thing has a page of its own, and the anchors of those that have none.
Must not: mint identifiers (`catalog_graph.model.iris`), or import another router.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, unquote

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.given import Data
from api.http import urls
from api.http.represent import redirect
from catalog_graph.errors import NotFound
from catalog_graph.history.facts import BY_NAME
from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.values import Dataset, Item
from catalog_graph.origins.cells import cells_of
from catalog_graph.places.codebook import WIDTHS
from catalog_graph.rdf.triples.items import group_numbers

router = APIRouter()
GRAPHS = ("statutes", "cells", "laws", "clauses", "roles", "sources", "places", "divisions")


@router.get("/id/{kind}/{key:path}", include_in_schema=False)
async def identifier(request: Request, kind: str, key: str, dataset: Data) -> Response:
    """303 from the identifier of a thing to its page, where Accept chooses the form. Raises NotFound."""
    page = target(dataset, kind, key)
    if page is None:
        raise NotFound(f"没有标识 {kind[:20]}/{key[:60]}")
    form = request.query_params.get("format") or getattr(request.state, "suffix", "")
    path, mark, anchor = page.partition("#")
    path, _, asked = path.partition("?")
    address = urls.with_parameters(unquote(path), dict(parse_qsl(asked)), format=form or None) + mark + anchor
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
        case "cell" | "statute" | "time-limit", [_, _, _, *_] as parts if beside := _beside(dataset, kind, parts):
            page = beside
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
        case "local-catalogue" | "local-rule", [place, slug, *number]:
            page = _local_page(_local(dataset, place, slug), number)
        case "graph" | "fact" | "version", parts:
            page = _of_list(kind, parts)
    return page


def _of_list(kind: str, parts: list[str]) -> str | None:
    """Where a graph is listed, or what changed in a row of a table; of a row as a release left it, the same."""
    match kind, parts:
        case "graph", [graph] if graph in GRAPHS:
            return f"{urls.CATALOG}#graph-{graph}"
        case ("fact", [table, *key]) | ("version", [_, table, *key]) if table in BY_NAME and key:
            return urls.changes_of(table, "/".join(key))
    return None


def _beside(dataset: Dataset, kind: str, parts: list[str]) -> str | None:
    """Where a cell, a statute or a limit that a statute sets is shown."""
    slug, number, *part = parts
    if slug == "all":
        return _rule(dataset, parts[1:3])
    if kind == "time-limit":
        kind, part = "statute", part[:2] if len(part) == 3 else []
    return _beside_item(dataset.catalogues[slug].items, number, kind, part) if slug in dataset.catalogues else None


def _beside_item(items: Sequence[Item], number: str, kind: str, part: list[str]) -> str | None:
    """An item's page, with the anchor of a cell or of a statute that speaks for it alone."""
    item = next((item for item in items if str(item.number) == number), None)
    if item is None:
        return None
    cells = cells_of(item)
    match kind, part:
        case "cell", [column] if column in cells.origin:
            return f"{urls.item(item.key)}#cell-{column}"
        case "statute", ["basis", place] if place in {str(n) for n in range(1, len(cells.basis) + 1)}:
            return f"{urls.item(item.key)}#statute-basis-{place}"
        case "statute", [column, place]:
            own = {cell.id for spoken in cells.statutes.values() for cell in spoken if cell.item}
            known = f"{item.key}/{column}/{place}" in own
            return f"{urls.item(item.key)}#statute-{column}-{place}" if known else None
    return None


def _rule(dataset: Dataset, part: list[str]) -> str | None:
    """The page of the law that has a rule for all items."""
    wanted = "/".join(("all", *part))
    rules = (cell for item in dataset.items() for cell in item.statutes)
    law = next((cell.law for cell in rules if cell.id == wanted), None)
    return urls.law(law) if law else None


def _local_page(local: LocalCatalogue | None, number: list[str]) -> str | None:
    """The gap page of a local catalogue's place, with the anchor of it or of its row."""
    if local is None or (number and number[0] not in {str(row.number) for row in local.rows}):
        return None
    return f"{urls.gap(local.place)}#{'-'.join((local.slug, *number[:1]))}"


def _local(dataset: Dataset, place: str, slug: str) -> LocalCatalogue | None:
    return next((local for local in dataset.local.get(place, ()) if local.slug == slug), None)


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
