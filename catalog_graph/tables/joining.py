"""What the law says beside the table, joined to the items it is about.

Owns: which rules for all items an item gets. Must not: decide which of them speaks (`origins`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalog_graph.model.codes import Method
from catalog_graph.model.origin_codes import DUTY_COLUMNS, STATUTE_COLUMNS
from catalog_graph.model.statute import Matter, StatuteBasis, StatuteCell
from catalog_graph.model.values import Catalogue, Item


@dataclass(frozen=True, slots=True)
class Beside:
    """The tables beside the catalogues: by item, rules for all items under None."""

    basis: Mapping[str, tuple[StatuteBasis, ...]]
    statutes: Mapping[str | None, tuple[StatuteCell, ...]]
    matters: Mapping[str, Matter]


def joined(catalogue: Catalogue, beside: Beside) -> Catalogue:
    """A catalogue whose items know what the law says of them."""
    return replace(catalogue, items=tuple(_item(item, beside) for item in catalogue.items))


def _item(item: Item, beside: Beside) -> Item:
    own = beside.statutes.get(item.key, ())
    for_all = tuple(cell for cell in beside.statutes.get(None, ()) if _may_apply(cell, item))
    return replace(
        item, basis=beside.basis.get(item.key, ()), statutes=own + for_all, matter=beside.matters.get(item.key)
    )


def _may_apply(cell: StatuteCell, item: Item) -> bool:
    """A rule for all items is joined only where the cell is empty and level, kind and method are the item's."""
    if any(getattr(item, part) for part in DUTY_COLUMNS[STATUTE_COLUMNS[cell.column]]):
        return False
    return (
        (cell.level is None or cell.level in item.levels)
        and (cell.village_kind is None or item.village_kind in {None, cell.village_kind})
        and (cell.method is None or cell.method in (item.method or (Method.PROACTIVE,)))
    )
