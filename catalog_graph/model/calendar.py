"""Days of the working calendar that differ from the plain week, as notices say.

Owns: one such day, and how far a notice or a due date is known.
Must not: compute with days (`deadlines`), or read tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog_graph.model.codes import Coded

NATIONAL = "00"


class NoticeStatus(Coded):
    """How far a notice of days off is known: from an official page or two reprints, or only as reported."""

    ANNOUNCED = "announced", "已公布"
    REPORTED = "reported", "见于转载"


class DueStatus(Coded):
    """What can be said of a due date."""

    COMPUTED = "computed", "已算出"
    PROVISIONAL = "provisional", "暂定"
    NOT_COMPUTABLE = "not-computable", "算不出"
    OPEN = "open", "不设期限"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day off or a working day by a notice; `scope` is 00 for the nation, else the code of the place that it is for.

    `why` is the holiday, also of a working day that makes up for it. `notice` is the notice's title with its number.
    """

    day: date
    works: bool
    scope: str
    why: str
    notice: str
    status: NoticeStatus
    source: str
