"""公开时限: the words of the column, read into structured limits.

Owns: cutting a cell into clauses, and joining core, event, scope and stage into a limit.
Must not: compute dates, or fill in what the words do not say.

Grammar, after normalisation (full-width punctuation, no white space):
    cell   = clause { ("；" | "。" | numbering | "，" after a clause with a core) clause } [saving]
    clause = [scope "："] [event | scope | stage] core [manner]   (cores: `limit_core`; events: `trigger`)
           | ["在" | "随"] stage ["时" | "同步"] [manner]         a limit tied to a stage
    saving = "法律、法规…另有规定的，从其规定" | "…另有规定的除外"   → `saving_clause`
    manner = "予以公开" | "向社会公布" | "更新" …                  says nothing new
A limit in round brackets is a clause of its own and takes over the scope before it.
What no rule reads is returned in `unparsed`: nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog_graph.cells.limit_core import Core, find_core
from catalog_graph.cells.text import normalise
from catalog_graph.cells.trigger import read_event, specific
from catalog_graph.model.codes import LimitKind, Trigger
from catalog_graph.model.time_limit import TimeLimit, TimeLimitCell


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause as read: its limit, the noun its event is said of, and the words left unread."""

    limit: TimeLimit | None
    noun: str | None
    unread: str
    bracketed: bool


_SAVING = re.compile(
    r"[，。；]?（?(?:相关|有关|国家)?(?:法律|政策|法规)[^；。（）]{0,18}?另有规定的?，?(?:应当|应)?(?:从其规定|除外|依照其规定)）?"
)
_MANNER = re.compile(
    r"^(?:予以|给予|应当|并|上网|集中|向(?:社会|公众|居民|村民)|主动|及时|进行|均|要|应|须|需|按时|公开|公布|公示|公告|更新|发布|对外|处理|结果|一次|\d+次|公$)*"
)
_NUMBERING = re.compile(
    r"(?:^|(?<=[；。，]))(?:\d+[.、](?!\d)|（[\d一二三四五六七八九十]+）|[一二三四五六七八九十]+、)"
)
_EDGE = re.compile(r"^[，。；、：（）]+|[，。；、：（）]+$")
_STAGE = re.compile(
    r"^(?:随(?P<along>[^，]+?)(?:同时|同步|一并)?|在?(?P<at>[^，]{2,24}?)(?:的?同时|的?时限内|时|期间|之前|以前|前))"
    r"(?=，|公开|公布|公示|公告$|发布|$)"
)
_DISPLAY = re.compile(r"^[^，、]*(?:展示|归集)[、，]")  # how to show, not when
_WHEN = re.compile(r"(起|后|时|内)$")
_ACCORDING = re.compile(r"^(?:按照?|根据|视|依据|结合)(.+)$")
_EXTENSION = re.compile(r"^(?P<when>.*?)[，]?可(?:以)?(?:适当)?延长$")
_CALENDAR = re.compile(r"^(?:\d+月(?:\d+日|底)?|底)(?:以?前)?")


def read_time_limits(text: str) -> TimeLimitCell:
    """All limits of a cell, as it is written, in order.

    >>> cell = read_time_limits("制定或获取信息之日起10个工作日内，公示7个工作日")
    >>> [(limit.kind.value, limit.amount) for limit in cell.limits]
    [('within', 10), ('notice', 7)]
    >>> read_time_limits("按卫健委要求单独公开").unparsed
    '按卫健委要求单独公开'
    """
    words = normalise(text)
    body, savings = _SAVING.subn("", words)
    read = [clause for words_, bracketed in _clauses(body) for clause in _chain(words_, bracketed)]
    unread = [clause.unread for clause in read if clause.unread]
    several = sum(clause.limit is not None for clause in read) > 1
    limits: list[TimeLimit] = []
    for clause in read:
        if clause.limit is None:
            continue
        inherited = limits[-1].applies_to if clause.bracketed and limits else None
        scope = clause.limit.applies_to or (clause.noun if several else None) or inherited
        limits.append(replace(clause.limit, applies_to=scope))
    return TimeLimitCell(words, tuple(limits), bool(savings), "；".join(unread))


