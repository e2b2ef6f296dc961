"""The working calendar: calendar.csv.

Owns: its columns and rows as model values. Must not: compute with days (`deadlines`).
"""

from __future__ import annotations

from datetime import date

from catalog_graph.model.calendar import NATIONAL, CalendarDay
from catalog_graph.tables.rows import read_rows

CALENDAR_HEADER = "day,works,scope,why,notice,status,source"
_WIDTHS = {2, 4, 6, 9, 12}


def read_calendar(file: str, text: str) -> tuple[CalendarDay, ...]:
    """The days in the order of the table. Raises TableError, also for two rows of one day and scope."""
    days: dict[tuple[str, date], CalendarDay] = {}
    for row in read_rows(file, text, CALENDAR_HEADER):
        entry = row.values(CalendarDay, day=row.filled("day", row.day("day")))
        if not (entry.scope.isascii() and entry.scope.isdigit() and len(entry.scope) in _WIDTHS):
            raise row.fail("scope", f"“{entry.scope}”不是区划代码", f"全国写 {NATIONAL}，地方写2、4、6、9或12位代码。")
        if (entry.scope, entry.day) in days:
            raise row.fail("day", f"{entry.scope} 的 {entry.day} 有两行", "同一地方的同一日只写一行。")
        days[entry.scope, entry.day] = entry
    return tuple(days.values())
