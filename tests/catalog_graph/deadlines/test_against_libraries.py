"""The national calendar and the engine against two libraries, neither trusted alone.

Owns: the years compared. `chinesecalendar` raises for a year it does not know, `holidays` answers it in silence.
"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.tables.load import load_calendar

DAY = timedelta(days=1)
FIRST, LAST = date(2017, 1, 1), date(2026, 12, 31)
OTHER = holidays.country_holidays("CN", years=range(2016, 2028))
CALENDARS = Calendars(load_calendar())


def test_the_days_of_2019_to_2026_agree() -> None:
    days = [date(2019, 1, 1) + n * DAY for n in range((LAST - date(2019, 1, 1)).days + 1)]
    ours = CALENDARS.of()
    assert len(days) == 2922
    assert [day for day in days if ours.works(day) != chinese_calendar.is_workday(day)] == []
    assert [day for day in days if ours.works(day) != OTHER.is_working_day(day)] == []


def test_the_two_years_before_agree_as_well() -> None:
    ours, days = CALENDARS.of(), [FIRST + n * DAY for n in range(730)]
    assert [day for day in days if ours.works(day) != chinese_calendar.is_workday(day)] == []
    assert [day for day in days if ours.works(day) != OTHER.is_working_day(day)] == []


def counted(start: date, amount: int) -> set[date]:
    """Where two libraries end a count of working days."""
    ends = set()
    for works in (chinese_calendar.is_workday, OTHER.is_working_day):
        day, left = start, amount
        while left:
            day += DAY
            left -= works(day)
        ends.add(day)
    return ends


@given(st.dates(FIRST, date(2026, 9, 1)), st.integers(1, 60))
def test_any_count_of_working_days_ends_where_both_libraries_end_it(start: date, amount: int) -> None:
    (limit,) = read_time_limits(f"信息形成之日起{amount}个工作日内").limits
    assert {due(limit, start, CALENDARS.of()).due} == counted(start, amount)


@given(st.dates(FIRST, date(2026, 9, 1)), st.integers(1, 90))
def test_any_last_day_off_moves_to_the_next_day_that_both_libraries_work(start: date, amount: int) -> None:
    (limit,) = read_time_limits(f"信息形成之日起{amount}日内").limits
    last = start + amount * DAY
    while not (chinese_calendar.is_workday(last) and OTHER.is_working_day(last)):
        last += DAY
    assert due(limit, start, CALENDARS.of()).due == last
