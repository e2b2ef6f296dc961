"""Places for the command and the service: by code or by name, with the candidates an answer needs.

Owns: turning what a person typed into one place, reading no more of the code book than that takes; names have an index
and libraries of their own, which a place by its code does without.
Must not: know items or HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from threading import RLock, Thread
from typing import TYPE_CHECKING

from catalog_graph.errors import GongkaiError, NotADutyLevel, UnknownDivision
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.places.bodies import Place, place_in
from catalog_graph.places.codebook import CodeBook, level_of
from catalog_graph.places.load import load_codebook
from catalog_graph.places.names import spelled
from catalog_graph.processes.memory import set_aside

if TYPE_CHECKING:
    from catalog_graph.places.gazetteer import Gazetteer

_FULL = (6, 9, 12)  # digits of a code that zeros fill up
_MOST_PROVINCES = 8  # of which the villages are read alone; where more are wanted, all are read


class PlaceLookup:
    """The code book and its names, loaded when first needed: counties and towns by code need no villages."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._part: tuple[frozenset[str], CodeBook] | None = None

    def warm(self) -> Thread:
        """Load everything in a thread of its own, so that places by code are answered meanwhile.

        Who is there before the index of names is made waits for that, and finds the rest loaded.
        """
        return _begun(self._load_all)

    def make_names(self) -> Thread:
        """Have the index of names made where it is not there, in a thread that waits for it."""
        return _begun(self._make_names)

    def _make_names(self) -> None:
        from catalog_graph.places import index_file  # noqa: PLC0415

        with suppress(GongkaiError):  # who asks for a name is told
            index_file.ensure()

    def _load_all(self) -> None:
        self._make_names()
        _ = self.book
        self.gazetteer.prepare()
        set_aside()

    @cached_property
    def upper(self) -> CodeBook:
        """Provinces to towns."""
        return load_codebook(villages=False)

    @cached_property
    def book(self) -> CodeBook:
        """All five levels."""
        with self._lock:
            return self.__dict__.get("book") or load_codebook()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of all five levels. Raises MissingData where their index cannot be made."""
        from catalog_graph.places import index_file  # noqa: PLC0415
        from catalog_graph.places.gazetteer import Gazetteer  # noqa: PLC0415
        from catalog_graph.places.name_index import NameIndex  # noqa: PLC0415

        return Gazetteer(self.book if self.ready else self.upper, NameIndex(index_file.ensure()))

    def place(self, words: str) -> Place:
        """The place of a code, or of a name with or without the names of places above it.

        Raises MalformedCode, UnknownDivision, BadName or Ambiguous.
        """
        words = words.strip()
        plain = spelled(words)  # before the names are loaded
        if plain[:1].isdigit():
            return self.by_code(self.short_code(plain))
        return place_in(self.upper, self.gazetteer.resolve(words))

    def any_place(self, words: str) -> Place:
        """As `place`; a province or prefecture may also be written with six digits (650000, 340100)."""
        code = words.strip()
        try:
            return self.place(words)
        except UnknownDivision:
            if not (len(code) == 6 and code.endswith("00")):
                raise
            return self.by_code(code[:2] if code.endswith("0000") else code[:4])

    def duty_place(self, words: str) -> Place:
        """As `place`, but a county, town or village; raises NotADutyLevel with the counties otherwise."""
        place = self.place(words)
        if place.level in DUTY_LEVELS:
            return place
        raise self.above_duties(place)

    def above_duties(self, place: Place) -> NotADutyLevel:
        """The error for a province or prefecture, to be raised; its details list the counties."""
        counties = self.loaded.within(place.division.code, Level.COUNTY)
        return NotADutyLevel(
            f"{place.division.name}是{place.level.label}行政区划，公开义务从县级开始",
            f"请选择所辖的{len(counties)}个县（市、区）之一。",
            counties=self.loaded.described(counties),
            count=len(counties),
        )

    def by_code(self, code: str) -> Place:
        """The place of a code. Raises MalformedCode or UnknownDivision."""
        level = level_of(code)
        book = self.with_villages([code]) if level is Level.VILLAGE else self.loaded
        return place_in(book, book.get(code))

    def short_code(self, digits: str) -> str:
        """A code without the zeros that others write behind it (341302000000 for 341302); else as it is.

        A code that is in the book with its zeros is meant so: 441900 is a county.
        """
        book = self.loaded
        if len(digits) not in _FULL or book.has(digits):
            return digits
        shorter = (digits[:width] for width in (9, 6, 4, 2) if width < len(digits) and not digits[width:].strip("0"))
        return next((code for code in shorter if book.has(code)), digits)

    def with_villages(self, codes: Iterable[str]) -> CodeBook:
        """A book with the villages of the provinces of some codes, "" standing for the nation; maybe with more."""
        with self._lock:
            provinces = frozenset(code[:2] for code in codes)
            if self.ready or "" in provinces:
                self._part = None
                return self.book
            known, book = self._part or (frozenset(), None)
            if book is None or not provinces <= known:
                provinces |= known
                if len(provinces) > _MOST_PROVINCES:
                    self._part = None
                    return self.book
                book = load_codebook(provinces)
                self._part = provinces, book
            return book

    @property
    def ready(self) -> bool:
        """Whether all five levels are in memory."""
        return "book" in self.__dict__

    @property
    def names_ready(self) -> bool:
        """Whether names can be looked up without waiting for their index."""
        return "gazetteer" in self.__dict__

    @property
    def loaded(self) -> CodeBook:
        """All levels if they are in memory already, else at least the upper ones."""
        part = self._part  # another thread may let go of it
        return self.book if self.ready else part[1] if part else self.upper


def _begun(work: Callable[[], None]) -> Thread:
    thread = Thread(target=work, name="lookup", daemon=True)
    thread.start()
    return thread
