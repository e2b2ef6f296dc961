"""Faults that tables of offices have beside those of a single slip: drafts, abbreviations, several things in one cell.

Owns: these classes. Must not: ask the validator.
"""

from __future__ import annotations

import re
from random import Random

from benchmarks.defects.table import Expected, Spoilt, Table, World, defect, expect, pick
from catalog_graph.laws.index import STALE
from catalog_graph.model.codes import LimitKind
from catalog_graph.model.values import Item, Law

_NUMBER = re.compile(r"(?P<code>[一-鿿]{2,6})〔(?P<year>\d{4})〕(?P<serial>\d+)号")


def _added(rng: Random, table: Table, line: str, *rules: str, also: str = "") -> Spoilt | None:
    """A line more among the bases of a row."""
    row = pick(rng, table.filled("citations"))
    if row is None:
        return None
    lines = table.lines(row, "citations")
    lines.insert(rng.randint(0, len(lines)), line)
    return expect(table.put({(row, "citations"): "\n".join(lines)}), *rules, also=also)


def _stale(rng: Random, world: World, numbered: bool) -> Law:
    """A law out of force whose title, or number, is no other's."""
    laws = list(world.dataset.laws.values())
    titles, numbers = [law.title for law in laws], [law.document_number for law in laws]
    alone = [law for law in laws if law.status in STALE and titles.count(law.title) == 1]
    if numbered:
        alone = [law for law in alone if _NUMBER.fullmatch(law.document_number or "")]
        alone = [law for law in alone if numbers.count(law.document_number) == 1]
    return rng.choice(alone)


