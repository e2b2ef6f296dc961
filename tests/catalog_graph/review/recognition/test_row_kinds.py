"""Rows that are not items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Grid
from catalog_graph.review.recognition.row_kinds import RowKind, kind_of, section_name
from catalog_graph.review.recognition.spread import SpreadGrid

ROWS = {
    "一、社会救助领域|||||": RowKind.WORDS,
    "（二）户籍管理|<|<|<|<|<": RowKind.WORDS,
    "最低生活保障|<|<|<|<|<": RowKind.WORDS,
    "社会救助领域基层政务公开标准目录|||||": RowKind.WORDS,
    "三|临时救助||||": RowKind.WORDS,
    "低保|低保|低保|低保|低保|低保": RowKind.WORDS,
    "注：√表示公开|||||": RowKind.NOTE,
    "备注1：本表由民政局解释|<|<|<|<|<": RowKind.NOTE,
    "备注|“■”为必选项|<|<|<|<": RowKind.NOTE,
    "填表说明：|||||": RowKind.NOTE,
    "※本目录自发布之日起施行|<|<|<|<|<": RowKind.NOTE,
    "合计|3项||||": RowKind.NOTE,
    "共12项|||||": RowKind.NOTE,
    "第1页 共3页|||||": RowKind.NOTE,
    "- 2 -|||||": RowKind.NOTE,
    "填表人：张三||审核人：李四|||": RowKind.NOTE,
    "|||||": RowKind.BLANK,
    "1|综合业务|监督检查|电话|《办法》|民政局": RowKind.ITEM,
    "|综合业务|监督检查|||": RowKind.ITEM,
    "||监督检查|||": RowKind.ITEM,
    "|||电话||": RowKind.ITEM,
    "5|||||": RowKind.ITEM,
    "1|综合业务||||": RowKind.ITEM,
    "说明书公开|综合业务|||||": RowKind.ITEM,
}


@pytest.mark.parametrize(("text", "kind"), ROWS.items())
def test_a_row_is_told(text: str, kind: RowKind, draw: Callable[[str], Grid]) -> None:
    assert kind_of(SpreadGrid(draw(text)), 1)[0] is kind


def test_a_row_below_a_merged_cell_is_an_item(draw: Callable[[str], Grid]) -> None:
    assert kind_of(SpreadGrid(draw("1|综合业务|甲\n^|^|一、乙")), 2) == (RowKind.ITEM, "")


def test_long_words_over_the_width_are_a_note(draw: Callable[[str], Grid]) -> None:
    assert kind_of(SpreadGrid(draw("本目录" * 50 + "|<|<|<")), 1)[0] is RowKind.NOTE


def test_section_names() -> None:
    said = ["一、社会救助", "（三）临时救助", "(2)低保", "第二部分 就业", "临时救助"]
    assert [section_name(words) for words in said] == ["社会救助", "临时救助", "低保", "就业", "临时救助"]
