"""What the routes use beside the data, in the state of the application; each is made when it is first asked for.

Owns: making these parts from the settings. Must not: begin their work, or load one before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from starlette.datastructures import State

from api.door.ending import Ending
from api.holdings import Holdings
from api.http.renders import Renders
from api.http.site import Site
from api.http.tagged import Tagged
from api.http.watch import Figures
from api.settings import Settings, datasets, query_rules, records_path, review_limits

if TYPE_CHECKING:
    from api.http.uploads import Budget
    from catalog_graph.downloads.maker import DownloadMaker
    from catalog_graph.records.live_pool import RecordsPool
    from catalog_graph.review.service.pool import ReviewPool
    from catalog_graph.sparql.endpoint import Endpoint

_SEARCHES_KEPT = 4_000_000  # bytes; one at a time is made, since two would only take turns
_MAKERS = ("endpoint", "reviews", "downloads", "records")


class Maker(Protocol):
    """What has processes or threads of its own."""

    def begin(self) -> object:
        """Start what can be started ahead of the first question."""

    async def close(self) -> None:
        """Leave nothing running."""


class Parts(State):
    """The state of the application; `endpoint` and `records` are those to be used, None makes them."""

    def __init__(
        self, settings: Settings, holdings: Holdings, endpoint: Endpoint | None, records: RecordsPool | None
    ) -> None:
        super().__init__()
        self.settings, self.holdings, self.site = settings, holdings, Site.of(settings.public_url)
        self.figures, self.ending = Figures(), Ending()
        self.renders = Renders[Tagged](settings.render_bytes, settings.render_places, settings.render_waiting)
        self.searches = Renders[bytes](_SEARCHES_KEPT, 1, settings.render_waiting)
        # A state keeps its attributes apart, where a property of the class would hide them.
        vars(self).update({name: part for name, part in {"endpoint": endpoint, "records": records}.items() if part})

    @cached_property
    def endpoint(self) -> Endpoint:
        """The store for SPARQL and those who query it."""
        from catalog_graph.sparql.endpoint import Endpoint  # noqa: PLC0415

        return Endpoint(query_rules(self.settings), datasets())

    @cached_property
    def uploads(self) -> Budget:
        """The bytes of files that are being received."""
        from api.http.uploads import Budget  # noqa: PLC0415

        settings: Settings = self.settings
        return Budget(settings.validate_bytes * (settings.validate_workers + settings.validate_waiting))

    @cached_property
    def reviews(self) -> ReviewPool:
        """The processes that read strangers' files."""
        from catalog_graph.review.service.pool import ReviewPool  # noqa: PLC0415

        return ReviewPool(review_limits(self.settings), "catalog_graph.desk.worker")

    @cached_property
    def records(self) -> RecordsPool | None:
        """The process that knows the publication records, where the service was given some."""
        path = records_path()
        if path is None:
            return None
        from catalog_graph.records.live_pool import RecordsPool  # noqa: PLC0415

        return RecordsPool(path)

    @cached_property
    def downloads(self) -> DownloadMaker:
        """The files to download."""
        from catalog_graph.downloads.maker import DownloadMaker  # noqa: PLC0415

        return DownloadMaker()

    def makers(self, every: bool) -> Iterator[Maker]:
        """The parts that have processes or threads of their own; all, or those that were asked for."""
        for name in _MAKERS:
            maker = getattr(self, name) if every else vars(self).get(name)
            if maker:
                yield maker
