"""The core of a time limit: the words that carry its number, rhythm or urgency.

Owns: one pattern per kind of limit and what its groups mean.
Must not: look at the words around the core (`time_limit` does).

Grammar of a core (n a numeral, Arabic or Chinese); the one that begins first is taken, of two that begin together the
first of this list:
    (公示 | 公告期限 | 征求意见 …) [不得少于] n unit          notice
    (保留 | 公开期限 …) n unit, of years                   notice
    不少于 n unit                                          notice, a least
    "每" n unit                                            periodic, own cycle
    ["至少"] ("每" | "按") period [day of it | n unit]      periodic (days: `calendar_words`)
    period ("结束" | "终了") "后" n unit                    periodic
    n "次" "/" period | "周期为" n unit                     periodic
    [year] n月n日 | n月底 | 上半年 | 全年 …                  fixed-date (`calendar_words`)
    n unit "前" | "提前" n unit | "前" n unit                before
    n unit ["内"]                                          within
    长期 | 永久 | 常年                                     standing
    实时 | 及时 | 随时 | 当场 | 动态调整                   immediate
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from catalog_graph.cells.amount import AMOUNT, read_amount
from catalog_graph.cells.calendar_words import Named, fixed_date, of_period
from catalog_graph.cells.text import NUMERALS, WHOLE_NUMERAL
from catalog_graph.model.codes import LimitKind, Period, Unit, Window
from catalog_graph.model.time_limit import Day


@dataclass(frozen=True, slots=True)
class Core:
    """Kind and figures of a core, and where it stands in the clause (`start` and `end` count characters from 0).

    `amount` counts `unit`s, a week as 7 days; `minimum` is True where the words name a least, never False; the other
    parts are those of a `TimeLimit`. None where the words are silent.
    """

    kind: LimitKind
    start: int
    end: int
    word: str
    amount: int | None = None
    unit: Unit | None = None
    period: Period | None = None
    day: Day | None = None
    minimum: bool | None = None
    month: int | None = None
    month_of_period: int | None = None
    window: Window | None = None
    year: int | None = None
    stage: str | None = None


_PERIODS = {
    **dict.fromkeys(("日", "天"), Period.DAY),
    **dict.fromkeys(("周", "星期"), Period.WEEK),
    **dict.fromkeys(("月", "月度"), Period.MONTH),
    **dict.fromkeys(("季", "季度"), Period.QUARTER),
    **dict.fromkeys(("半年", "半年度"), Period.HALF_YEAR),
    **dict.fromkeys(("年", "年度"), Period.YEAR),
}
_LEAST = r"(?P<least>不得?少于|不低于|不短于|至少|最少|≥)"
_MANNER = r"(?:为|应当?|须|一般|原则上|通常|均|最[短少低])*"
_PERIOD = r"(?P<period>季度?|月度?|半年度?|年度?|周|星期|日(?!常)|天)"
_LITTLE = r"(?:至少|不得?少于|各)?"
_HOW_LONG = rf"(?!的?(?:期限?|时[间长])|(?:满|为|至少|不得?少于)*{WHOLE_NUMERAL}个?(?:工作日|[日天周月年]))"
_TIMES = rf"{_LITTLE}(?:集中|(?:上墙|张榜|公布|公开|更新|公示){_HOW_LONG})*(?:{_LITTLE}{WHOLE_NUMERAL}次)?"
_ONCE = r"各?(?:集中|上墙|张榜)?(?:公布|公开|更新)?(?:[一1](?:公开|公布|公示|更新)|(?:[1-9]|[一两二三四五六])次)"
# Behind these words stands how long something is shown, not until when.
_SHOWN = r"公示|(?:公[示告布]|张贴|展示)的?(?:期限?|时间|时长)|张贴|公开时长"
_CONSULTED = r"公告|(?:征求|征集)意见的?(?:期限?|时间)?|意见征[求集]期?"
_KEPT = r"(?:保留|保存|留存)的?(?:期限?|时间)?"
_NOT_WITHIN = r"(?!之内|以内|内|以?前|之前)"
_NOTICE, _PERIODIC, _BEFORE = LimitKind.NOTICE, LimitKind.PERIODIC, LimitKind.BEFORE


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind of core: its pattern, and words of which a clause must hold one of each group to be looked at."""

    kind: LimitKind
    needs: tuple[tuple[str, ...], ...]
    pattern: str

    def search(self, words: str) -> re.Match[str] | None:
        """The first match in words, or None; a pattern is made when the first clause needs it."""
        likely = all(any(word in words for word in group) for group in self.needs)
        return _compiled(self.pattern).search(words) if likely else None


