"""The code book: how many places, their way up, their kinds, and the code book's odd corners."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.errors import MalformedCode, UnknownDivision
from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.places.codebook import WIDTHS, CodeBook, Division, level_of, village_kind
from catalog_graph.places.load import load_codebook

COUNTS = {
    Level.PROVINCE: 31,
    Level.PREFECTURE: 342,
    Level.COUNTY: 2_978,
    Level.TOWNSHIP: 41_352,
    Level.VILLAGE: 620_573,
}
SAMPLE = 997  # a prime, so that the sample meets every province and level
ABOVE = {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}


def test_every_level_has_its_known_number_of_places(book: CodeBook) -> None:
    assert {level: book.count(level) for level in COUNTS} == COUNTS
    assert len(book) == sum(COUNTS.values()) == 665_276


@dataclass
class Survey:
    """What one pass over all places finds."""

    kinds: Counter[tuple[Level, str]] = field(default_factory=Counter)
    orphans: list[str] = field(default_factory=list)
    sample: list[tuple[int, Division]] = field(default_factory=list)
    against: Counter[tuple[VillageKind, VillageKind]] = field(default_factory=Counter)
    similar: Counter[tuple[Level, str]] = field(default_factory=Counter)
    fillers: Counter[str] = field(default_factory=Counter)
    unsorted: int = 0


@pytest.fixture(scope="module")
def survey(book: CodeBook) -> Survey:
    """One pass over all 665,276 places."""
    found, codes, before = Survey(), {""}, (0, "")
    for index, division in enumerate(book):
        code, level = division.code, division.level
        found.unsorted += (len(code), code) <= before
        before = (len(code), code)
        codes.add(code)
        if code[: ABOVE[len(code)]] not in codes:
            found.orphans.append(code)
        found.kinds[level, division.kind] += 1
        if index % SAMPLE == 0:
            found.sample.append((index, division))
        if division.is_filler:
            found.fillers[division.name] += 1
        if level in {Level.TOWNSHIP, Level.VILLAGE} and 400 <= int(code[-3:]) <= 599:
            found.similar[level, division.kind] += 1
        if division.code_kind and division.village_kind and division.code_kind is not division.village_kind:
            found.against[division.code_kind, division.village_kind] += 1
    return found


def test_every_place_has_the_place_above_it_and_comes_after_it(survey: Survey) -> None:
    assert survey.orphans == []
    assert survey.unsorted == 0


def test_places_by_index_by_code_and_by_iteration_agree(survey: Survey, book: CodeBook) -> None:
    assert len(survey.sample) == 668
    for index, division in survey.sample:
        assert book.at(index) == book.get(division.code) == division
        assert book.name(index) == division.name


def test_similar_units_are_known_by_their_codes(survey: Survey) -> None:
    assert survey.similar == {(Level.TOWNSHIP, "类似乡级单位"): 2_710, (Level.VILLAGE, "类似村级单位"): 8_779}


def test_where_name_and_code_disagree_the_name_wins_and_both_are_kept(survey: Survey) -> None:
    assert survey.against == {
        (VillageKind.OTHER, VillageKind.RESIDENTS): 2_704,
        (VillageKind.OTHER, VillageKind.VILLAGERS): 233,
        (VillageKind.RESIDENTS, VillageKind.VILLAGERS): 202,
        (VillageKind.VILLAGERS, VillageKind.RESIDENTS): 83,
    }


def test_the_nine_fillers_are_the_rows_that_only_group_codes(survey: Survey, book: CodeBook) -> None:
    assert survey.fillers == {"市辖区": 4, "省直辖县级行政区划": 3, "自治区直辖县级行政区划": 1, "县": 1}
    assert survey.kinds[Level.PREFECTURE, "代码分组"] == sum(survey.fillers.values()) == 9
    assert sum(book.is_filler(index) for index in range(5_000)) == 9


def test_counties_are_of_every_kind_there_is(survey: Survey) -> None:
    assert {kind: count for (level, kind), count in survey.kinds.items() if level is Level.COUNTY} == {
        "市辖区": 967,
        "县": 1_299,
        "县级市": 397,
        "自治县": 117,
        "旗": 49,
        "自治旗": 3,
        "林区": 1,
        "特区": 1,
        "地级市（不设区县）": 4,
        "县级类似单位": 140,
    }


@pytest.mark.parametrize(
    ("code", "level", "count"),
    [
        ("34", Level.PREFECTURE, 16),
        ("3413", Level.COUNTY, 7),
        ("341302", Level.TOWNSHIP, 38),
        ("341302100", Level.VILLAGE, 20),
    ],
)
def test_places_within_are_those_whose_code_begins_so(book: CodeBook, code: str, level: Level, count: int) -> None:
    found = book.within(code, level)
    assert len(found) == count
    assert [d.code for d in found] == sorted(d.code for d in found)
    assert {(d.level, d.code.startswith(code)) for d in found} == {(level, True)}


@pytest.mark.parametrize("level", [Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP])
def test_all_places_of_a_level_lie_within_the_provinces(book: CodeBook, level: Level) -> None:
    provinces = [book.at(index).code for index in range(31)]
    assert sum(len(book.within(province, level)) for province in provinces) == COUNTS[level]


def test_names_are_clean(book: CodeBook) -> None:
    names = book.text.split("\n")[1:-1]
    assert len(names) == len(book)
    assert [name for name in names if name != name.strip() or not name or "," in name] == []


def test_an_index_past_the_ends_is_an_error(book: CodeBook) -> None:
    with pytest.raises(IndexError):
        book.at(len(book))


def test_the_upper_levels_alone_are_the_beginning_of_the_whole(book: CodeBook) -> None:
    upper = load_codebook(villages=False)
    assert len(upper) == len(book) - COUNTS[Level.VILLAGE]
    assert upper.count(Level.VILLAGE) == 0
    assert book.text.startswith(upper.text)
    assert list(upper) == [book.at(index) for index in range(len(upper))]


@pytest.mark.parametrize("provinces", [{"11"}, {"34", "65"}, {"99"}])
def test_the_villages_of_some_provinces_are_those_of_the_whole(book: CodeBook, provinces: set[str]) -> None:
    part = load_codebook(provinces)
    assert part.count(Level.TOWNSHIP) == book.count(Level.TOWNSHIP)
    assert part.count(Level.VILLAGE) == sum(book.count(Level.VILLAGE, province) for province in provinces)
    for province in provinces:
        assert part.within(province, Level.VILLAGE) == book.within(province, Level.VILLAGE)


@pytest.mark.parametrize(
    ("code", "name", "path"),
    [
        ("441900", "东莞市", ["广东省"]),
        ("442000", "中山市", ["广东省"]),
        ("460400", "儋州市", ["海南省"]),
        ("620201", "嘉峪关市", ["甘肃省"]),
    ],
)
def test_a_city_without_districts_is_a_county_with_towns_below_it(
    book: CodeBook, code: str, name: str, path: list[str]
) -> None:
    city = book.get(code)
    assert (city.name, city.level, city.kind) == (name, Level.COUNTY, "地级市（不设区县）")
    assert [place.name for place in book.path(city)] == path
    assert [place.code for place in book.within(code[:4], Level.COUNTY)] == [code]
    assert book.within(code, Level.TOWNSHIP)


@pytest.mark.parametrize(
    ("code", "name", "province"),
    [("469001", "五指山市", "海南省"), ("429004", "仙桃市", "湖北省"), ("659001", "石河子市", "新疆维吾尔自治区")],
)
def test_a_city_directly_below_its_province_has_no_filler_in_its_path(
    book: CodeBook, code: str, name: str, province: str
) -> None:
    assert book.get(code).name == name
    assert [place.name for place in book.path(book.get(code))] == [province]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11", "直辖市"),
        ("15", "自治区"),
        ("34", "省"),
        ("3413", "地级市"),
        ("2224", "自治州"),
        ("6531", "地区"),
        ("1522", "盟"),
        ("341302", "市辖区"),
        ("341321", "县"),
        ("110101", "市辖区"),
        ("429021", "林区"),
        ("520203", "特区"),
        ("150525", "旗"),
        ("310114002", "街道"),
        ("341302100", "镇"),
    ],
)
def test_the_kind_of_a_place_is_what_its_name_and_code_say(book: CodeBook, code: str, kind: str) -> None:
    assert book.get(code).kind == kind


@pytest.mark.parametrize(
    ("name", "by_code", "kind"),
    [
        ("符离村民委员会", VillageKind.RESIDENTS, VillageKind.VILLAGERS),
        ("幸福社区村民委员会", VillageKind.VILLAGERS, VillageKind.VILLAGERS),
        ("幸福社区居委会", VillageKind.VILLAGERS, VillageKind.RESIDENTS),
        ("幸福社区", VillageKind.VILLAGERS, VillageKind.RESIDENTS),
        ("幸福村", VillageKind.RESIDENTS, VillageKind.RESIDENTS),
        ("农场二队", VillageKind.OTHER, VillageKind.OTHER),
    ],
)
def test_the_ending_decides_before_what_the_name_contains(name: str, by_code: VillageKind, kind: VillageKind) -> None:
    assert village_kind(name, by_code) is kind


@pytest.mark.parametrize(
    "code",
    ["", "1", "123", "12345", "1234567", "1234567890123", "34130a", "３４１３０２", "34 302", "-41302", "٣٤١٣٠٢"],
)
def test_a_malformed_code_is_refused(book: CodeBook, code: str) -> None:
    with pytest.raises(MalformedCode):
        book.get(code)


@pytest.mark.parametrize("code", ["00", "99", "9999", "999999", "341399", "341302999", "341302100999", "000000000000"])
def test_a_code_that_is_not_in_the_book_is_unknown(book: CodeBook, code: str) -> None:
    with pytest.raises(UnknownDivision):
        book.get(code)


@given(st.from_regex(r"\A[0-9]{1,14}\Z"))
def test_the_level_of_a_code_is_its_width(code: str) -> None:
    if len(code) in WIDTHS:
        assert level_of(code) is WIDTHS[len(code)]
    else:
        with pytest.raises(MalformedCode):
            level_of(code)


def test_a_table_without_its_header_is_refused() -> None:
    with pytest.raises(ValueError, match="11"):
        CodeBook("11,北京市\n")


def test_a_table_of_one_row_is_a_code_book() -> None:
    small = CodeBook("code,name\n11,北京市\n")
    assert [d.name for d in small] == ["北京市"]
    assert small.within("11", Level.VILLAGE) == []
