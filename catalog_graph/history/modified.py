"""When what is shown was last changed: the day of the latest release that changed a row of it.

Owns: which rows a thing is made from. Must not: touch disk, or know how a thing is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from catalog_graph.history.facts import BY_NAME, Fact
from catalog_graph.history.record import History
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place

_OF_ITEM = frozenset({"items", "attestations", "basis", "statute", "matter"})
_OF_PLACE = frozenset({"local", "local-rows"})
_MOST_PLANS = 30  # of duties by kind of place, that are remembered


class Modified:
    """The days of all things; None for what changed since the last release, or where nothing was released."""

    def __init__(self, history: History, dataset: Dataset) -> None:
        self._days = [release.date for release in history.releases]
        self._facts: defaultdict[Fact, int] = defaultdict(int)
        self._tables: defaultdict[str, int] = defaultdict(int)
        self._items: defaultdict[str, int] = defaultdict(int)
        self._places: defaultdict[str, int] = defaultdict(int)
        self._dataset = dataset
        self._known: dict[str, int] = {}
        self._plans: list[tuple[tuple[Item, ...], int]] = []
        self._turns = sorted(_turns(dataset.items()))
        order = {release.version: number for number, release in enumerate(history.releases)}
        for line in history.lines:
            self._note(line.fact, order[line.release])
        for change in history.pending:
            self._note(change.fact, len(order))
        self._of_all = max((last for key, last in self._items.items() if key.startswith("*")), default=0)

    def _note(self, fact: Fact, release: int) -> None:
        marks = [(self._facts, fact), (self._tables, fact.table)]
        if fact.table in _OF_ITEM:
            parts = BY_NAME[fact.table].parts(fact.key)
            own = fact.key if fact.table == "items" else parts["item"]
            marks.append((self._items, f"{parts['slug']}/{own}" if fact.table == "attestations" else own))
        if fact.table in _OF_PLACE:
            marks.append((self._places, BY_NAME[fact.table].parts(fact.key)["place"]))
        for kept, key in marks:
            kept[key] = max(kept[key], release)  # type: ignore[index]

    def _day(self, release: int) -> date | None:
        return self._days[release] if release < len(self._days) else None

    def rows(self, table: str, key: str, items: Iterable[Item] = ()) -> date | None:
        """The day of a row of a table, with the items that are shown with it."""
        return self._day(max((self._facts[Fact(table, key)], *map(self._of_item, items))))

    def law(self, law: str) -> date | None:
        """The day of a legal resource, with its clauses and the items that rest on it."""
        clauses = (Fact("clauses", clause.id) for clause in self._dataset.clauses if clause.law == law)
        items = (self._of_item(item) for item in self._dataset.items() if law in _laws(item))
        return self._day(max((self._facts[Fact("laws", law)], *(self._facts[each] for each in clauses), *items)))

    def tables(self, *names: str) -> date | None:
        """The day of whole tables; all of them where none is named."""
        return self._day(max((self._tables[name] for name in names or tuple(BY_NAME)), default=0))

    def items(self, items: Iterable[Item]) -> date | None:
        """The day of items, with all that is shown of each: its sources, laws and roles, and what stands beside it."""
        return self._day(max(map(self._of_item, items), default=0))

    def duties(self, items: tuple[Item, ...], place: Place, on: date) -> date | None:
        """The day of the duties of a place: its items, and its local catalogues; or that on which one began or ended.

        `on` is the day of which the duties are.
        """
        codes = (place.division.code, *(above.code for above in place.path))
        last = max(self._of_plan(items), *(self._places[code] for code in codes))
        day, turn = self._day(last), max((turn for turn in self._turns if turn <= on), default=date.min)
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
            known = self._known[item.key] = max(self._items[item.key], *self._around(item))
        return known

    def _around(self, item: Item) -> Iterator[int]:
        yield from (self._facts[Fact("laws", law)] for law in _laws(item))
        yield from (self._facts[Fact("roles", role)] for role in item.subjects)
        yield from (self._facts[Fact("sources", seen.source)] for seen in item.attestations)
        yield self._facts[Fact("catalogues", item.catalogue)]
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
