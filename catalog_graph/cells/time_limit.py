"""公开时限: the words of the column, read into structured limits.

Owns: cutting a cell into clauses, and joining core, event, scope and stage into a limit.
Must not: compute dates (`deadlines`), or fill in what the words do not say.

Grammar, after normalisation (full-width punctuation, no white space):
    cell   = clause { ("；" | "。" | numbering | "，" after a clause with a core | "、" before 公示) clause } [saving]
    clause = [scope "："] [event | scope | stage] core [manner]   (cores: `limit_core`; events: `trigger`)
           | ["在" | "随"] stage ["时" | "同步"] [manner]         a limit tied to a stage
    saving = "法律、法规…另有规定的，从其规定" | "…另有规定的除外"   → `saving_clause`
    manner = "予以公开" | "向社会公布" | "更新" …                  says nothing new
A limit in round brackets is a clause of its own and takes over the scope before it; 动态调整, 适时更新 are manner.
Days off that are left out say nothing new of working days, and all days off “顺延” says nothing new.
What no rule reads is returned in `unparsed`: nothing is dropped in silence. Beyond so many characters or clauses no
more is read: no office writes that much, and a hostile cell costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog_graph.cells.calendar_words import WEEKDAY, weekday
from catalog_graph.cells.limit_before import before_core, heading
from catalog_graph.cells.limit_core import Core, find_core
from catalog_graph.cells.limit_parts import KEPT_UP, NUMBERING, after_core, edge, staged, without_saving
from catalog_graph.cells.limit_spelling import spelled
from catalog_graph.cells.text import WHOLE_NUMERAL, normalise, number
from catalog_graph.model.codes import LimitKind, Period, Window
from catalog_graph.model.time_limit import TimeLimit, TimeLimitCell

_MOST_CHARACTERS, _MOST_CLAUSES, _LONGEST_CLAUSE = 1500, 40, 240


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause as read: its limit, the noun that its event or publishing is said of, the words left unread."""

    limit: TimeLimit | None
    noun: str | None
    unread: str
    bracketed: bool


_DISPLAY = re.compile(r"^[^，、]*(?:展示|归集)[、，]")  # how to show, not when
_DYNAMIC = re.compile(rf".{{0,12}}(?:{KEPT_UP})")
_ROUND = str.maketrans("【】[]", "（）（）")
_BRACKETS = re.compile(r"（([^（）]*)）")
_STOP = re.compile(rf"(，|[、+](?=公示|{WHOLE_NUMERAL}个?(?:工作日|小时)(?:之|以)?内))")
_STAGED = re.compile(r"(?:期间|前|(?<![适按定及随实即])时)(?:公开|公布|公示|发布)$")
_MOST = re.compile(
    r"^(?:[且但]|最[长多短少低]|至多|不(?:得|应|能)?(?:超过|多于|长于|大于))+[\d〇零一二两三四五六七八九十百半]"
)
_RANGE = re.compile(
    r"(?<=[\d一二三四五六七八九十个每当次末])月的?\d{1,2}[日号]?[至到~—\-−]\d|[日号][至到~—\-−]月[底末]"
)
_COLON = re.compile(r"(?<!\d)：|：(?!\d\d(?!\d))")
_LEFT_OUT = re.compile(r"不[含计]|不包[含括]|除(?!.*外)")
_CYCLE = re.compile(r"周期|频率|频次")
_ANOTHER_WEEKDAY = re.compile(
    rf"[、和及与]?(?:周|星期)?{WEEKDAY}(?:之前|以前|前)?(?=$|[、和及与，；公更发上下]|[一二三四五六日](?:$|[公更发，；]))"
)
_DAY = rf"(?P<day>{WHOLE_NUMERAL})[日号](?:之前|以前|前)?(?!内|以内|[后起])"
_ANOTHER_DAY = re.compile(rf"[、和及与]{_DAY}")
_ANOTHER_OF_MONTH = re.compile(_DAY)  # behind a comma (每月1日，15日前)


