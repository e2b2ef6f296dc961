"""公开时限 as offices abbreviate it, brought to the forms that the reader of limits knows.

Owns: days with dots and strokes (2025.12.31, 3.31前), amounts written twice, 每两月, how long a notice lasts behind a
colon or in brackets (公示期：7天), days counted from an event (形成次日, 形成后第三个工作日), in brackets
behind a limit what it is for or runs from (7日内（行政许可）、5日内（行政处罚）), and what goes without saying of an
amount: 含, 不可抗力.
Must not: read a limit (`time_limit`).
"""

from __future__ import annotations

import re

from catalog_graph.cells.text import NUMERALS, WHOLE_NUMERAL, number

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = re.compile(rf"(?<![\d.])((?:19|20)\d\d)[.\-/]({_MONTH})[.\-/]({_DAY})[日号]?(?![\d.])")
_DAY_BEFORE = re.compile(rf"(?<![\d.\-/])({_MONTH})[.]({_DAY})[日号]?(?=之?前|以前)")
_UNIT = r"个?(?:工作日|自然日|日|天|个?月|周|年|小时)"
_TWICE = re.compile(rf"(?P<one>{WHOLE_NUMERAL})（(?P<other>{WHOLE_NUMERAL})）(?={_UNIT})")
_INCLUSIVE = re.compile(r"(?<=[日天月年周个\d])（(?:均?含(?:本[日数]|当[日天]|\d{0,3}个?(?:工作日|日|天)?))）")
_SOME_MONTHS = re.compile(r"每([二两三四五六七八九十]|[2-9]|1[0-2])月(?!\d|[一二三四五六七八九十上中下底末份])")
_KIND_OF_DAY = re.compile(r"(?<=[\d一二三四五六七八九十])个?[日天](?P<inside>(?:之|以)?内)?（(?P<kind>工作日|自然日)）")
_LAST_YEAR = re.compile(r"上一?(?=年度(?:结束|终了))")
_SINCE = re.compile(rf"^({WHOLE_NUMERAL}{_UNIT}(?:之|以)?内?)（([^（），；。]{{2,20}}之日起)）")
_NOTHING_OF_CONTENT = r"(?!工作日|自然日|不?含|特殊|法定|节假日|如|遇)"
_FOR_EACH = re.compile(
    rf"(?<![^，；。、（）])(?P<limit>[^，；。、（）]*{WHOLE_NUMERAL}{_UNIT}(?:之内|以内|内)?)（(?P<what>{_NOTHING_OF_CONTENT}[^（），；。\d]{{2,14}}(?<!除外)(?<!顺延)(?<!日起))）"
    r"(?:[、，；。]|$)"
)
_NOTICE = r"(?:公示(?:期限?|时间|时长)?|公告(?:期限?|时间)|征求意见(?:期限?|时间)?)"
_LONG = (
    rf"(?:一般|应当?|为|不得?少于|不低于|不短于|至少|≥)*{WHOLE_NUMERAL}个?(?:工作日|自然日|日|天|周|月|年)"
    rf"(?![\d年月份底末内前之后]|以(?!上))(?:以上)?"
)
_NOTICE_LASTS = re.compile(rf"(?P<notice>{_NOTICE})(?:：(?P<plain>{_LONG})|（(?P<bracketed>{_LONG})）)")
_OF_EACH = rf"[^，；。：（）、\d]{{1,12}}?{_LONG}"
_EACH_LASTS = re.compile(rf"(?P<notice>{_NOTICE})：(?P<each>{_OF_EACH}(?:[，、]{_OF_EACH})+)(?=[；。]|$)")
_LASTS = re.compile(rf"{_LONG}$")
# Before the third working day: that day counts, as in 31日前.
_BEFORE_NTH = re.compile(rf"(?<=[后的月季度年周])(第{WHOLE_NUMERAL}个?(?:工作日|[日天]))(?:之|以)?前(?!后)")
_NTH_AFTER = re.compile(rf"(?<=后)的?第(?P<nth>{WHOLE_NUMERAL})(?P<unit>个?工作日|[日天])(?:之内|以内|内)?")
_DAY_IN_BRACKETS = re.compile(r"（([次翌当][日天]内?|第二[日天]内?)）(?=公|更|发|$)")
_NEXT_DAY = re.compile(
    r"(?P<event>[^，；。：、（）\d]{2,30}?)(?:之后|以后|后)?的?(?:(?P<day>[次翌][日天]|第二[日天])|[次翌下]一?个?工作日)(?:之内|以内|内)?"
    rf"(?!\d|[{NUMERALS}]|[上中下]午|凌晨|[早晚夜上]|下班|[起至到后前]|之[前后]|以[前后])"
)
# Behind these the next day is said of no event.
_NO_EVENT = re.compile(r"[于在应须需至到迟均则并和或及与当自从最]$|[月季年周日天旬]$|每|(?:顺延|延后|推迟|后延)$")
_CLOSED = re.compile(r"）(?:之|以)?内(?!容)")
_FORCE = r"不可抗力(?:因素|原因|情形|情况)?(?:等(?:因素|原因|情形|情况|特殊情况)?)?(?:影响)?"
_FORCE_MAJEURE = re.compile(
    rf"[，；]?（{_FORCE}(?:导致的?|造成的?)?(?:延误)?的?除外）"
    rf"|[，；]?（?(?:如?遇|因|如?因)?{_FORCE}(?:导致的?|造成的?)?(?:延误)?的?，?(?:除外|(?:公开|公示)?(?:时间|时限|期限)?(?:可|则)?(?:相应|自动)?顺延)）?"
    rf"|除{_FORCE}外，?"
)


