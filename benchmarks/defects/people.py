"""Faults in 公开主体、公开对象、公开方式、公开层级.

Owns: ticks lost or set, offices of other levels, words that say nobody. Must not: ask the validator.

Not seeded: 市级 alone as a level, which a county-level city rightly writes; a level or audience beyond the national
one, which a place may choose.
"""

from __future__ import annotations

from random import Random

from benchmarks.defects.table import Spoilt, Table, World, defect, expect, pick
from catalog_graph.model.codes import Audience, Level, Method
from catalog_graph.model.values import Item
from catalog_graph.official.layout import TICK, Column

_LEVELS = (Level.COUNTY.value, Level.TOWNSHIP.value, Level.VILLAGE.value)
_AS_WORDS = {
    "audience": (Column("audience", "", "公开对象", 10), {"public": "全社会", "audience_group": "特定群体"}),
    "method": (Column("method", "", "公开方式", 8), {"proactive": "主动", "on_request": "依申请"}),
    "levels": (Column("levels", "", "公开层级", 8), {"county": "县级", "township": "乡级", "village": "村级"}),
}


def in_words(table: Table, column: str, box: str = "") -> Table:
    """公开对象、公开方式 or 公开层级 as one column of words in place of its columns of ticks.

    `box` is how a box is written, as "{box} {name}" or "{name}({box})": all names are there, each with its box.
    """
    heading, options = _AS_WORDS[column]

    def said(row: int, _: Column) -> str:
        names = [(name, table.words(row, option)) for option, name in options.items()]
        written = [(name if mark in ("", TICK) else f"{name}（{mark}）", mark) for name, mark in names]
        if box and any(mark for _, mark in written):
            return " ".join(box.format(box="☑" if mark else "□", name=name) for name, mark in written)
        return "、".join(name for name, mark in written if mark)

    columns: list[Column] = []
    for printed in table.official.columns:
        if printed.id not in options:
            columns.append(printed)
        elif heading not in columns:
            columns.append(heading)
    return table.headed(columns, said)


