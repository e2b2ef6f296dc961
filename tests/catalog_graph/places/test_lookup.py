"""Places for the command and the service: what a person typed, and how little of the code book it takes."""

from __future__ import annotations

import pytest

from catalog_graph.errors import Ambiguous, BadName, MalformedCode, NotADutyLevel, UnknownDivision
from catalog_graph.model.codes import Level
from catalog_graph.places.lookup import PlaceLookup


@pytest.mark.parametrize(
    ("words", "code"),
    [("341302", "341302"), (" 341302 ", "341302"), ("埇桥区", "341302"), ("341302100200", "341302100200")],
)
def test_a_code_or_a_name_gives_the_place(lookup: PlaceLookup, words: str, code: str) -> None:
    assert lookup.duty_place(words).division.code == code


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", BadName),
        ("34130", MalformedCode),
        ("341302x", MalformedCode),
        ("999999", UnknownDivision),
        ("没有这个地方", UnknownDivision),
        ("鼓楼区", Ambiguous),
    ],
)
def test_what_is_no_place_says_why(lookup: PlaceLookup, words: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        lookup.duty_place(words)


@pytest.mark.parametrize(
    ("words", "count"), [("34", 119), ("安徽省", 119), ("3413", 7), ("宿州市", 7), ("北京市", 16), ("1101", 16)]
)
def test_a_province_or_prefecture_lists_its_counties(lookup: PlaceLookup, words: str, count: int) -> None:
    with pytest.raises(NotADutyLevel) as caught:
        lookup.duty_place(words)
    counties = caught.value.details["counties"]
    assert isinstance(counties, list)
    assert len(counties) == caught.value.details["count"] == count
    assert all(county["level"] == Level.COUNTY for county in counties)


def test_a_bad_name_is_refused_before_the_names_are_loaded() -> None:
    fresh = PlaceLookup()
    with pytest.raises(BadName):
        fresh.place("区" * 10_000)
    assert vars(fresh).keys().isdisjoint({"book", "gazetteer"})


def test_counties_and_towns_by_code_need_no_villages() -> None:
    fresh = PlaceLookup()
    assert fresh.place("341302100").division.name == "符离镇"
    assert "book" not in vars(fresh)
    assert "gazetteer" not in vars(fresh)


def test_warming_loads_everything_in_the_background() -> None:
    fresh = PlaceLookup()
    fresh.warm().join()
    assert "gazetteer" in vars(fresh)
    assert fresh.loaded is fresh.book


def test_villages_of_other_provinces_stay_unread() -> None:
    fresh = PlaceLookup()
    assert fresh.by_code("341302100200").division.name == fresh.with_villages(["34"]).get("341302100200").name
    assert not fresh.ready
    assert fresh.loaded.count(Level.VILLAGE, "11") == 0
    both = fresh.with_villages(["110101"])
    assert both.count(Level.VILLAGE, "11")
    assert both.count(Level.VILLAGE, "34")
    assert fresh.with_villages(["34"]) is both


def test_villages_of_many_provinces_or_the_nation_are_all_villages(lookup: PlaceLookup) -> None:
    fresh = PlaceLookup()
    many = [each.code for each in lookup.loaded.within("", Level.PROVINCE)][:12]
    assert fresh.with_villages(many) is fresh.book
    assert lookup.with_villages([""]) is lookup.book
