"""The core of a time limit: the words that carry its number, rhythm or urgency.

Owns: one pattern per kind of limit and what its groups mean.
Must not: look at the words around the core (`time_limit` does).

Grammar of a core, tried in this order (n a numeral, Arabic or Chinese):
    (公示 | 公告期限 | 公布时间 …) [不得少于] n unit          notice
    "每" n unit                                            periodic, own cycle
    ["至少"] ("每" | "按") period ["首个月"] [n unit|n 日]  periodic
    n unit "前" | "提前" n unit                            before
    n unit ["内"]                                          within
    长期 | 永久 | 常年                                     standing
    实时 | 及时 | 随时 | 当场 | 动态调整                   immediate
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog_graph.cells.text import NUMERAL, number
from catalog_graph.model.codes import LimitKind, Period, Unit


@dataclass(frozen=True, slots=True)
class Core:
    """Kind and figures of a core, and where it stands in the clause (`start` and `end` count characters from 0).

    `amount` counts `unit`s, a week as 7 days; `day` is a day of the period (1 to 31); `minimum` is True where the words
    name a least, never False. None where the words are silent.
    """

    kind: LimitKind
    start: int
    end: int
    word: str
    amount: int | None = None
    unit: Unit | None = None
    period: Period | None = None
    day: int | None = None
    minimum: bool | None = None


_UNITS = {
    "工作日": (Unit.WORKING_DAY, 1),
    **dict.fromkeys(("自然日", "日", "天"), (Unit.DAY, 1)),
    **dict.fromkeys(("周", "星期"), (Unit.DAY, 7)),
    **dict.fromkeys(("个月", "月"), (Unit.MONTH, 1)),
    "年": (Unit.YEAR, 1),
}
_PERIODS = {
    **dict.fromkeys(("日", "天"), Period.DAY),
    **dict.fromkeys(("周", "星期"), Period.WEEK),
    **dict.fromkeys(("月", "月度"), Period.MONTH),
    **dict.fromkeys(("季", "季度"), Period.QUARTER),
    "半年": Period.HALF_YEAR,
    **dict.fromkeys(("年", "年度"), Period.YEAR),
}
_AMOUNT = rf"(?P<amount>{NUMERAL})个?(?P<unit>工作日|自然日|日|天|周|星期|个月|(?<=个)月|年)"
_LEAST = r"(?P<least>不得?少于|不低于|不短于|至少|最少|≥)"
_PERIOD = r"(?P<period>季度?|月度?|半年|年度?|周|星期|日|天)"
_TIMES = rf"(?:至少)?(?:公布|公开|更新|公示)*(?:至少)?(?:{NUMERAL}次)?"
_CORES: tuple[tuple[LimitKind, re.Pattern[str]], ...] = (
    (
        LimitKind.NOTICE,
        re.compile(rf"(?:公示|(?:公[示告布]|张贴)的?(?:期限?|时间|时长))(?:为|应)*{_LEAST}?{_AMOUNT}(?:以上)?"),
    ),
    (LimitKind.PERIODIC, re.compile(rf"{_LEAST}?每{_AMOUNT}{_TIMES}")),
    (
        LimitKind.PERIODIC,
        re.compile(
            rf"{_LEAST}?(?:每个?|按|分|逐){_PERIOD}(?:的?(?:首个?月|第一个月))?"
            rf"(?:(?:结束|终了)?后?(?P<amount>{NUMERAL})个?(?P<unit>工作日|日|天)(?P<span>以?内)?前?)?{_TIMES}"
        ),
    ),
    (LimitKind.PERIODIC, re.compile(rf"{_PERIOD}{_LEAST}(?:更新|公布|公开)?{NUMERAL}次")),
    (LimitKind.BEFORE, re.compile(rf"(?:至少)?提前{_AMOUNT}")),
    (LimitKind.BEFORE, re.compile(rf"(?:至少)?{_AMOUNT}以?前")),
    (LimitKind.WITHIN, re.compile(rf"个?{_AMOUNT}(?:之内|以内|内)?")),
    (LimitKind.STANDING, re.compile(r"(?:保持)?(?:长期|永久|常年|长年|始终)")),
    (LimitKind.IMMEDIATE, re.compile(r"实时|及时|随时|立即|即时|当场|当日|当天|第一时间|动态(?:调整|更新)")),
)


def find_core(words: str) -> Core | None:
    """The first core of normalised words, in the order of the grammar, or None.

    >>> find_core("本级政府财政部门批复后20日内").amount
    20
    >>> find_core("每季度的首个月20日").day
    20
    >>> find_core("予以公开") is None
    True
    """
    for kind, pattern in _CORES:
        if match := pattern.search(words):
            return _core(kind, match)
    return None


def _core(kind: LimitKind, match: re.Match[str]) -> Core:
    groups = match.groupdict()
    unit, factor = _UNITS[groups["unit"]] if groups.get("unit") else (None, 0)
    amount, day = number(groups["amount"]) * factor if unit else None, None
    if kind is LimitKind.PERIODIC and unit is Unit.DAY and not groups.get("span", "no such group"):
        amount, unit, day = None, None, amount  # “每季度首个月20日” names a day, not a span
    return Core(
        kind,
        match.start(),
        match.end(),
        match[0],
        amount,
        unit,
        _PERIODS[groups["period"]] if groups.get("period") else None,
        day,
        True if groups.get("least") else None,
    )
