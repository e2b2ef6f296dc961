"""A map of a portal's own columns: which heading means which field, which of its words mean which item.

Owns: the form of the map. Must not: know the records it is used on.

    column,value,means
    信息名称,,title                                 the column 信息名称 is the title
    栏目,,item                                      the column 栏目 names the item …
    栏目,临时救助政策,social-assistance/11            … and 临时救助政策 there means this one
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog_graph.errors import BadParameter
from catalog_graph.intake.encoding import decode
from catalog_graph.records.fields import BY_NAME, DOMAIN, spelled

HEADER = ("column", "value", "means")
_HINT = "对照表的列为 column,value,means：列名,（空）,字段 或 列名,列中文字,领域/编号。"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Fields by heading, and items by the words of a column."""

    fields: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, heading: str) -> str | None:
        """The field that a heading means here, or None."""
        return self.fields.get(spelled(heading))


def read_column_map(content: bytes) -> ColumnMap:
    """The map of a CSV file. Raises BadParameter, naming the line."""
    rows = list(csv.reader(io.StringIO(decode(content)[0], newline="")))
    if not rows or tuple(cell.strip() for cell in rows[0][:3]) != HEADER:
        raise BadParameter("列对照表的表头不对", _HINT)
    fields: dict[str, str] = {}
    items: dict[str, str] = {}
    for line, row in enumerate(rows[1:], 2):
        column, value, means = (*(cell.strip() for cell in row), "", "", "")[:3]
        if not column and not means:
            continue
        if value:
            _put(items, value, means, line, means.count("/") == 1)
        else:
            _put(fields, spelled(column), means, line, means in BY_NAME or means == DOMAIN)
    if not fields and not items:
        raise BadParameter("列对照表是空的", _HINT)
    return ColumnMap(fields, items)


def _put(known: dict[str, str], words: str, means: str, line: int, allowed: bool) -> None:
    if not allowed:
        raise BadParameter(f"列对照表第{line}行：“{means[:40]}”不是字段，也不是事项编号", _HINT)
    if known.get(words, means) != means:
        raise BadParameter(f"列对照表第{line}行：“{words[:40]}”已有别的含义", "同一列名或同一文字只写一行。")
    known[words] = means
