"""Editions and revisions: what is counted, and what they are called."""

from __future__ import annotations

from catalog_graph.review.recognition.recognised_table import OfficialColumn
from catalog_graph.revision.values import (
    HEADINGS,
    SINGLE,
    CellChange,
    Edition,
    Entry,
    Revision,
    RowChange,
    TableRevision,
)

ENTRY = Entry(4, "05001", "综合业务", "监督检查", {})
EDITION = Edition("一.xlsx", "social-assistance", "社会救助", frozenset(), (ENTRY,))


def test_every_column_of_the_official_table_that_says_something_is_compared() -> None:
    identity = {OfficialColumn.NUMBER, OfficialColumn.CODE, OfficialColumn.DOMAIN}
    assert set(HEADINGS) == {column.value for column in OfficialColumn if column not in identity} | {"note"}
    assert set(HEADINGS) > SINGLE


def test_rows_are_counted_once_as_what_they_are() -> None:
    change = CellChange("label", "甲", "乙", (), (), ())
    rows = (RowChange(ENTRY, ENTRY), RowChange(ENTRY, ENTRY, (change,)), RowChange(ENTRY, ENTRY, (change,), moved=True))
    table = TableRevision(EDITION, EDITION, rows=rows)
    assert Revision(("旧", "新"), (table,)).counts() == {"added": 0, "removed": 0, "changed": 2, "moved": 1, "same": 1}
    assert not table.empty
    assert TableRevision(EDITION, EDITION, rows=rows[:1]).empty
    assert not TableRevision(EDITION, EDITION, columns_added=("levels",)).empty


def test_names_are_those_a_person_uses() -> None:
    assert ENTRY.name == "综合业务／监督检查"
    assert Entry(4, "", "", "监督检查", {}).name == "监督检查"
    assert TableRevision(None, EDITION).label == "社会救助"
    assert TableRevision(Edition("表1", None, "", frozenset(), ()), None).label == "表1"
    assert CellChange("channels", "", "", (), (), ()).heading == "公开渠道和载体"
