"""Marks of the history: which release changed what last.

Owns: working them out from the log and from what is in no release yet. Must not: say a day (`modified`).
"""

from __future__ import annotations

from catalog_graph.history.facts import BY_NAME, Fact
from catalog_graph.history.modified import Marks
from catalog_graph.history.record import History

_OF_ITEM = frozenset({"items", "attestations", "basis", "statute", "matter"})
_OF_PLACE = frozenset({"local", "local-rows"})


def marks(history: History) -> Marks:
    """The marks of a history. Raises TableError or StaleHistory."""
    made = Marks(tuple(release.date for release in history.releases), {}, {}, {}, {})
    order = {release.version: number for number, release in enumerate(history.releases)}
    for line in history.lines:
        _note(made, line.fact, order[line.release])
    for change in history.pending:
        _note(made, change.fact, len(order))
    return made


def _note(made: Marks, fact: Fact, release: int) -> None:
    row = (fact.table, fact.key)
    made.rows[row] = max(made.rows.get(row, 0), release)
    made.tables[fact.table] = max(made.tables.get(fact.table, 0), release)
    if fact.table in _OF_ITEM:
        parts = BY_NAME[fact.table].parts(fact.key)
        own = fact.key if fact.table == "items" else parts["item"]
        item = f"{parts['slug']}/{own}" if fact.table == "attestations" else own
        made.items[item] = max(made.items.get(item, 0), release)
    if fact.table in _OF_PLACE:
        place = BY_NAME[fact.table].parts(fact.key)["place"]
        made.places[place] = max(made.places.get(place, 0), release)
