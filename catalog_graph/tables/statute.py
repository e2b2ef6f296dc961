"""basis.csv, statute.csv, matter.csv: what the law says beside the catalogues.

Owns: their columns and rows as model values, checked against items and registers.
Must not: decide what fills a cell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import DUTY_LEVELS, Level, Method, VillageKind
from catalog_graph.model.origin_codes import STATUTE_COLUMNS
from catalog_graph.model.statute import Matter, StatuteBasis, StatuteCell
from catalog_graph.tables.catalogues import Registers
from catalog_graph.tables.rows import Row, read_rows

BASIS_HEADER = "item,law,article,grade,version,source,sha256,note"
STATUTE_HEADER = "item,column,method,level,value,law,article,version,source,sha256,note"
MATTER_HEADER = "item,status,now_called,law,article,since,checked,source,note"
# Who a rule for all items is for: everybody, or one kind of committee, each of which has a law of its own.
FOR_ALL: dict[str, VillageKind | None] = {
    "*": None,
    "*/villagers": VillageKind.VILLAGERS,
    "*/residents": VillageKind.RESIDENTS,
}
MOST_ARTICLES = 3
_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千]+(?:条|部分)")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def read_basis(
    file: str, text: str, registers: Registers, items: Collection[str]
) -> dict[str, tuple[StatuteBasis, ...]]:
    """Statutory basis by item, in the order of the table. Raises TableError."""
    basis: defaultdict[str, list[StatuteBasis]] = defaultdict(list)
    for row in read_rows(file, text, BASIS_HEADER):
        item = _item(row, items)
        _checked_text(row, registers)
        read = row.values(StatuteBasis, version=row.filled("version", row.day("version")))
        if any((known.law, known.article) == (read.law, read.article) for known in basis[item]):
            raise row.fail("article", "同一事项同一条文只写一行")
        basis[item].append(read)
        if len(basis[item]) > MOST_ARTICLES:
            raise row.fail("item", f"一个事项最多{MOST_ARTICLES}条依据")
    return {item: tuple(entries) for item, entries in basis.items()}


def read_statute(
    file: str, text: str, registers: Registers, items: Collection[str]
) -> dict[str | None, tuple[StatuteCell, ...]]:
    """Cells that a law fills, by item; None has the rules for all items. Raises TableError."""
    cells: defaultdict[str | None, list[StatuteCell]] = defaultdict(list)
    for row in read_rows(file, text, STATUTE_HEADER):
        cell = _cell(row, registers, items, cells)
        cells[cell.item].append(cell)
    return {item: tuple(entries) for item, entries in cells.items()}


def _cell(
    row: Row, registers: Registers, items: Collection[str], before: Mapping[str | None, list[StatuteCell]]
) -> StatuteCell:
    general = row.required("item") in FOR_ALL
    item = None if general else _item(row, items)
    column = row.required("column")
    if column not in STATUTE_COLUMNS:
        raise row.fail("column", f"“{column}”不是可由法律补充的栏", f"可用的值：{'、'.join(STATUTE_COLUMNS)}")
    number = sum(each.column == column for each in before.get(item, ())) + 1
    if row.text("value"):
        _checked_text(row, registers)
    elif general or not row.text("note"):
        raise row.fail("note", "没有内容的行要写明理由，且只能写给一个事项")
    return row.values(
        StatuteCell,
        id=f"{item or 'all'}/{column}/{number}",
        item=item,
        level=_level(row),
        village_kind=FOR_ALL.get(row.required("item")),
        method=row.code("method", Method),
        values=_values(row, column, registers),
        time_limit=read_time_limits(words) if column == "time_limit" and (words := row.text("value")) else None,
    )


def _values(row: Row, column: str, registers: Registers) -> tuple[str, ...]:
    if column == "channels":
        return row.references("value", BY_ID, "渠道")
    if column == "subjects":
        return row.references("value", registers.roles, "公开主体")
    return row.parts("value") if column == "content" else ()


def _level(row: Row) -> Level | None:
    level = row.code("level", Level)
    if level and level not in DUTY_LEVELS:
        raise row.fail("level", f"“{level}”不是公开层级", "公开层级只有 county、township、village。")
    return level


def read_matters(file: str, text: str, registers: Registers, items: Collection[str]) -> dict[str, Matter]:
    """What became of the matter of each item. Raises TableError."""
    matters: dict[str, Matter] = {}
    for row in read_rows(file, text, MATTER_HEADER):
        item = _item(row, items)
        if item in matters:
            raise row.fail("item", "一个事项只写一行")
        row.references("law", registers.laws, "法规")
        _checked_article(row)
        checked = row.filled("checked", row.day("checked"))
        matters[item] = row.values(Matter, since=row.partial_date("since"), checked=checked)
    return matters


def _item(row: Row, items: Collection[str]) -> str:
    item = row.required("item")
    if item not in items:
        raise row.fail("item", f"没有事项“{item}”", "写成 领域/编号，编号不补零。")
    return item


def _checked_text(row: Row, registers: Registers) -> None:
    """A row that rests on a text names the law, article, version, address and fingerprint of it."""
    if row.required("law") not in registers.laws:
        raise row.fail("law", f"laws.csv 中没有“{row.required('law')}”")
    row.required("article")
    _checked_article(row)
    row.filled("version", row.day("version"))
    if not row.required("source").startswith(("https://", "http://")):
        raise row.fail("source", "应为网址")
    if not _FINGERPRINT.fullmatch(row.required("sha256")):
        raise row.fail("sha256", "应为64位小写十六进制数")


def _checked_article(row: Row) -> None:
    if (article := row.text("article")) and not _ARTICLE.match(article):
        raise row.fail("article", f"“{article[:30]}”应写成 第…条、第…部分 或 第…条第…款第（…）项")
