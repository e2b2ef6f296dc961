"""Where lines of Chinese text break: examples, and what holds for any text and width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from catalog_graph.command.line_breaks import pieces, wrapped

WHOLE = [
    "20个工作日内",
    "二十个工作日内",
    "2026-11-22",
    "2019年6月12日",
    "10:30",
    "1,234.5",
    "67.5%",
    "3～5个工作日",
    "〔2017〕58号",
    "国发〔2017〕58号",
    "国务院令第711号",
    "第二十六条",
    "第101条",
    "GK-WHEN-003",
    "341302100001",
]


@pytest.mark.parametrize("words", WHOLE)
def test_numbers_dates_units_and_document_numbers_stay_whole(words: str) -> None:
    text = f"自信息形成，{words}公开（{words}）"
    for width in range(cell_len(words) + 4, 60):
        assert sum(line.count(words) for line in wrapped(text, width)) == 2


PHRASES = (
    "公开",
    "信息，",
    "《条例》",
    "（国发〔2017〕58号）",
    "20个工作日内",
    "全社会；",
    "“依申请”、",
    "website ",
    "开。\n",
)


@given(st.text("公开信息，。；（）《》、20〔〕个工作日号国发 ab-/\n", max_size=60), st.integers(2, 60))
def test_lines_fit_and_hold_every_word(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


@given(st.lists(st.sampled_from(PHRASES), max_size=20).map("公".join), st.integers(24, 60))
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert not [line for line in lines if line[:1] and line[:1] in "，。；、）》〕”"]
    assert not [line for line in lines if line[-1:] and line[-1:] in "（《〔“"]


def test_addresses_and_compounds_break_behind_their_marks() -> None:
    assert pieces("https://w3id.org/gongkai/id/item/social-assistance/11") == (
        *("https://", "w3id.org/", "gongkai/", "id/", "item/", "social-", "assistance/11"),
    )
    assert pieces("poverty-alleviation/2；公开") == ("poverty-", "alleviation/2；", "公", "开")


def test_what_is_longer_than_a_line_is_cut() -> None:
    assert wrapped("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert wrapped("", 10) == [""]
