"""The summary: its sections, where its entries point, and that no reader takes it for a catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Document
from catalog_graph.review.annotation.summary import Entry, Summary, summary_of
from catalog_graph.review.recognition.header import known
from catalog_graph.review.results import SEVERITY_WORDS, Review, ReviewedTable

Reviewed = tuple[Document, Review]


@pytest.fixture(scope="module", params=[False, True], ids=["sheet", "pages"])
def summary(
    request: pytest.FixtureRequest, faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed]
) -> tuple[Summary, Review]:
    """The summary of a faulty workbook, and its review."""
    _, review = reviewed(faulty("xlsx"))
    return summary_of(review, {"social-assistance": "社会救助"}, pages=request.param, notices=("先说",)), review


def test_the_sections_hold_everything(summary: tuple[Summary, Review]) -> None:
    made, review = summary
    assert made.title == "检查结果：坏表"
    assert made.notices[0] == "先说"
    counts, tables, findings, missing, unmatched = made.sections
    assert [row[1].words for row in counts.rows] == [str(review.count(one)) for one in SEVERITY_WORDS]
    assert [entry.words for entry in tables.rows[0]][1:] == ["社会救助", "12", "11", "0", "1"]
    assert len(findings.rows) == len(review.findings()) > 10
    assert [row[0].words for row in missing.rows] == ["审批信息", "审核审批信息"]
    assert missing.rows[0][1:3] == (Entry("社会救助"), Entry("第6项"))
    assert [row[3].words for row in unmatched.rows] == ["奇怪的本地事项说明"]


def test_the_gravest_findings_come_first(summary: tuple[Summary, Review]) -> None:
    rows = summary[0].sections[2].rows
    severities = [entry.severity for row in rows for entry in row if entry.severity]
    assert severities == sorted(severities, key=list(SEVERITY_WORDS).index)
    assert set(severities) == set(SEVERITY_WORDS)


def test_its_columns_are_no_headings_of_a_catalogue(summary: tuple[Summary, Review]) -> None:
    words = [heading for section in summary[0].sections for heading in section.columns]
    assert [one for one in words if known((one,))] == []
    assert len(words) > 20
    for section in summary[0].sections:
        assert len(section.columns) == len(section.widths) == len(section.rows[0])


def test_entries_follow_renamed_sheets() -> None:
    review = Review("甲", (ReviewedTable("一/二", None, (3, 4), (), ()),))
    made = summary_of(review, {}).renamed({"一/二": "一_二"})
    assert made.sections[1].rows[0][0] == Entry("一/二", ("一_二", 3, 1))
