"""Changes between two states of the facts: found, undone, done again.

Owns: what counts as added, changed and ended, and what follows upon what ended.
Must not: know releases, or how changes are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog_graph.history.facts import Cells, Fact, State, order

# Values of `status` with which a legal resource is at its end.
_OVER = frozenset({"repealed", "superseded"})


class Kind(StrEnum):
    """What happened to a row as such."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one row: of each cell that changed what it was and what it is, None for an empty cell.

    `row` is what happened to the row as such; one that still stands may nevertheless say of its thing that it ended.
    """

    fact: Fact
    row: Kind
    cells: Mapping[str, tuple[str | None, str | None]]

    @property
    def kind(self) -> Kind:
        """What happened to the thing that the row is about."""
        return Kind.ENDED if self.row is Kind.CHANGED and self._over() else self.row

    def _over(self) -> bool:
        old, new = self.cells.get("valid_to", (None, None))
        if self.fact.table == "items" and new and not old:
            return True
        old, new = self.cells.get("status", (None, None))
        return self.fact.table == "laws" and new in _OVER and old not in _OVER

    @property
    def successor(self) -> Fact | None:
        """What stands in the place of what ended: an item of the same catalogue, or another law."""
        following = self.cells.get("replaced_by", (None, None))[1]
        if not following or self.kind is not Kind.ENDED:
            return None
        if self.fact.table == "items":
            return Fact("items", f"{self.fact.key.partition('/')[0]}/{following.lstrip('0')}")
        return Fact(self.fact.table, following)


def compare(old: State, new: State) -> tuple[Change, ...]:
    """What changed from one state to another, in the order of tables and keys."""
    changed = (_change(fact, old.get(fact), new.get(fact)) for fact in sorted(old.keys() | new.keys(), key=order))
    return tuple(change for change in changed if change)


def _change(fact: Fact, old: Cells | None, new: Cells | None) -> Change | None:
    if old == new:
        return None
    row = Kind.ADDED if old is None else Kind.ENDED if new is None else Kind.CHANGED
    before, after = old or {}, new or {}
    columns = dict.fromkeys((*before, *after))
    pairs = {column: (before.get(column), after.get(column)) for column in columns}
    return Change(fact, row, {column: pair for column, pair in pairs.items() if pair[0] != pair[1]})


def forward(state: State, changes: Iterable[Change]) -> State:
    """The state after the changes."""
    return _applied(state, changes, new=True)


def back(state: State, changes: Iterable[Change]) -> State:
    """The state before the changes; rows that stand in both keep their order."""
    return _applied(state, changes, new=False)


def _applied(state: State, changes: Iterable[Change], new: bool) -> State:
    result = dict(state)
    gone = Kind.ENDED if new else Kind.ADDED
    for change in changes:
        if change.row is gone:
            result.pop(change.fact, None)
            continue
        cells = {column: pair[new] for column, pair in change.cells.items()}
        whole = {**result.get(change.fact, {}), **cells}
        result[change.fact] = {column: cell for column, cell in whole.items() if cell}
    return result
