"""Finding headers: where they begin and end, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Grid
from catalog_graph.review.recognition.header import find_header, known, same_header
from catalog_graph.review.recognition.spread import SpreadGrid

Draw = Callable[[str], Grid]
TWO_ROWS = "序号|公开事项|<|公开内容|公开方式|<\n^|一级事项|二级事项|^|主动|依申请"
NO_HEADERS = [
    "1|综合业务|监督检查|电话|√|",
    "社会救助领域基层政务公开标准目录|<|<|<",
    "序号|姓名|职务|电话",
    "全社会|主动|县级|√",
    "注：公开依据、公开时限、公开主体须写明|||",
    "公开时限",
]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (TWO_ROWS, 2),
        (TWO_ROWS + "\n1|2|3|4|5|6", 3),
        ("序号|二级事项|公开内容|公开依据", 1),
        ("序号|二级事项|公开内容|公开依据\n1|监督检查|电话|《法》", 1),
        ("事项|内容|时限\n低保名单|姓名|每月", 1),
        ("序号|公开要求|<|<\n^|公开事项|<|公开内容\n^|一级事项|二级事项|^\n1|甲|乙|丙", 3),
        ("序号|公开事项||公开内容|公开方式|\n|一级事项|二级事项||主动|依申请\n|综合业务|监督检查|电话|主动|", 2),
    ],
)
def test_a_header_ends_where_the_items_begin(text: str, last: int, draw: Draw) -> None:
    header = find_header(SpreadGrid(draw(text)), 1)
    assert header is not None
    assert (header.first, header.last) == (1, last)


@pytest.mark.parametrize("text", NO_HEADERS)
def test_what_is_no_header(text: str, draw: Draw) -> None:
    assert find_header(SpreadGrid(draw(text)), 1) is None


def test_a_column_has_its_headings_from_the_top_down(draw: Draw) -> None:
    header = find_header(SpreadGrid(draw(TWO_ROWS)), 1)
    assert header is not None
    assert header.paths[2:5] == (("公开事项", "二级事项"), ("公开内容",), ("公开方式", "主动"))


def test_an_empty_cell_over_a_sub_heading_belongs_to_the_heading_on_its_left(draw: Draw) -> None:
    header = find_header(SpreadGrid(draw("序号|公开事项||公开内容|公开依据\n|一级事项|二级事项||")), 1)
    assert header is not None
    assert header.paths[2] == ("公开事项", "二级事项")
    assert header.paths[4] == ("公开依据",)


def test_a_header_with_a_slip_is_the_same_header(draw: Draw) -> None:
    texts = (
        "序号|二级事项|公开内容|公开依据|公开主体|公开时限",
        "序 号|二级事项|公开内容|公幵依据|公开主体|公开时限",
        "序号|二级事项|公开内容|公开主体|公开依据|公开时限",
    )
    first, slip, other = (find_header(SpreadGrid(draw(text)), 1) for text in texts)
    assert first
    assert slip
    assert other
    assert same_header(first, slip)
    assert not same_header(first, other)


def test_a_path_is_read_from_below() -> None:
    heading = known(("公开要求", "公开层级", "乡、村级"))
    assert heading is not None
    assert heading.options == ("township", "village")
    assert known(()) is None
    assert known(("张三", "李四")) is None
