"""Days as people write them in a request.

Owns: the one form that is accepted, and the error for any other. Must not: know calendars or time limits.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from catalog_graph.errors import BadDate

_FORM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


# The 29th of February is a day, though not of every year.
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(month: int | None, day: int) -> bool:
    """Whether a month of some year has a day; for None whether any month has.

    >>> is_day(2, 29), is_day(2, 30), is_day(13, 1), is_day(None, 31)
    (True, False, False, True)
    """
    if month is not None and not 1 <= month <= 12:
        return False
    return 1 <= day <= (31 if month is None else _DAYS_OF_MONTH[month - 1])


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


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", re.ASCII)


def read_moment(words: str | None) -> date | datetime:
    """A day YYYY-MM-DD, or a moment YYYY-MM-DDTHH:MM of local time; today when nothing is given.

    >>> read_moment("2026-11-22T17:30")
    datetime.datetime(2026, 11, 22, 17, 30)

    Raises BadDate.
    """
    if words and len(words) > len("YYYY-MM-DD"):
        try:
            if _MOMENT.fullmatch(words):
                return datetime.fromisoformat(words)
        except ValueError:
            pass
        raise BadDate(f"“{words[:40]}”不是日期或时刻", "请写成 年-月-日，或者 年-月-日T时:分，如 2026-11-22T17:30。")
    return read_day(words)


def days_between(first: str, last: str) -> int:
    """Days from one day to another, both as answers write them; an hour of the day does not count.

    >>> days_between("2026-11-29", "2026-12-01T17:30")
    2
    """
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