@defect("主体越级", "GK-WHO-003")
def subject_of_another_level(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A provincial office, or an office of a level that the row is not of."""
    row = pick(rng, table.rows(lambda row, item: table.words(row, "subjects") and item.levels))
    item = table.items[row] if row is not None else None
    if row is None or item is None:
        return None
    roles = [r.label for r in world.dataset.roles.values() if r.level not in item.levels and r.id not in item.subjects]
    higher = [
        f"{name}{office}"
        for name in ("安徽省", "省", "山东省")
        for office in ("民政厅", "财政厅", "教育厅", "自然资源厅")
    ]
    return expect(table.put({(row, "subjects"): rng.choice([*higher, *roles])}), "GK-WHO-003")


@defect("主体换成别的部门", "GK-WHO-004")
def other_subject(rng: Random, table: Table, world: World) -> Spoilt | None:
    """An office of the right level that the national item does not name."""
    row = pick(rng, table.rows(lambda _, item: item.subjects and Level.COUNTY in item.levels))
    item = table.items[row] if row is not None else None
    if row is None or item is None:
        return None
    roles = [r for r in world.dataset.roles.values() if r.level is Level.COUNTY and r.id not in item.subjects]
    return expect(table.put({(row, "subjects"): rng.choice(roles).label}), "GK-WHO-004")


@defect("主体看不出单位", "GK-WHO-002")
def unread_subject(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that name no office."""
    row = pick(rng, table.filled("subjects"))
    words = rng.choice(["有关单位", "各相关责任单位", "张三", "经办人员", "牵头单位", "业务科室", "本单位"])
    return expect(table.put({(row, "subjects"): words}), "GK-WHO-002") if row is not None else None


@defect("公开对象变窄", "GK-AUD-003")
def narrower(rng: Random, table: Table, world: World) -> Spoilt | None:
    """全社会 → 特定群体."""
    table = in_words(table, "audience") if rng.random() < 0.4 else table
    row = pick(rng, table.rows(lambda _, item: Audience.PUBLIC in item.audience))
    group = rng.choice([TICK, "申请人", "本村村民", "服务对象"])
    if row is None:
        return None
    if "audience" in table.ids:
        words = "特定群体" if group == TICK else f"特定群体（{group}）"
        return expect(table.put({(row, "audience"): words}), "GK-AUD-003")
    return expect(table.put({(row, "public"): "", (row, "audience_group"): group}), "GK-AUD-003")


@defect("特定群体没有写明", "GK-AUD-004")
def unnamed_group(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The name of the group replaced by a tick."""
    row = pick(rng, table.rows(lambda _, item: item.audience_group))
    return expect(table.put({(row, "audience_group"): TICK}), "GK-AUD-004") if row is not None else None


@defect("公开对象看不懂", "GK-AUD-002", "GK-CELL-003")
def unread_audience(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that name nobody."""
    table = in_words(table, "audience")
    row = pick(rng, table.filled("audience"))
    words = rng.choice(["视情况", "按规定", "详见附件", "一定范围", "根据要求确定", "适当范围内"])
    changed = table.put({(row or 0, "audience"): words})
    return expect(changed, "GK-AUD-002", "GK-CELL-003", also="GK-AUD-003") if row is not None else None


@defect("主动改为依申请", "GK-HOW-003")
def on_request(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The tick moved from 主动 to 依申请."""
    table = in_words(table, "method") if rng.random() < 0.4 else table
    row = pick(rng, table.rows(lambda _, item: item.method == (Method.PROACTIVE,)))
    if row is None:
        return None
    if "method" in table.ids:
        return expect(table.put({(row, "method"): rng.choice(["依申请", "依申请公开"])}), "GK-HOW-003")
    return expect(table.put({(row, "proactive"): "", (row, "on_request"): TICK}), "GK-HOW-003")


@defect("两种公开方式都勾", "GK-HOW-004")
def both_methods(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A second tick."""
    row = pick(rng, table.rows(lambda _, item: len(item.method) == 1))
    item = table.items[row] if row is not None else None
    if row is None or item is None:
        return None
    other = "on_request" if item.method[0] is Method.PROACTIVE else "proactive"
    return expect(table.put({(row, other): TICK}), "GK-HOW-004")


@defect("公开方式看不懂", "GK-HOW-002")
def unread_method(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that say neither."""
    table = in_words(table, "method")
    row = pick(rng, table.filled("method"))
    words = rng.choice(["视情况", "按规定", "内部公开", "酌情", "书面"])
    return expect(table.put({(row, "method"): words}), "GK-HOW-002") if row is not None else None


@defect("漏勾一个层级", "GK-LEV-004")
def dropped_level(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One tick of several lost."""
    row = pick(rng, table.rows(lambda _, item: len(item.levels) > 1))
    item = table.items[row] if row is not None else None
    if row is None or item is None:
        return None
    changed = table.put({(row, rng.choice(item.levels).value): ""})
    return expect(changed, "GK-LEV-004", also="GK-WHO-003")


@defect("层级看不懂", "GK-LEV-002")
def unread_level(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that name no level."""
    table = in_words(table, "levels")
    row = pick(rng, table.filled("levels"))
    words = rng.choice(["视情况", "按职责", "各单位", "全部", "见说明"])
    return expect(table.put({(row, "levels"): words}), "GK-LEV-002") if row is not None else None


@defect("层级超出基层", "GK-LEV-003")
def impossible_level(rng: Random, table: Table, world: World) -> Spoilt | None:
    """省级 among the levels, in words or as a column of ticks."""
    level = rng.choice(["省级", "国家级"])
    if rng.random() < 0.5:
        table = in_words(table, "levels")
        row = pick(rng, table.filled("levels"))
        if row is None:
            return None
        written = rng.choice([level, f"{level}、{table.words(row, 'levels')}"])
        return expect(table.put({(row, "levels"): written}), "GK-LEV-003", also="GK-LEV-004")
    columns = list(table.official.columns)
    at = table.ids.index("county")
    columns.insert(at, Column("above", "公开层级", level, 6))
    row = pick(rng, table.rows(lambda _, item: item.levels))
    return expect(table.headed(columns).put({(row, "above"): TICK}), "GK-LEV-003") if row is not None else None


def _emptied(rng: Random, table: Table, columns: tuple[str, ...], rule: str) -> Spoilt | None:
    def fits(row: int, item: Item) -> bool:
        return any(table.words(row, column) for column in columns)

    row = pick(rng, table.rows(fits))
    return expect(table.put({(row, column): "" for column in columns}), rule) if row is not None else None


@defect("公开对象漏填", "GK-AUD-001")
def empty_audience(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No tick."""
    return _emptied(rng, table, ("public", "audience_group"), "GK-AUD-001")


@defect("公开方式漏填", "GK-HOW-001")
def empty_method(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No tick."""
    return _emptied(rng, table, ("proactive", "on_request"), "GK-HOW-001")


@defect("公开层级漏填", "GK-LEV-001")
def empty_level(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No tick."""
    return _emptied(rng, table, _LEVELS, "GK-LEV-001")


@defect("公开主体漏填", "GK-WHO-001")
def empty_subject(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No office."""
    return _emptied(rng, table, ("subjects",), "GK-WHO-001")
