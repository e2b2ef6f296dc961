"""公开时限 abbreviated: what is written out, and what only looks like it."""

from __future__ import annotations

import pytest

from catalog_graph.cells.limit_spelling import spelled


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("2026/3/31前", "2026年3月31日前"),
        ("每年6.30前", "每年6月30日前"),
        ("20（二十）个工作日内", "20个工作日内"),
        ("20个（含）工作日内", "20个工作日内"),
        ("每3月更新", "每3个月更新"),
        ("20个工作日（节假日除外）内", "20个工作日（节假日除外）"),
        ("因不可抗力延误的，时间顺延", ""),
        ("30日（自然日）内", "30个自然日内"),
        ("公示时间（不少于5个工作日）", "公示时间不少于5个工作日"),
        ("征求意见：30日以上", "征求意见30日以上"),
        ("公示：初审7天、复审5天。", "初审公示7天、复审公示5天。"),
    ],
)
def test_an_abbreviation_is_written_out(words: str, written: str) -> None:
    assert spelled(words) == written


@pytest.mark.parametrize(
    "words",
    [
        "1.5小时前",
        "国发〔2019〕54号",
        "20（十）个工作日内",
        "每3月20日前",
        "3.32前",
        "10个工作日（含公示7天）",
        "公示：10个工作日内",
        "公示时间：5月1日前",
        "公示时间：2026年5月",
        "2026.13.1",
    ],
)
def test_other_figures_and_brackets_stay(words: str) -> None:
    assert spelled(words) == words
