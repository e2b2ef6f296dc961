"""Days as people write them in a request.

Owns: the one form that is accepted, and the error for any other. Must not: know calendars or time limits.
"""

from __future__ import annotations

import re
from datetime import date

from catalog_graph.errors import BadDate

_FORM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_day(words: str | None) -> date:
    """A day written YYYY-MM-DD; today when nothing is given.

    >>> read_day("2026-11-22")
    datetime.date(2026, 11, 22)

    Raises BadDate.
    """
    if not words:
        return date.today()
    try:
        if _FORM.fullmatch(words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise BadDate(f"“{words[:40]}”不是日期")
