"""Telling the domain: names as offices write them, likeness of rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog_graph.model.values import Dataset
from catalog_graph.review.recognition.domains import GENERAL, domain_of, domains_named
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.recognised_table import RecognisedTable, SourceCell, TableRow

TITLES = {
    "社会救助及福利领域基层政务公开标准目录": "social-assistance",
    "（七）保障性住房领域基层政务公开标准目录": "affordable-housing",
    "重庆市合川区双槐镇就业创业领域基层政务公开标准目录": "employment",
    "古镇镇救灾生产领域基层政务公开标准目录": "disaster-relief",
    "安徽省医疗卫生领域基层政务公开标准化规范化指引目录（2022年修订版）": "public-health",
    "9.社会保险领域基层政务公开标准目录": "social-insurance",
    "国土空间规划领域基层政务公开标准目录（区县示范文本）": "urban-rural-planning",
    "多伦县城市管理综合行政执法局执法领域基层政务公开标准目录": "urban-law-enforcement",
    "2022年广西涉农补贴领域基层政务公开标准目录": "agricultural-subsidies",
    "涉农资金领域基层政务公开标准目录": "agricultural-subsidies",
    "环境保护领域公开标准目录": "ecological-environment",
    "（标题未显示）国有土地上房屋征收目录": "state-land-housing-expropriation",
    "农村集体土地征收基层政务公开标准目录": "rural-land-expropriation",
    "县市场监管局重点领域（食品药品监管）政务信息公开目录": "food-drug-regulation",
    "朝天区巩固拓展脱贫攻坚成果同乡村振兴有效衔接领域政务公开标准目录": "poverty-alleviation",
    "乡村振兴工作领域基层政务公开标准目录": "poverty-alleviation",
    "殷行街道市光四村第二居委会居务公开标准目录": "village-affairs",
    "公共資源交易領域基層政務公開標準目錄": "public-resource-trading",
    "义务教育": "compulsory-education",
    "25税收": "taxation",
    "(八)财政预决算领域": "fiscal-budget",
    "农村危房改造": "rural-dilapidated-housing",
    "14-国有土地上房屋征收与补偿": "state-land-housing-expropriation",
}
NAMELESS = [
    "附件1",
    "政务公开标准目录",
    "某县教育局主动公开基本目录",
    "锡林浩特市基层政务公开平台",
    "Sheet1",
    "县卫生局",
    "气象服务领域",
]


def table(
    *rows: tuple[str, str], titles: tuple[str, ...] = (), grid: str = "Sheet1", words: str = ""
) -> RecognisedTable:
    """A table of groups and labels."""
    made = tuple(
        TableRow(n, {Column.GROUP: (SourceCell(n, 1, group, group),), Column.LABEL: (SourceCell(n, 2, label, label),)})
        for n, (group, label) in enumerate(rows, 2)
    )
    return RecognisedTable(grid, (1, 1), (), made, titles, (), words)


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_a_title_names_its_domain(title: str, slug: str, dataset: Dataset) -> None:
    assert list(domains_named(title, dataset)) == [slug]


@pytest.mark.parametrize("title", NAMELESS)
def test_other_words_name_none(title: str, dataset: Dataset) -> None:
    assert domains_named(title, dataset) == {}


def test_every_domain_is_named_by_its_label(dataset: Dataset) -> None:
    for slug, catalogue in dataset.catalogues.items():
        assert domains_named(f"某县{catalogue.label}领域基层政务公开标准目录", dataset) == {slug: 1.0}
        assert domains_named(f"{catalogue.number}{catalogue.label}", dataset) == {slug: 1.0}
    assert len(dataset.catalogues) == 28


def test_every_catalogue_is_told_from_its_own_rows(dataset: Dataset) -> None:
    for slug, catalogue in dataset.catalogues.items():
        rows = [(item.group, item.label) for item in catalogue.items]
        told = domain_of(table(*rows), dataset)
        assert told[0] == slug, slug
        assert slug == GENERAL or told[1:] == (1.0, "rows"), slug


def test_words_of_the_rows_come_before_the_title_and_the_title_before_the_sheet(dataset: Dataset) -> None:
    row = ("出生登记", "出生登记")
    titles = ("社会救助领域基层政务公开标准目录",)
    assert domain_of(table(row, titles=titles, grid="就业", words="一、养老服务领域"), dataset) == (
        "elderly-care",
        1.0,
        "name",
    )
    assert domain_of(table(row, titles=titles, grid="就业"), dataset) == ("social-assistance", 1.0, "name")
    assert domain_of(table(row, grid="就业"), dataset) == ("employment", 1.0, "name")


def test_the_nearest_title_counts(dataset: Dataset) -> None:
    titles = ("安全生产领域基层政务公开标准目录", "救灾领域基层政务公开标准目录")
    assert domain_of(table(titles=titles), dataset)[0] == "disaster-relief"


@pytest.mark.parametrize(
    ("row", "slug"),
    [(("社会保障卡服务", "社会保障卡申领"), "social-insurance"), (("就业信息服务", "岗位信息发布"), "employment")],
)
def test_a_joint_title_is_settled_by_the_rows(row: tuple[str, str], slug: str, dataset: Dataset) -> None:
    titles = ("就业和社会保险领域基层政务公开标准目录",)
    assert domain_of(table(row, titles=titles), dataset)[::2] == (slug, "rows")


def test_labels_may_have_their_group_before_them(dataset: Dataset) -> None:
    told = domain_of(table(("", "最低生活保障审批信息"), ("", "临时救助政策法规文件")), dataset)
    assert told == ("social-assistance", 1.0, "rows")


def test_rows_like_nothing_have_no_domain(dataset: Dataset) -> None:
    told = domain_of(table(("气象预报", "台风路径"), ("雷电防护", "装置检测")), dataset)
    assert (told[0], told[2]) == (None, "")
    assert domain_of(table(), dataset) == (None, 0.0, "")


def test_rows_said_to_be_of_a_domain_unknown_to_us_must_be_very_like(dataset: Dataset) -> None:
    rows = [(item.group, item.label + "有关工作情况") for item in dataset.catalogues["disaster-relief"].items]
    assert domain_of(table(*rows), dataset)[0] == "disaster-relief"
    assert domain_of(replace(table(*rows), domain_words="气象服务"), dataset)[0] is None


def test_general_rows_tell_a_domain_only_where_there_are_no_others(dataset: Dataset) -> None:
    general = [(item.group, item.label) for item in dataset.catalogues[GENERAL].items]
    own = [(item.group, item.label) for item in dataset.catalogues["social-assistance"].items]
    assert domain_of(table(*general), dataset)[0] == GENERAL
    assert domain_of(table(*own, *general[:3]), dataset)[0] == "social-assistance"
    assert domain_of(table(*general, titles=("法定主动公开内容—社会救助领域",)), dataset)[0] == "social-assistance"
    assert domain_of(table(*general, titles=("法定主动公开事项目录",)), dataset)[0] == GENERAL
