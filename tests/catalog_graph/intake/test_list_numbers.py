"""The forms of Word's numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.intake.list_numbers import list_number

FORMS = {
    "decimal": {1: "1", 120: "120"},
    "decimalZero": {7: "07", 12: "12"},
    "decimalFullWidth": {12: "１２"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {3: "③"},
    "decimalEnclosedParen": {2: "⑵"},
    "decimalEnclosedFullstop": {2: "⒉"},
    "ideographEnclosedCircle": {10: "㊉"},
    "upperRoman": {4: "IV", 1999: "MCMXCIX", 5000: "5000"},
    "lowerRoman": {9: "ix"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 53: "AAA", 1_000_000: "1000000"},
    "lowerLetter": {2: "b"},
    "chineseCounting": {10: "十", 19: "十九", 20: "二十", 99: "九十九", 105: "一〇五"},
    "chineseCountingThousand": {11: "十一", 100: "一百", 110: "一百一十", 1001: "一千零一", 9999: "九千九百九十九"},
    "taiwaneseCountingThousand": {21: "二十一"},
    "japaneseCounting": {5: "五", 11: "十一", 21: "二十一", 101: "百一"},
    "ideographDigital": {10: "一〇"},
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 205: "贰佰零伍"},
    "ideographLegalTraditional": {6: "陸"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {12: "亥"},
    "ideographZodiacTraditional": {1: "甲子", 60: "癸亥"},
    "numberInDash": {3: "- 3 -"},
    "hex": {31: "1F"},
    "none": {3: ""},
    "001, 002, 003, ...": {7: "007", 1234: "1234"},
}
UNKNOWN = ("ordinalText", "custom", "aiueo", "", "一, 二", "9, 8")


@pytest.mark.parametrize("form", FORMS)
def test_a_number_is_shown_as_word_shows_it(form: str) -> None:
    assert {value: list_number(value, form) for value in FORMS[form]} == FORMS[form]


@pytest.mark.parametrize("form", UNKNOWN)
def test_an_unknown_form_is_said_to_be_unknown(form: str) -> None:
    assert list_number(1, form) is None


@given(st.integers(0, 999_999_999), st.sampled_from(sorted(FORMS)))
def test_no_number_is_too_large_to_be_written_short(value: int, form: str) -> None:
    words = list_number(value, form)
    assert words is not None
    assert len(words) <= 40


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    for form in ("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "upperRoman", "decimalZero"):
        assert (list_number(one, form) == list_number(other, form)) is (one == other)
