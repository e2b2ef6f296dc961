"""The origin of each column of a duty, with what the law says for empty ones.

Owns: the order of origins, and which statute speaks for a level and a kind of committee.
Must not: fill a cell of the table; what a statute says stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from catalog_graph.model.codes import Level, Method, VillageKind
from catalog_graph.model.origin_codes import DUTY_COLUMNS, STATUTE_COLUMNS, Origin
from catalog_graph.model.statute import StatuteBasis, StatuteCell
from catalog_graph.model.values import Item
from catalog_graph.origins.reasons import general_reason

_ORDER = tuple(Origin)
_IN_STATUTE = {answer: table for table, answer in STATUTE_COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the columns of a duty come from.

    `origin` has every column of a duty; `unseen` the reason for each that is unseen; `statutes` what the law says for
    those it fills, and the time limits that a special law sets beside those of the table; `basis` the articles that
    stand for an empty legal basis.
    """

    origin: Mapping[str, Origin]
    unseen: Mapping[str, str]
    statutes: Mapping[str, tuple[StatuteCell, ...]]
    basis: tuple[StatuteBasis, ...] = ()

    def said(self, column: str) -> tuple[str, ...]:
        """The values that statutes give for a column, each once."""
        return tuple(dict.fromkeys(value for cell in self.statutes.get(column, ()) for value in cell.values))

    def local(self, columns: Iterable[str]) -> Cells:
        """The same where some columns of the items' tables are those of a local catalogue."""
        answers = {column for column, parts in DUTY_COLUMNS.items() if set(parts) & set(columns)}
        origin = {column: Origin.LOCAL if column in answers else known for column, known in self.origin.items()}
        unseen = {column: reason for column, reason in self.unseen.items() if column not in answers}
        spoken = {
            column: _beside(column, cells) if column in answers else cells for column, cells in self.statutes.items()
        }
        statutes = {column: cells for column, cells in spoken.items() if cells}
        return replace(self, origin=origin, unseen=unseen, statutes=statutes)


def best(origins: Iterable[Origin]) -> Origin:
    """The best of several origins: local, seen, carried, statute, unseen.

    >>> best([Origin.STATUTE, Origin.SEEN]).value
    'seen'
    """
    return min(origins, key=_ORDER.index, default=Origin.UNSEEN)


@lru_cache(maxsize=8192)  # all items at each level, and the committees of villages
def cells_of(item: Item, level: Level | None = None, kind: VillageKind | None = None) -> Cells:
    """Where the columns of an item come from: at a level and, in a village, for its kind; None asks for all levels."""
    shown = {column for seen in item.attestations for column in seen.agrees}
    origin: dict[str, Origin] = {}
    unseen: dict[str, str] = {}
    statutes: dict[str, tuple[StatuteCell, ...]] = {}
    basis = () if item.citations else item.basis
    for column, parts in DUTY_COLUMNS.items():
        filled = [Origin.SEEN if part in shown else Origin.CARRIED for part in parts if getattr(item, part)]
        spoken = _statutes(item, column, level, kind)
        if cells := _beside(column, spoken) if filled else spoken:
            statutes[column] = cells
        by_law = column in statutes or (column == "legal_basis" and bool(basis))
        origin[column] = best([*filled, *([Origin.STATUTE] if by_law else [])])
        if origin[column] is Origin.UNSEEN:
            unseen[column] = _reason(item, column, level, kind)
    return Cells(origin, unseen, statutes, basis)


def _beside(column: str, spoken: Iterable[StatuteCell]) -> tuple[StatuteCell, ...]:
    """What of the law stands beside a filled cell: another time limit, set for this item alone."""
    return tuple(cell for cell in spoken if cell.item and column == "time_limits")


def _statutes(item: Item, column: str, level: Level | None, kind: VillageKind | None) -> tuple[StatuteCell, ...]:
    """What the law says for a column, at each level asked for: of this item, else of all items."""
    levels = item.levels if level is None else (level,)
    name = _IN_STATUTE.get(column)
    chosen: dict[str, StatuteCell] = {}
    for each in levels:
        fitting = [
            cell for cell in item.statutes if cell.column == name and cell.says and _fits(cell, item, each, kind)
        ]
        special = [cell for cell in fitting if cell.item]
        chosen |= {cell.id: cell for cell in special or fitting}
    return tuple(chosen.values())


def _fits(cell: StatuteCell, item: Item, level: Level, kind: VillageKind | None) -> bool:
    if cell.level not in {None, level}:
        return False
    if cell.village_kind and (level is not Level.VILLAGE or cell.village_kind not in _kinds(item, kind)):
        return False
    return cell.method is None or cell.method in (item.method or (Method.PROACTIVE,))


def _kinds(item: Item, kind: VillageKind | None) -> tuple[VillageKind, ...]:
    """The kinds of committee asked for: the place's, else the item's, else every kind."""
    own = kind or item.village_kind
    return (own,) if own else tuple(VillageKind)


def _reason(item: Item, column: str, level: Level | None, kind: VillageKind | None) -> str:
    name = _IN_STATUTE.get(column)
    own = [cell.note for cell in item.statutes if cell.column == name and not cell.says and cell.level in {None, level}]
    return next((note for note in own if note), None) or general_reason(item, column, level, kind)
