"""The writing of cells: widths, spaces, line breaks, numerals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.text import line_stops, normalise, number
from catalog_graph.model.numerals import chinese


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_no_white_space_is_left(text: str) -> None:
    assert not any(char.isspace() or char in "\u200b\ufeff\u00ad" for char in normalise(text))


@given(st.integers(1, 9999))
def test_a_number_survives_its_chinese_numeral(value: int) -> None:
    assert number(chinese(value)) == value


def test_every_number_below_ten_thousand_has_its_own_numeral() -> None:
    assert len({chinese(value) for value in range(1, 10_000)}) == 9_999


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("十", 10),
        ("两", 2),
        ("二十", 20),
        ("一百零五", 105),
        ("一百一十", 110),
        ("三〇", 30),
        ("二〇二三", 2023),
        ("一千零一", 1001),
        ("九千九百九十九", 9999),
    ],
)
def test_numerals_are_read_in_every_way_of_writing(words: str, value: int) -> None:
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "甲", "1a", "²", "٣", "-1", "1.5", "万"])
def test_what_is_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        number(words)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("(变更)", "（变更）"),
        ("２０个", "20个"),
        ("甲,乙;丙:丁", "甲，乙；丙：丁"),
        ("①公示⑳", "1.公示20."),
        ("<甲>", "〈甲〉"),
    ],
)
def test_punctuation_and_digits_have_one_width(words: str, form: str) -> None:
    assert normalise(words) == form


def test_line_breaks_part_a_list_but_not_a_wrapped_bracket() -> None:
    assert line_stops("\n县民政局 \r\n 县教育局\n（本级）\n") == "县民政局；县教育局\n（本级）"
