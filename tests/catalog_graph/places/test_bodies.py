"""Named bodies: what an office is called in a place, by its template."""

from __future__ import annotations

import pytest

from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset, Role
from catalog_graph.places.bodies import body_name, names, place_in, town_office, village_committee
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.lookup import PlaceLookup


def test_a_county_fills_its_own_name_and_those_above(lookup: PlaceLookup) -> None:
    assert names(lookup.place("341302")) == {"province": "安徽省", "prefecture": "宿州市", "county": "埇桥区"}


def test_a_municipality_stands_for_its_prefecture(lookup: PlaceLookup) -> None:
    assert names(lookup.place("310114"))["prefecture"] == "上海市"


def test_a_county_directly_below_its_province_has_no_prefecture(lookup: PlaceLookup) -> None:
    assert "prefecture" not in names(lookup.place("429004"))


def test_a_village_fills_its_town_and_committee(lookup: PlaceLookup) -> None:
    found = names(lookup.place("341302100200"))
    assert found["town_government"] == "符离镇人民政府"
    assert found["village_committee"].endswith("村民委员会")
    assert found["county"] == "埇桥区"


@pytest.mark.parametrize(
    ("code", "office"),
    [("310114002", "真新街道办事处"), ("341302100", "符离镇人民政府"), ("110101001", "东华门街道办事处")],
)
def test_a_town_has_an_office_by_its_kind(book: CodeBook, code: str, office: str) -> None:
    assert town_office(book.get(code)) == office


def test_similar_units_have_no_office_by_rule(book: CodeBook) -> None:
    similar = [d for d in book.within("34", Level.TOWNSHIP) if d.kind == "类似乡级单位"]
    assert len(similar) > 100
    assert {town_office(d) for d in similar} == {None}


def test_every_committee_is_named_in_full_and_once(book: CodeBook) -> None:
    villages = [village for county in ("3413", "3101", "6590") for village in book.within(county, Level.VILLAGE)]
    committees = [(d, village_committee(d)) for d in villages]
    assert len(committees) > 7_000
    for division, committee in committees:
        if committee is None:
            assert division.village_kind is not None
            assert division.village_kind.value == "other"
        else:
            assert committee.endswith(("村民委员会", "居民委员会"))
            assert not committee.endswith(("委会村民委员会", "委会居民委员会")), committee


@pytest.mark.parametrize("template", [None, "", "{prefecture}生态环境局", "{unheard_of}局"])
def test_a_template_that_cannot_be_filled_names_nobody(template: str | None) -> None:
    assert body_name(Role("r", "某部门", Level.COUNTY, template), {"county": "埇桥区"}) is None


def test_every_template_of_the_data_can_be_filled_somewhere(dataset: Dataset, lookup: PlaceLookup) -> None:
    filled = names(lookup.place("341302100200"))
    templates = {role.id: role for role in dataset.roles.values() if role.name_template}
    assert len(templates) > 20
    assert [key for key, role in templates.items() if body_name(role, filled) is None] == []


def test_a_place_knows_the_names_at_each_level(book: CodeBook) -> None:
    place = place_in(book, book.get("341302100"))
    assert [place.name_at(level) for level in (Level.PROVINCE, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)] == [
        "安徽省",
        "埇桥区",
        "符离镇",
        None,
    ]


def test_a_prefecture_without_counties_stands_for_itself(lookup: PlaceLookup) -> None:
    assert names(lookup.place("441900"))["prefecture"] == "东莞市"
    assert names(lookup.place("441900003"))["prefecture"] == "东莞市"
    assert lookup.gazetteer.book.full_name(lookup.book.get("441900003")) == "广东省东莞市东城街道"