_compiled = cache(re.compile)
_LONG = "季 月 年 周"
_CORES = tuple(
    _Rule(kind, tuple(tuple(group.split()) for group in needs.split("|") if group.strip()), pattern)
    for kind, needs, pattern in (
        (
            _NOTICE,
            "公示 公告 公布 张贴 展示 公开时长",
            rf"(?:{_SHOWN})的?(?:(?<![期限])满)?{_MANNER}{_LEAST}?{AMOUNT}(?!以?前)(?P<up>以上)?",
        ),
        (_NOTICE, "公示", rf"{AMOUNT}的?公示(?:期限?|时间)(?![内外]|结束|届?满|之?后)"),
        (_NOTICE, "公告 意见", rf"(?:{_CONSULTED}){_MANNER}{AMOUNT}{_NOT_WITHIN}(?P<up>以上)?"),
        (_NOTICE, "保留 保存 留存", rf"{_KEPT}{_MANNER}{AMOUNT}{_NOT_WITHIN}"),
        (
            _NOTICE,
            "公开 | 年",
            rf"公开(?:期限?)?满?{_MANNER}(?={WHOLE_NUMERAL}年){AMOUNT}(?=$|以上|[，；。、）]|之?后?(?:撤|下架|移除))",
        ),
        (
            _NOTICE,
            "少于 不低于 不短于 至少 最少 ≥",
            rf"(?:(?:公开|展示)的?(?:期限?|时间|时长)|{_KEPT})?{_MANNER}{_LEAST}{AMOUNT}(?!以?前|之前)",
        ),
        (_PERIODIC, "每", rf"{_LEAST}?每(?!半年)隔?{AMOUNT}{_TIMES}"),
        (_PERIODIC, "每 按 分 逐", rf"{_LEAST}?(?:每个?|按|分|逐){_PERIOD}"),
        (
            _PERIODIC,
            f"{_LONG} | 次 公开 公布 公示 更新",
            rf"(?<![{NUMERALS[3:]}\d每])(?:[一1]个?)?(?P<period>季度?|月|半年|年|周){_ONCE}",
        ),
        (_PERIODIC, "次/ 次每", rf"{_LEAST}?{WHOLE_NUMERAL}次[/每]个?{_PERIOD}"),
        (_PERIODIC, "周期 频率 频次", rf"(?:更新|公开|公布|发布)?(?:周期|频率|频次)[为是：]*{AMOUNT}"),
        (
            _PERIODIC,
            "后 | 季 月 年",
            rf"(?:^|(?<=[，；、。]))(?P<period>季度?|月度?|年度)(?:终了|末|底)?之?后的?{AMOUNT}(?:以内|之内|内)?",
        ),
        (_PERIODIC, "次 公开 公布 公示 更新", rf"{AMOUNT}{_ONCE}"),
        (_PERIODIC, "次", rf"{_PERIOD}{_LEAST}(?:更新|公布|公开)?{WHOLE_NUMERAL}次"),
        (
            _PERIODIC,
            "结束 终了",
            r"(?:财政|会计|预算|[当本])?(?<![上下])(?P<period>月度|季度|半年度?|年度)(?:结束|终了)(?:之?后)?的?"
            rf"{AMOUNT}(?:以内|之内|内)?",
        ),
        (_PERIODIC, "次月", r"(?<![上下])(?P<period>季度|半年度?)(?=(?:结束|终了)之?后?的?次月)"),
        (
            _PERIODIC,
            "次 下 翌 | 月",
            rf"[次下翌]一?个?(?P<period>月)份?(?=\d|[上中下]旬|[底末]|第.{{1,3}}个?工作日|前?{WHOLE_NUMERAL}(?:个?工作日|[日号天]))",
        ),
        (
            _PERIODIC,
            "次 下 翌 | 季",
            r"[次下翌]一?个?(?P<period>季度?)(?=的?(?:首个?月|第[一二三1-3]个?月|末月|最后一?个?月|[底末]))",
        ),
        (_PERIODIC, "当季 本季", r"[当本](?P<period>季度?)(?=[底末])"),
        (_BEFORE, "提前", rf"(?:至少|不得?少于)?提前(?:至少|不得?少于)?{AMOUNT}"),
        (_BEFORE, "前", rf"(?:至少|不得?少于)?{AMOUNT}(?:以前|之前|前)(?!后)"),
        (_BEFORE, "前", rf"(?<![目以])前(?:的|至少|不得?少于)?{AMOUNT}(?:之内|以内|内)?(?!后)"),
        (LimitKind.WITHIN, "", rf"个?{AMOUNT}(?:之内|以内|内)?(?!以上|以?前)"),
        (
            LimitKind.STANDING,
            "长期 永久 常年 长年 始终 持续 常态",
            r"(?:保持)?(?:(?<![延最])长期|永久|常年|长年|始终|(?:持续|常态化)(?=公开|公示))",
        ),
        (
            LimitKind.IMMEDIATE,
            "时 即 快 早 当 动",
            r"实时|及时|随时|立即|即时|尽快|尽早|当场(?![^，；。、]{1,5}的)|当[日天]内?|即日(?!起)|第一时间|动态(?:调整|更新|管理|维护)",
        ),
    )
)
_SPAN = (
    r"的?(?!第.{1,5}(?:之|以)?前)(?:初的?|[末底](?=之?后))?(?:结束|终了)?(?:之?后|前|第)?"
    rf"{AMOUNT.replace('(?<!第)', '')}(?:以?内)?(?:之?前|以前)?"
)
_REST_OF_PERIOD = re.compile(_TIMES)