def read_time_limits(text: str) -> TimeLimitCell:
    """All limits of a cell, as it is written, in order.

    >>> cell = read_time_limits("制定或获取信息之日起10个工作日内，公示7个工作日")
    >>> [(limit.kind.value, limit.amount) for limit in cell.limits]
    [('within', 10), ('notice', 7)]
    >>> read_time_limits("按卫健委要求单独公开").unparsed
    '按卫健委要求单独公开'
    """
    words = normalise(text)
    head, rest = _head(words.translate(_ROUND))
    body, saving = without_saving(spelled(head))
    read: list[_Clause] = []
    for clause, bracketed, goes_on in _clauses(body):
        if len(read) >= _MOST_CLAUSES or len(clause) > _LONGEST_CLAUSE:
            read.append(_Clause(None, None, edge(clause), bracketed))
        else:
            read.extend(_chain(clause, bracketed, read[-1].limit if read and (goes_on or bracketed) else None))
    read = _without_most(read)
    unread = [part for part in (*(clause.unread for clause in read), edge(rest)) if part]
    limits = _limits(read)
    if not (limits or saving or unread):  # nothing but what goes without saying of another limit
        unread = [edge(words)]
    return TimeLimitCell(words, limits, saving, "；".join(part for part in unread if part))


def _head(words: str) -> tuple[str, str]:
    """The part of a cell that is read, up to a stop, and the rest."""
    if len(words) <= _MOST_CHARACTERS:
        return words, ""
    cut = max(words.rfind(stop, 0, _MOST_CHARACTERS) for stop in "；。，、") + 1
    return words[: cut or _MOST_CHARACTERS], words[cut or _MOST_CHARACTERS :]


def _without_most(read: list[_Clause]) -> list[_Clause]:
    """How long a notice may be at most or at least, said after it, is not read: it is no limit to publish within."""
    shown, kept = False, list[_Clause]()
    for clause in read:
        limit = clause.limit
        most = shown and limit and limit.kind is LimitKind.WITHIN and limit.trigger is None and _MOST.match(limit.text)
        kept.append(replace(clause, limit=None, unread=limit.text) if most and limit else clause)
        shown = shown if limit is None else limit.kind is LimitKind.NOTICE
    return kept


def _limits(read: list[_Clause]) -> tuple[TimeLimit, ...]:
    """The limits of the clauses, each with the content it is for."""
    several = sum(clause.limit is not None for clause in read) > 1
    limits: list[TimeLimit] = []
    for clause in read:
        if clause.limit is None:
            continue
        inherited = limits[-1].applies_to if clause.bracketed and limits else None
        scope = clause.limit.applies_to or (clause.noun if several else None) or inherited
        limits.append(replace(clause.limit, applies_to=scope))
    return tuple(limits)


def _chain(words: str, bracketed: bool, sentence: TimeLimit | None) -> Iterator[_Clause]:
    """A clause, and what follows it without a stop as further clauses; `sentence` is the limit that it goes on with."""
    read = list(_linked(words, bracketed, sentence))
    for place in range(len(read) - 1, 0, -1):
        read[place - 1] = _of_the_same_day(read[place - 1], read[place])
    yield from (clause for clause, _ in read)


def _linked(words: str, bracketed: bool, before: TimeLimit | None) -> Iterator[tuple[_Clause, str]]:
    """The clauses of a chain, each with the mark or word that it begins with."""
    for place in range(_MOST_CLAUSES):
        clause = _another_day(words, before, first=place == 0) or _clause(words, bracketed)
        clause = _like(clause, before) if place == 0 or words[:1] in set("、和及与") else clause
        more = clause.unread
        if clause.limit is None or not (find_core(more) or _further(_joined(words, more), clause.limit)):
            yield clause, words[:1]
            return
        yield replace(clause, unread=""), words[:1]
        before, words = clause.limit, _joined(words, more)
    yield _Clause(None, None, words, bracketed), words[:1]


def _of_the_same_day(first: tuple[_Clause, str], second: tuple[_Clause, str]) -> tuple[_Clause, str]:
    """Of two months that share a day (每年1月、7月15日前) the first with it."""
    (clause, lead), (other, mark) = first, second
    limit, later = clause.limit, other.limit
    if not (limit and later and limit.month and later.month and mark in set("、和及与")):
        return first
    if limit.window is not Window.MONTH or later.window is Window.MONTH or limit.text.endswith("份"):
        return first
    return replace(clause, limit=replace(limit, day=later.day, window=later.window)), lead


def _joined(words: str, rest: str) -> str:
    """What is left of a clause, with the “、” or “和” that stood before it."""
    place = words.rfind(rest) - 1 if rest else 0
    return words[place:] if place > 0 and words[place] in "、和及与" else rest


def _further(words: str, before: TimeLimit | None, first: bool = False) -> re.Match[str] | None:
    """What names a further day of the month or week of a limit; `first`: behind a comma, not behind a mark."""
    if before is None or not isinstance(before.day, int):
        return None
    if first:
        return _ANOTHER_OF_MONTH.match(words) if before.period is Period.MONTH else None
    return (_ANOTHER_WEEKDAY if before.period is Period.WEEK else _ANOTHER_DAY).match(words)


