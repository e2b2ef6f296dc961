"""Every fact of a row: one change to one cell of a real catalogue, and just the facts that follow from it.

The catalogue is 05 社会救助; places count from 0: 3 is 最低生活保障/办事指南, 4 审核信息, 0 综合业务/政策法规文件.
"""

from __future__ import annotations

from collections import Counter

import pytest

from catalog_graph.model.values import GENERAL, Dataset
from catalog_graph.review.examine import Examined
from catalog_graph.review.recognition.recognised_table import OfficialColumn as C
from tests.catalog_graph.review.conftest import Examine

SLUG = "social-assistance"
ALWAYS = {"emptyAsNational", "staleAsNational"}
LIMIT, BASIS, WHO, WHERE = C.TIME_LIMIT, C.CITATIONS, C.SUBJECTS, C.CHANNELS
_NOTICE = "《国务院关于全面建立临时救助制度的通知》"

# place, column, the new words, the terms that must follow (and no others)
CHANGES: tuple[tuple[int, C, str, tuple[str, ...]], ...] = (
    (3, C.LABEL, "", ("emptyLabel",)),
    (3, C.LABEL, "办事服务指南", ("wordingDiffers",)),
    (3, C.LABEL, "天气预报", ("localItem", "wrongCode", "missingItem")),
    (3, C.GROUP, "", ("emptyGroup",)),
    (3, C.GROUP, "最低生活补助", ("otherGroup",)),
    (3, C.NUMBER, "9", ("numberOutOfOrder", "numberOutOfOrder")),
    (3, C.CODE, "5004", ("lostZero",)),
    (3, C.CODE, "5.004E+3", ("scientificCode",)),
    (3, C.CODE, "05012", ("wrongCode",)),
    (3, C.CODE, "99999", ("wrongCode",)),
    (3, C.CONTENT, "", ("emptyContent",)),
    (3, C.CONTENT, "办理事项\n最低生活保障标准", ("droppedContent",)),
    (3, C.CONTENT, "#REF!", ("brokenFormula",)),
    (3, C.CONTENT, "鍔炵悊\ufffd\ufffd", ("garbled",)),
    (3, C.CONTENT, "待定", ("placeholder",)),
    (3, BASIS, "", ("emptyBasis",)),
    (3, BASIS, "按上级要求", ("unreadBasis", "droppedBasis")),
    (3, BASIS, "《关于养猫的若干规定》（国发〔2012〕45号）", ("misquotedTitle",)),
    (3, BASIS, "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2013〕45号）", ("misquotedNumber",)),
    (3, BASIS, "《国务院关于进一步加强和改进最低生活保障工作的意见》", ("missingNumber",)),
    (3, BASIS, "《国务院关于进一步加强和改善最低生活保障工作的意见》（国发〔2012〕45号）", ("misquotedTitle",)),
    (3, BASIS, "《关于养猫的若干规定》", ("unknownLaw", "droppedBasis")),
    (3, BASIS, "《政府信息公开条例》（国务院令第492号）", ("supersededLaw", "droppedBasis")),
    (0, BASIS, "《政府信息公开条例》（国务院令第492号）", ("supersededLaw",)),
    (0, BASIS, "《政府信息公开条例》（国务院令第711号）第零条", ("impossibleArticle",)),
    (0, BASIS, "《政府信息公开条例》（国务院令第711号）第二十条", ()),
    (0, BASIS, "《政府信息公开条例》（2007年国务院令第711号）", ("otherRevision",)),
    (0, BASIS, "《政府信息公开条例》（2007年公布）", ("otherRevision",)),
    (0, BASIS, "2007年公布的《政府信息公开条例》", ("otherRevision",)),
    (0, BASIS, "《政府信息公开条例》（2019年4月3日修订公布）", ()),
    (0, BASIS, "县级民政部门", ("wrongColumn",)),
    (3, LIMIT, "", ("emptyLimit",)),
    (3, LIMIT, "看情况", ("unreadLimit",)),
    (3, LIMIT, "半小时内", ("finerLimit",)),
    (3, LIMIT, "每学期初公布", ("finerLimit",)),
    (3, LIMIT, "次日公开", ("undatedLimit",)),
    (3, LIMIT, "应于次季度公布", ("undatedLimit",)),
    (3, LIMIT, "9月初", ("undatedLimit",)),
    (3, LIMIT, "每年3月中旬前", ("otherLimit", "undatedLimit")),
    (3, LIMIT, "制定或获取信息之日起15个工作日内", ("longerLimit",)),
    (3, LIMIT, "制定或获取信息之日起5个工作日内", ()),
    (3, LIMIT, "及时公开", ("vagueLimit",)),
    (3, LIMIT, "每季度公开", ("otherLimit",)),
    (3, LIMIT, "自批准之日起10个工作日内", ("otherLimit",)),
    (3, LIMIT, "制定或获取信息之日起10个内", ("missingUnit",)),
    (3, LIMIT, "制定或获取信息之日起个工作日内", ("missingAmount",)),
    (3, LIMIT, "制定或获取信息之日起0个工作日内", ("impossibleAmount",)),
    (3, LIMIT, "制定或获取信息之日起10日内", ("calendarDays",)),
    (3, LIMIT, "制定或获取信息之日起10日内（法定节假日除外）", ("calendarDays",)),
    (3, LIMIT, "2026-10-01", ("dateBornOfNumber",)),
    (3, LIMIT, "■政府网站", ("wrongColumn",)),
    (3, LIMIT, "待定", ("placeholder",)),
    (4, LIMIT, "制定或获取信息之日起10个工作日内，公示3个工作日", ("shorterNotice",)),
    (3, WHO, "", ("emptySubject",)),
    (3, WHO, "省民政厅", ("subjectWrongLevel",)),
    (3, WHO, "村民委员会", ("subjectWrongLevel",)),
    (3, WHO, "天文台", ("unreadSubject",)),
    (3, WHO, "县级教育部门", ("otherSubject",)),
    (3, WHO, "埇桥区民政局、镇人民政府", ()),
    (3, WHERE, "", ("emptyChannel",)),
    (3, WHERE, "■飞鸽传书\n■政府网站\n■公开查阅点\n■政务服务中心", ("unreadChannel",)),
    (3, WHERE, "■政府网站\n■政务服务中心", ("droppedChannel",)),
    (3, WHERE, "■政府网站\n■政务服务中心\n□公开查阅点", ("demotedChannel",)),
    (3, WHERE, "■政府网站\n□政府网站\n■公开查阅点\n■政务服务中心", ("channelTwice",)),
    (3, WHERE, "□政府网站\n□公开查阅点\n□政务服务中心", ("noRequiredChannel",)),
    (3, C.AUDIENCE, "", ("emptyAudience",)),
    (3, C.AUDIENCE, "group|低保对象", ("narrowerAudience",)),
    (3, C.METHOD, "", ("emptyMethod",)),
    (3, C.METHOD, "on-request", ("proactiveToRequest",)),
    (3, C.METHOD, "proactive on-request", ("bothMethods",)),
    (3, C.LEVELS, "", ("emptyLevel",)),
    (3, C.LEVELS, "county", ("droppedLevel",)),
    (3, C.LEVELS, "county township village", ("addedLevel",)),
    (3, C.LEVELS, "county township|省级", ("impossibleLevel",)),
    # What `make measure` and published tables taught.
    (3, C.LABEL, "#REF!", ("brokenFormula",)),
    (3, C.GROUP, "（二）最低生活保障", ()),
    (3, C.NUMBER, "#REF!", ("brokenFormula",)),
    (3, C.CONTENT, "5月7日", ("dateBornOfNumber",)),
    (3, C.LABEL, "1.1", ("localItem", "wrongCode", "missingItem")),
    (3, WHO, "政府网站", ("wrongColumn",)),
    (3, C.CONTENT, "鍔炵悊浜嬮」锛涘姙鐞嗘潯浠", ("garbled",)),
    (3, C.CONTENT, "å??ç??äº?é¡¹", ("garbled",)),
    (3, C.CONTENT, "（待补）", ("placeholder",)),
    (3, BASIS, "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）等", ()),
    (3, BASIS, "《安徽省国有土地上房屋征收与补偿条例》", ("unknownLaw", "droppedBasis")),
    (3, BASIS, "制定信息之日起10个工作日内，法律、法规另有规定的，从其规定", ("wrongColumn",)),
    (0, BASIS, "《政府信息公开条例》（国务院令2019年第711号）", ()),
    (0, BASIS, "《政府信息公开条件》", ("misquotedTitle",)),
    (3, BASIS, "在实地启动调查工作时，在村公示栏公开", ("wrongColumn",)),
    (3, BASIS, "市政府2023年重点工作安排", ("unreadBasis", "droppedBasis")),
    (3, LIMIT, "信息形成之日起10个工作日内", ()),
    (3, LIMIT, "《教育统计管理规定》（教育部令第44号）", ("wrongColumn",)),
    (3, WHO, "宿州市埇桥区低保服务中心", ("otherSubject",)),
    (3, WHO, "便民服务中心", ("unreadSubject",)),
    (3, WHERE, "■其他（低保专栏）\n■政府网站\n■公开查阅点\n■政务服务中心", ()),
    (3, C.AUDIENCE, "|视情况", ("unreadAudience",)),
)


