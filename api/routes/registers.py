"""Routes of the registers: subjects with what they must publish, sources with what was seen in them.

Owns: /roles and /sources and below. Must not: import another router.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.registers import RoleDetail, RoleList, SourceDetail, SourceList
from api.holdings import Data
from api.http import asking, urls
from api.http import registers as register
from api.http.describing import RDF_AND_TABLE, described
from api.http.represent import represent
from api.http.views import View, listing, twins
from catalog_graph.downloads import tables
from catalog_graph.duties import as_json
from catalog_graph.errors import UnknownRole, UnknownSource
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset, Role, Source
from catalog_graph.rdf import describe
from catalog_graph.tables.plain import Table

router = APIRouter()
_ROLES = {"label": "公开主体", "level": "层级", "name_template": "默认名称", "items": "事项"}
_SOURCES = {"title": "名称", "publisher": "公布者", "level": "层级", "date": "日期", "items": "见到的事项"}


@router.get(
    urls.ROLES,
    tags=["roles"],
    summary="全部公开主体",
    **described(RoleList, *RDF_AND_TABLE, parameters=asking.register(_ROLES)),
)
async def roles(request: Request, dataset: Data) -> Response:
    """All subjects, with how many items each must publish. Raises BadParameter."""
    wanted = register.asked(request.query_params, _ROLES)
    listed = register.arranged(_roles(dataset), wanted, ("id", "label", "name_template"))

    def table() -> Table:
        return tables.roles(dataset, [dataset.roles[str(row["id"])] for row in listed])

    view = View(
        ("roles", wanted.q, wanted.sort),
        "公开主体",
        lambda: listing("roles", listed),
        twins(partial(describe.of_roles, dataset), table),
        file_name="roles",
        extra=register.shown(listed, wanted, _ROLES),
    )
    return await represent(request, view)


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
async def role(request: Request, role: str, dataset: Data) -> Response:
    """A subject, the name its body has in a place by default, and the items it must publish. Raises UnknownRole."""
    if role not in dataset.roles:
        raise UnknownRole(f"没有公开主体“{role[:60]}”")
    subject = dataset.roles[role]
    others = twins(partial(describe.of_role, dataset, role), partial(tables.roles, dataset, [subject]))
    view = View(("role", role), subject.label, partial(_role_with_items, dataset, subject), others)
    return await represent(request, view)


def _role_with_items(dataset: Dataset, role: Role) -> dict[str, object]:
    items = [item for item in dataset.items() if role.id in item.subjects]
    return _role(role) | {"items": [as_json.item_head(dataset.catalogues[item.catalogue], item) for item in items]}


@router.get(
    urls.SOURCES,
    tags=["sources"],
    summary="全部来源目录",
    **described(SourceList, *RDF_AND_TABLE, parameters=asking.register(_SOURCES)),
)
async def sources(request: Request, dataset: Data) -> Response:
    """The published catalogues and pages in which items were seen. Raises BadParameter."""
    wanted = register.asked(request.query_params, _SOURCES)
    listed = register.arranged(_sources(dataset), wanted, ("id", "title", "publisher", "division", "date"))

    def table() -> Table:
        return tables.sources(dataset, [dataset.sources[str(row["id"])] for row in listed])

    view = View(
        ("sources", wanted.q, wanted.sort),
        "来源目录",
        lambda: listing("sources", listed),
        twins(partial(describe.of_sources, dataset), table),
        file_name="sources",
        extra=register.shown(listed, wanted, _SOURCES),
    )
    return await represent(request, view)


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
async def source(request: Request, source: str, dataset: Data) -> Response:
    """A source, and the items seen in it with the columns that differ there. Raises UnknownSource."""
    if source not in dataset.sources:
        raise UnknownSource(f"没有来源“{source[:60]}”")
    published = dataset.sources[source]
    others = twins(partial(describe.of_source, dataset, source), partial(tables.sources, dataset, [published]))
    title = published.title or published.publisher or published.id
    document = partial(_source_with_items, dataset, published)
    return await represent(request, View(("source", source), title, document, others))


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
