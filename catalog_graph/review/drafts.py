"""A row's cells, read: what the editor's words mean, before anything is compared.

Owns: cutting content into elements, and audience, method and levels from ticks or words.
Must not: judge; what a reader could not read is kept in its `unparsed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from catalog_graph.cells import boxes
from catalog_graph.cells.channel import ChannelCell, read_channels
from catalog_graph.cells.citation import CitationCell, read_citations
from catalog_graph.cells.level import LevelCell, read_levels
from catalog_graph.cells.subject import SubjectCell, read_subjects
from catalog_graph.cells.text import normalise, number
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.codes import DUTY_LEVELS, Audience, Level, Method
from catalog_graph.model.time_limit import TimeLimitCell
from catalog_graph.model.values import Role
from catalog_graph.review.recognition.recognised_table import OfficialColumn, TableRow

_Cell = TypeVar("_Cell")
_ELEMENT_STOPS = re.compile(r"[；;。\n\r]+")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[（(]?[一二三四五六七八九十]{1,3}[)）、]|[①-⑳]|[●•·◆■\-*])\s*"
)
# Numbers of a list within a line, by style; a list goes on with the next number of its own style.
_STYLES = tuple(
    re.compile(style)
    for style in (
        r"(?<![\d.])(\d{1,2})[.、．)）](?!\d)",
        r"[（(](\d{1,2})[)）]",
        r"[（(]([一二三四五六七八九十]{1,3})[)）]",
        r"([一二三四五六七八九十]{1,3})、",
        r"([①-⑳])",
    )
)
_BULLET = re.compile(r"[●•◆■]")
_PUBLIC = re.compile(r"全?社会(?:公众|公开)?|公众|所有(?:人|公民)|不特定")
_GROUP = re.compile(r"特定(?:群体|群众|对象|人群)(?:：|（请写明）|（(?=.)|$)?")
_NOBODY = re.compile(
    r"^(?:视(?:具体)?情况.*|酌情|适当.*|一定范围.*|(?:按照?|根据|依据?|依照).{0,8}(?:规定|要求|职责|程序|情况)(?:确定|执行|办理)?|依规"
    r"|(?:详?见|同).{0,6}(?:附件|说明|文件|目录|上)|待?另行?.{0,4}|不限定?|有关(?:方面)?|相关(?:方面)?)$"
)
_PROACTIVE, _ON_REQUEST = re.compile(r"主动(?:公开)?"), re.compile(r"依申请(?:公开)?|申请公开")
_AUDIENCES, _METHODS = "全?社会|公众|特定", "主动|依?申请"  # where a box may stand before
_CODE = re.compile(r"^(\d{1,2})(\d{3})$")


@dataclass(frozen=True, slots=True)
class AudienceCell:
    """公开对象, read: the codes, the group's name, what could not be read."""

    audience: tuple[Audience, ...] = ()
    group: str | None = None
    unparsed: str = ""


@dataclass(frozen=True, slots=True)
class MethodCell:
    """公开方式, read."""

    method: tuple[Method, ...] = ()
    unparsed: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of an editor's table, read; a cell is None where the row has no words there."""

    row: TableRow
    code: str
    group: str
    label: str
    content: tuple[str, ...]
    citations: CitationCell | None
    time_limit: TimeLimitCell | None
    subjects: SubjectCell | None
    channels: ChannelCell | None
    audience: AudienceCell | None
    method: MethodCell | None
    levels: LevelCell | None

    @property
    def item_number(self) -> int | None:
        """The national item's number that 事项编码 names (05011 → 11), zeros lost or not."""
        match = _CODE.match(self.code)
        return int(match[2]) if match else None


def content_elements(words: str) -> tuple[str, ...]:
    """公开内容 cut into its elements, numbering taken off.

    >>> content_elements("1.事项名称；2.办理条件\\n（三）救助标准")
    ('事项名称', '办理条件', '救助标准')
    >>> content_elements("①事项名称②办理条件 ③救助标准")
    ('事项名称', '办理条件', '救助标准')
    """
    listed = (each for part in _ELEMENT_STOPS.split(words) for each in _listed(part.strip()))
    parts = (_NUMBERING.sub("", part.strip()).strip() for part in listed)
    return tuple(part for part in parts if part)


def _listed(part: str) -> list[str]:
    """A part of a cell, or the entries of the list that it begins as, each with its number or bullet."""
    if bullet := _BULLET.match(part):
        return part.split(bullet[0])
    style = next((style for style in _STYLES if style.match(part)), None)
    if style is None:
        return [part]
    marks: list[re.Match[str]] = []
    for mark in style.finditer(part):
        if not marks or _ordinal(mark[1]) == _ordinal(marks[-1][1]) + 1:
            marks.append(mark)
    return [part[begin:end] for begin, end in pairwise((*(mark.start() for mark in marks), len(part)))]