def spelled(words: str) -> str:
    """A normalised cell with dates and amounts written out.

    >>> spelled("2025.12.31前"), spelled("每年3.31前"), spelled("每两月更新一次")
    ('2025年12月31日前', '每年3月31日前', '每两个月更新一次')
    >>> spelled("二十（20）个工作日（含20个）内"), spelled("20个工作日内（不可抗力除外）")
    ('二十个工作日内', '20个工作日内')
    >>> spelled("20日（工作日）内"), spelled("15个法定工作日内")
    ('20个工作日内', '15个工作日内')
    >>> spelled("每年元月底前"), spelled("公示期：7天"), spelled("公示：报告书10日，报告表5日")
    ('每年1月底前', '公示期7天', '报告书公示10日，报告表公示5日')
    >>> spelled("7日内（行政许可）、5日内（行政处罚）"), spelled("20个工作日（信息形成之日起）")
    ('行政许可：7日内；行政处罚：5日内；', '信息形成之日起20个工作日')
    >>> spelled("信息形成次日公开"), spelled("次日公开"), spelled("形成后第三个工作日前")
    ('信息形成后1日内公开', '次日公开', '形成后3个工作日内')
    """
    words = re.sub(r"(?<![单公美])元月", "1月", words)
    words = _DATE.sub(r"\1年\2月\3日", words)
    words = _DAY_BEFORE.sub(r"\1月\2日", words)
    words = _TWICE.sub(_once, words)
    words = _KIND_OF_DAY.sub(lambda day: f"个{day['kind']}{day['inside'] or ''}", words.replace("法定工作日", "工作日"))
    words = _LAST_YEAR.sub("", _SINCE.sub(r"\2\1", words))
    words = _INCLUSIVE.sub("", words)
    words = _FOR_EACH.sub(r"\g<what>：\g<limit>；", words) if len(_FOR_EACH.findall(words)) > 1 else words
    words = _NOTICE_LASTS.sub(lambda match: match["notice"] + (match["plain"] or match["bracketed"]), words)
    words = _EACH_LASTS.sub(_each, words)
    words = _SOME_MONTHS.sub(r"每\1个月", words)
    words = _NTH_AFTER.sub(lambda match: f"{number(match['nth'])}{match['unit']}内", _BEFORE_NTH.sub(r"\1", words))
    words = _NEXT_DAY.sub(_from_event, _DAY_IN_BRACKETS.sub(r"\1", words))
    return _CLOSED.sub("）", _FORCE_MAJEURE.sub("", words))


def _each(match: re.Match[str]) -> str:
    """How long a notice lasts, said of each part of the content, with the word notice in each."""
    return re.sub(r"[^，、]+", lambda part: _LASTS.sub(lambda long: match["notice"] + long[0], part[0]), match["each"])


def _from_event(match: re.Match[str]) -> str:
    """The day, or working day, after an event as an amount that runs from it."""
    if _NO_EVENT.search(match["event"]):
        return match[0]
    return f"{match['event']}后1{'日' if match['day'] else '个工作日'}内"


def _once(match: re.Match[str]) -> str:
    """An amount in figures and in words, where both are the same."""
    same = number(match["one"]) == number(match["other"])
    return match["one"] if same else match[0]
