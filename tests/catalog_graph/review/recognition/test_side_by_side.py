"""Tables side by side: where a sheet is parted, and where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from catalog_graph.intake.grid import Grid, Merge
from catalog_graph.review.recognition.side_by_side import parted

Draw = Callable[..., Grid]
HEADS, ROW = "序号|一级事项|二级事项|公开内容|公开依据|公开时限", "1|综合业务|监督检查|电话|《社会救助暂行办法》|长期"


def columns(grid: Grid) -> list[int]:
    """The columns in which something is written."""
    return [n for n, cells in enumerate(zip(*grid.rows, strict=True), 1) if any(cells)]


@pytest.mark.parametrize(("gap", "second"), [("|", 7), ("||", 8), ("|||", 9)])
def test_each_table_stays_at_its_columns(draw: Draw, gap: str, second: int) -> None:
    first, other = parted(draw(f"{HEADS}{gap}{HEADS}\n{ROW}{gap}{ROW}"))
    assert (columns(first), columns(other)) == (list(range(1, 7)), list(range(second, second + 6)))
    assert {len(row) for grid in (first, other) for row in grid.rows} == {second + 5}


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADS}\n{ROW}",
        f"{HEADS}||备注\n{ROW}||无",
        "序号|一级事项|二级事项|公开内容||公开依据|公开时限|公开主体|公开渠道\n1|综合业务|监督检查|电话||《办法》|长期|县局|■政府网站",
        f"{HEADS}||序号|姓名|电话|科室\n{ROW}||1|张三|110|办公室",
    ],
)
def test_a_table_alone_is_not_parted(draw: Draw, text: str) -> None:
    grid = draw(text)
    assert parted(grid) == (grid,)


def test_a_merge_goes_with_the_table_it_begins_in(draw: Draw) -> None:
    grid = draw(f"标题{'|' * 12}\n{HEADS}||{HEADS}\n{ROW}||{ROW}")
    merged = replace(grid, merges=(Merge(1, 1, 1, grid.width), Merge(3, 9, 1, 2)))
    first, other = parted(merged)
    assert (first.merges, other.merges) == ((Merge(1, 1, 1, 7),), (Merge(3, 9, 1, 2),))
