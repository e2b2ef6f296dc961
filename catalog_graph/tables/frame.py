"""The statutory frame: frame.csv.

Owns: its columns and rows as model values. Must not: compute dates (`deadlines`).
"""

from __future__ import annotations

from collections.abc import Iterable

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.frame import FrameDuty
from catalog_graph.tables.rows import Row, keyed, read_rows

FRAME_HEADER = "id,duty,who,levels,limit,law,article,scope,source"


def read_frame(file: str, text: str, laws: Iterable[str]) -> tuple[FrameDuty, ...]:
    """The duties in the order of the table; `laws` are the ids of laws.csv. Raises TableError."""
    return tuple(_duty(row, laws) for row in keyed(read_rows(file, text, FRAME_HEADER), "id").values())


def _duty(row: Row, laws: Iterable[str]) -> FrameDuty:
    row.references("law", laws, "法规")
    limit = read_time_limits(row.required("limit"))
    if not limit.limits or limit.unparsed:
        raise row.fail("limit", f"“{limit.text}”读不懂", "写成“每年1月31日前”“收到申请之日起20个工作日内”一类。")
    return row.values(FrameDuty, limit=limit)
