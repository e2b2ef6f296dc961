"""Faults that any cell may have, and faults in 公开内容.

Owns: cells broken, garbled, cut, moved or copied from another county's table. Must not: ask the validator.

Not seeded: a cell that is empty in the national table too (the rule for it, GK-CELL-008, speaks of the unspoilt tables
already).
"""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise
from random import Random

from benchmarks.defects.local import localised, office_of
from benchmarks.defects.table import Expected, Spoilt, Table, World, defect, expect, pick
from catalog_graph.model.values import Item

_WORDED = ("content", "citations", "time_limit", "subjects", "channels")
# What follows from words that break off, by the column they stand in.
_STOPPED = (
    "GK-CON-002 GK-BASIS-002 GK-BASIS-003 GK-BASIS-007 GK-BASIS-008 GK-BASIS-009 GK-BASIS-010"
    " GK-BASIS-012 GK-BASIS-013 GK-WHO-002 GK-WHERE-002 GK-WHERE-003 GK-WHEN-002"
)


def _cell(rng: Random, table: Table, columns: tuple[str, ...] = _WORDED, least: int = 1) -> tuple[int, str] | None:
    """A cell with at least so many characters."""
    return _one_of(rng, [(row, c) for c in columns for row in table.filled(c) if len(table.words(row, c)) >= least])


def _one_of(rng: Random, cells: list[tuple[int, str]]) -> tuple[int, str] | None:
    return rng.choice(cells) if cells else None


@defect("公式出错", "GK-CELL-001")
def broken_formula(rng: Random, table: Table, world: World) -> Spoilt | None:
    """#REF! and its kin."""
    cell = _cell(rng, table, (*_WORDED, "label", "group", "number", "code"))
    if cell is None:
        return None
    words = rng.choice(["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!"])
    return expect(table.put({cell: words}), "GK-CELL-001")


def _misread(words: str, how: str) -> str:
    """Words as another encoding shows them."""
    if how == "latin":
        return words.encode().decode("latin-1")
    if how == "windows":
        return words.encode().decode("cp1252", "replace")
    if how == "gbk":
        return words.encode().decode("gbk", "replace")
    return words.encode("gb18030").decode("latin-1")


