"""What the routes answer from: the data, the places and the prepared answers, loaded once; and those of old releases.

Owns: start-up, the fingerprint that ETags carry, reading the ontology once.
Must not: know templates; load at the start what the duties of a place do not need.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from threading import Thread
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.http.parameters import DutyRequest
from api.http.tagged import Tagged
from api.settings import Settings
from catalog_graph import __version__, files
from catalog_graph.duties.prepared import Answers
from catalog_graph.history.cached import cached_marks
from catalog_graph.history.modified import Marks, Modified
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.processes.memory import set_aside, settle
from catalog_graph.sparql.byte_cache import ByteCache
from catalog_graph.tables.cached import cached_dataset

if TYPE_CHECKING:  # what a place's duties do not need is loaded when it is first asked for
    from catalog_graph.deadlines.workdays import Calendars
    from catalog_graph.history.record import History
    from catalog_graph.history.stream import Member
    from catalog_graph.model.frame import FrameDuty
    from catalog_graph.rdf.ontology import Definitions
    from catalog_graph.sparql.suggestions import Suggestions

_LOG = logging.getLogger("gongkai")
_MOST_PAST = 2  # old releases that are held at once


@dataclass(frozen=True)  # without slots: the list of suggestions is kept in it
class Holdings:
    """Everything a route needs."""

    settings: Settings
    dataset: Dataset
    lookup: PlaceLookup
    answers: Answers
    cache: ByteCache[Tagged]
    fingerprint: str
    repaired: list[str] = field(default_factory=list)  # what of the cache was damaged
    past: dict[str, Holdings] = field(default_factory=dict)  # by version, the last asked for last

    @classmethod
    def open(cls, settings: Settings) -> Holdings:
        """Load the tables; of the code book what is asked for, and all of it with `PlaceLookup.warm`.

        Raises MissingData or TableError.
        """
        repaired: list[str] = []
        dataset = cached_dataset(_logged(repaired))
        lookup = PlaceLookup()
        mark = hashlib.blake2b(files.data_bytes() + __version__.encode(), digest_size=8)
        for texts in _vocabulary():
            mark.update(repr(texts).encode())
        cache = ByteCache[Tagged](settings.cache_bytes, patient=True)
        return cls(settings, dataset, lookup, Answers(dataset), cache, mark.hexdigest(), repaired)

    def answer(self, place: Place, asked: DutyRequest) -> Tagged:
        """The duties of a place as JSON; what was asked lately is not joined anew. Raises as `Answers.answer`."""
        key = (place.division.code, asked)
        body = self.cache.get(key)
        if body is None:
            body = self._made(place, asked)
            self.cache.put(key, body)
        return body

    def _made(self, place: Place, asked: DutyRequest) -> Tagged:
        listed = place, asked.on, asked.wanted, asked.paging
        if asked.formed is None:
            content, digest, items = self.answers.prepared(*listed)
            return Tagged(content, digest, self._modified(items, place, asked))
        from catalog_graph.duties.dated import dated_answer  # noqa: PLC0415

        items = self.answers.plan(*listed[:3]).items
        content = dated_answer(self.answers, *listed, asked.formed, self.calendars)
        return Tagged(content, modified=self._modified(items, place, asked))

    def _modified(self, items: tuple[Item, ...], place: Place, asked: DutyRequest) -> date | None:
        """When the duties of a place were last changed."""
        if asked.version:
            return self.history.release(asked.version).date
        return self.modified.duties(items, place, asked.on)

    @cached_property
    def history(self) -> History:
        """The releases of the data, and what each changed."""
        from catalog_graph.history.record import load_history  # noqa: PLC0415

        return load_history()

    @cached_property
    def members(self) -> list[Member]:
        """The members of the event stream."""
        from catalog_graph.history.stream import members  # noqa: PLC0415

        return members(self.history)

    @cached_property
    def marks(self) -> Marks:
        """Which release changed what last."""
        return cached_marks(_logged(self.repaired))

    @cached_property
    def modified(self) -> Modified:
        """When each thing was last changed."""
        return Modified(self.marks, self.dataset)

    def at(self, version: str | None) -> Holdings:
        """The same as a release said it; None and the release that is current give these. A second of work.

        Raises BadParameter for an unknown version.
        """
        if not version or self.history.is_current(version):
            return self
        old = self.past.pop(version, None)
        if old is None:
            dataset = self.history.dataset(version)
            mark = f"{self.fingerprint}-{version}"
            old = replace(self, dataset=dataset, answers=Answers(dataset), fingerprint=mark, past={})
            vars(old).update(history=self.history, marks=self.marks)
        self.past[version] = old
        for first in list(self.past)[:-_MOST_PAST]:
            self.past.pop(first, None)
        return old

    @cached_property
    def calendars(self) -> Calendars:
        """The working calendars of all places."""
        from catalog_graph.deadlines.workdays import Calendars  # noqa: PLC0415
        from catalog_graph.tables.load import load_calendar  # noqa: PLC0415

        return Calendars(load_calendar())

    @cached_property
    def frame(self) -> tuple[FrameDuty, ...]:
        """The statutory frame."""
        from catalog_graph.tables.load import load_frame  # noqa: PLC0415

        return load_frame(self.dataset.laws)

    def tag(self, *parts: object) -> str:
        """By what a resource is known while it is kept: the data it is made from, and which part of it."""
        return f"{self.fingerprint}-{hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()}"

    @cached_property
    def suggestions(self) -> Suggestions:
        """What the query page looks up: labels and suggestions. May read files: ask for it in a thread."""
        from catalog_graph.sparql.suggestions import Suggestions  # noqa: PLC0415

        return Suggestions(self.dataset, definitions(), self.lookup)

    @cached_property
    def overview(self) -> dict[str, object]:
        """The figures of all catalogues."""
        from catalog_graph.checks.overview import overview  # noqa: PLC0415

        return overview(self.dataset)

    def warm(self, *more: Callable[[], object]) -> Thread:
        """Make in a thread what takes long when it is first asked for, `more` too; gives the thread."""
        thread = Thread(target=self._warm, args=more, name="warm pages", daemon=True)
        thread.start()
        return thread

    def _warm(self, *more: Callable[[], object]) -> None:
        from catalog_graph.checks.rules import all_rules  # noqa: PLC0415
        from catalog_graph.places.pinyin import sort_key  # noqa: PLC0415

        own: tuple[Callable[[], object], ...] = (
            all_rules,
            lambda: sort_key("公开"),
            lambda: self.overview,
            lambda: self.modified,
            self.lookup.book.village_kinds,
            lambda: (self.calendars, self.frame),
        )
        for make in (*own, *more):
            make()
            set_aside()
        settle()

    async def place(self, code: str) -> Place:
        """The place of a code, waiting in a thread where the villages are still being loaded.

        Raises MalformedCode or UnknownDivision.
        """
        if self.lookup.ready:
            return self.lookup.by_code(code)
        return await run_in_threadpool(self.lookup.by_code, code)


def _logged(repaired: list[str]) -> Callable[[str], None]:
    """What notes a damage that was mended."""

    def note(damage: str) -> None:
        _LOG.warning("%s", damage)
        repaired.append(damage)

    return note


def _vocabulary() -> tuple[dict[str, bytes], dict[str, bytes], dict[str, str]]:
    return files.definition_texts(), files.read_folder(files.home() / "shapes"), files.question_texts()


@cache
def definitions() -> Definitions:
    """The ontology and the shapes, read once."""
    from catalog_graph.rdf.ontology import Definitions  # noqa: PLC0415

    return Definitions(*_vocabulary())


async def holdings_at(request: Request) -> Holdings:
    """What a route answers from that takes `version`. Raises BadParameter for an unknown one."""
    loaded: Holdings = request.app.state.holdings
    version = request.query_params.get("version")
    return await run_in_threadpool(loaded.at, version) if version else loaded


async def modified(request: Request) -> Modified:
    """When things were last changed; worked out in a thread when it is first asked for."""
    loaded: Holdings = request.app.state.holdings
    if "modified" in vars(loaded):
        return loaded.modified
    return await run_in_threadpool(lambda: loaded.modified)
