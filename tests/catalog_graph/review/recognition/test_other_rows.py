"""Rows that are not items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Grid
from catalog_graph.review.recognition.other_rows import Band, Kind, band_of, section_name
from catalog_graph.review.recognition.spread import SpreadGrid

ROWS = {
    "一、社会救助领域|||||": Kind.WORDS,
    "（二）户籍管理|<|<|<|<|<": Kind.WORDS,
    "最低生活保障|<|<|<|<|<": Kind.WORDS,
    "社会救助领域基层政务公开标准目录|||||": Kind.WORDS,
    "三|临时救助||||": Kind.WORDS,
    "低保|低保|低保|低保|低保|低保": Kind.WORDS,
    "注：√表示公开|||||": Kind.NOTE,
    "备注1：本表由民政局解释|<|<|<|<|<": Kind.NOTE,
    "备注|“■”为必选项|<|<|<|<": Kind.NOTE,
    "填表说明：|||||": Kind.NOTE,
    "※本目录自发布之日起施行|<|<|<|<|<": Kind.NOTE,
    "合计|3项||||": Kind.NOTE,
    "共12项|||||": Kind.NOTE,
    "第1页 共3页|||||": Kind.NOTE,
    "- 2 -|||||": Kind.NOTE,
    "填表人：张三||审核人：李四|||": Kind.NOTE,
    "|||||": Kind.BLANK,
    "1|综合业务|监督检查|电话|《办法》|民政局": Kind.ITEM,
    "|综合业务|监督检查|||": Kind.ITEM,
    "||监督检查|||": Kind.ITEM,
    "|||电话||": Kind.ITEM,
    "5|||||": Kind.ITEM,
    "1|综合业务||||": Kind.ITEM,
    "说明书公开|综合业务|||||": Kind.ITEM,
}


@pytest.mark.parametrize(("text", "kind"), ROWS.items())
def test_a_row_is_told(text: str, kind: Kind, draw: Callable[[str], Grid]) -> None:
    assert band_of(SpreadGrid(draw(text)), 1).kind is kind


def test_a_row_below_a_merged_cell_is_an_item(draw: Callable[[str], Grid]) -> None:
    assert band_of(SpreadGrid(draw("1|综合业务|甲\n^|^|一、乙")), 2) == Band(Kind.ITEM)


def test_long_words_over_the_width_are_a_note(draw: Callable[[str], Grid]) -> None:
    assert band_of(SpreadGrid(draw("本目录" * 50 + "|<|<|<")), 1).kind is Kind.NOTE


def test_section_names() -> None:
    said = ["一、社会救助", "（三）临时救助", "(2)低保", "第二部分 就业", "临时救助"]
    assert [section_name(words) for words in said] == ["社会救助", "临时救助", "低保", "就业", "临时救助"]
