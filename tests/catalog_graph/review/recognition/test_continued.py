"""Rows cut by a page break: which go on with the one above, and which are rows of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Document
from catalog_graph.model.values import Dataset
from catalog_graph.review.recognition.recognised_table import OfficialColumn
from catalog_graph.review.recognition.tables import recognise

Documents = Callable[..., Document]
HEADER = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体|公开方式|<\n^|^|^|^|^|^|^|主动|依申请"
WHOLE = "1|低保|办事指南|办理事项|《预算法》|信息形成之日起20个工作日内|民政局|√|"
CUT = {
    "content": "|||联系方式|||||",
    "a limit within a word": "|||||起10个工作日内|||",
    "number and group repeated": "1|低保||联系方式|||||",
    "the name repeated": "1|低保|办事指南|联系方式|||||",
    "the name, going on": "||办事指南（续）|联系方式|||||",
    "nothing but the name, going on": "|低保|办事指南（续表）||||||",
    "nothing but the group again": "|低保|||||||",
    "its number and its tick again": "1|||联系方式||||√|",
    "a further limit": "|||||长期公开|||",
    "two cells": "||||《行政处罚法》||乡镇人民政府||",
}
OWN = {
    "another number": "2||||《预算法》||||",
    "another group": "|临时救助||联系方式|||||",
    "another name": "||审批信息|联系方式|||||",
    "a whole row without a name": "|||联系方式|《预算法》|每年3月底前|民政局|√|",
    "ticked again": "|||联系方式||||√|",
}


@pytest.fixture
def joined(document: Documents, dataset: Dataset) -> Callable[..., dict[int, int]]:
    """The rows of a text, below the header, that go on with another."""

    def read(*rows: str) -> dict[int, int]:
        (found,) = recognise(document("\n".join((HEADER, *rows))), dataset)
        return dict(found.joined)

    return read


@pytest.mark.parametrize("kind", CUT)
def test_a_row_goes_on_with_the_one_above(kind: str, joined: Callable[..., dict[int, int]]) -> None:
    assert joined(WHOLE, CUT[kind]) == {4: 3}


@pytest.mark.parametrize("kind", OWN)
def test_a_row_of_its_own_does_not(kind: str, joined: Callable[..., dict[int, int]]) -> None:
    assert joined(WHOLE, OWN[kind]) == {}


def test_a_broken_name_and_its_ticks_are_put_together(document: Documents, dataset: Dataset) -> None:
    parts = "1|低保|办事|办理事项|《预算法》|信息形成之日|民政局||", "||指南|||起20个工作日内||√|"
    (found,) = recognise(document("\n".join((HEADER, *parts))), dataset)
    (row,) = found.rows
    words = {column.value: row.words(column) for column in row.cells}
    assert (words["label"], words["time_limit"]) == ("办事指南", "信息形成之日起20个工作日内")
    assert [cell.option for cell in row.cells[next(c for c in row.cells if c.value == "method")] if cell.words] == [
        "proactive"
    ]
    assert words["number"] == "1"


def test_a_group_cut_in_two_is_put_together_and_another_group_is_not(
    document: Documents, dataset: Dataset, joined: Callable[..., dict[int, int]]
) -> None:
    cut = WHOLE.replace("低保", "临时"), "|救助|||||||"
    (found,) = recognise(document("\n".join((HEADER, *cut))), dataset)
    assert [row.words(OfficialColumn.GROUP) for row in found.rows] == ["临时救助"]
    assert joined(WHOLE, "|救助|||||||") == {}
    assert joined(WHOLE.replace("低保", "综合业务"), "|临时救助|||||||") == {}


def test_a_line_that_says_the_table_goes_on_stands_between(joined: Callable[..., dict[int, int]]) -> None:
    assert joined(WHOLE, "（续表）||||||||", HEADER, CUT["content"]) == {7: 3}


def test_one_row_of_a_header_of_two_is_repeated_too(document: Documents, dataset: Dataset) -> None:
    again = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体|公开方式|"
    (found,) = recognise(document("\n".join((HEADER, WHOLE, again, CUT["content"], "|||||||主动|依申请"))), dataset)
    assert dict(found.joined) == {5: 3}
    assert [(fact.term, fact.row) for fact in found.facts if fact.term == "repeatedHeader"] == [
        ("repeatedHeader", 4),
        ("repeatedHeader", 6),
    ]


def test_a_merged_name_over_two_contents_is_one_item_unless_they_name_items(
    joined: Callable[..., dict[int, int]],
) -> None:
    assert joined(WHOLE, "^|^|^|联系方式|^|^|^|^|^") == {4: 3}
    assert joined(WHOLE, "^|^|^|政策法规文件|^|^|^|^|^") == {}
