"""The numbers that Word itself puts before paragraphs: a 序号 column numbered by the program has no words in the file.

Owns: which paragraph is in which list, counting, and the words of a number (ECMA-376 part 1, 17.9).
Must not: change a word of a paragraph; know tables, beyond whose cells nobody sees.

Counters belong to the abstract list: lists made of the same one go on counting, unless one says where it starts.
Paragraphs of text boxes are not counted: Word numbers them by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from catalog_graph.intake.archive import Archive
from catalog_graph.intake.docx_lists import Level, Lists, NumberedList, Style, number_and_level, starts_at, styles_of
from catalog_graph.intake.docx_words import LIST_NUMBER, UNSEEN, child, continues, is_on, mark_is_deleted, value
from catalog_graph.intake.list_numbers import list_number
from catalog_graph.intake.markup import local, named, parse_xml
from catalog_graph.intake.reading import Reading
from catalog_graph.intake.symbols import in_font

_PLACE = re.compile(r"%([1-9])")
_MARKS = frozenset("■□√☑☐▢✓✔")  # signs of a list that say something; ●, ◆ and the like are only layout
_MOST_ANCESTORS = 50  # styles that a style is based on


def number_paragraphs(body: _Element, archive: Archive, parts: Mapping[str, str], reading: Reading) -> None:
    """Write on every paragraph the number that Word shows before it; `parts` are the document's, by kind.

    A number in a table, or a format that is not known, is told by a notice. Raises DamagedFile, FileTooLarge.
    """
    content = archive.read(parts["numbering"]) if "numbering" in parts else b""
    if not content:
        return
    styles = archive.read(parts["styles"]) if "styles" in parts else b""
    numbering = _Numbering(parse_xml(content, "自动编号"), parse_xml(styles, "样式") if styles else None, reading)
    first: _Element | None = None  # the first of paragraphs that are one, now that the marks between are deleted
    for count, (paragraph, in_table) in enumerate(_paragraphs(body)):
        if count & 0x3FF == 0:
            reading.hurry()
        if first is None or first.getparent() is not paragraph.getparent():
            first = paragraph
        if mark_is_deleted(paragraph):
            continue
        number = numbering.of(paragraph)
        if number:
            first.set(LIST_NUMBER, number)
            if in_table:
                reading.note("表格里有Word自动编号，已按Word显示的编号读入")
        first = None


def _paragraphs(body: _Element) -> Iterator[tuple[_Element, bool]]:
    """The paragraphs that are seen, in order, and whether they are in a table."""
    stack = [(body, False)]
    while stack:
        element, in_table = stack.pop()
        name = local(element.tag)
        if name == "p":
            yield element, in_table
        elif name not in UNSEEN and not _is_gone(element, name):
            stack += [(one, in_table or name == "tbl") for one in reversed(element)]


def _is_gone(element: _Element, name: str) -> bool:
    """Whether a row is deleted, or a cell continues another, which shows for it."""
    if name == "tr":
        return child(element, "trPr", "del") is not None
    return name == "tc" and (continues(element, "vMerge") or continues(element, "hMerge"))


class _Numbering:
    """The lists of a document, counting."""

    def __init__(self, root: _Element, styles: _Element | None, reading: Reading) -> None:
        self._reading = reading
        self._styles, self._default = styles_of(styles)
        self._lists = Lists(root, self._styles)
        self._counts: dict[str, dict[int, int]] = {}

    def of(self, paragraph: _Element) -> str:
        """The number before the next paragraph, which is counted; "" where it has none."""
        properties = child(paragraph, "pPr")
        place = self._place(properties)
        if place is None or _is_hidden(paragraph, properties):
            return ""
        self._count(*place)
        return self._shown(*place)

    def _place(self, properties: _Element | None) -> tuple[NumberedList, int] | None:
        """The list of a paragraph and its level; number and level are inherited each by itself.

        A level that names a style is the level of that style, whatever the style says (17.9.23).
        """
        number, level = number_and_level(child(properties, "numPr"))
        chain = list(self._ancestry(value(properties, "pStyle") or self._default))
        if number is None:
            number = next((style.number for _, style in chain if style.number is not None), None)
        numbered = self._lists.get(number)
        if numbered is None:
            return None
        linked = {its.style: depth for depth, its in numbered.levels.items() if its.style}
        offered = (*(linked.get(name) for name, _ in chain), *(style.level for _, style in chain), 0)
        return numbered, next(depth for depth in (level, *offered) if depth is not None)

    def _ancestry(self, name: str | None) -> Iterator[tuple[str, Style]]:
        """A style, the style it is based on, and so on."""
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(name or "")
            if name is None or style is None:
                return
            yield name, style
            name = style.based_on

    def _count(self, numbered: NumberedList, level: int) -> None:
        counts = self._counts.setdefault(numbered.abstract, {})
        anew = level in numbered.starts and level not in numbered.begun
        numbered.begun.add(level)
        counts[level] = counts[level] + 1 if level in counts and not anew else starts_at(numbered, level)
        for deeper in [depth for depth in counts if depth > level]:
            restart = numbered.levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                del counts[deeper]

    def _shown(self, numbered: NumberedList, level: int) -> str:
        its, counts = numbered.levels.get(level, Level()), self._counts[numbered.abstract]
        if its.kind == "bullet":
            sign = in_font(its.text, its.font).strip()
            return sign if sign in _MARKS else ""

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            kind = "decimal" if its.legal else numbered.levels.get(depth, Level()).kind
            return self._in_format(counts.get(depth, starts_at(numbered, depth)), kind)

        shown = _PLACE.sub(number, its.text).strip()
        return f"{shown} " if its.spaced and shown else shown

    def _in_format(self, value: int, kind: str) -> str:
        words = list_number(value, kind)
        if words is None:
            self._reading.note(f"Word自动编号的格式“{kind[:30]}”不认识，已按1、2、3读，请核对编号")
        return str(value) if words is None else words


def _is_hidden(paragraph: _Element, properties: _Element | None) -> bool:
    """Whether a paragraph is hidden with its mark: then it is not counted."""
    if not is_on(child(properties, "rPr", "vanish")):
        return False
    runs = (run for run in named(paragraph.iter(), "r") if child(run, "t") is not None)
    return all(is_on(child(run, "rPr", "vanish")) for run in runs)
