"""Amounts of time: 20个工作日, 两周, 半个月, 24小时.

Owns: how an amount with its unit is written, and its value. Must not: know what the amount is for (`limit_core`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from catalog_graph.cells.text import NUMERALS, WHOLE_NUMERAL, number
from catalog_graph.model.codes import Unit

_UNITS = {
    **dict.fromkeys(("小时", "h", "H"), (Unit.HOUR, 1)),
    "工作日": (Unit.WORKING_DAY, 1),
    **dict.fromkeys(("自然日", "日", "天"), (Unit.DAY, 1)),
    **dict.fromkeys(("周", "星期"), (Unit.DAY, 7)),
    **dict.fromkeys(("个月", "月"), (Unit.MONTH, 1)),
    "年": (Unit.YEAR, 1),
}
# What a fraction of a unit is counted in: half a day is 12 hours, half a month 15 days, half a year 6 months.
_SMALLER = {Unit.DAY: (Unit.HOUR, 24), Unit.MONTH: (Unit.DAY, 30), Unit.YEAR: (Unit.MONTH, 12)}
_BARE_UNIT = (
    r"工作日|自然日|日(?![常报期历均志])|天(?![文津气])|周(?![岁年边知末])|星期|个月|(?<=[个半])月"
    r"|年(?![度级份版底末])|小时|[hH](?![a-zA-Z])"
)
# Not “第5个”, which counts places; not “2019年”, which is a year; not the end of “二分之一个月”. Of a range (3至5日)
# the longer end binds.
AMOUNT = (
    rf"(?:(?<!第){WHOLE_NUMERAL}个?(?:工作日|日|天|个月|年)?[-−~—至到](?=[\d{NUMERALS}]))?"
    rf"(?P<sign>(?<![\d日月年])[-−–—负])?(?<!第)(?<!分之)(?<!最后)(?!(?:19|20)\d\d年|(?<=月)\d{{1,2}}[日号])"
    rf"(?P<amount>{WHOLE_NUMERAL}(?:\.\d{{1,2}})?|(?<![上下])半)个?(?P<half>半)?(?P<unit>{_BARE_UNIT})(?P<over>半)?"
)


def read_amount(groups: Mapping[str, str | None]) -> tuple[int, Unit] | None:
    """Amount and unit of a match of AMOUNT; below zero as written; None for a fraction that no whole unit counts.

    >>> read_amount({"amount": "两", "unit": "周"})
    (14, <Unit.DAY: 'day'>)
    >>> read_amount({"amount": "半", "unit": "月"})
    (15, <Unit.DAY: 'day'>)
    >>> read_amount({"amount": "半", "unit": "工作日"})
    (1, <Unit.WORKING_DAY: 'working-day'>)
    >>> read_amount({"amount": "0.3", "unit": "小时"}) is None
    True
    """
    unit, factor = _UNITS[groups["unit"] or ""]
    value = _value(groups["amount"] or "") * factor
    value += Fraction(factor, 2) * bool(groups.get("half") or groups.get("over"))
    if value.denominator != 1 and unit in _SMALLER:
        unit, factor = _SMALLER[unit]
        value *= factor
    if unit is Unit.WORKING_DAY:  # half of one ends on the next at the latest
        value = Fraction(ceil(value))
    if value.denominator != 1:
        return None
    return int(value) * (-1 if groups.get("sign") else 1), unit


def _value(words: str) -> Fraction:
    return Fraction(1, 2) if words == "半" else Fraction(words) if "." in words else Fraction(number(words))
