"""What stands before the core of a time limit: an event, a basis, an extension, the content it is for.

Owns: what the words before a core add to a limit, and which of them make another thing of it.
Must not: find cores (`limit_core`), or read what stands behind them (`limit_parts`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from catalog_graph.cells.limit_core import Core
from catalog_graph.cells.limit_parts import WHERE, edge
from catalog_graph.cells.trigger import Event, read_event, specific
from catalog_graph.model.codes import LimitKind, Trigger, Unit
from catalog_graph.model.time_limit import TimeLimit

# Before an amount: what makes another thing of it than a limit that runs from an event.
_ODD = re.compile(
    r"\d|^不(?:[含计]|包[含括])|第[一二三四五六七八九十]{1,2}个?[周月旬]|每.?$"
    r"|每(?=[\d一二两三四五六七八九十几年月季周日旬半榜轮个隔]|工作日)|[上中下]旬|(?:[次当下]个?[月周旬季]|[下次逢约近]|大约|将近|大概|半年)$"
    r"|[年月季][初中末底](?:(?:和|及|、)?$|(?=公|发|更|，))|^(?:季度?|月度?|年度?|周|[一二三四五六七八九十]{1,2})$|[大多高小少低]$|(?<!延)长$|(?<!不)超过$"
    r"|(?<![期届])满$|(?<![长定分日近学任])期[为是]?$|不[足到同]$|同$|有效期限?为?$|[或至到～~\-—/+]$|^工作日$|^之?后$|最早$|不早于|^(?:信息)?公开$|定期(?:公开|公布|更新|公示)?$"
)
# Behind these an amount is no limit at all.
_DENIES = re.compile(
    r"(?:大于?|多于?|高于?|少于?|低于?|(?<!延)长于?|(?<!不)超过|逢|有效期限?为?|每.{0,2}|/|同$|^(?:季度?|月度?|周)|[年月季][初中末底])$"
)
_NOT_ODD = re.compile(
    r"(?:19|20)\d\d年度?|第\d{1,4}[次届号批期条轮]|《[^》]*》|〔\d+〕\d+号"
    r"|^自?(?:(?:19|20)\d\d年)?(?:\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号])(?:之日)?起?$"
)
_HEADING = re.compile(r"(?:信息)?(?:公开|公布|发布|更新|公示)?的?(?:时限|时间|期限|频次|频率|周期)(?:要求)?[为是]?")
_SHOWN_FROM = re.compile(r"^公[示告布]的?(?:期限?|时间)[为是]?(?=自)")
_UNTIL_THEN = re.compile(r".{1,12}(?:前|期间)")
_SHOWN_SINCE = re.compile(r".*(?:公开|公布|发布|公示)(?:之日)?起?")
_SHOWN_FROM_DAY = re.compile(r"自?公示(?:之日)?起")
_LEADING = re.compile(r"^(?:其中|(?:包?含|包括|包含)(?!有)|或者?)+")
_PUBLISHED = re.compile(r"(?:公告|发布|公布|印发|出台)$")
_SAME_DAY = frozenset({"当日", "当天"})
# What an office does with a matter, said of the time that it takes.
_STEP = re.compile(r"(?:审批|审核|审查|评审|评定|认定|复核|核查|验收|登记)")
_CONTENT = re.compile(
    r"[^，。；：（）\d后起时]{1,20}(?:类|信息|名单|结果|情况|事项|材料|文件)|其[他它余]|(?:主动|依申请)公开"
    r"|(?:(?:行政)?(?:许可|处罚|强制|检查|奖励|征收|确认)[、和及]?)+"
)
_WHEN = re.compile(r"(起|后|时|内)$")
_ACCORDING = re.compile(r"^(?:按照?|根据|视|依据|结合)(.+)$")
_EXTENSION = re.compile(r"^(?P<when>.*?)[，]?(?:可以?|需要?)?(?:适当|再)?延长(?:期限|时间)?的?$")
_AT_MOST = re.compile(
    r"(?:但|且|最[迟晚长多]|至[迟晚多]|原则上|一般|应当?|须|均)*不(?:得|应|能|可)?(?:超过|迟于|晚于|多于|长于|大于)"
)
_PUBLISHED_AT = re.compile(rf"{WHERE}$")
_LINK = re.compile(r"^(?:但是?|且|(?:并且?|和|以?及|同时|另外)+$)")
_NO_MORE = re.compile(
    r"(?:最[迟晚长多短少低]|(?<![一-鿿])截[至止]到?|[≤〈]|原则上|一般|通常|力争|争取|尽量|应当|应|须|需|要|于|均|分别|(?<=最[迟晚])在)+$"
)


def heading(words: str) -> bool:
    """Whether words before a colon only head the column (公开时限：…).

    >>> heading("更新频率"), heading("处罚决定")
    (True, False)
    """
    return bool(_HEADING.fullmatch(words))


def before_core(limit: TimeLimit, words: str, core: Core) -> tuple[TimeLimit | None, str | None, str]:
    """What stands before the core: an extension, a basis, an event, or the content it is for; and what is not read.

    No limit where what stands there makes another thing of it (超过7天, 逢5日).
    """
    words = _LINK.sub("", edge(_AT_MOST.sub("", words)))
    if extension := _EXTENSION.match(words):
        return replace(limit, applies_to=limit.applies_to or extension["when"] or None, stage="延长"), None, ""
    words = edge(_PUBLISHED_AT.sub("", _LEADING.sub("", _NO_MORE.sub("", words))))
    if _HEADING.fullmatch(words):
        words = ""
    if _ODD.search(_NOT_ODD.sub("", words)):
        counts = core.kind in (LimitKind.WITHIN, LimitKind.BEFORE) and _DENIES.search(words)
        return None if counts else limit, None, words
    limit, noun = _before(limit, words, core)
    return limit, noun, ""


def _before(limit: TimeLimit, words: str, core: Core) -> tuple[TimeLimit, str | None]:
    """What words before the core say that can be read."""
    if _ACCORDING.match(words):
        return replace(limit, stage=words, trigger=Trigger.EVENT), None
    if core.kind is LimitKind.WITHIN and (_SHOWN_FROM.match(words) or _is_kept(words, core)):
        trigger = read_event(_SHOWN_FROM.sub("", words)).trigger
        return replace(limit, kind=LimitKind.NOTICE, trigger=trigger), None
    a_step = core.kind is LimitKind.WITHIN and _STEP.fullmatch(words)
    event = Event(Trigger.EVENT, noun=words) if a_step else read_event(words)
    if core.kind is LimitKind.BEFORE and event.trigger is Trigger.ANNOUNCED and not _PUBLISHED.search(words):
        event = Event(Trigger.EVENT, noun=words)
    if core.kind is LimitKind.BEFORE:
        scope = limit.applies_to or event.scope
        return replace(limit, trigger=event.trigger, applies_to=scope, stage=specific(event.noun)), None
    if core.kind is LimitKind.WITHIN and event.trigger is Trigger.EVENT and _CONTENT.fullmatch(words):
        return limit, specific(words)
    if _runs_from(words, core, event):
        unread = event.noun if event.trigger is Trigger.EVENT else None
        scope, stage = limit.applies_to or event.scope, unread or limit.stage
        return replace(limit, trigger=event.trigger, applies_to=scope, stage=stage), None if unread else event.noun
    return _of_content(limit, words, core), None


def _runs_from(words: str, core: Core, event: Event) -> bool:
    """Whether words before a core are what the limit runs from, not the content that it is for."""
    if core.kind is not LimitKind.WITHIN:
        return bool(_WHEN.search(words)) or event.trigger is Trigger.CHANGED or core.word[:2] in _SAME_DAY
    return event.trigger is not Trigger.EVENT or not words.endswith("的")


def _of_content(limit: TimeLimit, words: str, core: Core) -> TimeLimit:
    """A limit with the content, or the stage, that words before its core name."""
    if core.word.startswith("动态"):
        limit = replace(limit, trigger=Trigger.CHANGED)
    if re.fullmatch(r"批[前后中]", words) or (core.kind is LimitKind.NOTICE and _UNTIL_THEN.fullmatch(words)):
        return replace(limit, stage=words)
    return replace(limit, applies_to=limit.applies_to or specific(words))


def _is_kept(words: str, core: Core) -> bool:
    """Whether a time since something was published says how long it stays so: 自公开之日起5年, 公示之日起7日."""
    if "内" in core.word:
        return False
    return bool(_SHOWN_FROM_DAY.fullmatch(words) or (core.unit is Unit.YEAR and _SHOWN_SINCE.fullmatch(words)))
