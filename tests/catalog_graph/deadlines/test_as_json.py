"""Due dates as documents: one function for a whole cell, and which of several limits are given."""

from __future__ import annotations

from datetime import date, datetime

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.deadlines.as_json import answer, matching
from catalog_graph.deadlines.workdays import Calendars, WorkDays

SEVERAL = read_time_limits("除处罚决定外其他内容：长期公开；处罚决定：7个工作日内")


def test_the_limit_for_a_content_is_given_else_all(calendars: Calendars) -> None:
    day = date(2026, 9, 21)
    fitting = answer(SEVERAL, day, calendars, content="行政处罚决定书")["limits"]
    assert [limit["kind"] for limit in fitting] == ["within"]  # type: ignore[attr-defined]
    assert len(matching(SEVERAL.limits, "年度报告")) == len(matching(SEVERAL.limits, None)) == 2


def test_a_place_is_named_with_the_calendar_that_it_has(calendars: Calendars) -> None:
    day = date(2025, 5, 15)
    assert answer(SEVERAL, day, calendars)["calendar"] == "00"
    local = answer(SEVERAL, day, calendars, "540102001001")
    assert (local["calendar"], local["place"]) == ("5401", "540102001001")
    assert answer(SEVERAL, day, calendars, "341302")["calendar"] == "00"


def test_a_moment_is_written_to_the_minute(calendars: Calendars) -> None:
    found = answer(read_time_limits("事件发生后5小时内"), datetime(2026, 11, 22, 23, 5), calendars)
    (limit,) = found["limits"]  # type: ignore[misc]
    assert (found["from"], limit["due"]) == ("2026-11-22T23:05", "2026-11-23T04:05")


def test_working_days_are_counted_beyond_the_years_that_are_listed(calendars: Calendars) -> None:
    days, plain = calendars.of(), WorkDays([])
    assert days.add_working(date(2031, 3, 3), 500) == plain.add_working(date(2031, 3, 3), 500)
    assert days.add_working(date(2016, 12, 30), -10) == plain.add_working(date(2016, 12, 30), -10)
    assert days.add_working(date(2026, 10, 10), -1) == date(2026, 10, 9)
    assert days.add_working(date(2026, 10, 11), -1) == date(2026, 10, 10)


def test_the_calendar_of_a_chain_of_notices_is_made_once(calendars: Calendars) -> None:
    assert calendars.of("650102") is calendars.of("65")
    assert calendars.of("341302") is calendars.of()