def _chain(words: str, bracketed: bool) -> Iterator[_Clause]:
    """A clause, and what follows it without a stop as further clauses."""
    while words:
        clause = _clause(words, bracketed)
        if clause.limit is None or not find_core(clause.unread):
            yield clause
            return
        yield replace(clause, unread="")
        words = clause.unread


def _clauses(words: str) -> Iterator[tuple[str, bool]]:
    """Clauses of a cell; True marks one that stood in brackets."""
    words = re.sub(r"（([^（）]*)）", lambda m: f"；\0{m[1]}；" if find_core(m[1]) else m[0], words)
    for sentence in re.split(r"[；。]", _NUMBERING.sub("；", words)):
        clause = ""
        for part in sentence.split("，"):
            if clause and find_core(clause):
                yield clause.lstrip("\0"), clause.startswith("\0")
                clause = part
            else:
                clause = f"{clause}，{part}" if clause else part
        if clause:
            yield clause.lstrip("\0"), clause.startswith("\0")


def _clause(words: str, bracketed: bool) -> _Clause:
    """Read one clause."""
    head, colon, rest = words.partition("：")
    scope, rest = (_EDGE.sub("", head), rest) if colon else (None, words)
    core = find_core(rest)
    if core is None:
        limit, left = _staged(words, scope, rest)
        return _Clause(limit, None, left, bracketed)
    limit = TimeLimit(
        _EDGE.sub("", words), core.kind, core.amount, core.unit, None, scope, core.period, core.day, core.minimum
    )
    manner = _DISPLAY.match(rest)
    limit, noun = _with_before(limit, rest[manner.end() if manner else 0 : core.start], core)
    limit, left = _with_after(limit, rest[core.end :])
    unread = "；".join(part for part in (_EDGE.sub("", manner[0]) if manner else "", left) if part)
    return _Clause(limit, noun, unread, bracketed)


def _with_before(limit: TimeLimit, words: str, core: Core) -> tuple[TimeLimit, str | None]:
    """What stands before the core: an extension, a basis, an event, or the content it is for."""
    if extension := _EXTENSION.match(words):
        return replace(limit, applies_to=limit.applies_to or extension["when"] or None, stage="延长"), None
    if basis := _ACCORDING.match(words):
        return replace(limit, stage=words, trigger=Trigger.EVENT if basis else None), None
    event = read_event(words)
    if core.kind is LimitKind.BEFORE:
        scope = limit.applies_to or event.scope
        return replace(limit, trigger=event.trigger, applies_to=scope, stage=specific(event.noun)), None
    if core.kind is LimitKind.WITHIN or _WHEN.search(words) or event.trigger is Trigger.CHANGED:
        unread = event.noun if event.trigger is Trigger.EVENT else None
        limit = replace(limit, trigger=event.trigger, applies_to=limit.applies_to or event.scope, stage=unread)
        return limit, None if unread else event.noun
    if core.word.startswith("动态"):
        limit = replace(limit, trigger=Trigger.CHANGED)
    if re.fullmatch(r"批[前后中]", words):
        return replace(limit, stage=words), None
    return replace(limit, applies_to=limit.applies_to or specific(re.sub(r"(应当|应|须|需)$", "", words))), None


def _with_after(limit: TimeLimit, words: str) -> tuple[TimeLimit, str]:
    """What stands after the core: a handing-on, a day of the year, or manner; the rest is unread."""
    if words.startswith("报送"):
        return replace(limit, stage=(limit.applies_to or "") + words, applies_to=None), ""
    if limit.kind is LimitKind.PERIODIC and (day := _CALENDAR.match(words)):
        year = limit.period.label.removeprefix("每") if limit.period and day[0].startswith("底") else ""
        limit, words = replace(limit, stage=year + day[0]), words[day.end() :]
    return limit, _EDGE.sub("", _MANNER.sub("", _EDGE.sub("", words)))


def _staged(words: str, scope: str | None, rest: str) -> tuple[TimeLimit | None, str]:
    """A clause without a core: tied to a stage, or unread."""
    match = _STAGE.search(rest)
    if not match:
        return None, _EDGE.sub("", words)
    stage = match["along"] or match["at"]
    limit = TimeLimit(
        _EDGE.sub("", words), LimitKind.STAGE, trigger=read_event(stage).trigger, applies_to=scope, stage=stage
    )
    left = _EDGE.sub("", _MANNER.sub("", _EDGE.sub("", rest[match.end() :])))
    return limit, left
