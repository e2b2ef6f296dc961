"""Faults of whole rows: their names, numbers and codes; rows lost or there twice.

Owns: group, label, 序号 and 事项编码. Must not: ask the validator.

Not seeded: 信息 left out at the end of a name, which the national tables themselves write either way; an empty
一级事项 below a filled one, which offices mean as filled down (and which is told as such).
"""

from __future__ import annotations

import re
from random import Random

from benchmarks.defects.table import Expected, Spoilt, Table, World, defect, expect, pick
from catalog_graph.model.values import GENERAL, Item
from catalog_graph.official.layout import Column

_BETWEEN = re.compile(r"[、，；/和及与]")  # a name with one of these is itself read as several
_UNMATCHED = "GK-TAB-003 GK-ROW-002 GK-ROW-003 GK-ROW-004 GK-ROW-007"
# What is empty or out of force in the national item too is a fault in a row that is taken for none.
_EMPTY = (
    "GK-BASIS-004 GK-BASIS-005 GK-CON-001 GK-BASIS-001 GK-WHEN-001 GK-WHO-001 GK-WHERE-001 GK-AUD-001"
    " GK-HOW-001 GK-LEV-001"
)


@defect("漏掉一行", "GK-TAB-003")
def row_lost(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A row deleted and the rest numbered anew."""
    gone = rng.randrange(len(table.items))
    item = table.items[gone]
    if item is None or len(table.items) < 3:
        return None
    rest = table.moved(row for row in range(len(table.items)) if row != gone).renumbered()
    return Spoilt(rest, (Expected(frozenset({"GK-TAB-003"}), item=item.key),))


@defect("一行出现两次", "GK-ROW-002")
def row_twice(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A row copied to another place and the rest numbered anew."""
    row, places = rng.randrange(len(table.items)), list(range(len(table.items)))
    at = rng.randint(0, len(places))
    places.insert(at, row)
    first = places.index(row)
    second = places.index(row, first + 1)
    more = table.moved(places).renumbered()
    return expect(more, "GK-ROW-002", cells={(first, "label"), (second, "label")})


@defect("序号不连续", "GK-ROW-008")
def number_out_of_order(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One 序号 mistyped."""
    if len(table.items) < 3:
        return None
    row = rng.randrange(1, len(table.items) - 1)
    right = int(table.words(row, "number"))
    wrong = rng.choice([right - 1, right + 1, right + 10, right * 10 + 1])
    if wrong == 1:
        return None
    changed = table.put({(row, "number"): str(wrong)})
    # Where one number goes astray either it or the next one is seen to be out of order.
    return expect(changed, "GK-ROW-008", cells={(row, "number"), (row + 1, "number")}, also="GK-ROW-008")


@defect("缺二级事项", "GK-ROW-001", "GK-ROW-013")
def label_lost(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The name of an item struck out; where its group or its content is called like an item, that is taken for it."""
    row = rng.randrange(len(table.items))
    cells = {(row, "label"), (row, "group"), (row, "content")}
    return expect(table.put({(row, "label"): ""}), "GK-ROW-001", "GK-ROW-013", cells=cells, also="GK-TAB-003")


@defect("缺一级事项", "GK-ROW-003")
def group_lost(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The group of the first rows struck out: there is nothing above to fill it from."""
    first = table.words(0, "group")
    height = next((row for row in range(len(table.items)) if table.words(row, "group") != first), len(table.items))
    return expect(table.put({(row, "group"): "" for row in range(height)}), "GK-ROW-003")


@defect("事项名称写得不同", "GK-ROW-004", "GK-ROW-005", "GK-ROW-006")
def label_reworded(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A name cut to a half, or with other words in it: whatever it is taken for, that must be said."""
    row = pick(rng, table.rows(lambda row, _: len(table.words(row, "label")) >= 4))
    if row is None:
        return None
    words = table.words(row, "label")
    half = len(words) // 2
    other = rng.choice(
        [words[:half] + "工作情况", "本地" + words[half:], words[:half], f"{words}和其他事项", f"有关{words[half:]}"]
    )
    if other.removesuffix("信息") == words.removesuffix("信息"):
        return None
    also = f"{_UNMATCHED} GK-ROW-011 {_EMPTY}"
    return expect(table.put({(row, "label"): other}), "GK-ROW-004", "GK-ROW-005", "GK-ROW-006", also=also)


@defect("一行写了几个事项", "GK-ROW-014")
def rows_joined(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A row and the next of its group written as one, under both names; neither name is another item's too."""
    labels = [table.words(row, "label") for row in range(len(table.items))]

    def fits(row: int, item: Item) -> bool:
        after = table.items[row + 1] if row + 1 < len(table.items) else None
        both = labels[row : row + 2]
        plain = all(labels.count(label) == 1 and len(label) > 3 and not _BETWEEN.search(label) for label in both)
        return after is not None and after.group == item.group and plain

    row = pick(rng, table.rows(fits))
    if row is None:
        return None
    joined = table.put({(row, "label"): "、".join(labels[row : row + 2]), (row, "code"): ""})
    rest = joined.moved(at for at in range(len(labels)) if at != row + 1).renumbered()
    return expect(rest, "GK-ROW-014", cells={(row, "label")}, also="GK-TAB-003")


@defect("一级事项归错", "GK-ROW-007")
def other_group(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A row put under another group, in which no item of its name is; the law puts general duties under none."""
    groups = sorted({item.group for item in table.items if item})
    labels = [(item.group, item.label) for item in table.items if item]

    def fits(_: int, item: Item) -> bool:
        alone = sum(label == item.label for _, label in labels) == 1
        return alone and len(groups) > 1 and item.catalogue != GENERAL

    row = pick(rng, table.rows(fits))
    item = table.items[row] if row is not None else None
    if row is None or item is None:
        return None
    other = rng.choice([group for group in groups if group != item.group])
    return expect(table.put({(row, "group"): other}), "GK-ROW-007")


@defect("编码写成别的事项", "GK-ROW-011")
def wrong_code(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The code of another item of the catalogue, or of none."""
    row = rng.randrange(len(table.items))
    right = table.words(row, "code")
    others = [table.words(other, "code") for other in range(len(table.items)) if other != row]
    return expect(table.put({(row, "code"): rng.choice([*others, right[:2] + "999"])}), "GK-ROW-011")


@defect("编码丢了前面的0", "GK-ROW-009")
def lost_zero(rng: Random, table: Table, world: World) -> Spoilt | None:
    """05011 → 5011 in one row, or in all as a file saved anew leaves them."""
    if not table.words(0, "code").startswith("0"):
        return None
    rows = [rng.randrange(len(table.items))] if rng.random() < 0.5 else range(len(table.items))
    changed = table.put({(row, "code"): table.words(row, "code").lstrip("0") for row in rows})
    expected = tuple(Expected(frozenset({"GK-ROW-009"}), frozenset({(row, "code")})) for row in rows)
    return Spoilt(changed, expected)


@defect("电话丢了前面的0", "GK-ROW-009")
def lost_zero_of_telephone(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A column of telephone numbers in which some lost the zero of their area code."""
    if len(table.items) < 6:
        return None
    area = rng.choice(["0557", "0371", "0851", "0991"])
    columns = [*table.official.columns, Column("telephone", "", rng.choice(["咨询电话", "监督电话", "联系电话"]), 12)]
    numbers = [f"{area}{rng.randint(2_000_000, 8_999_999)}" for _ in table.items]
    rows = rng.sample(range(len(numbers)), rng.randint(1, 2))
    there = table.headed(columns, lambda row, _: numbers[row])
    changed = there.put({(row, "telephone"): numbers[row][1:] for row in rows})
    expected = tuple(Expected(frozenset({"GK-ROW-009"}), frozenset({(row, "telephone")})) for row in rows)
    return Spoilt(changed, expected)


@defect("编码变成科学计数", "GK-ROW-010")
def scientific_code(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A long code as a spreadsheet shows it, in 事项编码 or in a column of the office's own."""
    row = rng.randrange(len(table.items))
    power = rng.choice(["3.41302E+11", "1.13413E+17", "3.41E+11", "1.2E+15", "3.41302E11"])
    if rng.random() < 0.5:
        return expect(table.put({(row, "code"): power}), "GK-ROW-010")
    columns = [*table.official.columns, Column("index", "", rng.choice(["索引号", "统一编码", "实施编码"]), 16)]
    there = table.headed(columns, lambda row, _: f"3413020050{row:04d}")
    return expect(there.put({(row, "index"): power}), "GK-ROW-010")