def _another_day(words: str, before: TimeLimit | None, first: bool) -> _Clause | None:
    """A further day of the same month (每月1日、15日) or week (每周一、三)."""
    match = _further(words, before, first)
    if match is None or before is None:
        return None
    day = weekday(match["weekday"]) if before.period is Period.WEEK else number(match["day"])
    limit = replace(before, text=edge(words[: match.end()]), day=day)
    limit, noun, left = after_core(limit, words[match.end() :])
    return _Clause(limit, noun, left, False)


def _like(clause: _Clause, before: TimeLimit | None) -> _Clause:
    """A further date of a yearly or half-yearly limit (每年3月31日、9月30日前) is yearly too."""
    yearly = before and before.kind is LimitKind.PERIODIC and before.period in {Period.YEAR, Period.HALF_YEAR}
    limit = clause.limit
    if not yearly or limit is None or limit.kind is not LimitKind.FIXED_DATE or limit.year:
        return clause
    scope = None if limit.applies_to in set("和及与") else limit.applies_to
    return replace(clause, limit=replace(limit, kind=LimitKind.PERIODIC, period=Period.YEAR, applies_to=scope))


def _clauses(words: str) -> Iterator[tuple[str, bool, bool]]:
    """Clauses of a cell; True marks one that stood in brackets, the second one that goes on with a sentence."""
    words = _BRACKETS.sub(lambda m: f"；\0{m[1]}；" if _is_clause(m[1]) else m[0], words, count=_MOST_CLAUSES)
    for place, sentence in enumerate(re.split(r"[；。]", NUMBERING.sub("；", words))):
        if place > _MOST_CLAUSES:
            yield sentence.lstrip("\0"), False, False
            continue
        for at, clause in enumerate(_of_sentence(sentence)):
            yield clause.lstrip("\0"), clause.startswith("\0"), at > 0


def _of_sentence(sentence: str) -> Iterator[str]:
    """The clauses of a sentence: parts without a core belong to the one that follows."""
    clause, has_core = "", False
    parts = _STOP.split(sentence)
    for stop, part in zip(["", *parts[1::2]], parts[0::2], strict=True):
        if has_core:
            yield clause
            clause, has_core = part, _has_core(part)
        else:
            if clause and _STAGED.search(clause):
                yield clause
                clause = ""
            has_core = _has_core(part)
            clause = f"{clause}{stop}{part}" if clause else part
    if clause:
        yield clause


def _has_core(words: str) -> bool:
    return len(words) <= _LONGEST_CLAUSE and find_core(words) is not None


def _is_clause(words: str) -> bool:
    """Whether what stands in brackets is a limit of its own."""
    return _has_core(words) and not _DYNAMIC.fullmatch(words) and not _LEFT_OUT.match(words)


def _clause(words: str, bracketed: bool) -> _Clause:
    """Read one clause."""
    colon = _COLON.search(words)
    scope, rest = (edge(words[: colon.start()]), words[colon.end() :]) if colon else (None, words)
    if _RANGE.search(rest):
        return _Clause(None, None, edge(words), bracketed)
    core = find_core(rest)
    if scope and core and heading(scope):
        cycle = core.kind is LimitKind.WITHIN and core.start == 0 and _CYCLE.search(scope)
        scope, core = None, replace(core, kind=LimitKind.PERIODIC) if cycle else core
    if core is None:
        limit, left = staged(words, scope, rest)
        return _Clause(limit, None, left, bracketed)
    manner = _DISPLAY.match(rest)
    before = rest[manner.end() if manner else 0 : core.start]
    limit, noun, odd = before_core(_limit(words, scope, core), before, core)
    if limit is None:
        return _Clause(None, None, edge(words), bracketed)
    limit, published, left = after_core(limit, rest[core.end :], core.word)
    unread = "；".join(part for part in (edge(manner[0]) if manner else "", odd, left) if part)
    return _Clause(limit, noun or published, unread, bracketed)


def _limit(words: str, scope: str | None, core: Core) -> TimeLimit:
    """What the core says, before the words around it are read."""
    return TimeLimit(
        edge(words),
        core.kind,
        core.amount,
        core.unit,
        None,
        scope,
        core.period,
        core.day,
        core.minimum,
        core.stage,
        core.month,
        core.month_of_period,
        core.window,
        core.year,
    )
