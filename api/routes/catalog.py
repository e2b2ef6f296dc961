"""Routes of the data catalogue: DCAT 3, for people and for harvesters.

Owns: /catalog. Must not: import another router.
"""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.services import DataCatalog
from api.given import LastChanged, Loaded
from api.holdings import Holdings
from api.http import urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.negotiate import JSONLD, TURTLE
from api.http.represent import represent, site_of
from api.http.views import View, twins
from catalog_graph.downloads import dcat, dcat_datasets
from catalog_graph.downloads.cache_folder import Downloads
from catalog_graph.downloads.distributions import versions_of
from catalog_graph.history.modified import Modified
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.rdf import describe

router = APIRouter(tags=["downloads"])


@router.get(urls.CATALOG, summary="数据目录（DCAT）", **described(DataCatalog, *RDF_AND_TABLE))
async def catalog(request: Request, holdings: Loaded, dates: LastChanged) -> Response:
    """The datasets, their files and the services, as DCAT 3 after DCAT-AP 3.0.1; waits where the files are being made.

    Raises FilesPreparing where that takes too long.
    """
    made: Downloads = await request.app.state.downloads.ready()
    dataset, sizes, site = holdings.dataset, made.sizes, site_of(request)
    upkeep = _upkeep(holdings, dates, made)
    document = partial(_document, dataset, made, upkeep)
    triples = partial(dcat.catalog_triples, dataset, sizes, site.base, upkeep)
    others = twins(triples, partial(dcat_datasets.file_table, dataset, sizes))
    others[TURTLE] = lambda: site.located(describe.as_turtle(triples(), based=False))
    others[JSONLD] = lambda: site.located(describe.as_jsonld(triples()))
    view = View(("catalog", made.mark), "数据目录", document, others, file_name="catalog", modified=dates.tables())
    return await represent(request, view)


def _upkeep(holdings: Holdings, dates: Modified, made: Downloads) -> dcat.Upkeep:
    releases = holdings.history.releases
    last = releases[-1].date if releases else None
    listed = dcat_datasets.datasets(holdings.dataset, versions_of(made.sizes))
    return dcat.Upkeep(dcat_datasets.modified_days(listed, dates, last), last, holdings.settings.contact)


def _document(dataset: Dataset, made: Downloads, upkeep: dcat.Upkeep) -> dict[str, object]:
    listed = [
        _head(described)
        | {
            "page": urls.Address(f"/{described.page}"),
            "license": described.license,
            "period": _period(described),
            "issued": described.catalogue.issued if described.catalogue else None,
            "modified": day.isoformat() if (day := upkeep.days.get(described.iri)) else None,
            "issuing_body": described.catalogue.issuing_body if described.catalogue else None,
            "files": [
                {"name": file.name, "url": urls.download(file.name), "bytes": made.sizes[file.name][0]}
                for file in described.files
            ],
        }
        for described in dcat_datasets.datasets(dataset, versions_of(made.sizes))
    ]
    services = [
        _head(service) | {"page": urls.Address(f"/{service.address}") if service.address else urls.DOCS}
        for service in dcat_datasets.SERVICES
    ]
    words: dict[str, object] = {
        "iri": dcat_datasets.CATALOG,
        "publisher": dcat_datasets.PUBLISHER,
        "series": dcat_datasets.SERIES,
    }
    words["contact"] = upkeep.contact or None
    return words | {"services": services, "count": len(listed), "datasets": listed}


def _head(described: dcat_datasets.Described | dcat_datasets.Service) -> dict[str, object]:
    iri = described.iri
    return {"iri": iri, "anchor": _anchor(iri), "title": described.title, "description": described.description}


def _period(described: dcat_datasets.Described) -> dict[str, str] | None:
    span = described.period and dict(zip(("start", "end"), described.period, strict=True))
    return span and {"anchor": dcat_datasets.period_anchor(described.iri)} | span


def _anchor(iri: str) -> str:
    """The place of a dataset on the page: its identifier's last parts; the whole is `all`."""
    local = iri.removeprefix(iris.ID).removeprefix(f"{dcat_datasets.CATALOG}#").removeprefix(iris.BASE)
    return local.rstrip("/").replace("/", "-")