def find_core(words: str) -> Core | None:
    """The core of normalised words that begins first, or None.

    >>> find_core("本级政府财政部门批复后20日内").amount
    20
    >>> find_core("每季度的首个月20日").day
    20
    >>> find_core("予以公开") is None
    True
    """
    cores = [core for rule in _CORES if (match := rule.search(words)) and (core := _core(rule.kind, match))]
    if named := fixed_date(words):
        cores.append(_at(Core(LimitKind.FIXED_DATE, named.start, named.end, ""), named, words))
    return min(cores, key=_place) if cores else None


def _place(core: Core) -> tuple[int, bool]:
    """Where a core begins; of two that begin together a date or a rhythm, since it may hold an amount."""
    return core.start, core.kind not in {LimitKind.FIXED_DATE, LimitKind.NOTICE, LimitKind.PERIODIC}


def _core(kind: LimitKind, match: re.Match[str]) -> Core | None:
    groups = match.groupdict()
    least = True if groups.get("least") or groups.get("up") else None
    core = Core(kind, match.start(), match.end(), match[0], minimum=least)
    if groups.get("unit"):
        amount = read_amount(groups)
        if amount is None:
            return None
        core = replace(core, amount=amount[0], unit=amount[1])
    if groups.get("period"):
        core = replace(core, period=_PERIODS[groups["period"]])
    return _with_day(core, match.string) if kind is _PERIODIC and core.amount is None else core


def _with_day(core: Core, words: str) -> Core:
    """A periodic core with the day of its period, or the span from the period's beginning, that follows it."""
    if core.period is None:
        return core
    if named := of_period(core.period, words, core.end):
        core = _at(core, named, words)
    elif (span := _compiled(_SPAN).match(words, core.end)) and (amount := read_amount(span.groupdict())):
        core = replace(core, amount=amount[0], unit=amount[1], end=span.end())
    times = _REST_OF_PERIOD.match(words, core.end)
    end = times.end() if times else core.end
    return replace(core, end=end, word=words[core.start : end])


def _at(core: Core, named: Named, words: str) -> Core:
    return replace(
        core,
        end=named.end,
        word=words[core.start : named.end],
        day=named.day,
        month=named.month,
        month_of_period=named.month_of_period,
        window=named.window,
        year=named.year,
        stage=named.stage,
    )
