"""The places of a file in numbers, kept by column: there may be hundreds of thousands.

Owns: which place has which number. Must not: decide what binds a place (`bindings`), or read words (`names`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from catalog_graph.records import columns


class PlaceRow(NamedTuple):
    """A place in numbers: its own, its kind's and its calendar's."""

    code: str
    place: int
    kind: int
    calendar: int


class MetPlaces:
    """Places by code, numbered in the order in which they are met: many at once first, then others one by one."""

    def __init__(self) -> None:
        self._many = pa.table({"code": columns.words(()), "kind": columns.numbers(()), "calendar": columns.numbers(())})
        self._others: dict[str, PlaceRow] = {}

    def take(self, many: Any) -> None:
        """Take up a table of code, kind and calendar, the shorter codes first. Raises ValueError after others."""
        if self._others or len(self._many):
            raise ValueError("places are met already")
        self._many = many.combine_chunks()

    def add(self, code: str, kind: int, calendar: int) -> PlaceRow:
        """Take up a place that is not met yet."""
        row = self._others[code] = PlaceRow(code, len(self), kind, calendar)
        return row

    def get(self, code: str) -> PlaceRow | None:
        """A place by its code, None where it is not met."""
        if code in self._others or not len(self._many):
            return self._others.get(code)
        codes = self._many.column("code").chunk(0)
        row = bisect_left(range(len(codes)), _order(code), key=lambda row: _order(codes[row].as_py()))
        if row == len(codes) or codes[row].as_py() != code:
            return None
        return PlaceRow(code, row, *(self._many.column(name)[row].as_py() for name in ("kind", "calendar")))

    def __getitem__(self, code: str) -> PlaceRow:
        row = self.get(code)
        if row is None:
            raise KeyError(code)
        return row

    def __len__(self) -> int:
        return len(self._many) + len(self._others)

    def __iter__(self) -> Iterator[str]:
        """The codes in the order of their numbers."""
        yield from self.codes.to_pylist()

    @property
    def codes(self) -> Any:
        """The codes in the order of their numbers, as a column of Arrow."""
        return self.table.column("code").combine_chunks()

    @property
    def table(self) -> Any:
        """Each place with its number, kind, calendar and code."""
        others = self._others.values()
        kinds, calendars = ([row.kind for row in others], [row.calendar for row in others])
        alone = {"code": columns.words(self._others), "kind": _int(kinds), "calendar": _int(calendars)}
        both = pa.concat_tables([self._many, pa.table(alone)])
        return both.select(["kind", "calendar", "code"]).add_column(0, "place", _int(range(len(both))))


def _order(code: str) -> tuple[int, str]:
    return len(code), code


def _int(values: Iterable[int]) -> Any:
    return columns.numbers(values)
