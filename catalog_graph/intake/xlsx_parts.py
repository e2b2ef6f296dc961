"""The parts of an Excel workbook that hold words: shared strings, cells; read as a stream.

Owns: the elements of SpreadsheetML (ECMA-376 part 1, 18.3, 18.4) that decide what a cell shows.
Must not: know the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache

from catalog_graph.errors import DamagedFile, FileTooLarge
from catalog_graph.intake.grid import Limits, Merge
from catalog_graph.intake.number_formats import shown
from catalog_graph.intake.reading import EMPTY_PER_CELL, Cells, Reading
from catalog_graph.intake.symbols import in_font
from catalog_graph.intake.xlsx_styles import Styles

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TRUE = {"1", "true", "on"}


def written(words: str) -> str:
    """Words with Excel's escapes undone and line ends made one kind.

    >>> written("第一行_x000D_\\n第二行")
    '第一行\\n第二行'
    """
    if "_x" in words:
        words = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)
        words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return words.replace("\r\n", "\n").replace("\r", "\n")


def place(reference: str) -> tuple[int, int]:
    """Row and column of an address.

    Raises DamagedFile when it is outside a sheet.

    >>> place("B7")
    (7, 2)
    """
    match = _REFERENCE.fullmatch(reference)
    if match:
        row, column = int(match[2]), _column(match[1])
        if 1 <= row <= _LAST_ROW and column <= _LAST_COLUMN:
            return row, column
    raise DamagedFile(f"单元格地址“{reference[:20]}”有误")


@cache
def _column(letters: str) -> int:
    """The number of a column, of which three letters allow few."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column


class Runs:
    """Target that gathers the words of rich text (t within r, is, si), leaving pronunciation (rPh) out."""

    def __init__(self, limits: Limits) -> None:
        self._longest = self._left = 2 * limits.most_cell_characters
        self._gathered: list[str] = []
        self._text: list[str] | None = None
        self._font: str | None = None
        self._phonetic = self._crossed = False
        self.struck = False  # whether words were left out because they are crossed out
        self._styled = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "t" and not self._phonetic:
            self._text = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "r":
            self._font, self._crossed = None, False
        elif tag == "rPr":
            self._styled = True
        elif tag == "strike":
            self._crossed = attributes.get("val", "1") in _TRUE
        elif tag == "rFont":
            self._font = attributes.get("val")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "t" and self._text is not None:
            words, self._text = in_font("".join(self._text), self._font), None
            self.struck |= self._crossed and bool(words.strip())
            self._gathered.append("" if self._crossed else words)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "r":
            self._font, self._crossed = None, False

    def data(self, data: str) -> None:
        """Words."""
        if self._text is not None:
            self._text.append(data)
            self._left -= len(data)
            if self._left < 0:
                raise FileTooLarge("有一个单元格的字太多", "请把这个单元格的内容分开写。")

    def gathered(self) -> str:
        """The words so far, which are forgotten."""
        self._left = self._longest
        if not self._gathered:
            return ""
        words, self._gathered = "".join(self._gathered), []
        return written(words)


class SharedStrings(Runs):
    """Target for the table of strings that cells point into. Raises FileTooLarge while it grows."""

    def __init__(self, reading: Reading) -> None:
        limits, self._reading = reading.limits, reading
        super().__init__(limits)
        self.words: list[str] = []
        self.styled: set[int] = set()  # strings whose runs say themselves whether they are crossed out
        self._most, self._characters = limits.most_cells, EMPTY_PER_CELL * limits.most_characters

    def end(self, tag: str) -> None:
        """An element ends."""
        super().end(tag)
        if tag == "si":
            if self._styled:
                self.styled.add(len(self.words))
            self._styled = False
            self.words.append(self.gathered())
            self._characters -= len(self.words[-1])
            if len(self.words) & 0xFFFF == 0:
                self._reading.hurry()
            if self._characters < 0 or len(self.words) > self._most:
                raise FileTooLarge("文件里的文字太多")


_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?:\s[^<>]*)?(?:/>|(?<!/)></c>)')


