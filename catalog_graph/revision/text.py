"""A revision for people: plain text for the terminal, Markdown for a message or a file.

Owns: both layouts. Must not: compare, or print.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalog_graph.revision.marking import mark_lines, marked
from catalog_graph.revision.values import HEADINGS, SINGLE, CellChange, Revision, TableRevision
from catalog_graph.revision.words import change_words, explanation

_MARKS = ("", "# ", "## ", "### ")


def as_text(revision: Revision) -> str:
    """The revision line by line: ＋ added, － removed, ～ changed, ↕ moved; changed words in 【】."""
    counts = revision.counts()
    lines = [
        f"旧：{revision.names[0]}",
        f"新：{revision.names[1]}",
        f"新增 {counts['added']} 项，删除 {counts['removed']} 项，修改 {counts['changed']} 项，"
        f"移动 {counts['moved']} 项，不变 {counts['same']} 项",
    ]
    if revision.empty:
        return "\n".join([*lines, "没有差别。"]) + "\n"
    for table in revision.tables:
        if not table.empty:
            lines += ["", f"〔{table.label}〕", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: TableRevision) -> Iterator[str]:
    for mark, what, columns in (("＋", "新增栏目", table.columns_added), ("－", "减少栏目", table.columns_removed)):
        if columns:
            yield f"{mark} {what}：{'、'.join(HEADINGS[column] for column in columns)}"
    for entry in table.added:
        yield f"＋ 新增 {entry.code} {entry.name}（新表第{entry.row}行）"
    for entry in table.removed:
        yield f"－ 删除 {entry.code} {entry.name}（旧表第{entry.row}行）"
    for row in table.rows:
        if row.moved:
            yield f"↕ 移动 {row.new.code} {row.new.name}（旧表第{row.old.row}行 → 新表第{row.new.row}行）"
        if row.cells:
            yield f"～ 修改 {row.old.code} {row.old.name}（旧表第{row.old.row}行 → 新表第{row.new.row}行）"
            for change in row.cells:
                yield from _cell(change)


def _cell(change: CellChange) -> Iterator[str]:
    """A sentence for a list of which several things went or came; for all else old and new, changed words marked."""
    single = change.column in SINGLE or (len(change.added) == len(change.removed) == 1)
    if change.old and change.new and not single:
        yield f"    {change_words(change)}"
        return
    yield f"    {change.heading}"
    listed = single and change.column not in SINGLE
    marks = mark_lines(change.removed[0], change.added[0]) if listed else change.marks
    for side, label, words in (("removed", "原", change.old), ("added", "新", change.new)):
        shown = marked(marks, side).replace("\n", "；") if words else "（空）"
        yield f"      {label}：{shown}"


def as_markdown(revision: Revision) -> str:
    """The 修订说明 as Markdown, with a table of every changed cell of each table."""
    lines: list[str] = []
    for paragraph in explanation(revision):
        lines += [_MARKS[1 + paragraph.rank] + _escaped(paragraph.words) if paragraph.rank < 3 else paragraph.words, ""]
    for table in revision.tables:
        if table.changed:
            lines += [f"## 修改对照表：{_escaped(table.label)}", "", "| 编码 | 公开事项 | 栏目 | 修订前 | 修订后 |"]
            lines += ["|---|---|---|---|---|", *_comparison(table), ""]
    return "\n".join(lines)


def _comparison(table: TableRevision) -> Iterator[str]:
    for row in table.changed:
        for change in row.cells:
            cells = (row.old.code, row.old.name, change.heading, change.old, change.new)
            yield f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(words: str) -> str:
    """Words that Markdown takes for nothing else."""
    for sign in "\\|*_`<#":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "<br>")
