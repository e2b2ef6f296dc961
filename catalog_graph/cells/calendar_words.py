"""Days of the calendar: 3月31日前, 9月底, 上半年, and the day of a period (每季度第二个月上旬).

Owns: how a day or a stretch of days is named. Must not: compute dates.

4月份前 ends with March, 3月中旬前 with its 10th. What is named without saying until when (9月初, 3月前) is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from catalog_graph.cells.text import NUMERALS, WHOLE_NUMERAL, number
from catalog_graph.model.codes import Period, Window
from catalog_graph.model.time_limit import LAST, Day


@dataclass(frozen=True, slots=True)
class Named:
    """What the words name: the parts of a limit of the same names. `end` is where they end; `stage` is 次年 or 当年."""

    end: int
    start: int = 0
    day: Day | None = None
    month: int | None = None
    month_of_period: int | None = None
    window: Window | None = None
    year: int | None = None
    stage: str | None = None


_compiled = cache(re.compile)  # made when the first words need them
_NAMED_BY = "月季年"  # no day or stretch of days is named without one of these
_NOT_YET = r"(?!以?前|之前)"
_UNTIL = r"(?:之前|以前|前|之内|以内|内(?!容)|期间)?(?!之?日?起|之?后|以后|[至到~—\-−\d])"
_SAID_ALONE = r"(?=公开|公布|公示|公告|发布|更新|集中|各|完成|报|上报|$|[，；、和及或])"
_LAST_DAY = r"最后[一1]?[日天]"
_TEN_DAYS = rf"(?:(?P<before_ten>[中下])旬(?=以?前|之前)|(?P<ten>[上中下])旬{_NOT_YET})"
_IN_MONTH = rf"(?:(?P<day>{WHOLE_NUMERAL})[日号]|(?P<last>[底末](?!周|旬)|{_LAST_DAY})|{_TEN_DAYS})"
_MONTH = rf"(?P<month>{WHOLE_NUMERAL})月份?的?(?:{_IN_MONTH}|(?:(?<=份)|[内间]){_NOT_YET}|{_SAID_ALONE})"
_BEFORE_MONTH = rf"(?!(?:1|一)月)(?P<next_month>{WHOLE_NUMERAL})月%s(?:之|以)?前"
_QUARTER = (
    rf"第?(?P<quarter>[一二三四1-4])季度(?!结束|终了|后|首|第|.{{0,3}}[次一])"
    rf"(?:(?P<quarter_end>[底末](?:月底?)?(?!\d|[{NUMERALS}]))|{_NOT_YET})"
)
_HALF = rf"(?P<half>[上下])半年度?(?!结束|终了|后){_NOT_YET}"
_YEAR = r"(?P<year>(?:19|20)\d\d年|[次翌来明]年|(?:次|第二)年度?|下一?年度?|当年度?|本年度?|今年)"
_FIXED = (
    rf"(?<![至到~—\-−年\d每上去]){_YEAR}?(?:{_MONTH}|{_BEFORE_MONTH % '份'}|{_QUARTER}|{_HALF}"
    rf"|(?P<year_end>年底|年末|(?<=年)[底末])|(?P<month_end>(?:当|本)?月[底末])"
    rf"|(?P<whole>全年(?!结束|终了)|(?<=年)度?内|年内|(?<=\d年)度?{_SAID_ALONE}))(?:{_UNTIL})"
)
_TEN = {"上": Window.FIRST_TEN_DAYS, "中": Window.MIDDLE_TEN_DAYS, "下": Window.LAST_TEN_DAYS}
_BEFORE_TEN = {"中": 10, "下": 20}  # the day before it begins
_HALVES = {"上": Window.HALF_YEAR_1, "下": Window.HALF_YEAR_2}
_MONTHS = {Period.QUARTER: 3, Period.HALF_YEAR: 6}
WEEKDAY = r"(?P<weekday>[一二三四五六日天1-7])(?![一二三四五六]?[次回个\d])"
_WEEKDAYS = {word: place % 7 + 1 for place, word in enumerate("一二三四五六日1234567")} | {"天": 7}
_DAY = rf"(?P<day>{WHOLE_NUMERAL})[日号](?:以?内)?"
_OF_PERIOD = {
    Period.WEEK: (rf"(?:的?(?:周|星期))?{WEEKDAY}{_UNTIL}"),
    Period.MONTH: (
        rf"的?(?:次月)?(?:前?{_DAY}|前(?P<first>{WHOLE_NUMERAL})[日天](?:以?内)?|月?(?P<last>[底末](?!周)|的?{_LAST_DAY})|{_TEN_DAYS}){_UNTIL}"
    ),
    Period.YEAR: (
        rf"的?(?:年[底末]的?(?=\d))?(?:{_MONTH}|{_BEFORE_MONTH % '份?'}|{_QUARTER}|{_HALF}"
        rf"|(?P<year_end>(?:年|度)?[底末])){_UNTIL}"
    ),
    **dict.fromkeys(
        _MONTHS,
        (
            rf"(?P<period_end>[底末])(?!月){_UNTIL}"
            rf"|(?:(?:(?:结束|终了)之?后?(?=的?次月))?的?(?:(?P<first_month>首个?月|次月)|第(?P<nth>{WHOLE_NUMERAL})个?月|(?P<last_month>末月|最后一?个?月)))?"
            rf"(?:的?{_DAY}|月?(?P<last>[底末])|的?{_TEN_DAYS})?{_UNTIL}"
        ),
    ),
}


def fixed_date(words: str) -> Named | None:
    """The first day or stretch of days that normalised words name by itself, or None.

    >>> fixed_date("应于3月31日前公开").day, fixed_date("9月底前").day, fixed_date("8月份").window.value
    (31, 'last', 'month')
    >>> fixed_date("自5月1日起") is None, fixed_date("3月前") is None
    (True, True)
    """
    if not any(word in words for word in _NAMED_BY):
        return None
    match = _compiled(_FIXED).search(words)
    return _named(match) if match else None


def of_period(period: Period, words: str, start: int) -> Named | None:
    """The day or days of a period that stand at `start`, after the words of the period, or None.

    >>> of_period(Period.QUARTER, "每季度第二个月上旬", 3).month_of_period
    2
    """
    pattern = _OF_PERIOD.get(period)
    match = _compiled(pattern).match(words, start) if pattern else None
    return _named(match, _MONTHS.get(period)) if match and match[0] else None


def weekday(word: str) -> int:
    """The day of the week, Monday 1.

    >>> weekday("天"), weekday("3")
    (7, 3)
    """
    return _WEEKDAYS[word]


def _named(match: re.Match[str], months: int | None = None) -> Named:
    """The parts of a match; `months` is the length of the period it stands in."""
    words = {name: text for name, text in match.groupdict().items() if text}
    window = _window(words)
    month, last = _month(words), any(name in words for name in _ENDS)
    day: Day | None = LAST if last else number(words["day"]) if "day" in words else None
    if "weekday" in words or "first" in words:
        day = weekday(words["weekday"]) if "weekday" in words else number(words["first"])
    if "before_ten" in words:
        day = _BEFORE_TEN[words["before_ten"]]
    of_period = _of_period(words, months)
    if window is None and day is None and (month or of_period):
        window = Window.MONTH
    year = words.get("year", "")
    if year[:2].isdigit() and not (window or day or month):
        window = Window.YEAR
    return Named(
        match.end(), match.start(), day, month, of_period, window, int(year[:4]) if year[:2].isdigit() else None,
        "次年" if year[:1] in set("次翌来明第下") else "当年" if year and not year[:2].isdigit() else None,
    )  # fmt: skip


_ENDS = ("next_month", "last", "year_end", "month_end", "period_end", "quarter_end")


def _window(words: dict[str, str]) -> Window | None:
    if "ten" in words:
        return _TEN[words["ten"]]
    if "half" in words:
        return _HALVES[words["half"]]
    if "quarter" in words and "quarter_end" not in words:
        return Window(f"quarter-{number(words['quarter'])}")  # type: ignore[call-arg]
    return Window.YEAR if "whole" in words else None


def _month(words: dict[str, str]) -> int | None:
    if "month" in words:
        return number(words["month"])
    if "next_month" in words:
        return number(words["next_month"]) - 1
    if "quarter_end" in words:
        return 3 * number(words["quarter"])
    return 12 if "year_end" in words else None


def _of_period(words: dict[str, str], months: int | None) -> int | None:
    """Which month of a quarter or half-year; the end of the period lies in its last."""
    if "nth" in words:
        return number(words["nth"])
    if "first_month" in words:
        return 1
    return months if "last_month" in words or "period_end" in words else None
