"""The table as a whole: empty, columns lacking, national items not in it, and its domain.

Owns: GK-TAB but for what recognition observes. Must not: look into cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog_graph.model.codes import Level
from catalog_graph.model.values import Item
from catalog_graph.review.recognition.values import OfficialColumn, RecognisedTable
from catalog_graph.review.values import Fact, RowMatch

_NEEDED = (
    OfficialColumn.GROUP,
    OfficialColumn.LABEL,
    OfficialColumn.CONTENT,
    OfficialColumn.CITATIONS,
    OfficialColumn.TIME_LIMIT,
    OfficialColumn.SUBJECTS,
    OfficialColumn.CHANNELS,
    OfficialColumn.AUDIENCE,
    OfficialColumn.METHOD,
    OfficialColumn.LEVELS,
)
_WELCOME = (OfficialColumn.NUMBER, OfficialColumn.CODE)


def facts(table: RecognisedTable) -> Iterator[Fact]:
    """Whether there are rows, and the columns that are lacking."""
    row, column = table.header[1], table.columns[0].column if table.columns else 1
    if not table.rows:
        yield Fact("emptyTable", table.grid, row, column)
    there = {one.official for one in table.columns}
    for needed in _NEEDED:
        if needed not in there:
            yield Fact("missingColumn", needed.label, row, column, needed)
    for welcome in _WELCOME:
        if welcome not in there:
            yield Fact("missingOptionalColumn", welcome.label, row, column, welcome)


def missing_items(
    table: RecognisedTable, items: Sequence[Item], matches: Sequence[RowMatch], levels: frozenset[Level]
) -> Iterator[Fact]:
    """National items of the table's levels that no row is; said at the last row, after which they could be added."""
    there = {match.item for match in matches if match.kind == "matched"}
    row = table.rows[-1].row if table.rows else table.header[1]
    column = next((c.column for c in table.columns if c.official is OfficialColumn.LABEL), 1)
    for item in items:
        if item.key not in there and set(item.levels) & levels:
            details = {"group": item.group, "number": str(item.number), "status": item.review_status.label}
            yield Fact("missingItem", item.label, row, column, OfficialColumn.LABEL, details, item.key)
