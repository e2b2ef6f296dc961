"""Faults in 公开渠道和载体.

Owns: boxes emptied, channels struck out or invented. Must not: ask the validator.

Not seeded: 其他 dropped or demoted, which names no channel.
"""

from __future__ import annotations

from random import Random

from benchmarks.defects.table import Spoilt, Table, World, defect, expect, pick
from catalog_graph.official.layout import OPTIONAL, REQUIRED

_COLUMN = "channels"


def _row(rng: Random, table: Table, least: int) -> int | None:
    """A row with at least so many required channels."""
    return pick(rng, table.rows(lambda row, _: len(_required(table, row)) >= least))


def _required(table: Table, row: int) -> list[str]:
    return [line for line in table.lines(row, _COLUMN) if line.startswith(REQUIRED) and not line.endswith("其他")]


@defect("必选渠道漏列", "GK-WHERE-003")
def dropped(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The line of a required channel struck out."""
    row = _row(rng, table, 2)
    if row is None:
        return None
    gone = rng.choice(_required(table, row))
    words = "\n".join(line for line in table.lines(row, _COLUMN) if line != gone)
    return expect(table.put({(row, _COLUMN): words}), "GK-WHERE-003")


@defect("必选改成可选", "GK-WHERE-004")
def demoted(rng: Random, table: Table, world: World) -> Spoilt | None:
    """■ → □ for one of several."""
    row = _row(rng, table, 2)
    if row is None:
        return None
    line = rng.choice(_required(table, row))
    lines = [OPTIONAL + one[1:] if one == line else one for one in table.lines(row, _COLUMN)]
    return expect(table.put({(row, _COLUMN): "\n".join(lines)}), "GK-WHERE-004")


@defect("同一渠道勾两次", "GK-WHERE-005")
def twice(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A required channel once more with an empty box."""
    row = _row(rng, table, 1)
    if row is None:
        return None
    lines = table.lines(row, _COLUMN)
    lines.insert(rng.randint(0, len(lines)), OPTIONAL + rng.choice(_required(table, row))[1:])
    return expect(table.put({(row, _COLUMN): "\n".join(lines)}), "GK-WHERE-005")


@defect("没有必选渠道", "GK-WHERE-006")
def none_required(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Every ■ → □."""
    row = _row(rng, table, 1)
    if row is None:
        return None
    return expect(table.put({(row, _COLUMN): table.words(row, _COLUMN).replace(REQUIRED, OPTIONAL)}), "GK-WHERE-006")


@defect("渠道不在表列", "GK-WHERE-002")
def unread(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A channel of the office's own invention."""
    row = pick(rng, table.filled(_COLUMN))
    if row is None:
        return None
    name = rng.choice(["朋友圈", "便条", "短信群发", "内部文件", "联席会议", "电话告知", "上门走访"])
    lines = table.lines(row, _COLUMN)
    lines.insert(rng.randint(0, len(lines)), rng.choice([REQUIRED, OPTIONAL]) + name)
    return expect(table.put({(row, _COLUMN): "\n".join(lines)}), "GK-WHERE-002")


@defect("公开渠道漏填", "GK-WHERE-001")
def empty(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No channel."""
    row = pick(rng, table.filled(_COLUMN))
    return expect(table.put({(row, _COLUMN): ""}), "GK-WHERE-001") if row is not None else None
