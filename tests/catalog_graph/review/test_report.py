"""The JSON of a review, its sentence, its groups."""

from __future__ import annotations

import json

from catalog_graph.review.report import as_document, by_rule, summary
from catalog_graph.review.results import CellFinding, Review, ReviewedTable, RowMatch


def finding(severity: str, rule: str, row: int | None = 7, column: int | None = 6) -> CellFinding:
    """A finding at F7 unless said otherwise."""
    return CellFinding(
        severity, rule, "Sheet1", row, column, "公开时限", "及时", "太含糊。", "写明日数。", "条例第二十六条", "a/1"
    )


FINDINGS = (
    finding("warning", "GK-WHEN-005"),
    finding("violation", "GK-WHEN-003"),
    finding("warning", "GK-WHEN-002"),
    finding("warning", "GK-WHEN-002"),
    finding("info", "GK-TAB-006", None, None),
)
TABLE = ReviewedTable("Sheet1", "a", (2, 3), (RowMatch(7, "办事指南", "a/1", 0.97, "matched"),), FINDINGS)
REVIEW = Review("甲.xlsx", (TABLE,), ("编码按GB18030读取",))


def test_the_document_has_the_fields_of_the_contract() -> None:
    document = json.loads(json.dumps(as_document(REVIEW), ensure_ascii=False))
    assert document["file"] == "甲.xlsx"
    [table] = document["tables"]
    assert (table["sheet"], table["domain"], table["header_rows"], table["rows"], table["matched"]) == (
        "Sheet1",
        "a",
        2,
        1,
        1,
    )
    assert document["summary"] == {"violation": 1, "warning": 3, "info": 1}
    assert document["rows"][0] | {"kind": ""} == {
        "sheet": "Sheet1",
        "row": 7,
        "label": "办事指南",
        "item": "a/1",
        "similarity": 0.97,
        "kind": "",
    }
    assert document["findings"][1]["cell"] == "F7"
    assert document["findings"][4]["cell"] is None
    assert set(document["findings"][0]) == {
        *("severity", "rule", "sheet", "cell", "row", "column"),
        *("value", "message", "suggestion", "basis", "item"),
    }
    assert document["notices"] == ["编码按GB18030读取"]


def test_the_outcome_in_a_sentence() -> None:
    assert summary(REVIEW) == "必须修改1处，建议修改3处，已自动识别1处。改完“必须修改”的再公布。"
    warned = Review("甲", (ReviewedTable("s", None, (1, 1), (), FINDINGS[2:]),))
    assert summary(warned) == "建议修改2处，已自动识别1处。可以公布，建议以后修改。"
    assert summary(Review("甲", (ReviewedTable("s", None, (1, 1), (), FINDINGS[4:]),))).startswith("没有发现问题")


def test_groups_are_the_gravest_then_the_most_frequent() -> None:
    assert [(first.rule, len(group)) for first, group in by_rule(REVIEW)] == [
        ("GK-WHEN-003", 1),
        ("GK-WHEN-002", 2),
        ("GK-WHEN-005", 1),
        ("GK-TAB-006", 1),
    ]
