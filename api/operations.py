"""All operations of the service, with their description and the files that pages need.

Owns: which there are, and their order. Must not: be loaded before the service listens, which would take a second: the
application has its one hot route by itself.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from api.http.slashes import elsewhere
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
from api.sparql import routes as sparql
from api.sparql import suggest

# In the order of the description at /docs.
_ROUTES = (
    search, places, gaps, many, posters, records, deadlines, similar, tools, embed, comparison, precheck, overview,
    resources, laws, docs, sparql, suggest, identifiers, vocabulary, registers, changes, downloads, catalog, validate,
    rules, problems, operation, well_known,
)  # fmt: skip


def add_to(app: FastAPI) -> None:
    """Give the application its routes, those beside FastAPI's, and what stands in the place of its redirects."""
    # Any method, so that each is answered in the way of the endpoint; with or without a slash at the end.
    for path in ("/sparql/", "/sparql"):  # the last is by what its requests are counted
        route = Route(path, sparql.endpoint, include_in_schema=False)
        route.methods = None
        app.router.routes.append(route)
    # Made in less time than FastAPI's matching and injection take; the documented route behind it says the same.
    app.router.routes.append(Route("/divisions", search.search, include_in_schema=False))
    for module in _ROUTES:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.router.default = elsewhere(app.router)
