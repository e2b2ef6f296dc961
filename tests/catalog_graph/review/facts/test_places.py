"""Names of counties in words: the longest at each place, and no common nouns."""

from __future__ import annotations

import pytest

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook
from catalog_graph.review.facts.places import counties_in


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("沙市区市场监督管理局", ["沙市区"]),
        ("安徽省宿州市埇桥区民政局、南海区民政局", ["埇桥区", "南海区"]),
        ("乐山市市中区财政局", ["市中区"]),
        ("全市南区域、城区和郊区", []),
        ("县（市、区）民政部门", []),
    ],
)
def test_counties_are_found_in_words(words: str, named: list[str], counties: CodeBook) -> None:
    names = frozenset(county.name for county in counties.within("", Level.COUNTY))
    assert counties_in(words, names) == named


def test_nearly_every_county_is_found_in_the_name_of_its_office(counties: CodeBook) -> None:
    names = frozenset(county.name for county in counties.within("", Level.COUNTY))
    missed = [name for name in names if len(name) > 2 and counties_in(f"{name}民政局", names) != [name]]
    assert len(names) > 2800
    assert len(missed) <= 6, missed  # 西沙群岛 and a few administrations, which are called by no kind of county
