"""Characters on a page to the words of a cell: lines, and which of their ends are only the width of the cell.

Owns: lines by height, spaces by gaps, joining lines that a cell's width broke.
Must not: know where cells are, or open a PDF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog_graph.intake.symbols import in_font

_RADICAL = re.compile("[\u2e80-\u2fd5]")  # programs that print to PDF write ⽂ for 文
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SHUT, _OPEN = set("，。；：！？、）》〉”’】〕,.;:!?)]%"), set("（《〈“‘【〔([")
_TOKEN = re.compile(r"[A-Za-z0-9.,:/%\-]+")
_ENTRY = re.compile(r"[■□☑☐√✓●○◆]|\d{1,2}[.、．](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]")
_OFFICE = re.compile(r"(?:局|委|府|处|部门|机构|机关|中心|单位|办公室|委员会|派出所|学校|医院)$")
_PLACE = re.compile(r"[县市区旗乡镇街村社省州盟各]")
_SAME_LINE, _SPACE, _SLACK = 0.6, 0.6, 0.15  # parts of a character's size


@dataclass(frozen=True, slots=True)
class Char:
    """A character as it shows, where it stands (from the left and the top, in points), and its size."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one line."""

    words: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left


def char_of(text: str, font: str, left: float, right: float, top: float, bottom: float) -> Char:
    """A character in a font: a letter of a symbol font as the sign it shows, a radical as the character it is drawn as.

    >>> char_of("⽂", "SimSun", 0, 10, 0, 10).text
    '文'
    """
    text = _RADICAL.sub(lambda radical: unicodedata.normalize("NFKC", radical[0]), text)
    family = _SUBSET.sub("", font).partition("-")[0].partition(",")[0]
    return Char(in_font(text, family), left, right, top, bottom, bottom - top)


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """The lines that characters make, from the top; of several columns the characters of one at a time."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (one.top + one.bottom, one.left)):
        middle = (char.top + char.bottom) / 2
        if rows and middle - _middle(rows[-1]) < _SAME_LINE * max(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [line for row in rows if (line := _line(row)).words.strip()]


def _middle(row: Sequence[Char]) -> float:
    return (row[0].top + row[0].bottom) / 2


def _line(row: list[Char]) -> Line:
    """One line; a wide gap between characters is a space, in a script that has no spaces of its own too."""
    row = sorted(row, key=lambda char: char.left)
    words, before = "", None
    for char in row:
        if before is not None and char.left - before.right > _SPACE * char.size and not words.endswith(" "):
            words += " "
        words += char.text
        before = char
    seen = [char for char in row if char.text.strip()] or row
    return Line(
        words.strip(),
        seen[0].left,
        max(char.right for char in seen),
        min(char.top for char in seen),
        max(char.bottom for char in seen),
        max(char.size for char in seen),
    )


def cell_words(lines: Sequence[Line], room: float) -> str:
    """The words of a cell whose lines have so much room: a line goes on in the next where that would not have fitted.

    >>> wide = Line("制定或获取信息之", 0, 80, 0, 10, 10)
    >>> cell_words([wide, Line("日起10个工作日内", 0, 75, 12, 22, 10)], 85)
    '制定或获取信息之日起10个工作日内'
    >>> cell_words([Line("办理事项", 0, 40, 0, 10, 10), Line("办理条件", 0, 40, 12, 22, 10)], 85)
    '办理事项\\n办理条件'
    """
    words = ""
    for before, line in zip((None, *lines), lines, strict=False):
        if before is None:
            words = line.words
            continue
        wrapped = before.width + _first_width(line) > room - _SLACK * line.size
        wrapped = wrapped and not _begins_anew(before.words, line.words)
        space = " " if wrapped and words[-1:].isascii() and line.words[:1].isascii() and words[-1:].isalpha() else ""
        words += (space if wrapped else "\n") + line.words
    return words


def _begins_anew(before: str, words: str) -> bool:
    """Whether a line is an entry of its own though the line before is as wide as its cell, by chance."""
    if _ENTRY.match(words) or before[-1] in "；;。":
        return True
    cited = words[0] == "《" and before[-1] in "）》条款项号"
    return cited or bool(_OFFICE.search(before) and (_OFFICE.search(words) or _PLACE.match(words)))


def _first_width(line: Line) -> float:
    """The width of what cannot be parted at the beginning of a line: a Latin word, or a character and its marks."""
    words = line.words
    token = _TOKEN.match(words)
    count = len(token[0]) if token else 1
    while count < len(words) and (words[count] in _SHUT or words[count - 1] in _OPEN):
        count += 1
    return line.width * count / max(len(words), 1)
