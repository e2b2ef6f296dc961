"""Sort keys: phrases read as phrases, villages without their endings, nothing but syllables and digits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.model.values import Dataset
from catalog_graph.places.pinyin import VillageKeys, sort_key

FORM = re.compile(r"([0-9a-z]+( [0-9a-z]+)*)?")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("埇桥区", "yong qiao qu"),
        ("重庆市", "chong qing shi"),
        ("重大建设项目", "zhong da jian she xiang mu"),
        ("国办发〔2019〕54号", "guo ban fa 2019 54 hao"),
        ("“十四五”规划（A类）", "shi si wu gui hua a lei"),
        ("绿化", "lv hua"),
        ("", ""),
    ],
)
def test_a_label_is_read_as_phrases(words: str, key: str) -> None:
    assert sort_key(words) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("新华社区居委会", "xin hua"),
        ("新华村村民委员会", "xin hua cun"),
        ("振兴社区", "zhen xing"),
        ("社区居委会", "she qu"),
        ("3号地(东)居委会", "3 hao di dong"),
        ("A区社区", "a qu"),
        ("七连生活区", "qi lian sheng huo qu"),
    ],
)
def test_a_village_is_sorted_by_what_tells_it_from_others(name: str, key: str) -> None:
    assert VillageKeys(name).key(name) == key


@given(st.text())
def test_a_key_has_only_syllables_and_digits(words: str) -> None:
    assert FORM.fullmatch(sort_key(words))


def test_every_label_of_the_tables_has_a_key(dataset: Dataset) -> None:
    labels = {item.label for item in dataset.items()} | {law.title for law in dataset.laws.values()}
    assert len(labels) > 500
    assert [label for label in labels if not sort_key(label)] == []
