"""公开内容: which elements of one list another says in its own words."""

from __future__ import annotations

import pytest

from catalog_graph.review.facts.content import said

NATIONAL = ("救助标准", "申请材料", "办理流程")


@pytest.mark.parametrize(
    "words",
    [
        "救助标准和申请材料",
        "救助标准、申请材料、办理流程",
        "救助标准,申请材料",
        "申请材料|救助标准",
        "申请材料及办理流程等",
    ],
)
def test_an_element_that_only_links_others_is_said_by_them(words: str) -> None:
    assert said([words], NATIONAL) == [0]


@pytest.mark.parametrize("words", ["救助标准和投诉举报电话", "救助对象", "和", "申请材料样表及填写说明"])
def test_what_has_words_of_its_own_is_not(words: str) -> None:
    assert said([words], NATIONAL) == []
