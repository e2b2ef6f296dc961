"""A review as a page shows it: numbers, places of the marks, and what is left out of what is very large."""

from __future__ import annotations

import json
from typing import Any

import pytest

from catalog_graph.intake.grid import Document, Format, Grid, Merge
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.review import page as module
from catalog_graph.review.examine import Examiner
from catalog_graph.review.page import page_of
from catalog_graph.review.results import CellFinding, Review, ReviewedTable
from catalog_graph.review.review import review_document
from tests.catalog_graph.review.service.conftest import TABLE


def finding(row: int | None, column: int | None, severity: str = "warning", rule: str = "GK-CELL-008") -> CellFinding:
    return CellFinding(severity, rule, "表1", row, column, "公开时限", "长期", "不明确。", "写明。", "条例", None)


def shown_page(grid: Grid, dataset: Dataset, *findings: CellFinding, header: int = 1) -> dict[str, Any]:
    """One sheet with these findings, through JSON as it goes to the page."""
    review = Review("甲.xlsx", (ReviewedTable("表1", None, (header, header), (), findings),))
    found: dict[str, Any] = json.loads(json.dumps(page_of(Document(Format.XLSX, (grid,)), review, dataset)))
    return found


def cells(sheet: dict[str, Any]) -> list[tuple[int, str, list[int]]]:
    """Line, words and marks of every cell that is shown."""
    return [
        (line["row"], cell["words"], [mark["number"] for mark in cell["marks"]])
        for line in sheet["lines"]
        for cell in line["cells"]
    ]


def test_a_real_review_is_shown_whole(dataset: Dataset) -> None:
    document = read_document(TABLE.encode())
    review = review_document(document, Examiner(dataset), name="甲.csv")
    found = json.loads(json.dumps(page_of(document, review, dataset)))
    count = len(review.findings())
    assert count > 8
    assert sum(found["counts"].values()) == sum(rule["count"] for rule in found["rules"]) == count
    listed = [one for table in found["tables"] for group in table["groups"] for one in group["findings"]]
    assert [one["mark"] for one in listed] == list(range(1, count + 1))
    assert [one["message"] for one in listed] == [one.message for one in review.findings()]
    assert [row["kind"] for row in found["tables"][0]["rows"]] == [row.kind for row in review.tables[0].rows]
    assert found["tables"][0]["domain"]["slug"] == "social-assistance"
    assert found["tables"][0]["missing"] >= 10
    assert [line["header"] for line in found["sheets"][0]["lines"]].count(True) == 1
    marks = {number for _, _, own in cells(found["sheets"][0]) for number in own}
    assert marks == {one["mark"] for one in listed if one["in_sheet"]}
    assert found["left_out"] == 0


def test_a_mark_in_a_merge_stands_at_its_top_left_cell(dataset: Dataset) -> None:
    grid = Grid("表1", (("甲", "乙", "丙"), ("丁", "", "戊"), ("", "", "己")), (Merge(2, 1, 2, 2),))
    sheet = shown_page(grid, dataset, finding(3, 2), finding(2, 3))["sheets"][0]
    assert cells(sheet) == [
        (1, "甲", []), (1, "乙", []), (1, "丙", []), (2, "丁", [1]), (2, "戊", [2]), (3, "己", []),
    ]  # fmt: skip
    merged = sheet["lines"][1]["cells"][0]
    assert (merged["rows"], merged["columns"], merged["severity"]) == (2, 2, "warning")


def test_a_cell_is_as_grave_as_its_gravest_finding_and_bears_few_marks(dataset: Dataset) -> None:
    many = [finding(1, 1, "info") for _ in range(9)]
    found = shown_page(Grid("表1", (("甲",),)), dataset, *many, finding(1, 1, "violation"))
    (cell,) = found["sheets"][0]["lines"][0]["cells"]
    assert (cell["severity"], len(cell["marks"]), cell["more"]) == ("violation", module.MOST_MARKS, 4)
    assert sum(one["in_sheet"] for one in found["tables"][0]["groups"][0]["findings"]) == module.MOST_MARKS


def test_of_a_very_large_sheet_the_faulty_lines_are_shown(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 4)
    rows = tuple((f"{number}", f"第{number}行") for number in range(1, 11))
    grid = Grid("表1", rows, (Merge(4, 1, 4, 1),))
    sheet = shown_page(grid, dataset, finding(6, 2), finding(7, 1), finding(9, 1, "info"))["sheets"][0]
    assert [line["row"] for line in sheet["lines"]] == [1, 6, 7]
    assert sheet["left_out"] == 7
    assert [len(line["cells"]) for line in sheet["lines"]] == [2, 2, 1]
    assert sheet["lines"][1]["cells"][0]["rows"] == 2
    assert [number for _, _, marks in cells(sheet) for number in marks] == [2, 1]


def test_of_very_many_findings_the_gravest_are_shown(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FINDINGS", 2)
    found = shown_page(
        Grid("表1", (("甲", "乙", "丙"),)), dataset,
        finding(1, 1, "info"), finding(1, 2, "warning"), finding(1, 3, "violation", "GK-CON-001"),
    )  # fmt: skip
    listed = [one["mark"] for table in found["tables"] for group in table["groups"] for one in group["findings"]]
    assert (listed, found["left_out"]) == ([2, 3], 1)
    assert [(rule["count"], rule["more"]) for rule in found["rules"]] == [(1, 0), (2, 1)]


def test_what_is_about_the_whole_table_has_no_place(dataset: Dataset) -> None:
    found = shown_page(Grid("表1", (("甲",),)), dataset, finding(None, None))
    (group,) = found["tables"][0]["groups"]
    assert (group["row"], group["findings"][0]["cell"], group["findings"][0]["in_sheet"]) == (0, None, False)


@pytest.mark.parametrize(
    ("words", "width"), [("", "slim"), ("√", "slim"), ("政策法规文件", "small"), ("字" * 61, "widest")]
)
def test_a_column_is_as_wide_as_its_words_want(dataset: Dataset, words: str, width: str) -> None:
    grid = Grid("表1", (("很长的标题" * 20, ""), (words, "甲")), (Merge(1, 1, 1, 2),))
    assert shown_page(grid, dataset, finding(2, 1))["sheets"][0]["columns"][0] == {"name": "A", "width": width}


def test_a_title_in_one_cell_goes_over_the_whole_width(dataset: Dataset) -> None:
    rows = (
        ("某县目录", "", ""),
        ("单位：民政局", "", "2019年"),
        ("序号", "事项", "时限"),
        ("1", "甲", ""),
        ("注", "", ""),
    )
    sheet = shown_page(Grid("表1", rows), dataset, finding(1, 3), header=3)["sheets"][0]
    title, *others = sheet["lines"]
    assert cells({"lines": [title]}) == [(1, "某县目录", [1])]
    assert (title["cells"][0]["rows"], title["cells"][0]["columns"]) == (1, 3)
    assert [len(line["cells"]) for line in others] == [3, 3, 3, 3]
    assert {cell["columns"] for line in others for cell in line["cells"]} == {1}


def test_a_title_that_is_merged_keeps_its_own_width(dataset: Dataset) -> None:
    rows = (("某县目录", "", ""), ("序号", "事项", "时限"))
    sheet = shown_page(Grid("表1", rows, (Merge(1, 1, 1, 2),)), dataset, header=2)["sheets"][0]
    assert [cell["columns"] for cell in sheet["lines"][0]["cells"]] == [2, 1]
