"""The table as a whole: empty, columns lacking, national items not in it, and its domain.

Owns: GK-TAB but for what recognition observes. Must not: look into cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from catalog_graph.model.values import Item
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn, RecognisedTable

_WELCOME = (OfficialColumn.NUMBER, OfficialColumn.CODE)


def facts(table: RecognisedTable) -> Iterator[Fact]:
    """Whether there are rows, and the columns that are lacking."""
    row, column = table.header[1], table.first_column
    if not table.rows:
        yield Fact("emptyTable", table.grid, row, column)
    there = {known.official for known in table.columns}
    for official in OfficialColumn:
        if official not in there and official is not OfficialColumn.DOMAIN:
            term = "missingOptionalColumn" if official in _WELCOME else "missingColumn"
            yield Fact(term, official.label, row, column, official)


def missing_items(items: Sequence[Item], lacking: Collection[str]) -> Iterator[Fact]:
    """National items that no row is; said of the table, since no cell of it is at fault.

    `items` are those of the table's domain, `lacking` the keys of those that are not there.
    """
    for item in items:
        if item.key in lacking:
            details = {"group": item.group, "number": str(item.number), "status": item.review_status.label}
            yield Fact("missingItem", item.label, details=details, item=item.key)
