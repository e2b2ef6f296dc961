"""When what is shown was last changed: the day of the latest release that changed a row of it.

Owns: which rows a thing is made from. Must not: touch disk, know how a thing is shown, or work out the marks (`marks`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place

_MOST_PLANS = 30  # of duties by kind of place, that are remembered


class Marks(NamedTuple):
    """Numbers of the last releases that changed something, counted from 0; one past the last where none has it yet.

    `days` are those of the releases; `rows` has table and key, `items` the key of an item (its own row, and those that
    are about it), `places` the code of a place (its local catalogues). What is not there has been since the first.
    """

    days: tuple[date, ...]
    rows: dict[tuple[str, str], int]
    tables: dict[str, int]
    items: dict[str, int]
    places: dict[str, int]


class Modified:
    """The days of all things; None for what changed since the last release, or where nothing was released."""

    def __init__(self, marks: Marks, dataset: Dataset) -> None:
        self._marks = marks
        self._dataset = dataset
        self._known: dict[str, int] = {}
        self._plans: list[tuple[tuple[Item, ...], int]] = []
        self._turns = [date.min, *sorted(_turns(dataset.items()))]
        self._of_all = max((last for key, last in marks.items.items() if key.startswith("*")), default=0)

    def _row(self, table: str, key: str) -> int:
        return self._marks.rows.get((table, key), 0)

    def _day(self, release: int) -> date | None:
        return self._marks.days[release] if release < len(self._marks.days) else None

    def rows(self, table: str, key: str, items: Iterable[Item] = ()) -> date | None:
        """The day of a row of a table, with the items that are shown with it."""
        return self._day(max((self._row(table, key), *map(self._of_item, items))))

    def law(self, law: str) -> date | None:
        """The day of a legal resource, with its clauses and the items that rest on it."""
        clauses = (clause.id for clause in self._dataset.clauses if clause.law == law)
        items = (self._of_item(item) for item in self._dataset.items() if law in _laws(item))
        return self._day(max((self._row("laws", law), *(self._row("clauses", each) for each in clauses), *items)))

    def tables(self, *names: str) -> date | None:
        """The day of whole tables; all of them where none is named."""
        return self._day(max((self._marks.tables.get(name, 0) for name in names or self._marks.tables), default=0))

    def items(self, items: Iterable[Item]) -> date | None:
        """The day of items, with all that is shown of each: its sources, laws and roles, and what stands beside it."""
        return self._day(max(map(self._of_item, items), default=0))

    def duties(self, items: tuple[Item, ...], place: Place, on: date) -> date | None:
        """The day of the duties of a place: its items, and its local catalogues; or that on which one began or ended.

        `on` is the day of which the duties are.
        """
        codes = (place.division.code, *(above.code for above in place.path))
        last = max(self._of_plan(items), *(self._marks.places.get(code, 0) for code in codes))
        day, turn = self._day(last), self._turns[bisect_right(self._turns, on) - 1]
        return max(day, turn) if day else None

    def _of_plan(self, items: tuple[Item, ...]) -> int:
        """The last release that changed any of some items: the very items of most counties are the same."""
        known = next((last for plan, last in self._plans if plan is items), None)
        if known is None:
            known = max(map(self._of_item, items), default=0)
            self._plans = [*self._plans[-_MOST_PLANS:], (items, known)]
        return known

    def _of_item(self, item: Item) -> int:
        known = self._known.get(item.key)
        if known is None:
            known = self._known[item.key] = max(self._marks.items.get(item.key, 0), *self._around(item))
        return known

    def _around(self, item: Item) -> Iterator[int]:
        yield from (self._row("laws", law) for law in _laws(item))
        yield from (self._row("roles", role) for role in item.subjects)
        yield from (self._row("sources", seen.source) for seen in item.attestations)
        yield self._row("catalogues", item.catalogue)
        yield self._of_all


def _laws(item: Item) -> frozenset[str]:
    """The laws that an item cites, and those that speak for it beside the table."""
    cited, based = (each.law for each in item.citations), (each.law for each in item.basis)
    return frozenset(law for law in chain(cited, based, (each.law for each in item.statutes)) if law)


def _turns(items: Iterable[Item]) -> Iterator[date]:
    """The days on which an item begins to hold, or holds no longer."""
    for item in items:
        if item.valid_from:
            yield item.valid_from
        if item.valid_to:
            yield item.valid_to + timedelta(days=1)
