"""The application: routers, error handlers, static files.

Owns: putting the service together. Must not: hold logic of its own.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from api import docs, errors, legal, places, resources
from api.head import HeadMiddleware
from api.library import Library
from api.settings import Settings
from api.suffix import SuffixMiddleware
from catalog_graph import __version__


def create_app(settings: Settings | None = None, library: Library | None = None) -> FastAPI:
    """The service; loads the data unless a library is given.

    Raises BadParameter for a bad setting, MissingData or TableError for bad data.
    """
    settings = settings or Settings.from_environ()
    app = FastAPI(
        title="Gongkai 公开",
        version=__version__,
        description=docs.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0"},
        responses={"4XX": {"description": "请求有误或没有找到", "content": {errors.PROBLEM: {}}}},
    )
    app.state.settings = settings
    app.state.library = library or Library.open(settings)
    errors.install(app)
    for router in (places.router, resources.router, legal.router, docs.router):
        app.include_router(router)
    # The one hot path; the documented route behind it says the same.
    app.router.routes.insert(0, Route("/divisions/{code}/duties", places.duties_plain, include_in_schema=False))
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(SuffixMiddleware)
    app.add_middleware(HeadMiddleware)
    return app
