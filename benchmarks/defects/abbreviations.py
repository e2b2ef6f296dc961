"""Habits of offices that are no faults: abbreviations, rows cut at a page, other ticks and suffixes.

Owns: these habits. Must not: ask the validator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.defects.table import Spoilt, Table, World, defect, pick
from catalog_graph.official.layout import TICK

_NUMBER = re.compile(r"([一-鿿]{1,10}[发函办字规通])〔(\d{4})〕(\d+)号")
_TICKS = ("public", "audience_group", "proactive", "on_request", "county", "township", "village")


def _each(table: Table, column: str, change: Callable[[str], str]) -> Spoilt | None:
    """Every cell of a column changed; None where that changes nothing."""
    rows = range(len(table.items))
    cells = {(row, column): change(table.words(row, column)) for row in rows if table.words(row, column)}
    cells = {cell: words for cell, words in cells.items() if words != table.words(*cell)}
    return Spoilt(table.put(cells)) if cells else None


@defect("跨页断开的行")
def cut_at_a_page(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The second half of a long cell in a row of its own."""
    column = rng.choice(["content", "channels"])
    row = pick(rng, table.rows(lambda row, _: len(table.lines(row, column)) > 1 and table.words(row, "label")))
    if row is None:
        return None
    lines = table.lines(row, column)
    half = rng.randint(1, len(lines) - 1)
    changed = table.put({(row, column): "\n".join(lines[:half])})
    return Spoilt(changed.inserted(row + 1, {column: "\n".join(lines[half:])}))


@defect("文号简写")
def short_numbers(rng: Random, table: Table, world: World) -> Spoilt | None:
    """国发2014年47号文 for 国发〔2014〕47号."""
    return _each(table, "citations", lambda words: _NUMBER.sub(r"\1\2年\3号文", words))


@defect("文号括号混用")
def mixed_brackets(rng: Random, table: Table, world: World) -> Spoilt | None:
    """国发【2014]47号."""
    left, right = rng.choice([("【", "]"), ("[", "】"), ("〔", "]"), ("［", "】")])
    return _each(table, "citations", lambda words: _NUMBER.sub(rf"\1{left}\2{right}\3号", words))


@defect("依据之间没有分隔")
def nothing_between(rng: Random, table: Table, world: World) -> Spoilt | None:
    """《甲》《乙》 in one line."""
    return _each(table, "citations", lambda words: re.sub(r"(?<=[》）])\n(?=《)", "", words))


@defect("彩色勾和符号字体的勾")
def coloured_ticks(rng: Random, table: Table, world: World) -> Spoilt | None:
    """✔ with the sign that colours it; Ö, as √ of the font Symbol is left behind."""
    tick = rng.choice(["✔️", "☑️", "Ö", "\uf0d6", "√\u200b"])
    cells = {
        (row, column): tick for column in _TICKS for row in range(len(table.items)) if table.words(row, column) == TICK
    }
    return Spoilt(table.put(cells))


@defect("一级事项带编号")
def numbered_groups(rng: Random, table: Table, world: World) -> Spoilt | None:
    """综合业务（一）."""
    mark = rng.choice(["（一）", "（二）", "(1)"])
    return _each(table, "group", lambda words: words if words.endswith(("）", ")")) else words + mark)


@defect("低保、联系电话等简称")
def short_words(rng: Random, table: Table, world: World) -> Spoilt | None:
    """低保标准, 联系电话."""

    def shortened(words: str) -> str:
        return words.replace("最低生活保障标准", "低保标准").replace("联系方式", "联系电话")

    return _each(table, "content", shortened)


@defect("时限加节假日顺延")
def holidays_said(rng: Random, table: Table, world: World) -> Spoilt | None:
    """（法定节假日顺延）."""
    said = rng.choice(["（法定节假日顺延）", "（遇法定节假日顺延）", "（法定节假日除外）"])
    return _each(table, "time_limit", lambda words: words + said if re.search(r"工作日(?:以)?内$", words) else words)


@defect("数字写廿")
def old_numerals(rng: Random, table: Table, world: World) -> Spoilt | None:
    """廿个工作日内."""
    return _each(table, "time_limit", lambda words: words.replace("20个工作日", "廿个工作日"))
