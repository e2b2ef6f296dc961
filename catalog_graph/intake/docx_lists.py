"""The lists of a Word document: levels, where they start and what they show, and what styles say of them.

Owns: the parts numbering.xml and styles.xml, as far as they number paragraphs (ECMA-376 part 1, 17.9).
Must not: count, or know a paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog_graph.intake.docx_words import child, is_on
from catalog_graph.intake.markup import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST, _DEEPEST = 100, 8  # characters of a number, levels from 0


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, what it shows."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    spaced: bool = True
    restart: int | None = None
    legal: bool = False
    font: str | None = None
    style: str | None = None


@dataclass(slots=True)
class NumberedList:
    """A list (w:num): its abstract list, which counts; its levels; where it starts anew, and where it has."""

    abstract: str
    levels: Mapping[int, Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of numbering, and the style it is based on."""

    based_on: str | None
    number: str | None
    level: int | None


def starts_at(one: NumberedList, level: int) -> int:
    """The first number of a level."""
    return one.starts.get(level, one.levels.get(level, Level()).start)


def _whole(element: _Element | None) -> int | None:
    """A number that a property gives; None without one."""
    value = (attribute(element, "val") or "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 10 else None


def number_and_level(properties: _Element | None) -> tuple[str | None, int | None]:
    """Number of the list and level (0 to 8) that numbering properties give."""
    if properties is None:
        return None, None
    number, level = child(properties, "numId"), _whole(child(properties, "ilvl"))
    return attribute(number, "val") if number is not None else None, None if level is None else min(level, _DEEPEST)


def styles_of(root: _Element | None) -> tuple[Mapping[str, Style], str | None]:
    """What each style says of numbering, and the style of paragraphs that name none."""
    found: dict[str, Style] = {}
    default = None
    for one in root if root is not None else ():
        if local(one.tag) != "style":
            continue
        name, based, properties = attribute(one, "styleId") or "", child(one, "basedOn"), child(one, "pPr")
        number, level = number_and_level(child(properties, "numPr") if properties is not None else None)
        found[name] = Style(attribute(based, "val") if based is not None else None, number, level)
        if attribute(one, "type") == "paragraph" and attribute(one, "default") in {"1", "true", "on"}:
            default = name
    return found, default


class Lists:
    """The lists by number, each read when it is first asked for: a file may have thousands, and use ten."""

    def __init__(self, root: _Element, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._abstracts = {attribute(one, "abstractNumId") or "": one for one in _named(root, "abstractNum")}
        self._numbers = {attribute(one, "numId") or "": one for one in _named(root, "num")}
        self._made: dict[str, NumberedList | None] = {}

    def get(self, number: str | None) -> NumberedList | None:
        """A list; None for a number that has none."""
        if number is None or number not in self._numbers:
            return None
        if number not in self._made:
            self._made[number] = self._read(self._numbers[number])
        return self._made[number]

    def _read(self, element: _Element) -> NumberedList:
        """A list from its element; one whose abstract list is that of a style has the style's levels."""
        key = _abstract(element)
        source = self._abstracts.get(key)
        link = child(source, "numStyleLink") if source is not None else None
        style = self._styles.get(attribute(link, "val") or "") if link is not None else None
        linked = self._numbers.get(style.number or "") if style is not None else None
        if linked is not None:
            source = self._abstracts.get(_abstract(linked))
        levels = _levels(source) if source is not None else {}
        return NumberedList(key, *_overrides(element, levels))


def _named(root: _Element, name: str) -> list[_Element]:
    return [one for one in root if local(one.tag) == name]


def _abstract(number: _Element) -> str:
    found = child(number, "abstractNumId")
    return (attribute(found, "val") or "") if found is not None else ""


def _levels(parent: _Element) -> dict[int, Level]:
    return {
        int(depth): _level(one)
        for one in parent
        if local(one.tag) == "lvl" and (depth := attribute(one, "ilvl") or "") in set("012345678")
    }


def _level(element: _Element) -> Level:
    """A level as its element says."""
    text, suffix, style, run = (child(element, name) for name in ("lvlText", "suff", "pStyle", "rPr"))
    start, fonts = _whole(child(element, "start")), child(run, "rFonts") if run is not None else None
    return Level(
        start=0 if start is None else start,  # 17.9.25: a level that does not say where it starts, starts at 0
        kind=_kind(element),
        text=((attribute(text, "val") or "") if text is not None else "")[:_LONGEST],
        spaced=suffix is None or attribute(suffix, "val") != "nothing",
        restart=_whole(child(element, "lvlRestart")),
        legal=is_on(child(element, "isLgl")),
        font=attribute(fonts, "ascii") if fonts is not None else None,
        style=attribute(style, "val") if style is not None else None,
    )


def _kind(element: _Element) -> str:
    """The format of a level's numbers; of one with its own pattern, the pattern (which programs wrap in a choice)."""
    formats = [one for one in element.iter() if local(one.tag) == "numFmt"]
    if not formats:
        return "decimal"
    kind = attribute(formats[0], "val") or "decimal"
    return (attribute(formats[0], "format") or kind) if kind == "custom" else kind


def _overrides(number: _Element, levels: Mapping[int, Level]) -> tuple[dict[int, Level], dict[int, int]]:
    """The levels of a list, as it changes them, and where it starts anew."""
    changed, starts = dict(levels), dict[int, int]()
    for one in number:
        depth = attribute(one, "ilvl") or ""
        if local(one.tag) != "lvlOverride" or depth not in set("012345678"):
            continue
        if (level := child(one, "lvl")) is not None:
            changed[int(depth)] = _level(level)
        if (start := _whole(child(one, "startOverride"))) is not None:
            starts[int(depth)] = start
    return changed, starts
