"""Due dates: a limit, a moment and a place's calendar, to the day or hour by which to publish.

Owns: what each kind of limit means as a date, which choices were made (`assumed`), and why there is none.
Must not: read words (`cells`), or format answers (`as_json`).

    within      so much time after the moment; before: so much before it; notice: the end of the notice from that day
    fixed-date  that day, the next one from the moment on where no year is named; it does not move for a day off
    periodic    the next three occurrences; one named by a day does not move, one counted from the period's end does
    immediate   not computable; standing: open; stage: not computable, the stage has its own day
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from catalog_graph.deadlines.counting import Counted, after, before
from catalog_graph.deadlines.dates import MONTHS
from catalog_graph.deadlines.recurrence import fixed_day, occurrences
from catalog_graph.deadlines.steps import (
    Step,
    calendar_status,
    counted_steps,
    last_day_step,
    place_words,
    reported_words,
)
from catalog_graph.deadlines.workdays import DAY, WorkDays
from catalog_graph.model.calendar import NATIONAL, DueStatus
from catalog_graph.model.codes import LimitKind, Trigger, Unit
from catalog_graph.model.dates import is_day
from catalog_graph.model.time_limit import TimeLimit

Moment = date | datetime
MOST = 3650
_PART_OF_DAY = re.compile(r"半个?工作日|\.\d+个?工作日")
_NO_DATE = {
    LimitKind.IMMEDIATE: "“及时”一类没有写明日数，算不出最后一日；条例第二十六条的上限是20个工作日",
    LimitKind.STAGE: "时限随办理阶段而定，要知道该阶段的日期",
}


@dataclass(frozen=True, slots=True)
class Due:
    """What a limit comes to. `due` is a day, for hours a moment; `next` the coming dates of one that recurs; `why` says
    why there is no date. `touched` is the span of days whose calendar the date rests on, None where it rests on none.
    """

    limit: TimeLimit
    status: DueStatus
    due: Moment | None = None
    moved_by: tuple[Step, ...] = ()
    assumed: tuple[str, ...] = ()
    next: tuple[date, ...] = ()
    why: str | None = None


def due(
    limit: TimeLimit, moment: Moment, days: WorkDays, place: str = NATIONAL, weekends: bool = True, horizon: int = 3
) -> Due:
    """The due date of a limit that runs from a moment, by the calendar of a place.

    `place` is the code that `days` is the calendar of; `weekends` False leaves a last day on a plain weekend where it
    is; `horizon` is how many occurrences of a recurring limit are given.
    """
    if limit.kind is LimitKind.STANDING:
        return Due(limit, DueStatus.OPEN, why="长期公开，没有最后一日")
    if why := _impossible(limit, moment):
        return Due(limit, DueStatus.NOT_COMPUTABLE, why=why)
    if limit.kind is LimitKind.FIXED_DATE:
        day, words = fixed_day(limit, _day(moment))
        return Due(limit, DueStatus.COMPUTED, day, assumed=words)
    if limit.kind is LimitKind.PERIODIC:
        return _periodic(limit, moment, days, place, horizon)
    return _counted(limit, moment, days, place, weekends)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _impossible(limit: TimeLimit, moment: Moment) -> str | None:
    """Why a limit has no date, or None."""
    if limit.kind in _NO_DATE or limit.stage == "延长":
        return _NO_DATE.get(limit.kind, "延长的期限从原期限届满起算，要先知道原期限")
    if limit.amount is not None and not 0 < limit.amount <= MOST:
        return f"数字{limit.amount}不可能，应在1至{MOST}之间"
    if limit.unit is Unit.HOUR and limit.kind is LimitKind.PERIODIC:
        return "每隔若干小时一次的，没有最后一日"
    if limit.unit is Unit.HOUR and not isinstance(moment, datetime):
        return "以小时计的时限要给出时刻，如 2026-11-22T17:30"
    if not 1900 <= _day(moment).year <= 2200:
        return "日期超出可以计算的年份（1900年至2200年）"
    return _no_day(limit)


def _no_day(limit: TimeLimit) -> str | None:
    """Why the calendar has no such day, or None."""
    day = limit.day if isinstance(limit.day, int) else 1
    if limit.period in MONTHS and (limit.month_of_period or 1) > MONTHS[limit.period]:
        return f"{limit.period.label}没有第{limit.month_of_period}个月"
    if is_day(limit.month, day):
        return None
    return f"没有{limit.month}月{day}日" if limit.month else f"没有{day}日"


def _counted(limit: TimeLimit, moment: Moment, days: WorkDays, place: str, weekends: bool) -> Due:
    """A limit of so much time from the moment, or before it."""
    amount, unit = limit.amount or 0, limit.unit or Unit.DAY
    back = limit.kind is LimitKind.BEFORE
    count = before(moment, amount, unit, days) if back else after(moment, amount, unit, days, weekends)
    answer = Due(limit, DueStatus.COMPUTED, count.due, assumed=_choices(limit, count, days))
    if unit is Unit.HOUR or (back and unit is not Unit.WORKING_DAY):
        return answer
    return _by_calendar(answer, count, _day(moment), days, place, unit)


def _by_calendar(answer: Due, count: Counted, start: date, days: WorkDays, place: str, unit: Unit) -> Due:
    """What the calendar adds: steps, the standing of the years, what is not known of the place."""
    end = _day(count.due)
    if unit is Unit.WORKING_DAY:
        first, last = (start + DAY, end) if end > start else (end, start - DAY)
        steps = counted_steps(first, last, days)
    else:
        first, last = count.plain, end
        steps = last_day_step(count.plain, end, days)
    status, words = calendar_status(first, last, days)
    if status is DueStatus.NOT_COMPUTABLE:
        return Due(answer.limit, status, why=words[0])
    assumed = (*answer.assumed, *words, *place_words(first, last, days, place), *reported_words(steps))
    return replace(answer, status=status, moved_by=steps, assumed=assumed)


def _choices(limit: TimeLimit, count: Counted, days: WorkDays) -> tuple[str, ...]:
    """The choices that the words left open."""
    words = []
    if limit.kind is LimitKind.NOTICE:
        words.append("自公示之日起算，这一日是公示的最后一日")
    elif limit.trigger is None:
        words.append("没有写明从何时起算，按所给日期起算")
    elif limit.trigger is Trigger.EVENT and limit.stage:
        words.append(f"以所给日期为“{limit.stage}”的日期")
    if limit.unit is Unit.DAY and ("半个月" in limit.text or "半月" in limit.text or ".5个月" in limit.text):
        words.append("半个月按15日计")
    if limit.unit is Unit.WORKING_DAY and _PART_OF_DAY.search(limit.text):
        words.append("不足1个工作日的部分按1个工作日计")
    if limit.kind is LimitKind.BEFORE and not days.works(_day(count.due)):
        words.append("这一日是休息日；提前的期限不顺延，宜在此前的工作日公开")
    return tuple(words)


def _periodic(limit: TimeLimit, moment: Moment, days: WorkDays, place: str, horizon: int) -> Due:
    coming, words = occurrences(limit, _day(moment), days, horizon)
    dates = tuple(count.due for count in coming)
    answer = Due(limit, DueStatus.COMPUTED, dates[0] if dates else None, assumed=words, next=dates)
    if limit.amount is None or not coming:
        return answer
    unit = limit.unit or Unit.DAY
    first = _by_calendar(answer, Counted(coming[0].due, coming[0].plain), coming[0].start, days, place, unit)
    status, more = calendar_status(coming[0].start, coming[-1].due, days)
    if first.status is DueStatus.COMPUTED and status is DueStatus.PROVISIONAL:
        return replace(first, assumed=tuple(dict.fromkeys((*first.assumed, *more))))
    return first