@defect("乱码", "GK-CELL-002")
def garbled(rng: Random, table: Table, world: World) -> Spoilt | None:
    """UTF-8 read as Latin or as GBK, GBK read as Latin, or lost characters."""
    cell = _cell(rng, table, (*_WORDED, "label"), least=4)
    if cell is None:
        return None
    words = table.words(*cell).replace("\n", "；")
    how = rng.choice(["latin", "windows", "gbk", "gbk as latin", "lost", "twice"])
    if how == "lost":
        at = rng.randrange(len(words) - 1)
        words = words[:at] + rng.choice(["\ufffd\ufffd", "锟斤拷", "????"]) + words[at + 2 :]
    elif how == "twice":
        words = "锟斤拷" * (len(words) // 2 + 1)
    else:
        words = _misread(words, how)
    words = "".join(char if char >= " " and not "\x7f" <= char < "\xa0" else "?" for char in words)
    return expect(table.put({cell: words}), "GK-CELL-002")


@defect("占位文字", "GK-CELL-003")
def placeholder(rng: Random, table: Table, world: World) -> Spoilt | None:
    """XXX, 待定 and the like."""
    cell = _cell(rng, table)
    words = rng.choice(
        ["XXX", "xx", "××", "***", "待定", "待补充", "暂无", "无", "/", "—", "某某单位", "XX局", "待填", "（待补）"]
    )
    return expect(table.put({cell: words}), "GK-CELL-003") if cell else None


@defect("填错栏（两栏对调）", "GK-CELL-004")
def swapped(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Two neighbouring cells of a row exchanged."""
    left, right = rng.choice([("citations", "time_limit"), ("time_limit", "subjects"), ("subjects", "channels")])
    row = pick(rng, table.rows(lambda row, _: table.words(row, left) and table.words(row, right)))
    if row is None:
        return None
    changed = table.put({(row, left): table.words(row, right), (row, right): table.words(row, left)})
    both = tuple(Expected(frozenset({"GK-CELL-004"}), frozenset({(row, column)})) for column in (left, right))
    return Spoilt(changed, both)


@defect("整行右移一栏", "GK-CELL-004")
def shifted(rng: Random, table: Table, world: World) -> Spoilt | None:
    """From 公开内容 on, every cell one column to the right."""
    columns = ("content", "citations", "time_limit", "subjects", "channels")
    row = pick(rng, table.rows(lambda row, _: all(table.words(row, c) for c in columns[1:4])))
    if row is None:
        return None
    cells = {(row, "content"): ""} | {(row, after): table.words(row, before) for before, after in pairwise(columns)}
    moved = ("time_limit", "subjects", "channels")
    expected = tuple(Expected(frozenset({"GK-CELL-004"}), frozenset({(row, column)})) for column in moved)
    also = (
        "GK-CON-001 GK-CELL-004 GK-CELL-007 GK-CELL-008"
        " GK-BASIS-001 GK-BASIS-002 GK-BASIS-003 GK-BASIS-007 GK-BASIS-009 GK-BASIS-010"
    )
    return Spoilt(table.put(cells), expected, frozenset(also.split()))


@defect("数字变成日期", "GK-CELL-005")
def date_for_number(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A date where words should be, as text."""
    cell = _cell(rng, table)
    day = date(rng.randint(2018, 2025), rng.randint(1, 12), rng.randint(1, 28))
    written = rng.choice(
        [
            f"{day:%Y-%m-%d}",
            f"{day:%Y/%m/%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y-%m-%d} 00:00:00",
            f"{day.month}月{day.day}日",
        ]
    )
    return expect(table.put({cell: written}), "GK-CELL-005") if cell else None


@defect("单元格是日期值", "GK-CELL-005", formats=("xlsx",))
def real_date(rng: Random, table: Table, world: World) -> Spoilt | None:
    """5-10 typed into a spreadsheet: a date in the file, whatever it is shown as."""
    cell = _cell(rng, table)
    if cell is None:
        return None
    row, column = cell[0] + 4, table.ids.index(cell[1]) + 1
    form = rng.choice(['m"月"d"日"', "yyyy/m/d", "d-mmm", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "mmm-yy"])
    day = date(rng.randint(2020, 2025), rng.randint(1, 12), rng.randint(1, 28))

    def edit(content: bytes, _: str) -> bytes:
        from openpyxl import load_workbook  # noqa: PLC0415 - only this class needs it

        book = load_workbook(io.BytesIO(content))
        place = book.worksheets[0].cell(row, column)
        place.value, place.number_format = day, form
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    spoilt = expect(table.put({cell: ""}), "GK-CELL-005")
    return Spoilt(spoilt.table, spoilt.expected, edit=edit)


@defect("抄来的外地单位", "GK-CELL-006")
def foreign_place(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A county's own table in which one office is still another county's."""
    home, other = rng.sample(world.counties, 2)
    own = localised(table, home, world)
    row = pick(rng, own.rows(lambda row, item: any(office_of(world, role, other) for role in item.subjects)))
    item = own.items[row] if row is not None else None
    if row is None or item is None:
        return None
    offices = [office for role in item.subjects if (office := office_of(world, role, other))]
    words = "\n".join(offices)
    return expect(own.put({(row, "subjects"): words}), "GK-CELL-006", also="GK-WHO-002 GK-WHO-004")


@defect("文字没写完", "GK-CELL-007")
def cut_short(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that break off: … or a bracket that nobody closes."""
    cell = _cell(rng, table, ("content", "citations"), least=16)
    if cell is None:
        return None
    words = table.words(*cell)
    opened = [at for at, char in enumerate(words) if char in "《（" and at + 5 < len(words)]
    closes = {at: min((words.find(shut, at) for shut in "》）" if shut in words[at:]), default=-1) for at in opened}
    inside = [(at, end) for at, end in closes.items() if end > at + 4 and at + 4 >= 12]
    if inside and rng.random() < 0.6:
        at, end = rng.choice(inside)
        cut = words[: rng.randint(max(at + 3, 12), end - 1)]
    else:
        cut = words[: rng.randint(8, len(words) - 4)].rstrip("；\n、，") + rng.choice(["……", "...", "…", "。。。"])
    return expect(table.put({cell: cut}), "GK-CELL-007", also=_STOPPED)


@defect("公开内容缺要素", "GK-CON-002")
def dropped_content(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One of several elements struck out."""

    def fits(row: int, item: Item) -> bool:
        return len(item.content) > 1 and len(table.lines(row, "content")) == len(item.content)

    row = pick(rng, table.rows(fits))
    if row is None:
        return None
    lines = table.lines(row, "content")
    gone = rng.randrange(len(lines))
    rest = "\n".join(line for at, line in enumerate(lines) if at != gone)
    # An element that stands within another's words is still said.
    if lines[gone].strip("；") in rest:
        return None
    return expect(table.put({(row, "content"): rest.removesuffix("；")}), "GK-CON-002")


@defect("公开内容漏填", "GK-CON-001")
def empty_content(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No content."""
    row = pick(rng, table.filled("content"))
    return expect(table.put({(row, "content"): ""}), "GK-CON-001") if row is not None else None


@defect("公开时限漏填", "GK-WHEN-001")
def empty_limit(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No limit."""
    row = pick(rng, table.filled("time_limit"))
    return expect(table.put({(row, "time_limit"): ""}), "GK-WHEN-001") if row is not None else None