def told(examined: Examined) -> list[str]:
    """The terms of all facts but those that hold of the unchanged catalogue too."""
    return sorted(fact.term for fact in examined.facts if fact.term not in ALWAYS)


@pytest.mark.parametrize(("place", "column", "words", "terms"), CHANGES)
def test_one_change_gives_just_its_facts(
    examine: Examine, place: int, column: C, words: str, terms: tuple[str, ...]
) -> None:
    examined = examine(SLUG, {(place, column): words})
    assert told(examined) == sorted(terms)
    rows = {fact.row for fact in examined.facts if fact.term not in ALWAYS} - {None}
    assert not terms or place + 3 in rows


def test_the_unchanged_catalogues_give_no_fault(examine: Examine, dataset: Dataset) -> None:
    terms: Counter[str] = Counter()
    for slug, catalogue in dataset.catalogues.items():
        examined = examine(slug)
        assert [match.item for match in examined.matches] == [item.key for item in catalogue.items]
        assert {match.kind for match in examined.matches} == {"matched"}
        terms.update(fact.term for fact in examined.facts)
    assert set(terms) == ALWAYS
    assert terms["emptyAsNational"] > 100


def test_of_several_ticks_the_changed_one_is_pointed_at(examine: Examine) -> None:
    options = ("public", "group", "proactive", "on-request", "county", "township", "village")
    column = {option: place for place, option in enumerate(options, 10)}
    changes = {(4, C.METHOD): "proactive on-request", (3, C.LEVELS): "county", (5, C.AUDIENCE): "group|低保对象"}
    examined = examine(SLUG, changes)
    assert {(fact.term, fact.row, fact.column) for fact in examined.facts if fact.term not in ALWAYS} == {
        ("bothMethods", 7, column["on-request"]),
        ("droppedLevel", 6, column["township"]),
        ("narrowerAudience", 8, column["public"]),
    }


