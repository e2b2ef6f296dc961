"""Faults in 公开时限.

Owns: limits too long, too vague, or broken as editors break them. Must not: ask the validator what it would say.
"""

from __future__ import annotations

import re
from random import Random

from benchmarks.defects.table import Spoilt, Table, World, defect, expect, pick
from catalog_graph.cells.text import NUMERAL, number
from catalog_graph.model.codes import LimitKind, Method, Trigger, Unit
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import Item

_COLUMN = "time_limit"
_AMOUNT = re.compile(rf"({NUMERAL})(个工作日|个月|日|天)")
_RHYTHMS = ("每月", "每季度", "每半年", "每年")


def _one(item: Item, kind: LimitKind, alone: bool = True) -> TimeLimit | None:
    """The item's one limit of this kind, and its only one if `alone`."""
    limits = item.time_limit.limits if item.time_limit else ()
    alike = [limit for limit in limits if limit.kind is kind]
    return alike[0] if len(alike) == 1 and (len(limits) == 1 or not alone) else None


def _changed(rng: Random, table: Table, kind: LimitKind, change: str, least: int = 1) -> Table | None:
    """A row of one limit of this kind whose only amount is made longer, shorter, or counted in calendar days."""

    def fits(row: int, item: Item) -> bool:
        limit = _one(item, kind, alone=False)
        once = len(_AMOUNT.findall(table.words(row, _COLUMN))) == 1
        unit = change != "calendar" or (limit is not None and limit.unit is Unit.WORKING_DAY)
        return limit is not None and once and unit and (limit.amount or 0) >= least

    row = pick(rng, table.rows(fits))
    if row is None:
        return None

    def said(match: re.Match[str]) -> str:
        amount = number(match[1])
        if change == "calendar":
            return f"{amount}{rng.choice(['日', '天', '个自然日'])}"
        other = (
            amount + rng.choice([5, 10, 20, amount, 2 * amount]) if change == "longer" else rng.randint(1, amount - 1)
        )
        return f"{other}{match[2]}"

    return table.put({(row, _COLUMN): _AMOUNT.sub(said, table.words(row, _COLUMN))})


@defect("时限改长", "GK-WHEN-003")
def longer(rng: Random, table: Table, world: World) -> Spoilt | None:
    """20个工作日 → 40个工作日."""
    changed = _changed(rng, table, LimitKind.WITHIN, "longer")
    return expect(changed, "GK-WHEN-003") if changed else None


@defect("公示期缩短", "GK-WHEN-010")
def shorter_notice(rng: Random, table: Table, world: World) -> Spoilt | None:
    """公示7个工作日 → 公示3个工作日."""
    changed = _changed(rng, table, LimitKind.NOTICE, "shorter", least=2)
    return expect(changed, "GK-WHEN-010") if changed else None


@defect("工作日写成日", "GK-WHEN-012")
def calendar(rng: Random, table: Table, world: World) -> Spoilt | None:
    """20个工作日内 → 20日内."""
    changed = _changed(rng, table, LimitKind.WITHIN, "calendar")
    return expect(changed, "GK-WHEN-012") if changed else None


