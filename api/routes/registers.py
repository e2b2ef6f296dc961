"""Routes of the registers: subjects with what they must publish, sources with what was seen in them.

Owns: /roles and /sources and below. Must not: import another router.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.holdings import Holdings
from api.http import urls
from api.http.represent import represent
from api.http.twins import twinned
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.errors import UnknownRole, UnknownSource
from catalog_graph.model import iris
from catalog_graph.model.values import Attestation, Dataset, Item, Role, Source
from catalog_graph.rdf import describe

router = APIRouter()


@router.get(urls.ROLES, tags=["公开主体"], summary="全部公开主体")
async def roles(request: Request) -> Response:
    """All subjects, with how many items each must publish."""
    holdings: Holdings = request.app.state.holdings
    dataset = holdings.dataset
    table = partial(tables.roles, dataset, dataset.roles.values())
    view = twinned(
        holdings, ("roles",), "公开主体", partial(_roles, dataset), partial(describe.of_roles, dataset), table
    )
    return await represent(request, view)


def _roles(dataset: Dataset) -> dict[str, object]:
    borne = _items_by_role(dataset)
    listed = [_role(role) | {"items": len(borne[role.id])} for role in dataset.roles.values()]
    return {"count": len(listed), "roles": listed}


def _role(role: Role) -> dict[str, object]:
    return {
        "id": role.id,
        "iri": iris.thing("role", role.id),
        "label": role.label,
        "level": role.level.value,
        "name_template": role.name_template,
    }


def _items_by_role(dataset: Dataset) -> defaultdict[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in dataset.items():
        for role in item.subjects:
            found[role].append(item)
    return found


@router.get("/roles/{role}", tags=["公开主体"], summary="一个公开主体和它应公开的事项")
async def role(request: Request, role: str) -> Response:
    """A subject, the name its body has in a place by default, and the items it must publish. Raises UnknownRole."""
    holdings: Holdings = request.app.state.holdings
    dataset = holdings.dataset
    if role not in dataset.roles:
        raise UnknownRole(f"没有公开主体“{role[:60]}”")
    found = dataset.roles[role]
    items = _items_by_role(dataset)[role]
    heads = [as_json.item_head(dataset.catalogues[item.catalogue], item) for item in items]
    triples, table = partial(describe.of_role, dataset, role), partial(tables.roles, dataset, [found])
    view = twinned(holdings, ("role", role), found.label, lambda: _role(found) | {"items": heads}, triples, table)
    return await represent(request, view)


@router.get(urls.SOURCES, tags=["来源"], summary="全部来源目录")
async def sources(request: Request) -> Response:
    """The published catalogues and pages in which items were seen."""
    holdings: Holdings = request.app.state.holdings
    dataset = holdings.dataset
    triples, table = partial(describe.of_sources, dataset), partial(tables.sources, dataset, dataset.sources.values())
    view = twinned(holdings, ("sources",), "来源目录", partial(_sources, dataset), triples, table)
    return await represent(request, view)


def _sources(dataset: Dataset) -> dict[str, object]:
    seen = _seen_by_source(dataset)
    listed = [_source(source) | {"items": len(seen[source.id])} for source in dataset.sources.values()]
    return {"count": len(listed), "sources": listed}


def _source(source: Source) -> dict[str, object]:
    return {"iri": iris.thing("source", source.id)} | as_json.source(source)


def _seen_by_source(dataset: Dataset) -> defaultdict[str, list[tuple[Item, Attestation]]]:
    found: defaultdict[str, list[tuple[Item, Attestation]]] = defaultdict(list)
    for item in dataset.items():
        for attestation in item.attestations:
            found[attestation.source].append((item, attestation))
    return found


@router.get("/sources/{source}", tags=["来源"], summary="一个来源和见于其中的事项")
async def source(request: Request, source: str) -> Response:
    """A source, and the items seen in it with the columns that differ there. Raises UnknownSource."""
    holdings: Holdings = request.app.state.holdings
    dataset = holdings.dataset
    if source not in dataset.sources:
        raise UnknownSource(f"没有来源“{source[:60]}”")
    found = dataset.sources[source]
    seen = _seen_by_source(dataset)[source]
    document = _source(found) | {"items": [_seen(dataset, *each) for each in seen]}
    triples, table = partial(describe.of_source, dataset, source), partial(tables.sources, dataset, [found])
    title = found.title or found.publisher or found.id
    view = twinned(holdings, ("source", source), title, lambda: document, triples, table)
    return await represent(request, view)


def _seen(dataset: Dataset, item: Item, attestation: Attestation) -> dict[str, object]:
    return as_json.item_head(dataset.catalogues[item.catalogue], item) | {
        "attestation": iris.thing("attestation", item.catalogue, item.number, attestation.source),
        "kind": attestation.kind.value,
        "agrees": list(attestation.agrees),
        "differs": dict(attestation.differs),
    }
