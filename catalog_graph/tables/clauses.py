"""clauses.csv: the clauses of law that themselves impose publication, and quality.csv: findings explained.

Owns: their columns and rows as model values. Must not: judge whether a mapping is right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from catalog_graph.model.codes import Level, NoItemReason
from catalog_graph.model.values import Clause, Law
from catalog_graph.tables.rows import Row, keyed, read_rows

CLAUSE_HEADER = "id,law,article,duty,publisher,level,items,no_item_because,source"
QUALITY_HEADER = "check,subject,explanation"


def read_clauses(file: str, text: str, laws: Mapping[str, Law], items: Collection[str]) -> tuple[Clause, ...]:
    """Clauses in the order of the table; each names items or says why it has none. Raises TableError."""
    return tuple(_clause(row, laws, items) for row in keyed(read_rows(file, text, CLAUSE_HEADER), "id").values())


def _clause(row: Row, laws: Mapping[str, Law], items: Collection[str]) -> Clause:
    row.references("law", laws, "法规")
    carried, reason = row.references("items", items, "事项"), row.text("no_item_because")
    if bool(carried) == bool(reason):
        raise row.fail("no_item_because", "事项和理由只填一个，且须填一个")
    if reason and reason.split("：")[0] not in NoItemReason.codes():
        usable = "、".join(NoItemReason.codes())
        raise row.fail("no_item_because", f"“{reason[:30]}”不在理由表中", f"可用：{usable}，其后可加“：说明”。")
    return row.values(Clause, levels=row.codes("level", Level))


def read_explanations(file: str, text: str) -> dict[tuple[str, str], str]:
    """(check, subject) → why a quality finding stands. Raises TableError."""
    explanations: dict[tuple[str, str], str] = {}
    for row in read_rows(file, text, QUALITY_HEADER):
        key = (row.required("check"), row.required("subject"))
        if key in explanations:
            raise row.fail("subject", "同一检查同一对象只写一行")
        explanations[key] = row.required("explanation")
    return explanations
