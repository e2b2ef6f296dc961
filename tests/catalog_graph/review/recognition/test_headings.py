"""Wordings of headings: each official column in the ways offices write it, and what is none."""

from __future__ import annotations

import pytest

from catalog_graph.review.recognition.headings import heading_of, key_of, level_options, most_alike, under
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column

KNOWN = {
    Column.NUMBER: "序号 序\u3000号 編號 序号（必填）",
    Column.CODE: "事项编码 事项编号 编码",
    Column.DOMAIN: "试点领域 所属领域 对相应领域 領域",
    Column.GROUP: "一级事项 一级目录 Ⅰ级公开事项 一级 公开事项类别 信息分类",
    Column.LABEL: "二级事项 二级公开事项 事项名称 公开事项 公布事项 三级事项 Ⅲ级公开事项 III级事项 四级目录",
    Column.CONTENT: "公开内容（要素） 公开内容(要素)及要求 公开要素 公開內容 重点公开内容 公开内容（“●”表示必选项）",
    Column.CITATIONS: "公开依据 法律依据 公开法律和政策依据 信息公开依据 依据 设定依据",
    Column.TIME_LIMIT: "公开时限 时限 公开时间 公布时间 更新频次",
    Column.SUBJECTS: "公开主体 公开主体（部门/科室） 责任部门 公开责任单位 主体",
    Column.CHANNELS: "公开渠道和载体 公开渠道 公开载体 公开平台 公开渠道和载体（用“■”标注） 公开途径 县级渠道和载体",
    Column.AUDIENCE: "公开对象 公开对象（全社会/特定群体） 对象",
    Column.METHOD: "公开方式 公开方式（主动公开/依申请公开） 方式",
    Column.LEVELS: "公开层级 公开层级2 公开层级（县级/乡级/村级） 层级 行使层级",
}
OPTIONS = {
    ("公开对象", "全社会"): ("public",),
    ("公开对象", "特定群众"): ("group",),
    ("公开对象", "特定群体（请写明）"): ("group",),
    ("公开对象", "定众特群"): ("group",),
    ("公开方式", "主动公开"): ("proactive",),
    ("公开方式", "依申请公开"): ("on-request",),
    ("公开层级", "县（区）级"): ("county",),
    ("公开层级", "旗级"): ("county",),
    ("公开层级", "东阳市级"): ("county",),
    ("公开层级", "镇（街）级"): ("township",),
    ("公开层级", "苏木"): ("township",),
    ("公开层级", "镇街（园区）级"): ("township",),
    ("公开层级", "村（社区）级"): ("village",),
    ("公开层级", "嘎查级"): ("village",),
    ("公开层级", "乡、村级"): ("township", "village"),
    ("公开层级", "省级"): ("province",),
    ("公开渠道和载体", "政府门户网站"): ("website",),
    ("公开渠道和载体", "村务公开栏"): ("notice-board",),
}
NONE = [
    "",
    "张三",
    "姓名",
    "1",
    "《政府信息公开条例》",
    "20个工作日内",
    "政策法规文件",
    "■政府网站",
    "最低生活保障",
    "公开形式",
    "很长" * 40,
]


def test_there_are_cases() -> None:
    assert set(KNOWN) == set(Column)
    assert sum(len(words.split()) for words in KNOWN.values()) > 60


@pytest.mark.parametrize("column", KNOWN)
def test_a_known_wording_is_its_column(column: Column) -> None:
    for words in KNOWN[column].split(" "):
        heading = heading_of(words)
        assert heading is not None, words
        assert (heading.official, heading.options, heading.guessed) == (column, (), False), words


@pytest.mark.parametrize(("path", "options"), OPTIONS.items())
def test_a_sub_heading_is_an_option(path: tuple[str, str], options: tuple[str, ...]) -> None:
    heading = under(*path)
    assert heading is not None
    assert heading.options == options


@pytest.mark.parametrize("words", NONE)
def test_other_words_are_no_heading(words: str) -> None:
    assert heading_of(words) is None


@pytest.mark.parametrize("words", ["五公开", "责任科室（单位）", "咨询电话", "备注", "公开格式", "网站所属栏目"])
def test_columns_the_form_lacks(words: str) -> None:
    heading = heading_of(words)
    assert heading is not None
    assert heading.official is None


def test_item_columns_have_their_depth() -> None:
    words = ("一级事项", "二级目录", "Ⅲ级公开事项", "四级栏目", "事项名称", "公开内容")
    assert [heading.depth for one in words if (heading := heading_of(one))] == [1, 2, 3, 4, 2, 0]


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("公开依椐", Column.CITATIONS),
        ("公幵时限", Column.TIME_LIMIT),
        ("公开渠道和载休", Column.CHANNELS),
        ("公开主休", Column.SUBJECTS),
    ],
)
def test_a_slip_of_a_scan_is_guessed(words: str, column: Column) -> None:
    heading = most_alike(words)
    assert heading is not None
    assert (heading.official, heading.guessed) == (column, True)
    assert 0.6 < heading.score < 1


@pytest.mark.parametrize("words", ["姓名", "联系地址", "公开属性", "公开形式", "要", "处罚种类"])
def test_what_is_like_nothing_is_not_guessed(words: str) -> None:
    assert most_alike(words) is None


def test_a_place_before_a_level_needs_the_heading_over_it() -> None:
    assert level_options("东阳市级") == ()
    assert level_options("东阳市级", loose=True) == ("county",)
    assert level_options("级别很高的县级人民政府", loose=True) == ()


def test_a_key_is_what_is_left_without_marks() -> None:
    assert key_of("【公 开】\n內容：") == "公开内容" or key_of("公 开\n內容：") == "公开内容"
    assert key_of("（要素）") == "要素"
    assert key_of("1.公开事项") == "公开事项"
