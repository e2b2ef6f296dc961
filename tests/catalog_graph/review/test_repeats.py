"""Rows that say the same: known by their words, whatever their number, and examined alike."""

from __future__ import annotations

from dataclasses import replace

from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn, SourceCell, TableRow
from catalog_graph.review.repeats import said_in, told_of
from tests.catalog_graph.review.conftest import Examine

LABEL, NUMBER = OfficialColumn.LABEL, OfficialColumn.NUMBER


def row(number: int, label: str, from_row: int | None = None) -> TableRow:
    cells = {
        NUMBER: (SourceCell(number, 1, str(number), str(number)),),
        LABEL: (SourceCell(number, 2, label, label, None, from_row),),
    }
    return TableRow(number, cells)


def test_a_number_does_not_tell_rows_apart_but_words_and_where_they_are_written_do() -> None:
    assert said_in(row(4, "审批信息")) == said_in(row(9, "审批信息"))
    assert said_in(row(4, "审批信息")) != said_in(row(9, "审核信息"))
    assert said_in(row(4, "审批信息")) != said_in(row(9, "审批信息", 4))
    other = TableRow(4, row(4, "审批信息").cells, {"科室": SourceCell(4, 3, "甲", "甲")})
    assert said_in(row(4, "审批信息")) != said_in(other)


def test_facts_of_one_row_are_told_of_another() -> None:
    fact = Fact("longerLimit", "30日", 4, 6)
    assert list(told_of(9, [fact])) == [replace(fact, row=9)]


def test_what_is_wrong_in_a_row_is_told_of_each_row_that_repeats_it(examine: Examine) -> None:
    changed = {(3, OfficialColumn.TIME_LIMIT): "看情况", (3, OfficialColumn.CONTENT): "待定"}
    once, twice = examine("social-assistance", changed), examine("social-assistance", changed, twice=3)
    first, second = 6, len(twice.matches) + 2
    told = {at: {(f.term, f.column) for f in twice.facts if f.row == at} for at in (first, second)}
    assert told[first] == {(f.term, f.column) for f in once.facts if f.row == first}
    beyond = {("duplicateRow", 4), ("numberOutOfOrder", 1)}
    assert told[first] <= told[second] <= told[first] | beyond


def test_cells_that_several_rows_share_are_told_of_each_row_though_the_rows_differ(examine: Examine) -> None:
    changed = {(3, OfficialColumn.TIME_LIMIT): "看情况", (4, OfficialColumn.TIME_LIMIT): "看情况"}
    facts = [fact for fact in examine("social-assistance", changed).facts if fact.term == "unreadLimit"]
    assert [(fact.row, fact.value) for fact in facts] == [(6, "看情况"), (7, "看情况")]
    assert facts[0].item != facts[1].item
