"""Names of the duties that every office has, as offices write them, and those that are no such name."""

from __future__ import annotations

import pytest

from catalog_graph.review.recognition.general_names import general_label


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("2023年政府信息公开年报", "政府信息公开工作年度报告"),
        ("信息公开指南（2024年版）", "政府信息公开指南"),
        ("县民政局领导信息", "领导信息"),
        ("本局内设机构", "机构设置"),
        ("三定方案", "机构职能"),
        ("行政事业性收费目录", "行政事业性收费"),
        ("办公时间、地址", "办公地址、办公时间和联系方式"),
        ("敬老院收费标准", "敬老院收费标准"),
        ("县医保局联系方式", "县医保局联系方式"),
        ("领导活动", "领导活动"),
    ],
)
def test_a_duty_of_every_office_has_its_name(words: str, label: str) -> None:
    assert general_label(words) == label
