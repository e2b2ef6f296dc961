"""Boxes before and behind names, in the marks of any font."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells import boxes
from catalog_graph.cells.level import read_levels
from catalog_graph.model.codes import Level

NAMES = "主动|依申请"


@pytest.mark.parametrize(
    "words",
    [
        "√主动 □依申请",
        "√ 主动\n□ 依申请",
        "主动（√）依申请（ ）",
        "主动√ 依申请×",
        "【√】主动【】依申请",
        "R主动 £依申请",
        "口依申请 ■主动",
        "主动：☑；依申请：☐",
        "■主动",
        "主动√",
        "主动√ 依申请¨",
    ],
)
def test_what_is_ticked_is_chosen(words: str) -> None:
    chosen = boxes.chosen(words, NAMES)
    assert chosen is not None
    assert "主动" in chosen
    assert "依申请" not in chosen


@pytest.mark.parametrize("words", ["主动", "主动公开、依申请公开", "√", "", "视情况"])
def test_without_boxes_before_names_all_is_chosen(words: str) -> None:
    assert boxes.chosen(words, NAMES) == words


@pytest.mark.parametrize("words", ["□主动□依申请", "主动（ ）依申请（ ）", "口主动", "主动×"])
def test_where_nothing_is_ticked_nothing_is_chosen(words: str) -> None:
    assert boxes.chosen(words, NAMES) is None


@given(st.lists(st.tuples(st.sampled_from("√■☑□☐×"), st.sampled_from(["主动", "依申请"])), min_size=1))
def test_boxes_before_and_behind_say_the_same(pairs: list[tuple[str, str]]) -> None:
    before = boxes.chosen("；".join(box + name for box, name in pairs), NAMES)
    behind = boxes.chosen("；".join(name + box for box, name in pairs), NAMES)
    ticked = [name for box, name in pairs if box in boxes.TICKED]
    assert before == behind == ("；".join(ticked) or None)


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("√县级 □乡级", (Level.COUNTY,)),
        ("□县级 √乡级 √村级", (Level.TOWNSHIP, Level.VILLAGE)),
        ("县级（√）乡级（√）村级（ ）", (Level.COUNTY, Level.TOWNSHIP)),
        ("县级：√", (Level.COUNTY,)),
        ("县乡两级", (Level.COUNTY, Level.TOWNSHIP)),
        ("区乡村三级", (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)),
    ],
)
def test_ticked_levels_are_the_levels(words: str, levels: tuple[Level, ...]) -> None:
    cell = read_levels(words)
    assert (cell.levels, cell.unparsed) == (levels, "")


def test_levels_of_which_none_is_ticked_are_unread() -> None:
    assert read_levels("□县级 □乡级").levels == ()
    assert read_levels("□县级 □乡级").unparsed == "□县级□乡级"
