"""Rows that are not items: titles, section headings, notes, totals, page numbers, blanks.

Owns: telling such a row from an item by how it is written.
Must not: decide what a band of words means for the rows below it (`segments` does).

A band is a row with one thing written in it: merged over half the table, or unmerged and worded as a note, a total, a
page number, a numbered section or the name of a domain. A row whose cells belong to merges from above is an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from catalog_graph.cells.text import normalise
from catalog_graph.review.recognition.spread import SpreadGrid

_NOTE = re.compile(
    r"^(?:[*※＊]|[（【]?(?:备?注|附注|说明|填表说明|填报说明|编制说明|要素说明|标准目录要素说明|备注说明|使用说明|填写说明|特别说明)[】）]?"
    r"(?:\d|[：:、.．；]|$)|[“\"‘]?[■●√▲□]”?\"?(?:表示|为|是|代表|指)|(?:填报|填表|制表|审核|编制|主办|承办|联系|监督)(?:单位|人|电话|部门|日期|时间)?[：:])"
)
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数)|^(?:共|合计|总计)\d+[项条个类]")
_FOOTER = re.compile(
    r"^(?:第?[\d一二三四五六七八九十]+页|[-—－–]+\d+[-—－–]+|第\d+页[，,/、]?共\d+页|\d+/\d+(?:页)?|共\d+页.*|Page\d+.*)$",
    re.I,
)
_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]+(?:部分|[部类章]))"
)
_NAMES_A_DOMAIN = re.compile(r"领域(?:$|基层|政务|标准|公开|[（：:])|标准目录$|公开目录$")
_ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?$")
_SIGNATURE = re.compile(r"^(?:填报|填表|制表|审核|编制|联系|监督|咨询|负责|单位|日期|时间|报送)[^：:]{0,8}[：:]")


class Kind(StrEnum):
    """What a row is."""

    BLANK = "blank"
    ITEM = "item"
    WORDS = "words"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Band:
    """What a row is, and its words where it is no item."""

    kind: Kind
    words: str = ""


def band_of(spread: SpreadGrid, row: int) -> Band:
    """What a row of the grid is.

    >>> from catalog_graph.intake.grid import Grid
    >>> seen = SpreadGrid(Grid("", (("一、社会救助领域", "", ""), ("1", "低保", "√"), ("注：√表示公开", "", ""))))
    >>> [band_of(seen, row).kind.value for row in range(1, 4)]
    ['words', 'item', 'note']
    """
    written = spread.written(row)
    if not written:
        return Band(Kind.BLANK)
    cells = [spread.own(row, column) for column in written]
    first = normalise(cells[0])
    if spread.merged_from_above(row):
        return Band(Kind.ITEM)
    if len(set(cells)) == 1 and (len(cells) == 1 or len(cells) > spread.width // 2 > 1):
        return _single(spread, row, written[0], cells[0], first)
    return _several(spread.width, cells, first)


def _several(width: int, cells: list[str], first: str) -> Band:
    """A row in which several things are written."""
    if len(cells) <= 3 and (re.fullmatch(r"(?:备?注|说明|附注|填表说明)[：:]?", first) or _TOTAL.match(first)):
        return Band(Kind.NOTE, " ".join(cells))
    if len(cells) == 2 and _ORDINAL.match(first) and width > 3:
        return Band(Kind.WORDS, f"{first.rstrip('、.．')}、{cells[1]}")
    if len(cells) <= 4 and all(
        _SIGNATURE.match(normalise(words)) or _FOOTER.match(normalise(words)) for words in cells
    ):
        return Band(Kind.NOTE, " ".join(cells))
    return Band(Kind.ITEM)


def _single(spread: SpreadGrid, row: int, column: int, words: str, said: str) -> Band:
    """A row in which one thing is written."""
    if _NOTE.match(said) or _TOTAL.match(said) or _FOOTER.match(said):
        return Band(Kind.NOTE, words)
    wide = spread.last_column(row, column) - column + 1 >= max(2, spread.width / 2)
    repeated = len(spread.written(row)) > 1
    named = column <= 2 and (_SECTION.match(said) or _NAMES_A_DOMAIN.search(said)) and len(said) <= 60
    if wide or repeated or named:
        return Band(Kind.NOTE if len(said) > 120 else Kind.WORDS, words)
    return Band(Kind.ITEM)


def section_name(words: str) -> str:
    """A section heading without its number.

    >>> section_name("（一）最低生活保障"), section_name("二、临时救助")
    ('最低生活保障', '临时救助')
    """
    return re.sub(r"\s+", "", re.sub(rf"{_SECTION.pattern}|^\d+[、.．]", "", words.strip())) or words.strip()
