"""Settling columns: what gives way, what is guessed, what is extra."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Grid
from catalog_graph.review.recognition.columns import Layout, settle
from catalog_graph.review.recognition.header import find_header
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid

Draw = Callable[[str], Grid]
BASIC, HEADS = "number label content", "序号|二级事项|公开内容"


def laid_out(grid: Grid) -> Layout:
    """The columns of a grid whose header begins in its first row."""
    spread = SpreadGrid(grid)
    header = find_header(spread, 1)
    assert header is not None
    return settle(spread, header, range(header.last + 1, spread.height + 1))


def short(layout: Layout) -> list[str]:
    """Each column as official code, option and ? where guessed."""
    return [
        f"{c.official.value if c.official else '+'}{f'[{c.option}]' if c.option else ''}{'?' if c.guessed else ''}"
        for c in layout.columns
    ]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("序号|类别|一级事项|二级事项|公开内容\n1|甲|乙|丙|丁", "number + group label content"),
        ("序号|类别|事项名称|公开内容|责任部门\n1|甲|乙|丙|局", "number group label content subjects"),
        ("序号|事项名称|公开内容|公开主体|责任部门\n1|乙|丙|局|科", "number label content subjects +"),
        (f"{HEADS}|公开方式|<\n1|乙|丙|√|\n2|乙|丙||√", f"{BASIC} method[proactive]? method[on-request]?"),
        (f"{HEADS}|公开方式|<\n1|乙|丙|主动|主动", "number label content method method"),
        (f"{HEADS}|空的|公开方式\n1|乙|丙||主动", "number label content + method"),
        ("序号|一级事项|二级事项|三级事项|公开内容\n1|甲|乙|丙|丁", "number group group label content"),
        ("序号|一级目录|一级事项|二级事项|公开内容\n1|甲|乙|丙|丁", "number + group label content"),
        (f"{HEADS}|公开层级|<\n^|^|^|市级|县级\n1|乙|丙|√|√", f"{BASIC} levels[prefecture] levels[county]"),
        (
            f"{HEADS}|公开层级|<\n^|^|^|市级|乡、村级\n1|乙|丙|√|√",
            f"{BASIC} levels[county] levels[township] levels[village]",
        ),
        (f"{HEADS}|根据\n1|乙|丙|《采购法》\n2|乙|丙|《预算法》", f"{BASIC} citations?"),
        (f"{HEADS}|公开依据|根据\n1|乙|丙|《法》|《政府信息公开条例》", f"{BASIC} citations +"),
    ],
)
def test_columns_are_settled(text: str, columns: str, draw: Draw) -> None:
    assert short(laid_out(draw(text))) == columns.split()


def test_guesses_and_extra_columns_are_said_with_their_place(draw: Draw) -> None:
    layout = laid_out(draw(f"{HEADS}|公开依椐|电 话\n1|乙|丙|《法》|123"))
    assert [(one.term, one.value, one.row, one.column) for one in layout.facts] == [
        ("guessedColumn", "公开依椐", 1, 4),
        ("extraColumn", "电话", 1, 5),
    ]
    assert layout.facts[0].details["official"] == "公开依据"
    assert layout.officials == {Column.NUMBER, Column.LABEL, Column.CONTENT, Column.CITATIONS}


def test_an_empty_column_without_a_heading_is_nothing(draw: Draw) -> None:
    layout = laid_out(draw("序号||二级事项|公开内容|\n1||乙|丙|"))
    assert [column.column for column in layout.columns] == [1, 3, 4]
    assert layout.facts == ()
