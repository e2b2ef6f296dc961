"""Due dates: worked cases, the standing of years and places, what is assumed, what is not computable.

Owns: `worked_cases.csv`. A national or overlay case was worked with two libraries and the days of the notice; the
others by hand. `rests_on` is the year of the State Council's notice, the scope of the place's, or the article.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.deadlines.due import Due, due
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.calendar import CalendarDay, DueStatus
from catalog_graph.model.dates import read_moment
from catalog_graph.tables.load import load_calendar

with (Path(__file__).parent / "worked_cases.csv").open(encoding="utf-8") as stream:
    CASES = list(csv.DictReader(stream))
COUNTS = {
    "national": 62,
    "overlay": 23,
    "day": 11,
    "month": 11,
    "hour": 4,
    "before": 3,
    "notice": 2,
    "fixed": 10,
    "periodic": 7,
}
WITHIN = "信息形成之日起20个工作日内"


def dated(calendars: Calendars, text: str, moment: str, place: str = "00") -> Due:
    """The due date of words that hold one limit."""
    (limit,) = read_time_limits(text).limits
    return due(limit, read_moment(moment), calendars.of(place), place)


def test_the_worked_cases_are_all_there() -> None:
    assert Counter(case["group"] for case in CASES) == COUNTS


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['place']}-{case['text']}-{case['from']}")
def test_a_worked_case_comes_out(case: dict[str, str], calendars: Calendars) -> None:
    assert dated(calendars, case["text"], case["from"], case["place"]).due == read_moment(case["due"])


@pytest.mark.parametrize("case", [case for case in CASES if case["group"] == "overlay"], ids=lambda case: case["from"])
def test_a_notice_of_a_place_is_named_with_its_standing(case: dict[str, str], calendars: Calendars) -> None:
    answer = dated(calendars, case["text"], case["from"], case["place"])
    local = [step for step in answer.moved_by if step.kind == "overlay"]
    assert local
    assert all(step.notice and step.source and step.status for step in local)
    reported = [step for step in local if step.status == "reported"]
    assert bool(reported) == any("只见于转载" in words for words in answer.assumed)


def test_the_holiday_and_the_days_that_make_up_for_it_are_named(calendars: Calendars) -> None:
    steps = dated(calendars, WITHIN, "2025-01-20").moved_by
    assert [(step.kind, step.first, step.last, step.why) for step in steps] == [
        ("make-up-day", date(2025, 1, 26), date(2025, 1, 26), "春节调休上班"),
        ("holiday", date(2025, 1, 28), date(2025, 2, 4), "春节"),
        ("make-up-day", date(2025, 2, 8), date(2025, 2, 8), "春节调休上班"),
    ]


def test_a_last_day_off_moves_and_says_why(calendars: Calendars) -> None:
    (step,) = dated(calendars, "信息形成之日起20日内", "2026-09-12").moved_by
    assert (step.kind, step.first, step.last) == ("last-day", date(2026, 10, 2), date(2026, 10, 7))
    assert "国庆节" in step.why
    (weekend,) = dated(calendars, "信息形成之日起20日内", "2025-03-03").moved_by
    assert ("周末" in weekend.why, weekend.notice) == (True, None)


def test_a_plain_weekend_moves_only_where_that_is_set(calendars: Calendars) -> None:
    (limit,) = read_time_limits("信息形成之日起20日内").limits
    day = date(2025, 3, 3)
    assert due(limit, day, calendars.of(), weekends=False).due == date(2025, 3, 23)
    assert due(limit, date(2026, 9, 12), calendars.of(), weekends=False).due == date(2026, 10, 8)


def test_a_year_that_is_not_announced_is_provisional(calendars: Calendars) -> None:
    answer = dated(calendars, WITHIN, "2026-12-20")
    assert answer.status is DueStatus.PROVISIONAL
    assert any("2027年的放假安排尚未公布" in words for words in answer.assumed)
    assert dated(calendars, "信息形成之日起1年内", "2026-12-20").status is DueStatus.PROVISIONAL


def test_the_last_days_of_the_last_announced_year_may_still_move(calendars: Calendars) -> None:
    answer = dated(calendars, WITHIN, "2026-12-01")
    assert (answer.due, answer.status) == (date(2026, 12, 29), DueStatus.COMPUTED)
    assert any("12月27日至31日" in words for words in answer.assumed)
    assert not dated(calendars, WITHIN, "2025-12-01").assumed


def test_a_year_before_the_calendar_is_told(calendars: Calendars) -> None:
    answer = dated(calendars, WITHIN, "2010-05-04")
    assert (answer.status, answer.due) == (DueStatus.NOT_COMPUTABLE, None)
    assert "2017年起" in (answer.why or "")


def test_a_place_without_a_notice_of_its_own_says_so(calendars: Calendars) -> None:
    assert any("只知全国工作日历" in words for words in dated(calendars, WITHIN, "2026-03-02", "341302").assumed)
    assert any("2026年" in words for words in dated(calendars, WITHIN, "2026-03-02", "650102").assumed)
    assert not dated(calendars, WITHIN, "2025-05-15", "650102").assumed
    assert not dated(calendars, WITHIN, "2026-03-02").assumed


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        ("及时公开", DueStatus.NOT_COMPUTABLE, "及时"),
        ("实时公开", DueStatus.NOT_COMPUTABLE, "没有写明日数"),
        ("长期公开", DueStatus.OPEN, "长期公开"),
        ("随采购公告公开", DueStatus.NOT_COMPUTABLE, "阶段"),
        ("5小时内", DueStatus.NOT_COMPUTABLE, "时刻"),
        ("2月31日前", DueStatus.NOT_COMPUTABLE, "没有2月31日"),
        ("每年13月5日前", DueStatus.NOT_COMPUTABLE, "没有13月"),
        ("每季度第五个月10日前", DueStatus.NOT_COMPUTABLE, "没有第5个月"),
        ("每4小时更新一次", DueStatus.NOT_COMPUTABLE, "小时"),
        ("-5个工作日内", DueStatus.NOT_COMPUTABLE, "-5"),
        ("情况复杂的，经批准，可延长7个工作日", DueStatus.NOT_COMPUTABLE, "原期限"),
    ],
)
def test_what_has_no_date_says_why(words: str, status: DueStatus, why: str, calendars: Calendars) -> None:
    answer = dated(calendars, words, "2026-03-02")
    assert (answer.status, answer.due) == (status, None)
    assert why in (answer.why or "")


def test_a_recurring_limit_gives_its_next_three_dates(calendars: Calendars) -> None:
    answer = dated(calendars, "每季度公布一次", "2026-11-29")
    assert answer.next == (date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30))
    assert answer.due == answer.next[0]
    assert answer.assumed == ("没有写明日子，按季度的最后一日",)
    yearly = dated(calendars, "每年3月31日前", "2026-03-31")
    assert yearly.next == (date(2026, 3, 31), date(2027, 3, 31), date(2028, 3, 31))
    leap = dated(calendars, "每年2月29日前", "2026-01-01")
    assert leap.next == (date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29))


def test_a_fixed_date_does_not_move_for_a_day_off(calendars: Calendars) -> None:
    answer = dated(calendars, "每年1月31日前", "2026-11-29")  # a Sunday
    assert (answer.due, answer.status, answer.moved_by) == (date(2027, 1, 31), DueStatus.COMPUTED, ())


def test_choices_are_told(calendars: Calendars) -> None:
    assert dated(calendars, "20个工作日", "2025-03-03").assumed == ("没有写明从何时起算，按所给日期起算",)
    assert dated(calendars, "听证7个工作日前", "2025-03-03").assumed == ("以所给日期为“听证”的日期",)
    assert "半个月按15日计" in dated(calendars, "信息形成之日起半个月内", "2025-03-03").assumed
    assert "不足1个工作日的部分按1个工作日计" in dated(calendars, "信息形成之日起半个工作日内", "2025-03-03").assumed


def test_hours_run_over_midnight_and_days_off(calendars: Calendars) -> None:
    answer = dated(calendars, "24小时内", "2026-10-01T23:59")
    assert (answer.due, answer.moved_by) == (datetime(2026, 10, 2, 23, 59), ())


ALL_PLACES = Calendars(load_calendar())
WORDS_OF_LIMITS = re.findall(
    r"\S+",
    """信息形成之日起 会议召开 20 0 3650 999999999 半 个工作日 日 个月 年 小时 周 内 前 提前
    每 每季度 每月 每年 每周 第二个月 上旬 底 月
    2 31 13 第 结束后 及时 长期 公示 不少于 次年 2026年 上半年 全年 、 ， 和""",
)
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)) | st.dates(date(1950, 1, 1), date(2150, 1, 1))


@given(st.lists(st.sampled_from(WORDS_OF_LIMITS), max_size=8).map("".join), MOMENTS, st.sampled_from(["00", "650102"]))
def test_any_limit_from_any_moment_has_an_answer(words: str, moment: date, place: str) -> None:
    for limit in read_time_limits(words).limits:
        answer = due(limit, moment, ALL_PLACES.of(place), place)
        assert (answer.due is None) == bool(answer.why)
        assert answer.why or answer.status in {DueStatus.COMPUTED, DueStatus.PROVISIONAL}


def test_of_two_notices_the_nearest_wins() -> None:
    def day(scope: str, works: bool) -> CalendarDay:
        return CalendarDay(date(2026, 3, 4), works, scope, "节", "通知", "announced", "页")  # type: ignore[arg-type]

    made = Calendars([day("00", False), day("5401", True), day("54", False)])
    wednesday = date(2026, 3, 4)
    assert [made.of(place).works(wednesday) for place in ("00", "54", "5401", "540102", "341302")] == [
        False,
        False,
        True,
        True,
        False,
    ]