@defect("超过法定期限", "GK-WHEN-004")
def beyond_statute(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A number of days where the national item has none, more than the 20 working days of the law."""

    def fits(row: int, item: Item) -> bool:
        limits = item.time_limit.limits if item.time_limit else ()
        numbered = any(limit.kind is LimitKind.WITHIN for limit in limits)
        return bool(table.words(row, _COLUMN)) and not numbered and item.method != (Method.ON_REQUEST,)

    row = pick(rng, table.rows(fits))
    if row is None:
        return None
    event = rng.choice(["信息形成或者变更", "制定或获取信息", "信息形成"])
    words = f"{event}之日起{rng.choice([21, 25, 30, 60])}个工作日内"
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-004", also="GK-WHEN-006")


@defect("有期限写成及时", "GK-WHEN-005")
def vague(rng: Random, table: Table, world: World) -> Spoilt | None:
    """20个工作日内 → 及时公开."""
    row = pick(rng, table.rows(lambda _, item: _one(item, LimitKind.WITHIN)))
    words = rng.choice(["及时公开", "长期公开", "及时", "随时公开", "长期", "适时更新，及时公开"])
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-005") if row is not None else None


@defect("起算时间改了", "GK-WHEN-006")
def other_trigger(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The same number of days, counted from something else."""

    def fits(row: int, item: Item) -> bool:
        limit = _one(item, LimitKind.WITHIN)
        return (
            limit is not None
            and limit.amount is not None
            and limit.trigger
            in (
                Trigger.FORMED_OR_CHANGED,
                Trigger.MADE_OR_OBTAINED,
                Trigger.FORMED,
            )
        )

    row = pick(rng, table.rows(fits))
    item = table.items[row] if row is not None else None
    limit = _one(item, LimitKind.WITHIN) if item else None
    if row is None or limit is None or limit.unit is None:
        return None
    unit = {Unit.HOUR: "小时", Unit.WORKING_DAY: "个工作日", Unit.DAY: "日", Unit.MONTH: "个月", Unit.YEAR: "年"}[
        limit.unit
    ]
    words = f"{rng.choice(['批准', '项目竣工验收', '收到申请', '签订合同'])}之日起{limit.amount}{unit}内公开"
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-006")


@defect("公开周期改慢", "GK-WHEN-011")
def slower(rng: Random, table: Table, world: World) -> Spoilt | None:
    """每季度 → 每年."""

    def fits(row: int, item: Item) -> bool:
        words = table.words(row, _COLUMN)
        return (
            _one(item, LimitKind.PERIODIC, alone=False) is not None
            and sum(words.count(rhythm) for rhythm in _RHYTHMS[:3]) == 1
        )

    row = pick(rng, table.rows(fits))
    if row is None:
        return None
    words = table.words(row, _COLUMN)
    present = next(rhythm for rhythm in _RHYTHMS[:3] if rhythm in words)
    slow = rng.choice(_RHYTHMS[_RHYTHMS.index(present) + 1 :])
    return expect(table.put({(row, _COLUMN): words.replace(present, slow)}), "GK-WHEN-011")


@defect("时限缺单位", "GK-WHEN-007")
def without_unit(rng: Random, table: Table, world: World) -> Spoilt | None:
    """20个工作日内 → 20个内."""
    row = pick(rng, table.rows(lambda row, _: re.search(r"\d+个工作日(?:以|之)?内", table.words(row, _COLUMN))))
    if row is None:
        return None
    unit = rng.choice(["个", ""])
    words = re.sub(r"(\d+)个工作日(?=(?:以|之)?内)", rf"\g<1>{unit}", table.words(row, _COLUMN), count=1)
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-007")


@defect("时限缺数字", "GK-WHEN-008")
def without_amount(rng: Random, table: Table, world: World) -> Spoilt | None:
    """20个工作日内 → 个工作日内."""
    row = pick(rng, table.rows(lambda row, _: re.search(r"\d+个工作日(?:以|之)?内", table.words(row, _COLUMN))))
    if row is None:
        return None
    left = rng.choice(["个", "", "  个"])
    words = re.sub(r"\d+个(?=工作日(?:以|之)?内)", left, table.words(row, _COLUMN), count=1)
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-008")


@defect("时限数字不可能", "GK-WHEN-009")
def impossible(rng: Random, table: Table, world: World) -> Spoilt | None:
    """0个工作日, 每月32日, a telephone number of days."""
    row = pick(rng, table.filled(_COLUMN))
    words = rng.choice(
        [
            "信息形成之日起0个工作日内",
            "每月32日前公开",
            "每季度首月45日前",
            "信息形成或变更之日起20200个工作日内",
            "自批准之日起9999日内公开",
        ]
    )
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-009") if row is not None else None


@defect("时限没有写明哪一天", "GK-WHEN-013")
def undated(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A rough time, or how often without a number."""
    row = pick(rng, table.filled(_COLUMN))
    words = rng.choice(["每年年初", "定期公开", "适时公开", "9月初", "每季度初公布", "月初公开", "3月前", "不定期更新"])
    also = "GK-WHEN-006 GK-WHEN-011"  # of the rhythm that is named beside it
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-013", also=also) if row is not None else None


@defect("时限看不懂", "GK-WHEN-002", "GK-CELL-003")
def unread(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that set no limit."""
    row = pick(rng, table.filled(_COLUMN))
    words = rng.choice(
        ["按要求公开", "视情况而定", "按规定时间", "以通知为准", "根据上级安排", "详见文件", "按程序办理"]
    )
    if row is None:
        return None
    return expect(table.put({(row, _COLUMN): words}), "GK-WHEN-002", "GK-CELL-003")  # 详见文件 is a placeholder
