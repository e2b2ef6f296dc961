"""Rows to national items: wordings that differ, codes, duplicates, strangers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.model.values import Dataset, Role
from catalog_graph.review.drafts import Draft, draft_of
from catalog_graph.review.matching import likeness, match_rows, wording_of_item
from catalog_graph.review.recognition.recognised_table import OfficialColumn, SourceCell, TableRow
from catalog_graph.review.wording import Wording, key_of

SLUG = "social-assistance"
ROLES: dict[str, Role] = {}


def draft(label: str, group: str = "", content: str = "", code: str = "", row: int = 3) -> Draft:
    """A row with these words only."""
    words = {
        OfficialColumn.LABEL: label,
        OfficialColumn.GROUP: group,
        OfficialColumn.CONTENT: content,
        OfficialColumn.CODE: code,
    }
    cells = {column: (SourceCell(row, n, said, said),) for n, (column, said) in enumerate(words.items(), 1)}
    return draft_of(TableRow(row, cells), ROLES)


@pytest.mark.parametrize(
    ("label", "group", "number", "kind"),
    [
        ("办事指南", "最低生活保障", 4, "matched"),
        ("办事指南（最低生活保障）", "低保", 4, "matched"),
        ("救助审核信息", "特困人员供养", 9, "matched"),
        ("特困人员审批信息", "特困人员救助供养", 10, "matched"),
        ("政策法规", "综合业务", 1, "matched"),
        ("养老机构备案", "养老服务", None, "local"),
    ],
)
def test_wordings_that_offices_use(dataset: Dataset, label: str, group: str, number: int | None, kind: str) -> None:
    [match] = match_rows([draft(label, group)], dataset.catalogues[SLUG].items)
    assert (match.item, match.kind) == (f"{SLUG}/{number}" if number else None, kind)


@pytest.mark.parametrize(
    ("slug", "label", "group", "number"),
    [
        ("public-legal-services", "提供法律援助", "行政给付", 5),
        ("public-legal-services", "开展法律援助工作", "", 5),
        ("urban-rural-planning", "详细规划（城镇开发边界内）", "国土空间规划编制", 6),
        ("urban-rural-planning", "镇详细规划（含控制性…", "规划编制", 6),
        ("public-health", "母婴保健专项技术服务许可（机构审批）", "行政许可类事项", 1),
        ("employment", "就业援助对象确认", "", 15),
        ("village-affairs", "新农合", "", 59),
        ("poverty-alleviation", "易返贫致贫户退出", "", 5),
        ("village-affairs", "居委会领导班子", "机构情况", 63),
    ],
)
def test_other_names_of_an_item_are_matched_or_told_as_doubtful(
    dataset: Dataset, slug: str, label: str, group: str, number: int
) -> None:
    [match] = match_rows([draft(label, group)], dataset.catalogues[slug].items)
    assert match.item == f"{slug}/{number}", match
    assert match.kind in {"matched", "doubtful"}


@pytest.mark.parametrize(
    ("label", "group"),
    [("养老机构评估（星级）", "养老服务"), ("提供婚姻登记服务", "婚姻"), ("社区工作者招聘（公告）", "人事")],
)
def test_what_no_item_is_called_like_stays_local(dataset: Dataset, label: str, group: str) -> None:
    [match] = match_rows([draft(label, group)], dataset.catalogues[SLUG].items)
    assert match.kind == "local"


@pytest.mark.parametrize(
    ("label", "group", "numbers"),
    [
        ("审核信息、审批信息", "最低生活保障", (5, 6)),
        ("1.审核信息\n2.审批信息", "最低生活保障", (5, 6)),
        ("①办事指南②审核信息③审批信息", "最低生活保障", (4, 5, 6)),
        ("审核审批信息、监督检查", "临时救助", (13, 2)),
        ("审核信息、审批信息", "养老服务", ()),
    ],
)
def test_a_row_that_names_several_items(dataset: Dataset, label: str, group: str, numbers: tuple[int, ...]) -> None:
    [match] = match_rows([draft(label, group)], dataset.catalogues[SLUG].items)
    assert match.items == tuple(f"{SLUG}/{number}" for number in numbers)


def test_content_names_the_item_where_the_label_says_only_the_group(dataset: Dataset) -> None:
    items = dataset.catalogues["household-registration"].items
    matches = match_rows(
        [
            draft("注销登记", "", "死亡注销", row=3),
            draft("注销登记", "户籍管理", "服现役注销", row=4),
            draft("失踪登记", "", "死亡注销", row=5),
        ],
        items,
    )
    assert [(match.item, match.named_in) for match in matches[:2]] == [
        ("household-registration/3", "content"),
        ("household-registration/4", "content"),
    ]
    assert matches[2].named == ()


def test_an_item_goes_to_the_row_most_like_it(dataset: Dataset) -> None:
    rows = [
        draft("办事指南", "", row=3),
        draft("办事指南", "临时救助", row=4),
        draft("办事指南", "最低生活保障", row=5),
    ]
    matches = match_rows(rows, dataset.catalogues[SLUG].items)
    assert [match.item for match in matches[1:]] == [f"{SLUG}/12", f"{SLUG}/4"]
    assert matches[0].item == f"{SLUG}/8"  # what is left of those called 办事指南


def test_a_code_decides_between_like_items(dataset: Dataset) -> None:
    items = dataset.catalogues[SLUG].items
    [match] = match_rows([draft("办事指南", "", code="05012")], items)
    assert match.item == f"{SLUG}/12"
    [match] = match_rows([draft("办事指南", "最低生活保障", code="05012")], items)
    assert match.item == f"{SLUG}/4"


def test_no_items_give_local_rows() -> None:
    assert [match.kind for match in match_rows([draft("办事指南")], ())] == ["local"]
    assert match_rows((), ()) == ()


def test_every_catalogue_matches_itself_in_any_order(dataset: Dataset) -> None:
    matched = 0
    for catalogue in dataset.catalogues.values():
        rows = [
            draft(i.label, i.group, "\n".join(i.content), row=n) for n, i in enumerate(reversed(catalogue.items), 3)
        ]
        for match, item in zip(match_rows(rows, catalogue.items), reversed(catalogue.items), strict=True):
            assert match.item == item.key
            matched += 1
    assert matched == len(dataset.items())


WORDS = st.text("甲乙丙丁办事指南（）、 信息", max_size=8)
WORDING = st.builds(Wording, WORDS.map(key_of), WORDS.map(key_of), WORDS.map(key_of))


@given(WORDING, WORDING)
def test_likeness_is_a_share_and_symmetrical(one: Wording, other: Wording) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert likeness(one, one) >= (0.9 if one.label else 0)


def test_an_item_s_wording_is_its_keys(dataset: Dataset) -> None:
    item = replace(dataset.catalogues[SLUG].items[0], label="政策、法规 （文件）")
    assert wording_of_item(item).label == "政策法规文件"
