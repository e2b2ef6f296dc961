"""公开主体: every wording found in published catalogues, read into the roles of data/roles.csv.

Owns: `subjects.json`, the reviewed reading. What names no role of ours is expected as unparsed, not forced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.subject import read_subjects, role_of
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset, Role
from catalog_graph.places.bodies import town_office
from catalog_graph.places.load import load_codebook
from catalog_graph.tables.load import load_roles

CASES: dict[str, dict[str, object]] = json.loads((Path(__file__).parent / "subjects.json").read_text("utf-8"))
COUNT = 244
_NO_COUNTY = ("新城", "管委会", "委员会", "群岛", "海域", "开发区")
WORDS = re.findall(
    r"\S+",
    "埇桥区 县级 民政局 教育局 部门 、 及 和 或 （街道办事处） 乡镇人民政府 天文台 村委会 / ； 市、区两级 村/社区",
)
TEXTS = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=8).map("".join) | st.text(max_size=40)


@pytest.fixture(scope="module")
def roles(dataset: Dataset) -> Mapping[str, Role]:
    """The roles of the data."""
    return dataset.roles


def test_every_wording_seen_is_in_the_reviewed_file() -> None:
    assert len(CASES) == COUNT


@pytest.mark.parametrize("words", CASES)
def test_a_published_wording_is_read_as_reviewed(words: str, roles: Mapping[str, Role]) -> None:
    cell = read_subjects(words, roles)
    found = {"subjects": [[one.text, one.role.id] for one in cell.subjects], "unparsed": cell.unparsed}
    assert found == CASES[words]


def test_every_role_is_found_by_its_own_label(roles: Mapping[str, Role]) -> None:
    assert len(roles) > 40
    assert {key: role_of(role.label, roles) for key, role in roles.items()} == dict(roles)


def test_a_county_office_is_found_by_its_template(roles: Mapping[str, Role]) -> None:
    filled = {
        key: (role.name_template or "").format(county="埇桥区")
        for key, role in roles.items()
        if "{county}" in (role.name_template or "")
    }
    assert len(filled) > 10
    assert {key: role_of(name, roles) for key, name in filled.items()} == {key: roles[key] for key in filled}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("市级生态环境部门", "prefecture-ecology-environment"),
        ("生态环境部门", "county-ecology-environment"),
        ("镇级人民政府", "township-government"),
        ("县级人民政府", "county-government"),
        ("符离村委会", "village-committee"),
        ("振兴社区居委会", "residents-committee"),
        ("村（居）民委员会", "village-level-organisation"),
    ],
)
def test_the_level_said_decides_between_like_offices(words: str, role: str, roles: Mapping[str, Role]) -> None:
    assert role_of(words, roles) == roles[role]


@pytest.mark.parametrize(
    "words", ["省级人民政府", "符离镇财政所", "古镇镇公共服务办公室", "中山市财政局东凤分局", "县驻外办事处"]
)
def test_an_office_of_another_level_fills_no_role(words: str, roles: Mapping[str, Role]) -> None:
    assert role_of(words, roles) is None


def test_brackets_and_names_with_and_are_not_torn_apart(roles: Mapping[str, Role]) -> None:
    cell = read_subjects("县（市、区）人力资源和社会保障局及县级财政部门", roles)
    assert [one.role.id for one in cell.subjects] == ["county-human-resources", "county-finance"]


@pytest.mark.parametrize("between", ["、", "；", "，", "/", "\n", "及", "和", "以及", " ", "\u3000", " 各"])
def test_offices_are_told_apart_by_any_stop(between: str, roles: Mapping[str, Role]) -> None:
    cell = read_subjects(f"县级民政部门{between}乡镇人民政府（街道办事处）", roles)
    assert [one.role.id for one in cell.subjects] == ["county-civil-affairs", "township-government"]


@given(TEXTS)
def test_any_text_is_read_without_error_and_the_same_twice(text: str) -> None:
    roles = load_roles()
    once = read_subjects(text, roles)
    assert read_subjects(once.text, roles) == once


@given(TEXTS)
def test_every_word_is_in_a_subject_or_unread(text: str) -> None:
    cell = read_subjects(text, load_roles())
    kept = "".join(one.text for one in cell.subjects) + cell.unparsed
    joining = "、；，。/：（）及和或以"
    assert [char for char in cell.text if char not in kept + joining] == []


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("民政局会同财政局", ["county-civil-affairs", "county-finance"]),
        ("牵头单位：民政局；配合单位：财政局", ["county-civil-affairs", "county-finance"]),
        ("县级民政、财政、人社部门", ["county-civil-affairs", "county-finance", "county-human-resources"]),
        ("县自然资源局、城管局按职责分工", ["county-natural-resources", "county-urban-management"]),
        ("民政局 联系电话：0557-1234567", ["county-civil-affairs"]),
        ("县民政局牵头，财政局配合", ["county-civil-affairs", "county-finance"]),
        ("埇桥区 民政局", ["county-civil-affairs"]),
        ("县住建局 综合执法局", ["county-housing-construction", "county-urban-management"]),
        ("县民政局各乡镇人民政府", ["county-civil-affairs", "township-government"]),
    ],
)
def test_what_is_said_beside_the_name_of_an_office_is_no_office(
    words: str, ids: list[str], roles: Mapping[str, Role]
) -> None:
    cell = read_subjects(words, roles)
    assert ([one.role.id for one in cell.subjects], cell.unparsed) == (ids, "")


def test_the_offices_of_all_counties_and_towns_are_read(dataset: Dataset) -> None:
    book = load_codebook(villages=False)
    counties = [each.name for each in book.within("", Level.COUNTY) if not each.name.endswith(_NO_COUNTY)]
    towns = [office for each in book.within("", Level.TOWNSHIP) if (office := town_office(each))]
    linked = [name for name in towns if re.search("[和及或][县区市镇乡]", name)]  # 安和镇人民政府
    assert len(linked) > 50
    named = {f"{county}民政局": "county-civil-affairs" for county in counties}
    named |= dict.fromkeys((*towns[::7], *linked), "township-government")
    assert len(named) > 6000
    read = {name: read_subjects(name, dataset.roles).subjects for name in named}
    assert [name for name, role in named.items() if [one.role.id for one in read[name]] != [role]] == []
