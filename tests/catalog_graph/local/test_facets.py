"""Facets: which local cells are stricter, weaker, or have no order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.local.facets import GRAVITY, effect, facets
from catalog_graph.local.limits import compare_limits
from catalog_graph.local.measures import measures
from catalog_graph.model.codes import Audience, Level, LocalEffect, Method, NotApplicable, Observed
from catalog_graph.model.local import LocalCitation, LocalRow
from catalog_graph.model.origin_codes import RowOrigin
from catalog_graph.model.values import CitedClause, Item

ALL = ("group", "label", "content", "citations", "time_limit", "subjects", "required_channels", "audience", "method")
FULL = dict.fromkeys((*ALL, "levels"), Observed.FULL)
ITEM = Item(
    catalogue="disaster-relief",
    number=1,
    position=1,
    group="政策文件",
    label="法律法规",
    content=("与救灾有关的法律", "与救灾有关的法规"),
    citations=(CitedClause("guowuyuanling-711"),),
    information_kind=(),
    time_limit=read_time_limits("信息形成或者变更之日起20个工作日内"),
    subjects=("county-emergency",),
    required_channels=("website", "notice-board"),
    optional_channels=("gazette",),
    audience=(Audience.PUBLIC,),
    audience_group=None,
    method=(Method.PROACTIVE,),
    levels=(Level.COUNTY, Level.TOWNSHIP),
    village_kind=None,
    valid_from=None,
    valid_to=None,
    replaced_by=None,
    row_origin=RowOrigin.STANDARD,
    note=None,
)
ROW = LocalRow(
    number=1,
    item=ITEM.key,
    group=ITEM.group,
    label=ITEM.label,
    content=ITEM.content,
    citations=(LocalCitation("guowuyuanling-711"),),
    time_limit=ITEM.time_limit,
    subjects=ITEM.subjects,
    bodies=(),
    required_channels=ITEM.required_channels,
    optional_channels=ITEM.optional_channels,
    audience=ITEM.audience,
    audience_group=None,
    method=ITEM.method,
    levels=ITEM.levels,
    observed=FULL,
    not_applicable=None,
    reason=None,
    approver=None,
    decided=None,
    review_on=None,
    reviews=(),
    note=None,
)


def verdict(column: str, row: LocalRow, item: Item = ITEM) -> str:
    """The verdict on one column."""
    (facet,) = [facet for facet in facets(item, row) if facet.column == column]
    return facet.verdict.value


def test_the_same_row_is_adopted() -> None:
    assert effect(ITEM, ROW) is LocalEffect.ADOPT
    assert {facet.verdict for facet in facets(ITEM, ROW)} == {LocalEffect.ADOPT}


@pytest.mark.parametrize(
    ("column", "cells", "expected"),
    [
        ("required_channels", {"required_channels": ("website",)}, "weaken"),
        ("required_channels", {"required_channels": ("website", "notice-board", "gazette")}, "tighten"),
        ("required_channels", {"required_channels": ()}, "undecided"),
        ("audience", {"audience": (Audience.GROUP,), "audience_group": "申请人"}, "weaken"),
        ("audience", {"audience": ()}, "undecided"),
        ("method", {"method": (Method.ON_REQUEST,)}, "weaken"),
        ("method", {"method": (Method.PROACTIVE, Method.ON_REQUEST)}, "adapt"),
        ("levels", {"levels": (Level.COUNTY,)}, "weaken"),
        ("levels", {"levels": (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)}, "tighten"),
        ("content", {"content": ("与救灾有关的法律",)}, "weaken"),
        ("content", {"content": (*ITEM.content, "解读")}, "tighten"),
        ("content", {"content": ("1.与救灾有关的法律、与救灾有关的法规。",)}, "adapt"),
        ("content", {"content": ("有关文件",)}, "incomparable"),
        ("label", {"label": "政策法规"}, "adapt"),
        ("subjects", {"subjects": ("county-civil-affairs",)}, "adapt"),
        ("citations", {"citations": ()}, None),
    ],
)
def test_each_column_has_its_verdict(column: str, cells: dict[str, object], expected: str | None) -> None:
    row = replace(ROW, **cells)  # type: ignore[arg-type]
    if expected is None:
        assert column not in {facet.column for facet in facets(ITEM, row)}
    else:
        assert verdict(column, row) == expected


@pytest.mark.parametrize(
    ("national", "local", "expected"),
    [
        ("信息形成或者变更之日起20个工作日内", "信息形成之日起7个工作日内", "tighten"),
        ("信息形成或者变更之日起20个工作日内", "30个工作日内", "weaken"),
        ("信息形成或者变更之日起20个工作日内", "自信息形成之日起20日内", "incomparable"),
        ("信息形成或者变更之日起20个工作日内", "长期公开", "incomparable"),
        ("5个工作日内", "及时公开", "incomparable"),
        ("及时公开", "5个工作日内", "incomparable"),
        ("及时公开", "实时公开", "adopt"),
        ("每季度公开", "每月公开", "tighten"),
        ("每月公开", "每年公开", "weaken"),
        ("公示7天", "公示10天", "tighten"),
        ("公示7天", "公示5天", "weaken"),
        ("1年内", "12个月内", "adopt"),
        ("处罚决定：20个工作日内；其他内容：长期公开", "处罚决定：7个工作日内；其他内容：长期公开", "tighten"),
        ("处罚决定：20个工作日内；其他内容：长期公开", "处罚决定：30个工作日内；其他：长期公开", "weaken"),
        ("处罚决定：20个工作日内；其他内容：长期公开", "7个工作日内", "incomparable"),
        ("收到申请之日起20个工作日内", "20个工作日内", "incomparable"),
        ("信息形成之日起20个工作日内", "按上级要求公开", "incomparable"),
    ],
)
def test_limits_are_ordered_only_on_one_scale(national: str, local: str, expected: str) -> None:
    assert compare_limits(read_time_limits(national), read_time_limits(local))[0].value == expected


def test_a_remark_says_which_of_two_units_takes_longer() -> None:
    read = read_time_limits
    assert "本级的较长" in str(compare_limits(read("信息形成之日起20个工作日内"), read("信息形成之日起30日内"))[1])
    assert "本级的较短" in str(compare_limits(read("信息形成之日起20个工作日内"), read("信息形成之日起20日内"))[1])
    assert [each.size for each in measures(read("提前5个工作日公示"))] == [-5]


def test_what_was_not_seen_is_undecided_and_a_part_proves_no_lack() -> None:
    unseen = replace(ROW, observed={**FULL, "method": Observed.NOT_VISIBLE}, method=())
    assert verdict("method", unseen) == "undecided"
    assert effect(ITEM, unseen) is LocalEffect.UNDECIDED
    part = {**FULL, "required_channels": Observed.PART}
    assert verdict("required_channels", replace(ROW, observed=part, required_channels=("website",))) == "undecided"
    more = ("website", "notice-board", "gazette")
    assert verdict("required_channels", replace(ROW, observed=part, required_channels=more)) == "tighten"
    assert verdict("method", ROW, replace(ITEM, method=())) == "undecided"


@pytest.mark.parametrize("worse", range(1, len(GRAVITY)))
def test_the_gravest_column_decides(worse: int) -> None:
    assert GRAVITY[0] is LocalEffect.WEAKEN
    assert GRAVITY[-1] is LocalEffect.ADOPT
    shorter = replace(ROW, time_limit=read_time_limits("7个工作日内"))
    assert effect(ITEM, shorter) is LocalEffect.TIGHTEN
    assert effect(ITEM, replace(shorter, required_channels=("website",))) is LocalEffect.WEAKEN
    assert effect(ITEM, replace(shorter, time_limit=read_time_limits("及时"))) is LocalEffect.INCOMPARABLE


def test_additions_and_exemptions_are_not_compared() -> None:
    assert effect(None, replace(ROW, item=None)) is LocalEffect.ADD
    exempt = replace(ROW, not_applicable=NotApplicable.NO_SUCH_THING_HERE, reason="没有")
    assert effect(ITEM, exempt) is LocalEffect.NOT_APPLICABLE


@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.sampled_from(["个工作日内", "日内", "个月内", "年内"]),
    st.sampled_from(["个工作日内", "日内", "个月内", "年内"]),
)
def test_the_order_of_limits_is_no_guess(first: int, second: int, unit: str, other: str) -> None:
    one_way = compare_limits(read_time_limits(f"{first}{unit}"), read_time_limits(f"{second}{other}"))[0]
    back = compare_limits(read_time_limits(f"{second}{other}"), read_time_limits(f"{first}{unit}"))[0]
    turned = {LocalEffect.TIGHTEN: LocalEffect.WEAKEN, LocalEffect.WEAKEN: LocalEffect.TIGHTEN}
    assert back is turned.get(one_way, one_way)
    if unit == other:
        order = {True: LocalEffect.TIGHTEN, False: LocalEffect.WEAKEN}
        assert one_way is (order[second < first] if first != second else LocalEffect.ADOPT)
    elif {unit, other} != {"个月内", "年内"}:
        assert one_way is LocalEffect.INCOMPARABLE
