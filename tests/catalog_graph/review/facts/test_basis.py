"""Legal bases in other writings: years, marks, drafts and earlier editions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.review.examine import Examined
from catalog_graph.review.recognition.recognised_table import OfficialColumn

Examine = Callable[..., Examined]
ASIDE = {"droppedBasis", "staleAsNational", "fullWidth", "emptyAsNational"}
NOTICE = "《国务院关于全面建立临时救助制度的通知》"


@pytest.fixture
def told(examine: Examine) -> Callable[[str], set[str]]:
    """What is told of a basis of the first row, beyond what it lacks of the nation's."""

    def run(words: str) -> set[str]:
        facts = examine("social-assistance", {(0, OfficialColumn.CITATIONS): words}, only=(0,)).facts
        return {fact.term for fact in facts if fact.official is OfficialColumn.CITATIONS} - ASIDE

    return run


@pytest.mark.parametrize(
    "number",
    [
        "国发〔二〇一四〕47号",
        "国发<2014>47号",
        "国发《2014》47号",
        "国发“2014”47号",
        "国发2014（47）号",
        "国发2014-47号",
    ],
)
def test_the_year_of_a_number_may_stand_in_any_marks(number: str, told: Callable[[str], set[str]]) -> None:
    assert told(f"{NOTICE}（{number}）") == set()


@pytest.mark.parametrize(
    "words",
    ["《社会救助法》（草案二次审议稿）", "社会救助法草案", "社会救助法征求意见稿", "《预算法》（修订草案）第三条"],
)
def test_a_draft_is_no_basis_however_it_is_called(words: str, told: Callable[[str], set[str]]) -> None:
    assert told(words) == {"draftLaw"}


@pytest.mark.parametrize(
    ("words", "earlier"),
    [
        ("《政府信息公开条例》（2008年5月1日起施行）", True),
        ("《政府信息公开条例》（2007年4月5日公布，2019年4月3日修订）", False),
        ("《政府信息公开条例》（2019年5月15日起施行）", False),
        ("《中华人民共和国预算法（1994年）》", True),
        ("《中华人民共和国义务教育法》2006年修订", True),
        ("《中华人民共和国义务教育法》2018年12月29日修正", False),
    ],
)
def test_the_year_of_an_earlier_edition_is_told(words: str, earlier: bool, told: Callable[[str], set[str]]) -> None:
    assert told(words) == ({"otherRevision"} if earlier else set())
