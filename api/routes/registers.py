"""Routes of the registers: subjects with what they must publish, sources with what was seen in them.

Owns: /roles and /sources and below. Must not: import another router.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.registers import RoleDetail, RoleList, SourceDetail, SourceList
from api.given import Data, LastChanged
from api.http import asking, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.registers import Register, Row
from api.http.represent import represent
from api.http.views import View, twins
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.errors import UnknownRole, UnknownSource
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset, Role, Source
from catalog_graph.rdf import describe
from catalog_graph.tables.plain import Table

router = APIRouter()
_ROLES = Register(
    "roles",
    "公开主体",
    {"label": "公开主体", "level": "层级", "name_template": "默认名称", "items": "事项"},
    ("id", "label", "name_template"),
)
_SOURCES = Register(
    "sources",
    "来源目录",
    {"title": "名称", "publisher": "公布者", "level": "层级", "date": "日期", "items": "见到的事项"},
    ("id", "title", "publisher", "division", "date"),
)


@router.get(
    urls.ROLES,
    tags=["roles"],
    summary="全部公开主体",
    **described(RoleList, *RDF_AND_TABLE, parameters=asking.register(_ROLES.sortable)),
)
async def roles(request: Request, dataset: Data, dates: LastChanged) -> Response:
    """All subjects, with how many items each must publish. Raises BadParameter."""

    def table(rows: Sequence[Row]) -> Table:
        return tables.roles(dataset, [dataset.roles[str(row["id"])] for row in rows])

    triples = partial(describe.of_roles, dataset)
    view = _ROLES.view(request.query_params, partial(_roles, dataset), triples, table)
    return await represent(request, replace(view, modified=dates.tables("roles", "items")))


def _roles(dataset: Dataset) -> list[dict[str, object]]:
    items = Counter(role for item in dataset.items() for role in item.subjects)
    return [_role(role) | {"items": items[role.id]} for role in dataset.roles.values()]


def _role(role: Role) -> dict[str, object]:
    return {
        "id": role.id,
        "iri": iris.thing("role", role.id),
        "label": role.label,
        "level": role.level.value,
        "name_template": role.name_template,
    }


@router.get(
    "/roles/{role}",
    tags=["roles"],
    summary="一个公开主体和它应公开的事项",
    **described(RoleDetail, *RDF_AND_TABLE, errors=(404,), parameters=asking.path({"role": "公开主体标识"})),
)
async def role(request: Request, role: str, dataset: Data, dates: LastChanged) -> Response:
    """A subject, the name its body has in a place by default, and the items it must publish. Raises UnknownRole."""
    if role not in dataset.roles:
        raise UnknownRole(f"没有公开主体“{role[:60]}”")
    subject = dataset.roles[role]
    others = twins(partial(describe.of_role, dataset, role), partial(tables.roles, dataset, [subject]))
    modified = dates.rows("roles", role, [item for item in dataset.items() if role in item.subjects])
    view = View(("role", role), subject.label, partial(_role_with_items, dataset, subject), others, modified=modified)
    return await represent(request, view)


def _role_with_items(dataset: Dataset, role: Role) -> dict[str, object]:
    items = [item for item in dataset.items() if role.id in item.subjects]
    return _role(role) | {"items": [as_json.item_head(dataset.catalogues[item.catalogue], item) for item in items]}


@router.get(
    urls.SOURCES,
    tags=["sources"],
    summary="全部来源目录",
    **described(SourceList, *RDF_AND_TABLE, parameters=asking.register(_SOURCES.sortable)),
)
async def sources(request: Request, dataset: Data, dates: LastChanged) -> Response:
    """The published catalogues and pages in which items were seen. Raises BadParameter."""

    def table(rows: Sequence[Row]) -> Table:
        return tables.sources(dataset, [dataset.sources[str(row["id"])] for row in rows])

    triples = partial(describe.of_sources, dataset)
    view = _SOURCES.view(request.query_params, partial(_sources, dataset), triples, table)
    return await represent(request, replace(view, modified=dates.tables("sources", "attestations")))


def _sources(dataset: Dataset) -> list[dict[str, object]]:
    items = Counter(seen.source for item in dataset.items() for seen in item.attestations)
    return [_source(source) | {"items": items[source.id]} for source in dataset.sources.values()]


def _source(source: Source) -> dict[str, object]:
    return {"iri": iris.thing("source", source.id)} | as_json.source(source)


@router.get(
    "/sources/{source}",
    tags=["sources"],
    summary="一个来源和见于其中的事项",
    **described(SourceDetail, *RDF_AND_TABLE, errors=(404,), parameters=asking.path({"source": "来源标识"})),
)
async def source(request: Request, source: str, dataset: Data, dates: LastChanged) -> Response:
    """A source, and the items seen in it with the columns that differ there. Raises UnknownSource."""
    if source not in dataset.sources:
        raise UnknownSource(f"没有来源“{source[:60]}”")
    published = dataset.sources[source]
    others = twins(partial(describe.of_source, dataset, source), partial(tables.sources, dataset, [published]))
    title = published.title or published.publisher or published.id
    document = partial(_source_with_items, dataset, published)
    seen = [item for item in dataset.items() if any(each.source == source for each in item.attestations)]
    modified = dates.rows("sources", source, seen)
    return await represent(request, View(("source", source), title, document, others, modified=modified))


def _source_with_items(dataset: Dataset, source: Source) -> dict[str, object]:
    items = [
        as_json.item_head(dataset.catalogues[item.catalogue], item)
        | {
            "attestation": iris.thing("attestation", item.catalogue, item.number, source.id),
            "kind": attestation.kind.value,
            "agrees": list(attestation.agrees),
            "differs": dict(attestation.differs),
        }
        for item in dataset.items()
        for attestation in item.attestations
        if attestation.source == source.id
    ]
    return _source(source) | {"items": items}