def _ordinal(mark: str) -> int:
    """The number of an entry: 3, 三 or ③."""
    return ord(mark) - ord("①") + 1 if "①" <= mark <= "⑳" else number(mark)


@lru_cache(4_096)
def read_audience(ticked: tuple[str, ...], words: str) -> AudienceCell:
    """公开对象 from `ticked`, the codes of its ticks, and words; words beside a tick name the group.

    >>> read_audience(("group",), "申请人").group
    '申请人'
    >>> read_audience((), "全社会").audience
    (<Audience.PUBLIC: 'public'>,)
    >>> read_audience((), "视情况").unparsed
    '视情况'
    >>> read_audience((), "特定群体（拟征收土地的村民）").group
    '拟征收土地的村民'
    """
    codes = {audience for audience in Audience if audience.value in ticked}
    if (chosen := boxes.chosen(words, _AUDIENCES)) is None:
        return AudienceCell((), None, normalise(words))
    written = normalise(chosen)
    if not codes and _PUBLIC.search(written):
        codes.add(Audience.PUBLIC)
        written = _PUBLIC.sub("", written)
    rest = _GROUP.sub("", written).strip("（）：、，；/和及")
    nobody = _NOBODY.match(rest) is not None
    if not nobody and (rest or _GROUP.search(written)):
        codes.add(Audience.GROUP)
    audience = tuple(audience for audience in Audience if audience in codes)
    return AudienceCell(audience, None, rest) if nobody else AudienceCell(audience, rest or None)


@lru_cache(4_096)
def read_method(ticked: tuple[str, ...], words: str) -> MethodCell:
    """公开方式 from `ticked`, the codes of its ticks, and words.

    >>> [m.value for m in read_method((), "主动公开/依申请").method]
    ['proactive', 'on-request']
    >>> read_method((), "看情况").unparsed
    '看情况'
    """
    if (chosen := boxes.chosen(words, _METHODS)) is None:
        return MethodCell((), normalise(words))
    codes, rest = {method for method in Method if method.value in ticked}, normalise(chosen)
    for method, wording in ((Method.ON_REQUEST, _ON_REQUEST), (Method.PROACTIVE, _PROACTIVE)):
        codes |= {method} if wording.search(rest) else set()
        rest = wording.sub("", rest)
    return MethodCell(tuple(method for method in Method if method in codes), rest.strip("、，；/和及或（）"))


@lru_cache(4_096)
def _read_levels(ticked: tuple[str, ...], words: str) -> LevelCell:
    read = read_levels(words) if words else LevelCell("", ())
    levels = {*read.levels, *(level for level in Level if level.value in ticked)}
    above = tuple(level for level in Level if level in levels and level not in DUTY_LEVELS)
    return LevelCell(read.text, tuple(level for level in DUTY_LEVELS if level in levels), read.unparsed, above)


# A table says the same words in row after row.
_elements = lru_cache(16_384)(content_elements)
_limits = lru_cache(16_384)(read_time_limits)
_citations = lru_cache(16_384)(read_citations)
_channels = lru_cache(16_384)(read_channels)


def _read_channels(ticked: tuple[str, ...], words: str) -> ChannelCell:
    """Channels from words, or from columns of ticks, where every tick is a required channel."""
    return _channels(words) if words else ChannelCell("√", ticked, boxed=True)


def draft_of(row: TableRow, roles: Mapping[str, Role], offices: Callable[[str], SubjectCell] | None = None) -> Draft:
    """The row's cells, read; `roles` are the subjects known, by id, `offices` a reader of them that remembers."""

    def worded(column: OfficialColumn, read: Callable[[str], _Cell]) -> _Cell | None:
        words = row.words(column)
        return read(words) if words else None

    def ticked(column: OfficialColumn, read: Callable[[tuple[str, ...], str], _Cell]) -> _Cell | None:
        ticks, words = row.ticked(column), row.words(column)
        return read(ticks, words) if ticks or words else None

    return Draft(
        row,
        row.words(OfficialColumn.CODE).strip(),
        row.words(OfficialColumn.GROUP).replace("\n", "·").strip(),
        row.words(OfficialColumn.LABEL).strip(),
        _elements(row.words(OfficialColumn.CONTENT)),
        worded(OfficialColumn.CITATIONS, _citations),
        worded(OfficialColumn.TIME_LIMIT, _limits),
        worded(OfficialColumn.SUBJECTS, offices or (lambda words: read_subjects(words, roles))),
        ticked(OfficialColumn.CHANNELS, _read_channels),
        ticked(OfficialColumn.AUDIENCE, read_audience),
        ticked(OfficialColumn.METHOD, read_method),
        ticked(OfficialColumn.LEVELS, _read_levels),
    )
