"""Rows that are not items: titles, section headings, notes, totals, page numbers, blanks.

Owns: telling such a row from an item by how it is written.
Must not: decide what a line of words means for the rows below it (`segments` does).

A line of words is a row with one thing written in it: merged over half the table, or unmerged and worded as a note, a
total, a page number, a numbered section or the name of a domain. A row whose cells belong to merges from above is an
item.
"""

from __future__ import annotations

import re
from enum import StrEnum

from catalog_graph.cells.text import normalise
from catalog_graph.review.recognition.spread import SpreadGrid

_NOTE = re.compile(
    r"^(?:[*※＊]|[（【]?(?:备?注|附注|说明|填表说明|填报说明|编制说明|要素说明|标准目录要素说明|备注说明|使用说明|填写说明|特别说明)[】）]?"
    r"(?:\d|[：:、.．；]|$)|[“\"‘]?[■●√▲□]”?\"?(?:表示|为|是|代表|指)|(?:填报|填表|制表|审核|编制|主办|承办|联系|监督)(?:单位|人|电话|部门|日期|时间)?[：:])"
)
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数)|^(?:共|合计|总计)\d+[项条个类]")
_FOOTER = re.compile(
    r"^(?:第?[\d一二三四五六七八九十]+页|[-—－–]+\d+[-—－–]+|第\d+页[，,/、]?共\d+页|\d+/\d+(?:页)?|共\d+页.*|Page\d+.*"
    r"|[（(]?(?:续上?[表页]|接上?[表页]|[转接续见]下[页表]|续表[一二三四五\d]+|未完待续)[）)]?)$",
    re.I,
)
_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]+(?:部分|[部类章]))"
)
_NAMES_A_DOMAIN = re.compile(r"领域(?:$|基层|政务|标准|公开|[（：:])|标准目录$|公开目录$")
_ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?$")
_SIGNATURE = re.compile(r"^(?:填报|填表|制表|审核|编制|联系|监督|咨询|负责|单位|日期|时间|报送)[^：:]{0,8}[：:]")


class RowKind(StrEnum):
    """What a row is."""

    BLANK = "blank"
    ITEM = "item"
    WORDS = "words"
    NOTE = "note"


def kind_of(spread: SpreadGrid, row: int) -> tuple[RowKind, str]:
    """What a row of the grid (1-based) is, and its words where it is no item.

    >>> from catalog_graph.intake.grid import Grid
    >>> seen = SpreadGrid(Grid("", (("一、社会救助领域", "", ""), ("1", "低保", "√"), ("注：√表示公开", "", ""))))
    >>> [kind_of(seen, row)[0].value for row in range(1, 4)]
    ['words', 'item', 'note']
    """
    written = spread.written(row)
    if not written:
        return RowKind.BLANK, ""
    cells = [spread.own(row, column) for column in written]
    if spread.merged_from_above(row):
        return RowKind.ITEM, ""
    if len(set(cells)) == 1 and (len(cells) == 1 or len(cells) > spread.width // 2 > 1):
        return _single(spread, row, written[0]), cells[0]
    return _several(spread.width, cells)


def _several(width: int, cells: list[str]) -> tuple[RowKind, str]:
    """A row in which several things are written."""
    if len(cells) > 4:
        return RowKind.ITEM, ""
    plain = [normalise(words) for words in cells]
    if len(cells) <= 3 and (re.fullmatch(r"(?:备?注|说明|附注|填表说明)[：:]?", plain[0]) or _TOTAL.match(plain[0])):
        return RowKind.NOTE, " ".join(cells)
    if len(cells) == 2 and _ORDINAL.match(plain[0]) and width > 3:
        return RowKind.WORDS, f"{plain[0].rstrip('、.．')}、{cells[1]}"
    if all(_SIGNATURE.match(words) or _FOOTER.match(words) for words in plain):
        return RowKind.NOTE, " ".join(cells)
    return RowKind.ITEM, ""


def _single(spread: SpreadGrid, row: int, column: int) -> RowKind:
    """A row in which one thing is written, first in `column`."""
    words = normalise(spread.own(row, column))
    if _NOTE.match(words) or _TOTAL.match(words) or _FOOTER.match(words):
        return RowKind.NOTE
    wide = spread.last_column(row, column) - column + 1 >= max(2, spread.width / 2)
    repeated = len(spread.written(row)) > 1
    named = column <= 2 and (_SECTION.match(words) or _NAMES_A_DOMAIN.search(words)) and len(words) <= 60
    if wide or repeated or named:
        return RowKind.NOTE if len(words) > 120 else RowKind.WORDS
    return RowKind.ITEM


def section_name(words: str) -> str:
    """A section heading without its number.

    >>> section_name("（一）最低生活保障"), section_name("二、临时救助")
    ('最低生活保障', '临时救助')
    """
    return re.sub(r"\s+", "", re.sub(rf"{_SECTION.pattern}|^\d+[、.．]", "", words.strip())) or words.strip()
