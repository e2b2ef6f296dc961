"""Judging facts: one finding for each, in words, at its cell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.checks.rules import PLACEHOLDERS, Rule, table_rules
from catalog_graph.errors import DataError
from catalog_graph.review.findings import filled, judge
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn
from catalog_graph.review.results import SEVERITY_WORDS

HEADINGS = {6: "公开时限", 7: "公开主体"}
FACTS = st.builds(
    Fact,
    st.sampled_from(sorted(table_rules())),
    st.text(max_size=80),
    st.none() | st.integers(1, 4),
    st.none() | st.integers(5, 7),
    details=st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(max_size=5), max_size=4),
)


@pytest.mark.parametrize("rule", table_rules().values(), ids=lambda rule: rule.id)
def test_every_rule_gives_one_finding_in_whole_sentences(rule: Rule) -> None:
    details = {name: f"某{words}" for name, words in PLACEHOLDERS.items()}
    (found,) = judge([Fact(rule.term, "原来的字", 7, 6, details=details, item="a/1")], "表1", HEADINGS)
    assert (found.rule, found.severity, found.basis) == (rule.id, rule.severity, rule.basis)
    assert (found.sheet, found.cell, found.heading, found.value, found.item) == (
        "表1",
        "F7",
        "公开时限",
        "原来的字",
        "a/1",
    )
    for words in (found.message, found.suggestion):
        assert words.endswith("。")
        assert "{" not in words
        assert "未知" not in words


@given(st.lists(FACTS, max_size=10))
def test_every_fact_gives_one_finding_in_reading_order(facts: list[Fact]) -> None:
    found = judge(facts, "Sheet1", HEADINGS)
    wanted = sorted((table_rules()[f.term].id, f.row or 0, f.column or 0, f.value) for f in facts)
    assert sorted((f.rule, f.row or 0, f.column or 0, f.value) for f in found) == wanted
    places = [(f.row or 0, f.column or 0, list(SEVERITY_WORDS).index(f.severity)) for f in found]
    assert places == sorted(places)


def test_two_equal_facts_are_two_findings() -> None:
    twice = [Fact("repealedLaw", "《收养法》", 7, 6), Fact("repealedLaw", "《收养法》", 7, 6)]
    assert len(judge(twice, "Sheet1", HEADINGS)) == 2
    assert judge([], "Sheet1", HEADINGS) == ()


def test_findings_of_one_place_keep_the_order_of_the_facts() -> None:
    facts = [Fact("missingItem", label) for label in ("乙", "甲", "丙")]
    assert [found.value for found in judge(facts, "Sheet1", {})] == ["乙", "甲", "丙"]


def test_where_a_detail_is_not_known_the_message_says_what_to_do() -> None:
    fact = Fact("repealedLaw", "《甲办法》", 7, 6)
    (bare,) = judge([fact], "Sheet1", HEADINGS)
    assert bare.suggestion == "请删去，或者改引现行文件。"
    (whole,) = judge([replace(fact, details={"successor": "《乙办法》"})], "Sheet1", HEADINGS)
    assert whole.suggestion == "改引《乙办法》。"


def test_the_heading_is_the_grids_else_the_official_one() -> None:
    fact = Fact("placeholder", "待定", 7, 6, OfficialColumn.TIME_LIMIT)
    assert judge([fact], "Sheet1", {6: "时限要求"})[0].heading == "时限要求"
    assert judge([fact], "Sheet1", {})[0].heading == "公开时限"
    assert "“本栏”" in judge([replace(fact, official=None)], "Sheet1", {})[0].suggestion


def test_words_of_a_cell_are_cut_kept_on_one_line_and_never_read_as_a_template() -> None:
    (found,) = judge([Fact("unreadLimit", "{limit}\n" + "长" * 500, 7, 6)], "Sheet1", HEADINGS)
    assert "“{limit} 长长" in found.message
    assert "……" in found.message
    assert len(found.message) < 120
    assert len(found.value) == 508
    assert filled("{a}{b}", {"a": "{b}", "b": "二"}, 60) == "{b}二"


def test_a_fact_that_no_rule_knows_is_said() -> None:
    with pytest.raises(DataError, match="nothingOfTheKind"):
        judge([Fact("nothingOfTheKind")], "Sheet1", {})
