"""The revision as text and Markdown."""

from __future__ import annotations

from collections.abc import Callable

from catalog_graph.revision.text import as_markdown, as_text
from catalog_graph.revision.values import CellChange, Edition, Entry, Revision, RowChange, TableRevision


def test_text_has_a_line_for_everything(revision: Revision) -> None:
    text = as_text(revision)
    assert "新增 1 项，删除 1 项，修改 2 项，移动 1 项，不变 9 项" in text
    lines = text.split("\n")
    assert [line[0] for line in lines if line[:1] in set("＋－～↕")] == ["＋", "－", "～", "～", "↕"]
    assert "    公开内容（要素）删去“办理事项”" in lines
    assert any(line.startswith("      原：【") for line in lines)


def test_without_differences_it_says_so(revise: Callable[..., Revision]) -> None:
    assert as_text(revise(lambda items: items)).endswith("没有差别。\n")


def test_columns_that_came_or_went_are_named() -> None:
    side = Edition("表", None, "", frozenset(), ())
    found = Revision(("旧", "新"), (TableRevision(side, side, columns_added=("levels",), columns_removed=("method",)),))
    assert "＋ 新增栏目：公开层级\n－ 减少栏目：公开方式" in as_text(found)
    assert "表格栏目：增设“公开层级”栏，取消“公开方式”栏。" in as_markdown(found)


def test_markdown_has_a_table_of_changed_cells_and_breaks_out_of_none() -> None:
    entry = Entry(1, "", "", "a|b", {})
    change = CellChange("time_limit", "甲\n|乙", "<b>*", (), (), ())
    side = Edition("表", None, "", frozenset(), (entry,))
    markdown = as_markdown(
        Revision(("旧", "新"), (TableRevision(side, side, rows=(RowChange(entry, entry, (change,)),)),))
    )
    (row,) = [line for line in markdown.split("\n") if line.startswith("|  |")]
    assert row == r"|  | a\|b | 公开时限 | 甲<br>\|乙 | \<b>\* |"


def test_every_changed_cell_has_its_row(revision: Revision) -> None:
    rows = [line for line in as_markdown(revision).split("\n") if line.startswith("| 05")]
    assert len(rows) == sum(len(row.cells) for row in revision.tables[0].changed) == 5
