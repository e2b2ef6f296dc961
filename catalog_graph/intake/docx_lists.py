"""The lists of a Word document: levels, where they start and what they show, and what styles say of them.

Owns: the parts numbering.xml and styles.xml, as far as they number paragraphs (ECMA-376 part 1, 17.9).
Must not: count, or know a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from catalog_graph.intake.docx_words import child, is_on, value
from catalog_graph.intake.markup import attribute, named

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


def starts_at(numbered: NumberedList, level: int) -> int:
    """The first number of a level (0 to 8)."""
    return numbered.starts.get(level, numbered.levels.get(level, Level()).start)


def _whole(element: _Element | None, name: str) -> int | None:
    """A number that a property gives; None without one."""
    words = value(element, name) or ""
    return int(words) if words.isdecimal() and len(words) < 10 else None


def number_and_level(properties: _Element | None) -> tuple[str | None, int | None]:
    """Number of the list and level (0 to 8) that numbering properties give."""
    level = _whole(properties, "ilvl")
    return value(properties, "numId"), None if level is None else min(level, _DEEPEST)


def styles_of(root: _Element | None) -> tuple[Mapping[str, Style], str | None]:
    """What each style says of numbering, and the style of paragraphs that name none."""
    styles: dict[str, Style] = {}
    default = None
    for element in named(root, "style") if root is not None else ():
        name = attribute(element, "styleId") or ""
        styles[name] = Style(value(element, "basedOn"), *number_and_level(child(element, "pPr", "numPr")))
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}:
            default = name
    return styles, default


class Lists:
    """The lists by number, each read when it is first asked for: a file may have thousands, and use ten."""

    def __init__(self, root: _Element, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._abstracts = {attribute(one, "abstractNumId") or "": one for one in named(root, "abstractNum")}
        self._numbers = {attribute(one, "numId") or "": one for one in named(root, "num")}
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
        key = value(element, "abstractNumId") or ""
        source = self._abstracts.get(key)
        style = self._styles.get(value(source, "numStyleLink") or "")
        linked = self._numbers.get(style.number or "") if style is not None else None
        if linked is not None:
            source = self._abstracts.get(value(linked, "abstractNumId") or "")
        levels = {} if source is None else {depth: _level(one) for depth, one in _by_depth(source, "lvl")}
        starts = {}
        for depth, override in _by_depth(element, "lvlOverride"):
            if (level := child(override, "lvl")) is not None:
                levels[depth] = _level(level)
            if (start := _whole(override, "startOverride")) is not None:
                starts[depth] = start
        return NumberedList(key, levels, starts)


def _by_depth(parent: _Element, name: str) -> Iterator[tuple[int, _Element]]:
    """The children of a name that are for one level, with that level (0 to 8)."""
    for element in named(parent, name):
        if (depth := attribute(element, "ilvl") or "") in set("012345678"):
            yield int(depth), element


def _level(element: _Element) -> Level:
    """A level as its element says."""
    fonts = child(element, "rPr", "rFonts")
    return Level(
        start=_whole(element, "start") or 0,  # 17.9.25: a level that does not say where it starts, starts at 0
        kind=_kind(element),
        text=(value(element, "lvlText") or "")[:_LONGEST],
        spaced=value(element, "suff") != "nothing",
        restart=_whole(element, "lvlRestart"),
        legal=is_on(child(element, "isLgl")),
        font=attribute(fonts, "ascii") if fonts is not None else None,
        style=value(element, "pStyle"),
    )


def _kind(element: _Element) -> str:
    """The format of a level's numbers; of one with its own pattern, the pattern (which programs wrap in a choice)."""
    format_ = next(named(element.iter(), "numFmt"), None)
    if format_ is None:
        return "decimal"
    kind = attribute(format_, "val") or "decimal"
    return (attribute(format_, "format") or kind) if kind == "custom" else kind