def without_empty_cells(blocks: Iterable[bytes], reading: Reading) -> Iterator[bytes]:
    """The part of a sheet without cells that have a style only: a formatted sheet may have millions of them.

    Raises FileTooLarge when there are too many all the same.
    """
    rest = b""
    for block in blocks:
        whole, end, rest = (rest + block).rpartition(b">")
        filled, empty = _EMPTY_CELL.subn(b"", whole + end)
        reading.pass_over(empty)
        if len(rest) > 1_000_000:  # words without a tag: nothing to take out
            filled, rest = filled + rest, b""
        yield filled
    yield rest


class SheetCells(Runs):
    """Target for one sheet: cells with words, merges, hidden rows and columns. Raises FileTooLarge, DamagedFile."""

    def __init__(self, name: str, strings: SharedStrings, styles: Styles, reading: Reading) -> None:
        super().__init__(reading.limits)
        self.cells = Cells(name)
        self.hidden_columns: set[int] = set()
        self.uncalculated = 0
        self._strings, self._styles, self._reading = strings, styles, reading
        self._row = self._column = 0
        self._type, self._style, self._value = "n", "", ""
        self._has_formula = self._inside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self._begin_cell(attributes)
        elif self._inside:
            if tag == "v":
                self._text = []
            else:
                self._has_formula |= tag == "f"
                super().start(tag, attributes)
        elif tag == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) if number.isdecimal() else self._row + 1, 0
            unseen = attributes.get("hidden") in _TRUE or attributes.get("ht") == "0"
            if unseen and self._row <= self._reading.limits.most_rows:
                self.cells.hidden_rows.append(self._row)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and (attributes.get("hidden") in _TRUE or attributes.get("width") == "0"):
            first, last = (attributes.get(name, "") for name in ("min", "max"))
            if first.isdecimal() and last.isdecimal():
                last_read = min(int(last), self._reading.limits.most_columns)
                self.hidden_columns |= set(range(int(first), last_read + 1))

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "c":
            self._inside = False
            self._end_cell()
        elif tag == "v" and self._text is not None:
            self._value, self._text = "".join(self._text), None
        elif self._inside:
            super().end(tag)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._reading.pass_over()
        reference = attributes.get("r")
        if reference:
            self._row, self._column = place(reference)
        else:
            self._row, self._column = max(self._row, 1), self._column + 1
        self._type, self._style, self._value = attributes.get("t", "n"), attributes.get("s", ""), ""
        self._has_formula, self._inside, self._text, self._styled = False, True, None, False

    def _end_cell(self) -> None:
        code, font, crossed = self._styles.of(self._style)
        words, kind = self._words(code, font)
        if crossed and words and not self._styled and self._style.isdecimal():
            words, kind, self.struck = "", "", True
        if self._has_formula and not words:
            self.uncalculated += 1
        if words or kind or self._has_formula:
            self.cells.put(self._reading, self._row, self._column, words, kind, self._has_formula)

    def _words(self, code: str, font: str | None) -> tuple[str, str]:
        """What the cell shows, and its kind, by the code of its format and its font."""
        value, gathered = self._value, self.gathered()
        if self._type == "inlineStr" or not value:
            return in_font(gathered, font), ""
        if self._type == "s":
            return self._shared(value, font)
        if self._type == "n":
            return _number(value, code, self._styles.from_1904)
        if self._type == "d":
            return _iso(value), "date"
        if self._type == "b":
            return ("TRUE" if value.strip() in _TRUE else "FALSE"), ""
        return in_font(written(value), font), "error" if self._type == "e" else ""

    def _shared(self, value: str, font: str | None) -> tuple[str, str]:
        """Words that stand in the table of strings."""
        if not value.strip().isdecimal() or int(value) >= len(self._strings.words):
            raise DamagedFile("单元格指向不存在的字符串")
        self._styled = int(value) in self._strings.styled
        return in_font(self._strings.words[int(value)], font), ""

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        merge = Merge(min(top, bottom), min(left, right), abs(bottom - top) + 1, abs(right - left) + 1)
        self.cells.merge(self._reading, merge)


def _number(value: str, code: str, from_1904: bool) -> tuple[str, str]:
    """A number as its format shows it; what is no number as it stands."""
    try:
        return shown(float(value), code, from_1904)
    except (ValueError, OverflowError):
        return written(value), ""


def _iso(value: str) -> str:
    """A date written out (strict files), without a midnight."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{at:%Y-%m-%d}" if not (at.hour or at.minute or at.second) else f"{at:%Y-%m-%d %H:%M:%S}"