@defect("只写文号且已失效", "GK-BASIS-004", "GK-BASIS-005", "GK-BASIS-006")
def stale_number(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A law out of force, by its number alone as offices shorten it."""
    parts = _NUMBER.fullmatch(_stale(rng, world, numbered=True).document_number or "")
    if parts is None:
        return None
    code, year, serial = parts["code"], parts["year"], parts["serial"]
    line = rng.choice([f"{code}〔{year}〕{serial}号", f"{code}{year}年{serial}号文", f"{code}【{year}]{serial}号"])
    return _added(rng, table, line, "GK-BASIS-004", "GK-BASIS-005", "GK-BASIS-006")


@defect("连写的依据中有失效的", "GK-BASIS-004", "GK-BASIS-005", "GK-BASIS-006")
def run_together(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Two laws without a mark between, the second of them out of force."""
    laws = [law for law in world.dataset.laws.values() if law.title.endswith(("法", "条例")) and len(law.title) < 12]
    stale = [law for law in laws if law.status in STALE and sum(o.title == law.title for o in laws) == 1]
    standing = [law for law in laws if law.status not in STALE]
    line = rng.choice(standing).title + rng.choice(stale).title
    return _added(rng, table, line, "GK-BASIS-004", "GK-BASIS-005", "GK-BASIS-006")


@defect("文号不在法规表", "GK-BASIS-003")
def unknown_number(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A number that no document of the register bears."""
    number = f"{rng.choice(['县政办发', '区政发', '市民发'])}{rng.randint(2012, 2022)}年{rng.randint(1, 80)}号文"
    return _added(rng, table, number, "GK-BASIS-003")


@defect("其他渠道顶替必选渠道", "GK-WHERE-003")
def other_instead(rng: Random, table: Table, world: World) -> Spoilt | None:
    """■其他：a site of the office's own, and no required channel."""
    row = pick(rng, table.rows(lambda row, item: "website" in item.required_channels))
    words = rng.choice(["■其他：农廉网", "■其他（惠民通平台）", "■其他：办公楼大厅", "■其他：门户"])
    return expect(table.put({(row, "channels"): words}), "GK-WHERE-003") if row is not None else None


@defect("只写见附件", "GK-CELL-003")
def see_annex(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that point elsewhere instead of saying it."""
    column = rng.choice(["content", "citations", "subjects"])
    row = pick(rng, table.filled(column))
    words = rng.choice(["详见附件", "见附件1", "详见附表", "见附件二", "同上表", "见后附表", "请见附件"])
    return expect(table.put({(row, column): words}), "GK-CELL-003") if row is not None else None


@defect("日数写成负数", "GK-WHEN-009")
def negative(rng: Random, table: Table, world: World) -> Spoilt | None:
    """-5个工作日内."""
    row = pick(rng, table.filled("time_limit"))
    words = rng.choice(["信息形成之日起-5个工作日内", "自信息形成之日起负5个工作日内", "形成或变更之日起-20个工作日内"])
    return expect(table.put({(row, "time_limit"): words}), "GK-WHEN-009") if row is not None else None


def _within(row: int, item: Item) -> bool:
    """Whether a row has one limit of less than a month."""
    limits = item.time_limit.limits if item.time_limit else ()
    return len(limits) == 1 and limits[0].kind is LimitKind.WITHIN and (limits[0].amount or 99) <= 20


@defect("时限以月写得更长", "GK-WHEN-003", "GK-WHEN-004")
def longer_in_months(rng: Random, table: Table, world: World) -> Spoilt | None:
    """一个半月 for 20 working days."""
    row = pick(rng, table.rows(_within))
    words = rng.choice(["一个半月", "1.5个月", "两个月", "45日", "3个月"])
    changed = {(row or 0, "time_limit"): f"信息形成或者变更之日起{words}内"}
    return expect(table.put(changed), "GK-WHEN-003", "GK-WHEN-004") if row is not None else None


@defect("时限以小时写得更长", "GK-WHEN-003", "GK-WHEN-004")
def longer_in_hours(rng: Random, table: Table, world: World) -> Spoilt | None:
    """1,200 hours for 20 working days."""
    row = pick(rng, table.rows(_within))
    words = f"信息形成或者变更之日起{rng.choice([1000, 1200, 2400])}小时内"
    changed = table.put({(row or 0, "time_limit"): words})
    return expect(changed, "GK-WHEN-003", "GK-WHEN-004") if row is not None else None


@defect("漏写公示期", "GK-WHEN-006", "GK-WHEN-010")
def notice_lost(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The days of public notice struck out, the limit left."""

    def fits(row: int, item: Item) -> bool:
        kinds = [limit.kind for limit in item.time_limit.limits] if item.time_limit else []
        return LimitKind.NOTICE in kinds and LimitKind.WITHIN in kinds and "公示" in table.words(row, "time_limit")

    row = pick(rng, table.rows(fits))
    if row is None:
        return None
    words = re.sub(r"[，；、]?公示.*$", "", table.words(row, "time_limit"))
    return expect(table.put({(row, "time_limit"): words}), "GK-WHEN-006", "GK-WHEN-010") if words else None


@defect("事项前加了限定", "GK-ROW-004", "GK-ROW-005", "GK-ROW-006")
def narrowed(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A label narrowed by what the catalogue does not say: whatever it is taken for, that must be said."""
    row = pick(rng, table.rows(lambda row, item: 3 < len(item.label) < 12))
    if row is None:
        return None
    words = rng.choice(["港澳台地区", "外国人", "流动人口", "残疾人"]) + table.words(row, "label")
    also = (
        "GK-TAB-003 GK-ROW-011 GK-BASIS-003 GK-BASIS-004 GK-BASIS-005 GK-BASIS-009 GK-WHEN-002 GK-WHEN-004 GK-CELL-008 "
        "GK-AUD-004 GK-CON-001 GK-BASIS-001 GK-WHEN-001 GK-WHO-001 GK-WHO-003 GK-WHERE-001 GK-WHERE-006 GK-AUD-001 "
        "GK-HOW-001 GK-LEV-001"
    )
    return expect(table.put({(row, "label"): words}), "GK-ROW-004", "GK-ROW-005", "GK-ROW-006", also=also)


@defect("跨页断开的行缺依据", "GK-BASIS-001")
def cut_and_empty(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A row cut at a page whose basis is empty in both halves."""
    row = pick(
        rng,
        table.rows(
            lambda row, item: item.citations and len(table.lines(row, "content")) > 1 and table.words(row, "label")
        ),
    )
    if row is None:
        return None
    lines = table.lines(row, "content")
    half = rng.randint(1, len(lines) - 1)
    changed = table.put({(row, "content"): "\n".join(lines[:half]), (row, "citations"): ""})
    cut = changed.inserted(row + 1, {"content": "\n".join(lines[half:])})
    expected = (Expected(frozenset({"GK-BASIS-001"}), frozenset({(row, "citations")})),)
    return Spoilt(cut, expected)
