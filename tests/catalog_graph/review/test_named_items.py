"""Several items in one label: each named whole, or without what it shares with another."""

from __future__ import annotations

from functools import cache

import pytest

from catalog_graph.review.matching import wording_of_item
from catalog_graph.review.named_items import Labels
from catalog_graph.review.wording import group_key
from catalog_graph.tables.load import load_dataset


@cache
def items_named(slug: str, group: str, label: str) -> list[str]:
    """The items that a label of a row names, as group and label."""
    items = load_dataset().catalogues[slug].items
    places = Labels([wording_of_item(item) for item in items]).in_label(label, group_key(group))
    return [f"{items[place].group}·{items[place].label}" for place in places]


@pytest.mark.parametrize(
    ("slug", "group", "label", "named"),
    [
        ("social-assistance", "", "低保审核信息及审批信息", ["最低生活保障·审核信息", "最低生活保障·审批信息"]),
        ("social-assistance", "社会救助", "低保审核、审批", ["最低生活保障·审核信息", "最低生活保障·审批信息"]),
        ("social-assistance", "", "低保、特困审核信息", ["最低生活保障·审核信息", "特困人员救助供养·审核信息"]),
        (
            "social-assistance",
            "特困人员救助供养",
            "审核、审批",
            ["特困人员救助供养·审核信息", "特困人员救助供养·审批信息"],
        ),
        ("employment", "就业失业登记", "失业、就业登记", ["就业失业登记·失业登记", "就业失业登记·就业登记"]),
        ("employment", "就业失业登记", "就业登记及失业登记服务", ["就业失业登记·就业登记", "就业失业登记·失业登记"]),
        (
            "social-insurance",
            "",
            "社会保障卡申领、启用",
            ["社会保障卡服务·社会保障卡申领", "社会保障卡服务·社会保障卡启用"],
        ),
        ("household-registration", "注销登记", "死亡、服现役注销", ["注销登记·死亡注销", "注销登记·服现役注销"]),
        (
            "poverty-alleviation",
            "",
            "防止返贫监测对象识别、风险消除",
            ["扶贫对象·贫困人口识别", "扶贫对象·贫困人口退出"],
        ),
    ],
)
def test_labels_side_by_side_share_head_or_tail(slug: str, group: str, label: str, named: list[str]) -> None:
    assert items_named(slug, group, label) == named


@pytest.mark.parametrize(
    ("slug", "group", "label"),
    [
        ("social-assistance", "临时救助", "审核审批信息"),
        ("social-insurance", "失业保险服务", "丧葬补助金和抚恤金申领"),
        ("household-registration", "迁移登记", "迁出、迁入登记"),
        ("employment", "创业服务", "创业补贴和创业园区"),
        ("social-assistance", "最低生活保障", "审核信息和公示照片"),
    ],
)
def test_one_item_or_words_of_which_one_is_none_are_not_several(slug: str, group: str, label: str) -> None:
    assert items_named(slug, group, label) == []
