"""Dated answers: due dates on given days, kept beside the data so that a change of one is seen.

Owns: which answers are kept, and which of them moved. Must not: compute dates (`deadlines`), or touch disk.

Kept are the due dates of every item's limits from two days of the last announced year, each before a long holiday;
and for every run of days in the calendar the end of 20 working days that begin before it, so that no row of the
calendar can change without an answer that shows it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.deadlines.as_json import written
from catalog_graph.deadlines.due import Due, due
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.dated import limit_of
from catalog_graph.model.calendar import NATIONAL, CalendarDay
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import Dataset

HEADER = "key,limit,from,place,due,status"
_DAYS = ((1, 26), (9, 21))
_TWENTY = read_time_limits("信息形成之日起20个工作日内").limits[0]


@dataclass(frozen=True, slots=True, order=True)
class DatedAnswer:
    """One due date. `key` is the item's with the place of the limit in its cell, or the calendar's with a day."""

    key: str
    limit: str
    start: str
    place: str
    due: str
    status: str


def dated_answers(dataset: Dataset, days: Iterable[CalendarDay]) -> list[DatedAnswer]:
    """All answers that are kept, sorted."""
    listed = tuple(days)
    calendars = Calendars(listed)
    return sorted([*_of_items(dataset, calendars), *_of_calendar(listed, calendars)])


def _of_items(dataset: Dataset, calendars: Calendars) -> Iterator[DatedAnswer]:
    national = calendars.of()
    moments = [date(max(national.years), *day) for day in _DAYS]
    made: dict[tuple[TimeLimit, date], Due] = {}
    for item in dataset.items():
        for place, limit in enumerate(limit_of(dataset.laws, item)[0].limits, 1):
            for moment in moments:
                if (limit, moment) not in made:
                    made[limit, moment] = due(limit, moment, national)
                yield _answer(f"{item.key}#{place}", made[limit, moment], moment, NATIONAL)


def _of_calendar(days: tuple[CalendarDay, ...], calendars: Calendars) -> Iterator[DatedAnswer]:
    for first in days:
        yesterday = first.day - timedelta(days=1)
        moment = first.day - timedelta(days=12)
        run = any(day.scope == first.scope and day.day == yesterday and day.works == first.works for day in days)
        if not run:
            answer = due(_TWENTY, moment, calendars.of(first.scope), first.scope)
            yield _answer(f"calendar/{first.scope}/{first.day}", answer, moment, first.scope)


def _answer(key: str, answer: Due, moment: date, place: str) -> DatedAnswer:
    day = written(answer.due) if answer.due else ""
    return DatedAnswer(key, answer.limit.text, moment.isoformat(), place, day, answer.status.value)


def as_csv_text(answers: Iterable[DatedAnswer]) -> str:
    """The answers as a table."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER.split(","))
    writer.writerows(astuple(answer) for answer in answers)
    return stream.getvalue()


def read_csv_text(text: str) -> list[DatedAnswer]:
    """The answers of a table."""
    return [DatedAnswer(*row) for row in list(csv.reader(io.StringIO(text)))[1:]]


def moved(old: Iterable[DatedAnswer], new: Iterable[DatedAnswer]) -> list[str]:
    """What a person is told of each answer whose day or standing is another now, is new, or is gone."""
    before = {(answer.key, answer.start): answer for answer in old}
    after = {(answer.key, answer.start): answer for answer in new}
    return [
        _words(before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if _standing(before.get(key)) != _standing(after.get(key))
    ]


def _standing(answer: DatedAnswer | None) -> tuple[str, str] | None:
    return None if answer is None else (answer.due, answer.status)


def _words(before: DatedAnswer | None, after: DatedAnswer | None) -> str:
    known = after or before
    head = f"{known.key}（{known.limit}，自{known.start}，{known.place}）" if known else ""
    return f"{head}：{_day(before)} → {_day(after)}"


def _day(answer: DatedAnswer | None) -> str:
    return "无" if answer is None else answer.due or answer.status
