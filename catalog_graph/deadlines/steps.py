"""What moved a due date, and what was assumed of the calendar.

Owns: the steps of a count as spans of days with their notice, and the words about years and places of which no notice
is known. Must not: count (`counting`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog_graph.deadlines.workdays import DAY, WorkDays
from catalog_graph.model.calendar import NATIONAL, CalendarDay, DueStatus, NoticeStatus

_WEEKEND = 5
CIVIL_CODE = "民法典第二百零三条"


@dataclass(frozen=True, slots=True)
class Step:
    """Days that moved the due date: off, or worked in their place. `notice`, `status` and `source` are those of the
    notice, None for a plain weekend. `kind` is holiday, make-up-day, overlay or last-day."""

    kind: str
    first: date
    last: date
    why: str
    notice: str | None = None
    status: NoticeStatus | None = None
    source: str | None = None


def counted_steps(first: date, last: date, days: WorkDays) -> tuple[Step, ...]:
    """The notices that a count of working days over these days met, in order."""
    spans: list[list[CalendarDay]] = []
    for entry in days.irregular_in(first, last):
        if spans and _same(spans[-1][-1], entry):
            spans[-1].append(entry)
        else:
            spans.append([entry])
    return tuple(_span(span) for span in spans if any(_changes(entry) for entry in span))


def last_day_step(plain: date, due: date, days: WorkDays) -> tuple[Step, ...]:
    """Why a last day moved to the next working day; nothing where it did not."""
    if plain == due:
        return ()
    entry = next(iter(days.irregular_in(plain, due - DAY)), None)
    name = entry.why if entry else "周末"
    why = f"最后一日遇{name}，顺延至下一工作日（{CIVIL_CODE}）"
    known = (entry.notice, entry.status, entry.source) if entry else (None, None, None)
    return (Step("last-day", plain, due - DAY, why, *known),)


def _changes(entry: CalendarDay) -> bool:
    """Whether a day is other than the plain week would have it."""
    return entry.works != (entry.day.weekday() < _WEEKEND)


def _same(day: CalendarDay, other: CalendarDay) -> bool:
    alike = (day.why, day.works, day.notice) == (other.why, other.works, other.notice)
    return alike and other.day - day.day == DAY


def _span(span: list[CalendarDay]) -> Step:
    entry = span[0]
    kind = "overlay" if entry.scope != NATIONAL else "make-up-day" if entry.works else "holiday"
    why = f"{entry.why}调休上班" if entry.works else entry.why
    return Step(kind, entry.day, span[-1].day, why, entry.notice, entry.status, entry.source)


def calendar_status(first: date, last: date, days: WorkDays) -> tuple[DueStatus, list[str]]:
    """What can be said of a date that a count over these days gave: computed, or provisional with the years' words."""
    assumed: list[str] = []
    unknown = sorted(set(range(first.year, last.year + 1)) - days.years)
    if any(year < min(days.years, default=0) for year in unknown):
        return DueStatus.NOT_COMPUTABLE, [f"工作日历从{min(days.years)}年起，此前的日期算不出"]
    if unknown:
        words = "、".join(f"{year}年" for year in unknown[:3]) + ("等年份" if len(unknown) > 3 else "")
        assumed.append(f"{words}的放假安排尚未公布，暂按周一至周五为工作日")
    elif (last.month, last.day) >= (12, 27) and last.year + 1 not in days.years:
        assumed.append(f"{last.year + 1}年的放假安排尚未公布，可能调整12月27日至31日的休息日")
    return DueStatus.PROVISIONAL if unknown else DueStatus.COMPUTED, assumed


def place_words(first: date, last: date, days: WorkDays, place: str) -> list[str]:
    """What is not known of the days off of the place itself."""
    if place == NATIONAL or days.local_in(first.year, last.year):
        return []
    years = f"{first.year}年" if first.year == last.year else f"{first.year}年至{last.year}年"
    return [f"未见当地{years}自己的放假安排，只知全国工作日历"]


def reported_words(steps: Iterable[Step]) -> list[str]:
    """Which notices are only reported."""
    notices = dict.fromkeys(step.notice for step in steps if step.status is NoticeStatus.REPORTED)
    return [f"“{notice}”只见于转载，未见政府原文" for notice in notices]
