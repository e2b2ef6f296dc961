"""修订说明: a draft in Chinese of what a revision changes, in the style of an office.

Owns: its paragraphs. Must not: give reasons (only the office knows them; the draft leaves room), or know a file format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog_graph.model.numerals import chinese
from catalog_graph.revision.values import HEADINGS, SINGLE, CellChange, Entry, Revision, RowChange, TableRevision

Parts = list[tuple[str, list[str]]]
REASON = "（请补充修订理由）"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, and its rank: 0 title, 1 and 2 headings, 3 body."""

    words: str
    rank: int = 3


def explanation(revision: Revision) -> tuple[Paragraph, ...]:
    """The 修订说明: overview, then added, removed, changed and moved items of each table that differs."""
    counts, tables = revision.counts(), [table for table in revision.tables if not table.empty]
    old, new = revision.names
    paragraphs = [
        Paragraph(f"{_subject(revision.tables)}修订说明", 0),
        Paragraph("一、总体情况", 1),
        Paragraph(f"本说明比较“{old}”（以下称修订前）与“{new}”（以下称修订后）。{_overview(revision, counts)}"),
    ]
    if not tables:
        return tuple(paragraphs)
    paragraphs.append(Paragraph(f"修订的主要考虑是：{REASON}"))
    for number, table in enumerate(tables, 2):
        name, parts = table.label if len(revision.tables) > 1 else "修订内容", _parts(table)
        counted = "，".join(heading for heading, _ in parts) or "栏目有调整"
        paragraphs.append(Paragraph(f"{chinese(number)}、{name}（{counted}）", 1))
        paragraphs += _table(table, parts)
    return tuple(paragraphs)


def _subject(tables: Sequence[TableRevision]) -> str:
    named = len(tables) == 1 and any(side and side.domain for side in (tables[0].old, tables[0].new))
    return f"{tables[0].label}领域基层政务公开标准目录" if named else "基层政务公开标准目录"


def _overview(revision: Revision, counts: dict[str, int]) -> str:
    before = sum(len(table.old.entries) for table in revision.tables if table.old)
    after = sum(len(table.new.entries) for table in revision.tables if table.new)
    if revision.empty:
        return f"两份目录都有{after}项，内容没有差别。"
    return (
        f"修订前{before}项，修订后{after}项：新增{counts['added']}项，删除{counts['removed']}项，"
        f"修改{counts['changed']}项，调整顺序{counts['moved']}项，其余{counts['same']}项不变。"
    )


def _parts(table: TableRevision) -> Parts:
    """What was done to how many items, and a sentence for each of them."""
    parts = (
        ("新增", [_added(entry) for entry in table.added]),
        ("删除", [f"{_name(entry)}。删除理由：{REASON}" for entry in table.removed]),
        ("修改", [_changed(row) for row in table.changed]),
        ("调整顺序", [_moved(row, table) for row in table.moved]),
    )
    return [(f"{what}{len(sentences)}项", sentences) for what, sentences in parts if sentences]


def _table(table: TableRevision, parts: Parts) -> Iterator[Paragraph]:
    columns = [(what, c) for what, c in (("增设", table.columns_added), ("取消", table.columns_removed)) if c]
    if columns:
        listing = "，".join(f"{what}“{'”“'.join(HEADINGS[one] for one in listed)}”栏" for what, listed in columns)
        yield Paragraph(f"表格栏目：{listing}。")
    for number, (heading, sentences) in enumerate(parts, 1):
        yield Paragraph(f"（{chinese(number)}）{heading}", 2)
        yield from (Paragraph(f"{place}．{sentence}") for place, sentence in enumerate(sentences, 1))


def _name(entry: Entry) -> str:
    code = f"（{entry.code}）" if entry.code else ""
    return f"{entry.group}“{entry.label}”{code}"


def _added(entry: Entry) -> str:
    """A new item with what it says."""
    cells = {column: entry.cells.get(column) for column in HEADINGS if column not in {"group", "label"}}
    sentences = [
        f"{HEADINGS[column]}：{'；'.join(p.words for p in pieces)}。" for column, pieces in cells.items() if pieces
    ]
    return f"{_name(entry)}。{''.join(sentences)}"


def _changed(row: RowChange) -> str:
    return f"{_name(row.old)}：{'；'.join(change_words(change) for change in row.cells)}。"


def change_words(change: CellChange) -> str:
    """A changed cell in a sentence.

    >>> change_words(CellChange("time_limit", "20个工作日内", "10个工作日内", (), (), ()))
    '公开时限由“20个工作日内”改为“10个工作日内”'
    >>> change_words(CellChange("levels", "县级\\n乡级", "县级", ("乡级",), (), ()))
    '公开层级删去“乡级”'
    """
    if not change.old:
        return f"{change.heading}补充为“{_flat(change.new)}”"
    if not change.new:
        return f"{change.heading}“{_flat(change.old)}”予以删去"
    if change.column in SINGLE or (len(change.removed) == 1 == len(change.added)):
        old, new = (change.old, change.new) if change.column in SINGLE else (change.removed[0], change.added[0])
        return f"{change.heading}由“{_flat(old)}”改为“{_flat(new)}”"
    parts = [f"删去“{'”“'.join(change.removed)}”"] if change.removed else []
    parts += [f"增加“{'”“'.join(change.added)}”"] if change.added else []
    return change.heading + "，".join(parts)


def _flat(words: str) -> str:
    return words.replace("\n", "；")


def _moved(row: RowChange, table: TableRevision) -> str:
    """Where a row stood and stands, counted in items."""
    old = table.old.entries.index(row.old) + 1 if table.old else 0
    new = table.new.entries.index(row.new) + 1 if table.new else 0
    return f"{_name(row.new)}由第{old}项调整为第{new}项。"
