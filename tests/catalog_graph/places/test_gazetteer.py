"""Places by name: exact, with the way down, short, ambiguous, foreign, and not at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.errors import Ambiguous, BadName, UnknownDivision
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.gazetteer import Gazetteer
from catalog_graph.places.names import MOST_CHARACTERS, spelled


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("埇桥区", "341302"),
        ("安徽省宿州市埇桥区", "341302"),
        ("安徽宿州埇桥区", "341302"),
        ("宿州埇桥区", "341302"),
        ("安徽省 / 宿州市 / 埇桥区", "341302"),
        ("安徽省·宿州市·埇桥区", "341302"),
        ("安徽省宿州市埇桥区符离镇", "341302100"),
        ("符离镇", "341302100"),
        ("埇桥区符离镇", "341302100"),
        ("真新街道", "310114002"),
        ("真新", "310114002"),
        ("上海市嘉定区真新街道", "310114002"),
        ("北京市", "11"),
        ("宿州市", "3413"),
        ("东莞市", "441900"),
        ("中山市", "442000"),
        ("儋州市", "460400"),
        ("嘉峪关市", "620201"),
        ("湖北省仙桃市", "429004"),
        ("新疆维吾尔自治区石河子市", "659001"),
        ("神农架林区", "429021"),
        ("南京市鼓楼区", "320106"),
        ("宁夏银川市金凤区", "640106"),
        ("广西南宁市青秀区", "450103"),
        ("内蒙古通辽市奈曼旗", "150525"),
        ("吉林省延边州延吉市", "222401"),
        ("湖北恩施州恩施市", "422801"),
        ("新疆石河子市", "659001"),
    ],
)
def test_a_name_finds_its_place(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert gazetteer.resolve(name).code == code


def test_every_county_is_found_by_its_full_name(gazetteer: Gazetteer, book: CodeBook) -> None:
    first, last = book.count(Level.PROVINCE) + book.count(Level.PREFECTURE), book.count(Level.COUNTY)
    counties = [book.at(index) for index in range(first, first + last, 97)]
    assert len(counties) == 31
    missed = [d.code for d in counties if gazetteer.resolve(gazetteer.book.full_name(d)) != d]
    assert missed == []


def test_four_counties_are_called_gulou(gazetteer: Gazetteer) -> None:
    with pytest.raises(Ambiguous) as caught:
        gazetteer.resolve("鼓楼区")
    assert caught.value.details["count"] == 4
    assert caught.value.details["candidates"] == [
        {"code": "320106", "name": "江苏省南京市鼓楼区", "level": "county"},
        {"code": "320302", "name": "江苏省徐州市鼓楼区", "level": "county"},
        {"code": "350102", "name": "福建省福州市鼓楼区", "level": "county"},
        {"code": "410204", "name": "河南省开封市鼓楼区", "level": "county"},
    ]


def test_a_village_name_stands_for_the_names_with_its_committee(gazetteer: Gazetteer, book: CodeBook) -> None:
    pattern = re.compile(r"振兴社区(居委会|居民委员会|村委会|村民委员会)?")
    same = [name for name in book.text.split("\n") if pattern.fullmatch(name)]
    with pytest.raises(Ambiguous) as caught:
        gazetteer.resolve("振兴社区")
    assert caught.value.details["count"] == len(same) == 133
    candidates = caught.value.details["candidates"]
    assert isinstance(candidates, list)
    assert len(candidates) == 50


@pytest.mark.parametrize(
    "name", ["香港", "澳门特别行政区", "台湾省", "台湾省台北市", "香港特别行政区中西区", "中国香港"]
)
def test_regions_outside_the_code_book_are_named_as_such(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(UnknownDivision, match="香港、澳门和台湾"):
        gazetteer.resolve(name)


@pytest.mark.parametrize(("name", "code"), [("香港中路街道", "370202001"), ("台湾农民创业园", "320903404")])
def test_a_mainland_place_named_after_such_a_region_is_found(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert gazetteer.resolve(name).code == code


@pytest.mark.parametrize("name", ["市辖区", "县", "省直辖县级行政区划"])
def test_rows_that_only_group_codes_are_no_places(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(UnknownDivision):
        gazetteer.resolve(name)
    assert all(not match.division.is_filler for match in gazetteer.search(name, most=5_000).best)


@pytest.mark.parametrize("name", ["", "  ", "\n\t", "·", "，"])
def test_an_empty_name_is_refused(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(BadName):
        gazetteer.resolve(name)
    with pytest.raises(BadName):
        gazetteer.search(name)


@pytest.mark.parametrize("length", [MOST_CHARACTERS + 1, 10_000])
def test_an_overlong_name_is_refused(gazetteer: Gazetteer, length: int) -> None:
    with pytest.raises(BadName, match=str(length)):
        gazetteer.resolve("区" * length)


def test_an_unknown_name_offers_what_is_near(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownDivision) as caught:
        gazetteer.resolve("埇")
    candidates = caught.value.details["candidates"]
    assert isinstance(candidates, list)
    assert {"code": "341302", "name": "安徽省宿州市埇桥区", "level": "county"} in candidates


@pytest.mark.parametrize("name", ["江苏省埇桥区", "南京市宿州市埇桥区", "某某埇桥区"])
def test_a_way_down_that_is_not_the_places_own_is_not_followed(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(UnknownDivision):
        gazetteer.resolve(name)


@pytest.mark.parametrize("name", ["?", "..", "%", "\\", "\x00", "𠮷", "a"])
def test_odd_characters_are_just_not_found(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(UnknownDivision):
        gazetteer.resolve(name)


def test_search_offers_the_best_first_and_counts_all(gazetteer: Gazetteer) -> None:
    best = gazetteer.search("真新", most=3).best
    assert (best[0].division.code, best[0].how, len(best)) == ("310114002", "kind", 1)
    some = gazetteer.search("鼓楼", most=3)
    assert (len(some.best), some.count > 3) == (3, True)
    every = gazetteer.search("鼓楼", most=some.count)
    assert len(every.best) == every.count == some.count
    lower = [len(match.division.code) > 6 for match in every.best]
    assert lower == sorted(lower)


def test_search_keeps_to_a_level_and_to_what_lies_within(gazetteer: Gazetteer) -> None:
    matches = gazetteer.search("鼓楼", most=1_000, level=Level.COUNTY)
    assert {m.division.level for m in matches.best} == {Level.COUNTY}
    assert matches.count == len(matches.best) == 4
    assert [m.division.code for m in gazetteer.search("鼓楼区", within="32").best] == ["320106", "320302"]


@given(st.text(max_size=20))
def test_any_words_find_something_or_nothing(gazetteer: Gazetteer, words: str) -> None:
    try:
        matches = gazetteer.search(words, most=3)
    except BadName:
        return
    assert len(matches.best) <= 3
    assert matches.count >= len(matches.best)


@given(st.text(max_size=70))
def test_any_name_is_spelled_or_refused(name: str) -> None:
    try:
        words = spelled(name)
    except BadName:
        return
    assert words
    assert spelled(words) == words


def test_the_first_places_that_begin_so_stand_in_order_of_levels(gazetteer: Gazetteer) -> None:
    found = gazetteer.beginning("振兴社区", 15)
    assert len(found) == 15
    assert all(one.name.startswith("振兴社区") for one in found)
    names = [(len(one.code), one.code) for one in gazetteer.beginning("宿州", 50)]
    assert names == sorted(names)
    assert names[0] == (4, "3413")
    assert gazetteer.beginning("没有这个地方", 5) == gazetteer.beginning("市辖区", 5) == []
