"""Routes of the data catalogue: DCAT 3, for people and for harvesters.

Owns: /catalog. Must not: import another router.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.holdings import Holdings
from api.http import urls
from api.http.represent import represent
from api.http.twins import twins
from api.http.views import View
from catalog_graph.downloads import dcat, dcat_datasets
from catalog_graph.downloads.cache_folder import Downloads
from catalog_graph.model import iris
from catalog_graph.rdf import describe

router = APIRouter(tags=["下载"])


@router.get(urls.CATALOG, summary="数据目录（DCAT）")
async def catalog(request: Request) -> Response:
    """The datasets, their files and the services, as DCAT 3 after DCAT-AP 3.0.1; waits where the files are being made.

    Raises FilesPreparing where that takes too long.
    """
    holdings: Holdings = request.app.state.holdings
    downloads: Downloads = await request.app.state.downloads.ready()

    def triples() -> describe.Triples:
        return dcat.catalog_triples(holdings.dataset, downloads.sizes)

    others = twins(triples, lambda: dcat_datasets.file_table(holdings.dataset, downloads.sizes))
    tag = holdings.tag("catalog", downloads.mark)
    view = View("catalog.html", "数据目录", lambda: _document(holdings, downloads), "catalog", tag, others=others)
    return await represent(request, view)


def _document(holdings: Holdings, downloads: Downloads) -> dict[str, object]:
    listed = [
        {
            "iri": one.iri,
            "anchor": _anchor(one.iri),
            "title": one.title,
            "description": one.description,
            "page": f"/{one.page}",
            "license": one.license,
            "period": _period(one),
            "issued": one.catalogue.issued if one.catalogue else None,
            "issuing_body": one.catalogue.issuing_body if one.catalogue else None,
            "files": [
                {"name": file.name, "url": urls.download(file.name), "bytes": downloads.sizes[file.name][0]}
                for file in one.files
            ],
        }
        for one in dcat_datasets.datasets(holdings.dataset)
    ]
    services = [
        {
            "iri": one.iri,
            "anchor": _anchor(one.iri),
            "title": one.title,
            "description": one.description,
            "page": f"/{one.address}" if one.address else urls.DOCS,
        }
        for one in dcat_datasets.SERVICES
    ]
    words = {"iri": dcat_datasets.CATALOG, "publisher": dcat_datasets.PUBLISHER, "series": dcat_datasets.SERIES}
    return words | {"services": services, "count": len(listed), "datasets": listed}


def _period(one: dcat_datasets.Described) -> dict[str, str] | None:
    if not one.period:
        return None
    start, end = one.period
    return {"anchor": dcat_datasets.period_anchor(one.iri), "start": start, "end": end}


def _anchor(iri: str) -> str:
    """The place of a dataset on the page: its identifier's last parts; the whole is `all`."""
    for base in (iris.ID, dcat_datasets.CATALOG + "#", iris.BASE):
        if iri.startswith(base):
            return iri.removeprefix(base).rstrip("/").replace("/", "-")
    raise ValueError(iri)
