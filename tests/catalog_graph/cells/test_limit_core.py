"""The core of a time limit: which rule finds it, and what its figures mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.limit_core import find_core
from catalog_graph.model.numerals import chinese


@pytest.mark.parametrize(
    ("words", "kind", "word"),
    [
        ("公示期不得少于7日", "notice", "公示期不得少于7日"),
        ("每20个工作日更新", "periodic", "每20个工作日更新"),
        ("按季度公开", "periodic", "按季度公开"),
        ("半年至少更新1次", "periodic", "半年至少更新1次"),
        ("提前一周", "before", "提前一周"),
        ("听证7个工作日前", "before", "7个工作日前"),
        ("20个工作日内", "within", "20个工作日内"),
        ("永久公开", "standing", "永久"),
        ("第一时间公布", "immediate", "第一时间"),
    ],
)
def test_each_kind_of_core_is_found_by_its_words(words: str, kind: str, word: str) -> None:
    core = find_core(words)
    assert core is not None
    assert (core.kind.value, core.word) == (kind, word)
    assert words[core.start : core.end] == word


@pytest.mark.parametrize("words", ["", "予以公开", "按要求公开", "20个", "二十", "2019年版"])
def test_words_without_number_rhythm_or_urgency_have_no_core(words: str) -> None:
    found = find_core(words)
    assert found is None or found.word == "2019年"


@given(st.integers(1, 999))
def test_arabic_and_chinese_numerals_give_one_amount(value: int) -> None:
    cores = [find_core(f"信息形成之日起{numeral}个工作日内") for numeral in (str(value), chinese(value))]
    assert [core.amount if core else None for core in cores] == [value, value]


@pytest.mark.parametrize(("words", "amount"), [("一周内", 7), ("两星期内", 14)])
def test_weeks_are_counted_in_days(words: str, amount: int) -> None:
    core = find_core(words)
    assert core is not None
    assert (core.amount, core.unit) == (amount, "day")


@pytest.mark.parametrize("words", ["公示不少于3日", "公示期不低于3日", "公示≥3日", "至少每月公布一次"])
def test_at_least_is_a_minimum(words: str) -> None:
    core = find_core(words)
    assert core is not None
    assert core.minimum is True
