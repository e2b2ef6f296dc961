"""Words with marks between them (CSV, TSV, text from the clipboard) as a grid.

Owns: which mark divides, and what quotes mean.
Must not: know encodings' names beyond passing them on.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from catalog_graph.errors import FileTooLarge, WithoutTable
from catalog_graph.intake.encoding import decode, is_words
from catalog_graph.intake.grid import Format, Grid
from catalog_graph.intake.reading import Cells, Reading, grid_of

_MARKS = {",": "逗号", "\t": "制表符", ";": "分号", "|": "竖线", "，": "全角逗号"}
_SAMPLE, _SAMPLED = 200, 100_000  # lines and characters looked at to find the mark
_GUARDED = re.compile(r"'[=+\-@\t\r]")  # an apostrophe put before what a spreadsheet would take for a formula
_PASTE = "请复制整张表（含表头）后粘贴，或上传文件。"
_SAVE = "请用Excel或WPS另存为 .xlsx 或 .csv 后重试。"
_NAMES = {Format.CSV: "CSV", Format.TEXT: "粘贴的表格"}


def read_delimited(content: bytes, format_: Format, reading: Reading) -> tuple[Grid, ...]:
    """The one grid of a text file or of the clipboard.

    Raises WithoutTable when no mark divides the lines, FileTooLarge.
    """
    text, encoding = decode(content)
    if not is_words(text):
        raise WithoutTable("内容不是文字", "请用 .xlsx、.docx、.csv 或网页（.html）格式重试。")
    if encoding != "UTF-8":
        reading.note(f"按{encoding}编码读取")
    if "\ufffd" in text:
        reading.note("有的字不能按编码读出，显示为“\ufffd”；请用Excel或WPS另存为“CSV UTF-8”后重试")
    text = text.replace("\x00", "")
    mark, text = _declared_mark(text)
    mark = mark or _best_mark(text, "\t" if format_ is Format.TEXT else ",")
    if mark is None:
        hint = _PASTE if format_ is Format.TEXT else _SAVE
        raise WithoutTable("内容是一般文字，看不出分列", hint)
    if mark != ("\t" if format_ is Format.TEXT else ","):
        reading.note(f"按{_MARKS.get(mark, mark)}分列")
    cells = Cells(_NAMES[format_])
    for row, words in enumerate(_rows(text, mark, reading), start=1):
        reading.pass_over(len(words))
        for column, cell in enumerate(words, start=1):
            cells.put(reading, row, column, _line_ends(cell[1:] if _GUARDED.match(cell) else cell))
    grid = grid_of(cells, reading)
    return (grid,) if grid else ()


def _line_ends(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[str]:
    """Lines with their ends; only \\n, \\r and both end one, not the other characters that Python counts."""
    return list(io.StringIO(text, newline=""))


def _declared_mark(text: str) -> tuple[str | None, str]:
    """The mark of a first line "sep=;" (Excel's own), and the text behind it."""
    match = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    return (match[1], text[match.end() :]) if match and match[1] not in '"\n' else (None, text)


def _best_mark(text: str, usual: str) -> str | None:
    """The mark that divides most lines into the same number of cells; None if none divides."""
    sample = text[:_SAMPLED]
    best: tuple[int, bool, str] | None = None
    for mark in _MARKS:
        if mark not in sample:
            continue
        lines = list(csv.reader(_lines(sample)[:_SAMPLE], delimiter=mark))
        widths = Counter(len(line) for line in lines if len(line) > 1)
        score = max((count * (width - 1) for width, count in widths.items()), default=0)
        # The usual mark wins where it divides at all like a table; others must divide more.
        candidate = (score * (4 if mark == usual else 1), mark == usual, mark)
        if score and (best is None or candidate > best):
            best = candidate
    return best[2] if best else None


def _rows(text: str, mark: str, reading: Reading) -> list[list[str]]:
    """The rows. Where a quote is opened and not closed, quotes are taken for words, line by line.

    Raises FileTooLarge.
    """
    lines = _lines(text)
    if len(lines) > reading.limits.most_cells:
        raise FileTooLarge(f"行数超过上限{reading.limits.most_rows}行")
    try:
        return list(csv.reader(lines, delimiter=mark, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            reading.note("引号不成对，引号按一般文字读")
            return [line.rstrip("\r\n").split(mark) for line in lines if line]
        if "field larger" in str(error):
            raise FileTooLarge("有一个单元格的字太多", "请检查引号是否成对。") from error
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error as error:
        raise FileTooLarge("有一个单元格的字太多", "请检查引号是否成对。") from error
