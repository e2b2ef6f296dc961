"""The duties of many places as one flat table: one row for each duty of each place.

Owns: its columns, and making the rows of a place without resolving what is the same for all places of its kind.
Must not: write a file (`duty_parquet`), or find places.

Two places of one kind without local catalogues differ only in the names of their bodies; so the rows of a kind are made
once, with marks where names stand, and the marks are filled for each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog_graph.duties import local_rules
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import applicable, duty, resolve
from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.model.values import Dataset
from catalog_graph.official.duty_sheet import HEADINGS, duty_row
from catalog_graph.places.bodies import Place, names

COLUMNS = ("行政区划代码", "行政区划", *HEADINGS)
SUBJECTS = HEADINGS.index("公开主体")
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
_Kind = tuple[VillageKind | None, frozenset[str], frozenset[Level]]


@dataclass(frozen=True, eq=False, slots=True)
class Kind:
    """What all places of a kind have: the rows, with marks in the column of subjects, and each wording of that once.

    `subject_of` gives for each row the number of its wording.
    """

    rows: tuple[tuple[str, ...], ...]
    subjects: tuple[str, ...]
    subject_of: tuple[int, ...]


class ManyDuties:
    """The duties of place after place, on one day and with the same filters."""

    def __init__(self, dataset: Dataset, on: date, wanted: Wanted) -> None:
        self.dataset, self._on, self._wanted = dataset, on, wanted
        self._kinds: dict[_Kind, Kind] = {}

    def rows(self, place: Place) -> Iterator[tuple[str, ...]]:
        """The rows of a place, in the order of COLUMNS. Raises as `resolve.resolve` does."""
        head = (place.division.code, place.division.name)
        kind = self.kind(place)
        if kind is None:
            for each in resolve(self.dataset, place, self._on, self._wanted):
                yield (*head, *duty_row(self.dataset, each))
            return
        filled = filled_in(kind.subjects, place)
        for row, number in zip(kind.rows, kind.subject_of, strict=True):
            yield (*head, *row[:SUBJECTS], filled[number], *row[SUBJECTS + 1 :])

    def kind(self, place: Place) -> Kind | None:
        """What the place shares with others of its kind; None with local catalogues, or an office that is asked for."""
        if self._wanted.subject or local_rules.catalogues(self.dataset, place, self._on):
            return None
        stands = frozenset(level for level in Level if place.stands_at(level))  # 东莞 is its own prefecture
        key = (place.division.village_kind, frozenset(names(place)), stands)
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = self._made(place, key[1])
        return kind

    def _made(self, place: Place, fillable: frozenset[str]) -> Kind:
        marks = {name: f"{_OPEN}{name}{_CLOSE}" for name in fillable}
        items = applicable(self.dataset, place, self._on, self._wanted)
        rows = tuple(duty_row(self.dataset, duty(self.dataset, item, place, marks, self._on)) for item in items)
        subjects = tuple(dict.fromkeys(row[SUBJECTS] for row in rows))
        return Kind(rows, subjects, tuple(subjects.index(row[SUBJECTS]) for row in rows))


def filled_in(subjects: tuple[str, ...], place: Place) -> list[str]:
    """Wordings with the names of a place where their marks stand."""
    filled = names(place)
    return [_MARK.sub(lambda mark: filled[mark[1]], words) for words in subjects]
