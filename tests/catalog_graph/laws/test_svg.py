"""Marks: labels are measured and wrapped so that they fit, and what stands in them is escaped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalog_graph.laws import svg

LABELS = st.text(st.sampled_from("政府信息公开条例，。》a1（“"), min_size=1, max_size=60)


@given(LABELS, st.integers(40, 300), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_but_what_the_ellipsis_says(label: str, width: int, most: int) -> None:
    lines = svg.wrapped(label, 14, width, most)
    whole = "".join(lines)
    assert 1 <= len(lines) <= most
    assert whole == label or (whole.endswith("…") and label.startswith(whole[:-1]))
    for line in lines:
        assert svg.width_of(line.rstrip("，。》"), 14) <= width


def test_lines_of_a_label_are_even_and_begin_with_no_closing_sign() -> None:
    assert svg.wrapped("村民委员会任期规划和年度工作计划", 10, 140, 2) == ["村民委员会任期规", "划和年度工作计划"]
    assert svg.wrapped("办理、审批》结", 10, 50, 2) == ["办理、审", "批》结"]
    assert svg.wrapped("办理审批结》", 10, 50, 2) == ["办理审批结》"]


@pytest.mark.parametrize("words", ['"><script>', "a & b", "《甲》<乙>"])
def test_words_are_escaped(words: str) -> None:
    link = svg.link(f'/x?a={words}"', words, [svg.text(words, 0, 0, 14, svg.INK, "start")], ["cut"])
    whole = etree.fromstring(svg.document([link], 10, 10, "n", words, words))
    assert [one.text for one in whole.iter() if one.tag.endswith("text")] == [words]
    assert [one.text for one in whole.iter() if one.tag.endswith("title")] == [words, words]
    assert not [one for one in whole.iter() if one.tag.endswith("script")]


def test_a_label_in_full_needs_no_title() -> None:
    assert "<title>" not in svg.link("/x", "甲乙", [], ["甲", "乙"])
    assert "<title>甲乙丙</title>" in svg.link("/x", "甲乙丙", [], ["甲…"])


@pytest.mark.parametrize(("line", "dashes"), [("solid", 0), ("dashed", 1), ("dotted", 1)])
def test_lines_are_told_apart(line: str, dashes: int) -> None:
    assert svg.curve(0, 0, 1, 1, line).count("stroke-dasharray") == dashes
