"""The application: routers, error handlers, static files.

Owns: putting the service together. Must not: hold logic of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api import logs
from api.door.ending import Ending
from api.holdings import Holdings
from api.http import errors
from api.http.admission import AdmissionMiddleware
from api.http.batches import Batches
from api.http.compression import CompressionMiddleware
from api.http.describing import TAGS, finished
from api.http.exact import exact_parameters
from api.http.methods import OptionsMiddleware
from api.http.middleware import HeadMiddleware, SuffixMiddleware
from api.http.pacing import PacingMiddleware
from api.http.renders import Renders
from api.http.represent import compile_templates
from api.http.security import SecurityMiddleware
from api.http.site import Site
from api.http.slashes import elsewhere
from api.http.uploads import Budget
from api.http.watch import FaultMiddleware, Figures, WatchMiddleware
from api.routes import (
    catalog,
    changes,
    comparison,
    deadlines,
    docs,
    downloads,
    embed,
    gaps,
    identifiers,
    laws,
    many,
    operation,
    overview,
    places,
    posters,
    precheck,
    problems,
    records,
    registers,
    resources,
    rules,
    search,
    similar,
    tools,
    validate,
    vocabulary,
)
from api.routes import (
    site as well_known,
)
from api.routes.duty_page import keep_lists
from api.settings import Settings, datasets, eager, query_rules, records_path, review_limits
from api.sparql import routes as sparql
from api.sparql import suggest
from catalog_graph import __version__
from catalog_graph.downloads.maker import DownloadMaker
from catalog_graph.processes.memory import give_back_regularly, share_arenas
from catalog_graph.records.live_pool import RecordsPool
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.sparql.endpoint import Endpoint

# In the order of the description at /docs.
_ROUTES = (
    search, places, gaps, many, posters, records, deadlines, similar, tools, embed, comparison, precheck, overview,
    resources, laws, docs, sparql, suggest, identifiers, vocabulary, registers, changes, downloads, catalog, validate,
    rules, problems, operation, well_known,
)  # fmt: skip

_SEARCHES_KEPT = 4_000_000  # bytes


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    """Make what takes long ahead of the first request where that is wanted; at the end leave nothing running."""
    makers = (
        app.state.endpoint,
        app.state.reviews,
        app.state.downloads,
        *([app.state.records] if app.state.records else ()),
    )
    if eager():
        for maker in makers:
            maker.begin()
        _warm(app)
    tidying = asyncio.create_task(give_back_regularly())
    with app.state.ending.watching():
        yield
    tidying.cancel()
    for maker in makers:
        await maker.close()


def _warm(app: FastAPI) -> None:
    site, holdings = app.state.site, app.state.holdings
    lists = partial(keep_lists, holdings, site)
    holdings.warm(partial(compile_templates, site), lists, app.openapi, holdings.suggestions.prepare)


class Service(FastAPI):
    """FastAPI, with the description of its operations finished by `describing`."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description, made once."""
        if self.openapi_schema is None:
            versions = self.state.holdings.history.versions
            self.openapi_tags = [{"name": name, "description": words} for name, words in TAGS.items()]
            self.openapi_schema = finished(super().openapi(), self.state.settings, versions)
        return self.openapi_schema


def service() -> FastAPI:
    """The service as a process of its own, with its log. Raises as `create_app`."""
    share_arenas()
    settings = Settings.from_environ()
    logs.begin(bool(settings.log_requests))
    return create_app(settings)


def create_app(
    settings: Settings | None = None,
    holdings: Holdings | None = None,
    endpoint: Endpoint | None = None,
    records: RecordsPool | None = None,
) -> FastAPI:
    """The service; loads the data unless a library is given, and makes the store for SPARQL when it is first asked.

    Raises BadParameter for a bad setting, MissingData or TableError for bad data.
    """
    settings = settings or Settings.from_environ()
    site = Site.of(settings.public_url)
    app = Service(
        title="Gongkai",
        version=__version__,
        description=docs.DESCRIPTION,
        lifespan=_running,
        exception_handlers=dict.fromkeys(errors.RAISED, errors.answer),
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0"},
        redirect_slashes=False,
        dependencies=[Depends(exact_parameters)],
        servers=[{"url": site.origin + (site.prefix or "/")}],
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings, app.state.site = settings, site
    app.state.holdings = data = holdings or Holdings.open(settings)
    app.state.endpoint = endpoint or Endpoint(query_rules(settings), datasets())
    app.state.figures, app.state.ending = Figures(), Ending()
    app.state.renders = Renders(settings.render_bytes, settings.render_places, settings.render_waiting)
    app.state.searches = Batches(_SEARCHES_KEPT, settings.render_waiting)
    app.state.uploads = Budget(settings.validate_bytes * (settings.validate_workers + settings.validate_waiting))
    app.state.reviews = ReviewPool(review_limits(settings), "catalog_graph.desk.worker")
    app.state.records = records or (RecordsPool(path) if (path := records_path()) else None)
    app.state.downloads = DownloadMaker(lambda: (data.dataset, data.lookup.book))
    _routes(app)
    _surround(app, settings)
    return app


def _routes(app: FastAPI) -> None:
    """All routes; with what stands before FastAPI's, beside them, and in the place of its redirects."""
    for module in _ROUTES:
        app.include_router(module.router)
    # The two hot paths, made in less time than FastAPI's matching and injection take; the documented routes behind
    # them say the same.
    app.router.routes.insert(0, Route("/divisions/{code}/duties", places.duties_plain, include_in_schema=False))
    app.router.routes.insert(0, Route("/divisions", search.search, include_in_schema=False))
    # Any method, so that each is answered in the way of the endpoint; with or without a slash at the end.
    for path in ("/sparql", "/sparql/"):
        route = Route(path, sparql.endpoint, include_in_schema=False)
        route.methods = None
        app.router.routes.insert(0, route)
    app.router.default = elsewhere(app.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")


def _surround(app: FastAPI, settings: Settings) -> None:
    """What every request passes through, the innermost first."""
    app.add_middleware(FaultMiddleware)
    app.add_middleware(SuffixMiddleware)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(OptionsMiddleware, router=app.router)
    app.add_middleware(CompressionMiddleware, kept=app.state.renders.kept)
    app.add_middleware(
        AdmissionMiddleware,
        longest=settings.max_address_bytes,
        per_client=settings.per_client,
        proxies=settings.proxies,
    )
    app.add_middleware(SecurityMiddleware, frame_ancestors=settings.frame_ancestors, embedding=settings.embed_ancestors)
    app.add_middleware(PacingMiddleware)
    app.add_middleware(WatchMiddleware, figures=app.state.figures)
    if settings.proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.proxies)