def test_numbers_of_groups_are_in_order(examine: Examine) -> None:
    groups = ["1", "1", "2", "2", "2", "2", "3", "3", "3", "3", "4", "4", "4"]
    changes = {(place, C.NUMBER): number for place, number in enumerate(groups)}
    assert "numberOutOfOrder" not in told(examine(SLUG, changes))
    assert "numberOutOfOrder" in told(examine(SLUG, changes | {(5, C.NUMBER): "9"}))


def test_a_missing_row_is_named(examine: Examine) -> None:
    examined = examine(SLUG, only=tuple(range(12)))
    assert [(fact.term, fact.item) for fact in examined.facts if fact.term not in ALWAYS] == [
        ("missingItem", "social-assistance/13")
    ]


def test_a_row_said_twice_is_matched_and_told(examine: Examine) -> None:
    examined = examine(SLUG, twice=3)
    assert examined.matches[-1].item == examined.matches[3].item
    assert "duplicateRow" in told(examined)
    [fact] = [fact for fact in examined.facts if fact.term == "duplicateRow"]
    assert (fact.row, fact.details["other"]) == (16, "6")


def test_a_column_that_lacks_is_told_once(examine: Examine) -> None:
    examined = examine(SLUG, without=frozenset({C.TIME_LIMIT}))
    assert told(examined) == ["missingColumn"]


def test_numbers_that_count_up_are_told_but_for_the_first(examine: Examine) -> None:
    dragged = {(place, C.CITATIONS): f"《某某文件》（国发〔2014〕{47 + place}号）" for place in range(4)}
    facts = [fact for fact in examine(SLUG, dragged).facts if fact.term == "draggedNumbers"]
    assert [fact.row for fact in facts] == [4, 5, 6]


def test_the_offices_of_another_county_are_told(examine: Examine) -> None:
    own = {(place, C.SUBJECTS): "埇桥区民政局\n符离镇人民政府" for place in range(13)}
    facts = examine(SLUG, own | {(3, C.SUBJECTS): "锡林浩特市民政局"}).facts
    assert [
        (fact.term, fact.row, fact.value, fact.details["place"]) for fact in facts if fact.term == "foreignPlace"
    ] == [("foreignPlace", 6, "锡林浩特市", "埇桥区")]
    titled = examine(SLUG, own, titles=("颍州区社会救助领域基层政务公开标准目录",)).facts
    assert sum(fact.term == "foreignPlace" for fact in titled) == 13


def test_codes_of_the_office_s_own_keep_their_zeros(examine: Examine) -> None:
    codes = ["0557301", "0557302", "557303", "0557304", "5.57E+6"]
    examined = examine(SLUG, only=(0, 1, 2, 3, 4), extra=lambda place: {"索引号": codes[place]})
    found = [
        (f.term, f.row, f.details.get("expected")) for f in examined.facts if f.term in {"lostZero", "scientificCode"}
    ]
    assert found == [("lostZero", 5, "0557303"), ("scientificCode", 7, None)]


def test_a_table_of_no_domain_has_no_national_items(examiner: object, examine: Examine) -> None:
    examined = examine(SLUG)
    assert examined.matches[0].similarity == 1.0


@pytest.mark.parametrize(
    ("content", "dropped"),
    [
        ("政府信息的索引\n名称\n生成日期", True),
        ("政府信息的索引\n名称\n内容概述\n生成日期", False),
        ("本机关应当公开的全部信息条目", False),
    ],
)
def test_the_list_of_a_general_duty_is_compared_where_an_office_writes_it(
    examine: Examine, content: str, dropped: bool
) -> None:
    facts = examine(GENERAL, {(1, C.CONTENT): content}).facts
    assert ("droppedContent" in {fact.term for fact in facts}) is dropped
