"""Cells of a row, read: content, audience, method, levels from ticks and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.model.values import Dataset
from catalog_graph.review.drafts import content_elements, draft_of, read_audience, read_method
from catalog_graph.review.recognition.recognised_table import OfficialColumn, SourceCell, TableRow

AUDIENCES = [
    ((), "全社会", ["public"], None),
    ((), "社会公众", ["public"], None),
    ((), "特定群体", ["group"], None),
    ((), "特定群众：本村村民", ["group"], "本村村民"),
    ((), "申请人", ["group"], "申请人"),
    (("public",), "", ["public"], None),
    (("group",), "低保对象", ["group"], "低保对象"),
    (("public", "group"), "低保对象", ["public", "group"], "低保对象"),
    ((), "全社会、申请人", ["public", "group"], "申请人"),
    ((), "√全社会 □特定群体", ["public"], None),
    ((), "□全社会 ☑特定群体（申请人）", ["group"], "申请人"),
    ((), "全社会（√）特定群体（）", ["public"], None),
    ((), "□全社会 □特定群体", [], None),
]
METHODS = [
    ((), "主动", ["proactive"], ""),
    ((), "主动公开", ["proactive"], ""),
    ((), "依申请公开", ["on-request"], ""),
    ((), "主动公开、依申请公开", ["proactive", "on-request"], ""),
    (("on-request",), "", ["on-request"], ""),
    ((), "看情况", [], "看情况"),
    ((), "√主动 □依申请", ["proactive"], ""),
    ((), "主动（ ）依申请公开（√）", ["on-request"], ""),
    ((), "□主动 □依申请", [], "□主动□依申请"),
]


@pytest.mark.parametrize(("ticked", "words", "codes", "group"), AUDIENCES)
def test_audience(ticked: tuple[str, ...], words: str, codes: list[str], group: str | None) -> None:
    cell = read_audience(ticked, words)
    assert ([audience.value for audience in cell.audience], cell.group) == (codes, group)


@pytest.mark.parametrize(("ticked", "words", "codes", "unread"), METHODS)
def test_method(ticked: tuple[str, ...], words: str, codes: list[str], unread: str) -> None:
    cell = read_method(ticked, words)
    assert ([method.value for method in cell.method], cell.unparsed) == (codes, unread)


@pytest.mark.parametrize(
    ("words", "elements"),
    [
        ("①地址②电话③时间", ("地址", "电话", "时间")),
        ("1、地址 2、电话 3、时间", ("地址", "电话", "时间")),
        ("（1）地址（2）电话", ("地址", "电话")),
        ("一、地址二、电话", ("地址", "电话")),
        ("●地址 ●电话", ("地址", "电话")),
        ("1.地址2.5公里以内3.电话2.时间", ("地址2.5公里以内3.电话", "时间")),
        ("地址（1）电话（2）", ("地址（1）电话（2）",)),
        ("①地址②电话；③时间", ("地址", "电话", "时间")),
        ("1.地址1.电话", ("地址1.电话",)),
    ],
)
def test_a_list_within_a_line_is_several_elements(words: str, elements: tuple[str, ...]) -> None:
    assert content_elements(words) == elements


@given(
    st.lists(st.text("甲乙丙丁（）、，“”0123", min_size=1, max_size=12).filter(lambda s: content_elements(s) == (s,)))
)
def test_elements_survive_being_written_one_a_line(elements: list[str]) -> None:
    assert content_elements("\n".join(elements)) == tuple(elements)
    assert content_elements("；".join(elements)) == tuple(elements)


def test_the_elements_of_all_items_survive(dataset: Dataset) -> None:
    items = [item for item in dataset.items() if item.content]
    assert [i.key for i in items if content_elements("\n".join(i.content)) != i.content] == []
    assert len(items) > 400


def test_an_empty_row_has_no_cells(dataset: Dataset) -> None:
    draft = draft_of(TableRow(3, {}), dataset.roles)
    cells = (
        draft.citations,
        draft.time_limit,
        draft.subjects,
        draft.channels,
        draft.audience,
        draft.method,
        draft.levels,
    )
    assert cells == (None,) * 7
    assert (draft.label, draft.content, draft.item_number) == ("", (), None)


def test_ticks_of_channels_are_required_channels(dataset: Dataset) -> None:
    cells = {OfficialColumn.CHANNELS: (SourceCell(3, 8, "√", "√", "website"), SourceCell(3, 9, "", "", "gazette"))}
    channels = draft_of(TableRow(3, cells), dataset.roles).channels
    assert channels is not None
    assert channels.required == ("website",)
