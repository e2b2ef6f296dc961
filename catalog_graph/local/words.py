"""The words of a cell for people: of a national item or of a local row alike.

Owns: how codes, roles and laws of one column are written in Chinese, in one line.
Must not: compare cells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from catalog_graph.model.channels import BY_ID
from catalog_graph.model.local import LocalCitation, LocalRow
from catalog_graph.model.values import CitedClause, Dataset, Item

_SEPARATOR = "；"


def cell_words(dataset: Dataset, of: Item | LocalRow, column: str) -> str | None:
    """The words of a column's cell; None where it is empty."""
    if column == "subjects" and isinstance(of, LocalRow) and of.bodies:
        return _SEPARATOR.join(of.bodies)
    if column == "audience" and of.audience_group:
        return _SEPARATOR.join(dict.fromkeys((*(each.label for each in of.audience[:-1]), of.audience_group)))
    value = getattr(of, column)
    if not value:
        return None
    return _WRITERS[column](dataset, value) if column in _WRITERS else str(value)


def _citation(dataset: Dataset, cited: CitedClause | LocalCitation) -> str:
    if isinstance(cited, LocalCitation) and cited.title:
        return f"《{cited.title}》" + (f"（{cited.number}）" if cited.number else "") + (cited.article or "")
    return f"{dataset.laws[cited.law].citation}{cited.article or ''}" if cited.law else ""


_WRITERS: dict[str, Callable[[Dataset, Any], str]] = {
    "content": lambda _, elements: _SEPARATOR.join(elements),
    "citations": lambda dataset, cited: _SEPARATOR.join(_citation(dataset, each) for each in cited),
    "time_limit": lambda _, cell: str(cell.text),
    "subjects": lambda dataset, roles: _SEPARATOR.join(dataset.roles[role].label for role in roles),
    "required_channels": lambda _, ids: _SEPARATOR.join(BY_ID[each].label for each in ids),
    "optional_channels": lambda _, ids: _SEPARATOR.join(BY_ID[each].label for each in ids),
    "audience": lambda _, codes: _SEPARATOR.join(each.label for each in codes),
    "method": lambda _, codes: _SEPARATOR.join(each.label for each in codes),
    "levels": lambda _, codes: _SEPARATOR.join(each.label for each in codes),
}
