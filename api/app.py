"""The application: routers, error handlers, static files.

Owns: putting the service together. Must not: hold logic of its own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from api.holdings import Holdings
from api.http import errors
from api.http.middleware import HeadMiddleware, SuffixMiddleware
from api.routes import (
    catalog,
    deadlines,
    docs,
    downloads,
    identifiers,
    laws,
    places,
    problems,
    records,
    registers,
    resources,
    rules,
    validate,
    vocabulary,
)
from api.settings import Settings, datasets, eager, query_rules, review_limits
from api.sparql import routes as sparql
from api.sparql import suggest
from catalog_graph import __version__
from catalog_graph.downloads.maker import DownloadMaker
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.sparql.endpoint import Endpoint

# In the order of the description at /docs.
_ROUTES = (
    places, records, deadlines, resources, laws, docs, sparql, suggest, identifiers, vocabulary, registers, downloads,
    catalog, validate, rules, problems,
)  # fmt: skip


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    """Make what takes long ahead of the first request where that is wanted; at the end leave nothing running."""
    makers = app.state.endpoint, app.state.reviews, app.state.downloads
    if eager():
        for maker in makers:
            maker.begin()
        app.state.holdings.suggestions.warm()
    yield
    for maker in makers:
        await maker.close()


def create_app(
    settings: Settings | None = None, holdings: Holdings | None = None, endpoint: Endpoint | None = None
) -> FastAPI:
    """The service; loads the data unless a library is given, and makes the store for SPARQL when it is first asked.

    Raises BadParameter for a bad setting, MissingData or TableError for bad data.
    """
    settings = settings or Settings.from_environ()
    app = FastAPI(
        title="Gongkai 公开",
        version=__version__,
        description=docs.DESCRIPTION,
        lifespan=_running,
        exception_handlers=dict.fromkeys(errors.RAISED, errors.answer),
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0"},
        responses={"4XX": {"description": "请求有误或没有找到", "content": {errors.PROBLEM: {}}}},
    )
    app.state.settings = settings
    app.state.holdings = data = holdings or Holdings.open(settings)
    app.state.endpoint = endpoint or Endpoint(query_rules(settings), datasets())
    app.state.reviews = ReviewPool(review_limits(settings))
    app.state.downloads = DownloadMaker(lambda: (data.dataset, data.lookup.book))
    for module in _ROUTES:
        app.include_router(module.router)
    # The one hot path; the documented route behind it says the same.
    app.router.routes.insert(0, Route("/divisions/{code}/duties", places.duties_plain, include_in_schema=False))
    # Any method, so that each is answered in the way of the endpoint; with or without a slash at the end.
    for path in ("/sparql", "/sparql/"):
        route = Route(path, sparql.endpoint, include_in_schema=False)
        route.methods = None
        app.router.routes.insert(0, route)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(SuffixMiddleware)
    app.add_middleware(HeadMiddleware)
    return app
