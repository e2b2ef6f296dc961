"""Tick columns: marks that tick, marks that do not, words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.review.recognition.ticks import Tick, is_mark, tick_of

TICKED = [
    "✓",
    "✔",
    "☑",
    "✅",
    "🗸",
    "１",
    "◎",
    "■",
    "●",
    "★",
    "▲",
    "是",
    "有",
    "对",
    "勾",
    "1",
    "Y",
    "y",
    "V",
    "v",
    "ü",
    "þ",
    "P",
    "R",
    "√√",
    "TRUE",
    "1.0",
    "打勾",
]
UNTICKED = [
    "",
    " ",
    "✖",
    "❌",
    "不适用",
    "（×）",
    "£",
    "¨",
    "□",
    "☐",
    "×",
    "✗",
    "否",
    "无",
    "不",
    "0",
    "N",
    "-",
    "—",
    "——",
    "/",
    "\\",
    "口",
    "FALSE",
    "\uf0fb",
]


def test_a_tick_as_it_should_be_says_nothing() -> None:
    assert tick_of("√") == tick_of(" √\n") == tick_of("（√）") == tick_of("“√”") == tick_of("√。") == Tick(True)


@pytest.mark.parametrize("mark", TICKED)
def test_another_mark_is_a_tick_and_said(mark: str) -> None:
    assert tick_of(mark) == Tick(True, mark)
    assert is_mark(mark)


@pytest.mark.parametrize(("cell", "mark"), [("（✔）", "✔"), ("【☑】", "☑"), ("“√√”", "√√")])
def test_a_mark_in_brackets_is_that_mark(cell: str, mark: str) -> None:
    assert tick_of(cell) == Tick(True, mark)
    assert is_mark(cell)


@pytest.mark.parametrize("mark", UNTICKED)
def test_a_mark_that_does_not_tick(mark: str) -> None:
    assert tick_of(mark) == Tick(False)
    assert not is_mark(mark)


@pytest.mark.parametrize("mark", ["○", "〇", "◯"])
def test_a_ring_ticks_only_where_nothing_else_does(mark: str) -> None:
    assert tick_of(mark) == Tick(False)
    assert tick_of(mark, round_is_tick=True) == Tick(True, mark)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("申请人", "申请人"),
        ("√（申请人）", "申请人"),
        ("√ 低保对象", "低保对象"),
        ("本村村民√", "本村村民"),
        ("拟征收土地的村民\n", "拟征收土地的村民"),
    ],
)
def test_words_tick_and_are_kept(cell: str, words: str) -> None:
    assert tick_of(cell) == Tick(True, "", words)


@given(st.text(max_size=12), st.booleans())
def test_any_cell_is_read(cell: str, round_is_tick: bool) -> None:
    tick = tick_of(cell, round_is_tick)
    assert tick.ticked or not (tick.mark or tick.words)
    assert not (tick.mark and tick.words)
