"""Marks: which cell bears a finding, its colour, and the words of its comment."""

from __future__ import annotations

from catalog_graph.intake.grid import Document, Format, Grid, Merge
from catalog_graph.review.annotation.marked_cells import COLOURS, SUMMARY, marked_cells
from catalog_graph.review.results import SEVERITY_WORDS, CellFinding, Review, ReviewedTable

ROWS = tuple(tuple(f"{row}{column}" for column in range(3)) for row in range(5))
DOCUMENT = Document(Format.XLSX, (Grid("甲", ROWS, (Merge(2, 1, 3, 1),)), Grid("乙", ROWS)))


def finding(row: int | None, column: int | None, severity: str = "warning", rule: str = "GK-A-001") -> CellFinding:
    """A finding."""
    return CellFinding(severity, rule, "甲", row, column, "栏", "值", "有错", "改掉", "第一条")


def reviewed(*findings: CellFinding) -> Review:
    """A review of one table."""
    return Review("甲.xlsx", (ReviewedTable("甲", None, (1, 1), (), findings),))


def test_a_covered_cell_is_marked_at_the_one_that_shows() -> None:
    [mark] = marked_cells(DOCUMENT, reviewed(finding(4, 1), finding(2, 1, "violation", "GK-B-002")))["甲"]
    assert (mark.row, mark.column, mark.severity) == (2, 1, "violation")
    assert mark.words == (
        "【必须修改】GK-B-002\n问题：有错\n怎么改：改掉\n依据：第一条\n\n"
        "【建议修改】GK-A-001（第4行）\n问题：有错\n怎么改：改掉\n依据：第一条"
    )


def test_what_is_about_the_whole_table_marks_no_cell() -> None:
    assert marked_cells(DOCUMENT, reviewed(finding(None, None), finding(3, None))) == {}


def test_marks_are_in_reading_order() -> None:
    found = marked_cells(DOCUMENT, reviewed(finding(5, 2), finding(1, 3), finding(1, 2)))["甲"]
    assert [(mark.row, mark.column) for mark in found] == [(1, 2), (1, 3), (5, 2)]


def test_a_comment_stays_short_enough_to_read() -> None:
    [mark] = marked_cells(DOCUMENT, reviewed(*(finding(1, 1) for _ in range(40)), finding(1, 1, rule="GK-C-003")))["甲"]
    assert mark.words.count("GK-A-001") == 3
    assert "GK-C-003" in mark.words
    assert mark.words.endswith(f"本格另有37处，见“{SUMMARY}”。")
    [long] = marked_cells(DOCUMENT, reviewed(*(finding(1, 1, rule=f"GK-{n:03d}") for n in range(200))))["甲"]
    assert len(long.words) < 2_600


def test_every_severity_has_a_colour_of_its_own() -> None:
    assert list(COLOURS) == list(SEVERITY_WORDS)
    assert len(set(COLOURS.values())) == 3
