"""Faults of the table as a whole.

Owns: columns and rows lacking altogether, a domain that is none. Must not: ask the validator.
"""

from __future__ import annotations

from random import Random

from benchmarks.defects.people import in_words
from benchmarks.defects.table import Expected, Spoilt, Table, World, defect

_COLUMNS = {
    ("content",): "公开内容（要素）",
    ("citations",): "公开依据",
    ("time_limit",): "公开时限",
    ("subjects",): "公开主体",
    ("channels",): "公开渠道和载体",
    ("public", "audience_group", "audience"): "公开对象",
    ("proactive", "on_request", "method"): "公开方式",
    ("county", "township", "village", "levels"): "公开层级",
    ("label",): "二级事项",
}
_NO_DOMAINS = ("气象服务", "消防救援", "档案管理", "统计调查", "宗教事务", "外事管理", "人防工程")
_THEMES = ("工作计划", "业务流程图", "年度总结", "值班安排", "人员名册", "设备清单", "培训通知", "考核结果", "会议纪要")
# What may be said of rows that there is nothing to compare with: the national table's words without its pardons.
_WITHOUT_DOMAIN = (
    "GK-BASIS-003 GK-BASIS-004 GK-BASIS-005 GK-BASIS-009 GK-WHEN-002 GK-WHEN-004 GK-ROW-011 GK-CELL-008 GK-AUD-004"
    " GK-CON-001 GK-BASIS-001 GK-WHEN-001 GK-WHO-001 GK-WHO-003 GK-WHERE-001 GK-WHERE-006 GK-AUD-001 GK-HOW-001"
    " GK-LEV-001"
)


@defect("缺一整栏", "GK-TAB-002")
def column_lost(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A column deleted, whether of words or of ticks."""
    if rng.random() < 0.3:
        table = in_words(table, rng.choice(["audience", "method", "levels"]))
    gone, label = rng.choice(list(_COLUMNS.items()))
    rest = table.headed([column for column in table.official.columns if column.id not in gone])
    return Spoilt(rest, (Expected(frozenset({"GK-TAB-002"}), value=label),))


@defect("只有表头", "GK-TAB-001")
def empty_table(rng: Random, table: Table, world: World) -> Spoilt | None:
    """All rows deleted."""
    return Spoilt(table.moved(()), (Expected(frozenset({"GK-TAB-001"})),))


@defect("领域看不出来", "GK-TAB-004")
def unknown_domain(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The items of an office that has no pilot domain, under a title that says none."""
    field = rng.choice(_NO_DOMAINS)
    cells = {}
    for row in range(len(table.items)):
        cells[row, "group"] = field
        cells[row, "label"] = f"{field}{_THEMES[row % len(_THEMES)]}{row // len(_THEMES) or ''}"
    whole = table.put(cells).titled("政务公开目录")
    expected = (Expected(frozenset({"GK-TAB-004"})),)
    return Spoilt(whole, expected, anywhere=frozenset(_WITHOUT_DOMAIN.split()))
