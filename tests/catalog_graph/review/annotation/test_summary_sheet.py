"""The summary's worksheet: words, links, colours."""

from __future__ import annotations

import io

import openpyxl

from catalog_graph.review.annotation.marked_cells import COLOURS, MarkedCell
from catalog_graph.review.annotation.summary import Entry, Section, Summary
from catalog_graph.review.annotation.workbook import marked_workbook

ROWS = (
    (Entry("它的 F7", ("老王's 表", 7, 6)), Entry("必须修改", severity="violation"), Entry("<&>\x00=1")),
    (Entry("没有这张", ("没有", 1, 1)), Entry("建议修改", severity="warning"), Entry("长" * 300)),
)
SUMMARY = Summary(
    "检查结果：甲", "改完再公布。", ("请看",), (Section("逐处问题", ("位置", "级别", "问题"), ROWS, (9, 9, 9)),)
)


def test_links_colours_and_words() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "老王's 表"
    stream = io.BytesIO()
    book.save(stream)
    nothing: dict[str, list[MarkedCell]] = {}
    sheet = openpyxl.load_workbook(io.BytesIO(marked_workbook(stream.getvalue(), nothing, SUMMARY, ".xlsx")))[
        "检查结果"
    ]
    assert [sheet.cell(row, 1).value for row in range(1, 9)] == [
        "检查结果：甲",
        "改完再公布。",
        "注意：请看",
        None,
        "逐处问题",
        "位置",
        "它的 F7",
        "没有这张",
    ]
    assert sheet["A7"].hyperlink.location == "'老王''s 表'!F7"
    assert sheet["A8"].hyperlink is None
    assert sheet["B7"].fill.fgColor.rgb == f"FF{COLOURS['violation']}"
    assert sheet["C7"].value == "<&>=1"
    assert sheet["C7"].data_type == "s"
    assert sheet.row_dimensions[8].height > 200
    assert sheet.page_setup.orientation == "landscape"
