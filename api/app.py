"""The application: what every request passes through, the hot route, and when the rest is loaded.

Owns: putting the service together. Must not: hold logic of its own, or load at its start what the duties of a place do
not need: the other operations (`operations`) follow once it listens.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api import logs
from api.holdings import Holdings
from api.http import errors
from api.http.admission import AdmissionMiddleware
from api.http.compression import CompressionMiddleware
from api.http.exact import exact_parameters
from api.http.methods import OptionsMiddleware
from api.http.middleware import HeadMiddleware, SuffixMiddleware
from api.http.pacing import PacingMiddleware
from api.http.represent import compile_templates
from api.http.security import SecurityMiddleware
from api.http.watch import FaultMiddleware, WatchMiddleware
from api.parts import Parts
from api.routes import place_duties
from api.settings import Settings, eager
from catalog_graph import __version__
from catalog_graph.processes.memory import give_back_regularly, set_aside, share_arenas

if TYPE_CHECKING:
    from catalog_graph.records.live_pool import RecordsPool
    from catalog_graph.sparql.endpoint import Endpoint

_LOG = logging.getLogger("gongkai")
_FIRST = 0.5  # seconds
_LOOK_AGAIN = 0.05  # seconds
_TURN = 0.001  # seconds that a thread computes on while the event loop waits; Python's own measure is five times that


class Service(FastAPI):
    """FastAPI with the one hot route, to which all other operations are added when they are needed."""

    def __init__(self, parts: Parts, **words: Any) -> None:
        super().__init__(**words)
        self.state: Parts = parts
        self.whole, self._completing = False, Lock()
        # The documented route behind it says the same.
        self.hot = Route(place_duties.ADDRESS, place_duties.duties_plain, include_in_schema=False)
        self.router.routes.append(self.hot)

    def complete(self) -> None:
        """Load all operations, which takes a second: to be called in a thread."""
        with self._completing:
            if not self.whole:
                from api import operations  # noqa: PLC0415

                operations.add_to(self)
                self.whole = True

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description, made once."""
        self.complete()
        if self.openapi_schema is None:
            from api.http.describing import DESCRIPTION, TAGS, finished  # noqa: PLC0415

            versions = self.state.holdings.history.versions
            self.description = DESCRIPTION
            self.openapi_tags = [{"name": name, "description": words} for name, words in TAGS.items()]
            self.openapi_schema = finished(super().openapi(), self.state.settings, versions)
        return self.openapi_schema


class WholeMiddleware:
    """Lets what the hot route answers through at once; all else waits until the service is whole."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        service = self._service
        if not service.whole and scope["type"] == "http" and service.hot.matches(scope)[0] is not Match.FULL:
            await run_in_threadpool(service.complete)
        await self._app(scope, receive, send)


@asynccontextmanager
async def _running(app: Service) -> AsyncIterator[None]:
    """Make what takes long beside the first requests; at the end leave nothing running."""
    beside = [asyncio.create_task(_ahead(app)), asyncio.create_task(give_back_regularly())]
    beside[0].add_done_callback(_log_failure)
    with app.state.ending.watching():
        yield
    for task in beside:
        task.cancel()
    for maker in app.state.makers(every=False):
        await maker.close()


def _log_failure(ahead: asyncio.Task[None]) -> None:
    """Whoever asks for what could not be made is told; whoever keeps the service running, here."""
    if not ahead.cancelled() and (error := ahead.exception()):
        _LOG.error("not made ahead", exc_info=error)


async def _ahead(app: Service) -> None:
    """One after another, so that a request that comes meanwhile has every other turn.

    Who has waited for the service to start asks at once, and has all turns for a moment.
    """
    await asyncio.sleep(_FIRST)
    holdings: Holdings = app.state.holdings
    if not eager():
        holdings.lookup.warm()
        return
    names = holdings.lookup.make_names()
    await run_in_threadpool(app.complete)
    set_aside()
    while names.is_alive():  # two processors' work, for which people wait; the rest of what is made follows
        await asyncio.sleep(_LOOK_AGAIN)
    for maker in app.state.makers(every=True):
        maker.begin()
    holdings.lookup.warm()
    _warm(app)


def _warm(app: Service) -> None:
    from api.routes.duty_page import keep_lists  # noqa: PLC0415

    site, holdings = app.state.site, app.state.holdings
    lists = partial(keep_lists, holdings, site)
    holdings.warm(partial(compile_templates, site), lists, app.openapi, holdings.suggestions.prepare)


def service() -> Service:
    """The service as a process of its own, with its log. Raises as `create_app`."""
    share_arenas()
    sys.setswitchinterval(_TURN)
    settings = Settings.from_environ()
    logs.begin(bool(settings.log_requests))
    app = create_app(settings)
    set_aside()
    return app


def create_app(
    settings: Settings | None = None,
    holdings: Holdings | None = None,
    endpoint: Endpoint | None = None,
    records: RecordsPool | None = None,
) -> Service:
    """The service; loads the data unless a library is given, and makes the store for SPARQL when it is first asked.

    Raises BadParameter for a bad setting, MissingData or TableError for bad data.
    """
    settings = settings or Settings.from_environ()
    parts = Parts(settings, holdings or Holdings.open(settings), endpoint, records)
    site = parts.site
    app = Service(
        parts,
        title="Gongkai",
        version=__version__,
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
    _surround(app, settings)
    return app


def _surround(app: Service, settings: Settings) -> None:
    """What every request passes through, the innermost first."""
    app.add_middleware(FaultMiddleware)
    app.add_middleware(SuffixMiddleware)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(OptionsMiddleware, router=app.router)
    app.add_middleware(WholeMiddleware, service=app)
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
        from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware  # noqa: PLC0415

        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.proxies)
