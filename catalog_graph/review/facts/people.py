"""公开主体、公开对象、公开方式、公开层级: by whom, to whom, how, and at which level.

Owns: GK-WHO, GK-AUD, GK-HOW, GK-LEV as far as the cell alone tells it, and which offices can be compared.
Must not: read a cell (`review.drafts`, `cells.subject`), or compare with the national item (`shapes/comparison.ttl`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalog_graph.model.codes import Audience, Coded, Level
from catalog_graph.review.context import Row
from catalog_graph.review.facts.cells import examinable, meant
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

_WHO, _AUDIENCE, _HOW, _LEVEL = (
    OfficialColumn.SUBJECTS,
    OfficialColumn.AUDIENCE,
    OfficialColumn.METHOD,
    OfficialColumn.LEVELS,
)
_ABOVE = re.compile(r"国家级|中央|部级|省级|自治区级|省（|全国")
_HIGHER_OFFICE = re.compile(
    r"国务院|^(?:省|自治区)(?:级|人民|政府|[一-鿿]{1,8}[厅局委])|[一-鿿]{2,5}省[一-鿿]{1,8}[厅局委]"
)

# An office of a place by its whole name, though it fills no role of ours: 凌源市劳动就业事务服务中心.
_FULL_NAME = re.compile(
    r".*[一-鿿]{1,}(?:省|市|县|区|旗|镇|乡|街道|苏木|开发区)[一-鿿（）]*"
    r"(?:局|委|委员会|办|办公室|中心|站|所|队|院|校|处|公司|馆|厅|组|政府|法庭|部)$"
)


def coded(row: Row) -> Iterator[Fact]:
    """The columns that offices tick: to whom, how, at which level."""
    yield from audience(row)
    yield from method(row)
    yield from levels(row)


def subjects(row: Row) -> Iterator[Fact]:
    """By whom: empty, unknown offices, offices above the county."""
    national = row.item.subjects if row.item else ()
    if (cell := (yield from examinable(row, "emptySubject", _WHO, row.draft.subjects, national))) is None:
        return
    if _HIGHER_OFFICE.search(cell.text):
        yield row.fact("subjectWrongLevel", _WHO, cell.text, levels=labels(row_levels(row)))
        return
    parts = [part for part in cell.unparsed.split("；") if part]
    named = [part for part in parts if _FULL_NAME.match(part)]
    if unread := "；".join(part for part in parts if part not in named):
        yield row.fact("unreadSubject", _WHO, unread)


def examined_subjects(row: Row) -> tuple[str, ...] | None:
    """The roles of a row that can be compared; None where no office was read, or one above the county is named."""
    cell = row.draft.subjects
    if cell is None or not meant(row, _WHO) or _HIGHER_OFFICE.search(cell.text):
        return None
    named = any(_FULL_NAME.match(part) for part in cell.unparsed.split("；"))
    return tuple(subject.role.id for subject in cell.subjects) if cell.subjects or named else None


def row_levels(row: Row) -> tuple[Level, ...]:
    """The levels a row is of: its own where it says any, else the national item's."""
    if row.draft.levels and row.draft.levels.levels:
        return row.draft.levels.levels
    return row.item.levels if row.item else ()


def audience(row: Row) -> Iterator[Fact]:
    """To whom: empty, unread, a group without a name."""
    national = row.item.audience if row.item else ()
    if (cell := (yield from examinable(row, "emptyAudience", _AUDIENCE, row.draft.audience, national))) is None:
        return
    if cell.unparsed:
        yield row.fact("unreadAudience", _AUDIENCE, cell.unparsed)
        return
    narrower = Audience.PUBLIC in national and Audience.PUBLIC not in cell.audience  # told by comparison
    unnamed = Audience.GROUP in cell.audience and not cell.group
    if unnamed and not narrower and (row.item is None or row.item.audience_group):
        named = (row.item.audience_group or "") if row.item else ""
        yield row.fact("unnamedGroup", _AUDIENCE, Audience.GROUP.label, option=Audience.GROUP, group=named)


def method(row: Row) -> Iterator[Fact]:
    """How: empty, unread."""
    national = row.item.method if row.item else ()
    if (cell := (yield from examinable(row, "emptyMethod", _HOW, row.draft.method, national))) is None:
        return
    if cell.unparsed or not cell.method:
        yield row.fact("unreadMethod", _HOW, cell.unparsed)


def levels(row: Row) -> Iterator[Fact]:
    """At which level: empty, unread, above the county."""
    national = row.item.levels if row.item else ()
    if (cell := (yield from examinable(row, "emptyLevel", _LEVEL, row.draft.levels, national))) is None:
        return
    above = _ABOVE.search(cell.text)
    if above or cell.above:
        level = cell.above[0] if cell.above else None
        yield row.fact("impossibleLevel", _LEVEL, above[0] if above else level.label if level else "", option=level)
    elif cell.unparsed or not cell.levels:
        yield row.fact("unreadLevel", _LEVEL, cell.unparsed or cell.text)


def labels(codes: Iterable[Coded]) -> str:
    """The Chinese words of some codes, in a row."""
    return "、".join(code.label for code in codes)
