"""公开依据: real wordings, document numbers of every form, titles, articles, and what holds for any text.

Owns: `citations.json`, the reviewed reading of varied wordings seen and of forms that are rare.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.citation import (
    CitationCell,
    article_form,
    document_number,
    normalise_title,
    read_citations,
    title_key,
)
from catalog_graph.model.numerals import chinese
from catalog_graph.model.values import Dataset

CASES: dict[str, dict[str, object]] = json.loads((Path(__file__).parent / "citations.json").read_text("utf-8"))
COUNT = 177
WORDS = re.findall(
    r"\S+",
    """《 》 政府信息公开条例 预算法 国务院 关于 印发 的通知 （ ） 〔2016〕 [2016] 8号 国发 第十四条 第二款 、 ； ，
    等 及相关规定 【法律】 国务院令第711号 主席令 第七号 办法 〈 〉 1. GB/T 32939-2016 至 天文台 公告2009年第1号""",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map("".join) | st.text(max_size=60)


def plain(cell: CitationCell) -> dict[str, object]:
    """A cell in the form of the golden file."""
    citations = [
        {
            "title": one.title,
            "document_number": one.document_number,
            "articles": list(one.articles),
            "remark": one.remark,
        }
        for one in cell.citations
    ]
    return {"citations": citations, "unparsed": cell.unparsed}


def test_the_reviewed_file_is_whole() -> None:
    assert len(CASES) == COUNT


@pytest.mark.parametrize("words", CASES)
def test_a_published_wording_is_read_as_reviewed(words: str) -> None:
    assert plain(read_citations(words)) == CASES[words]


OFFICE = {
    "《政府信息公开条例》第19-21条": [("政府信息公开条例", None, ("第十九条", "第二十条", "第二十一条"), None)],
    "《政府信息公开条例》第十九至二十条": [("政府信息公开条例", None, ("第十九条", "第二十条"), None)],
    "《政府信息公开条例》20条": [("政府信息公开条例", None, ("第二十条",), None)],
    "《政府信息公开条例》第二十条第一、八项": [("政府信息公开条例", None, ("第二十条第一项", "第二十条第八项"), None)],
    "《政府信息公开条例》第二十条第（一）至（二）项": [
        ("政府信息公开条例", None, ("第二十条第（一）项", "第二十条第（二）项"), None)
    ],
    "《政府信息公开条例》第二十条（一）、（八）": [
        ("政府信息公开条例", None, ("第二十条第（一）项", "第二十条第（八）项"), None)
    ],
    "《义务教育法（2006年修订）》第三条": [("义务教育法", None, ("第三条",), "2006年修订")],
    "《义务教育法》2006年修订第三条": [("义务教育法", None, ("第三条",), "2006年修订")],
    "2006年公布的《义务教育法》第三条": [("义务教育法", None, ("第三条",), "2006年公布")],
    "2007年公布的《政府信息公开条例》（国务院令第492号）": [("政府信息公开条例", "国务院令第492号", (), None)],
    "《义务教育法（2006年公布）》第三条": [("义务教育法", None, ("第三条",), "2006年公布")],
    "《社会救助法》草案第三条": [("社会救助法", None, ("第三条",), "草案")],
    "预算法及其实施条例": [("预算法", None, (), None), ("预算法实施条例", None, (), None)],
    "《招标投标法》（2017年修正）及其实施条例第十条": [
        ("招标投标法", None, (), "2017年修正"),
        ("招标投标法实施条例", None, ("第十条",), None),
    ],
    "国发2012-45号": [("", "国发〔2012〕45号", (), None)],
    "国发{2012}第45": [("", "国发〔2012〕45号", (), None)],
    "【国发2012】45号": [("", "国发〔2012〕45号", (), None)],
    "国务院711号令": [("", "国务院令第711号", (), None)],
}


@pytest.mark.parametrize("words", OFFICE)
def test_what_offices_shorten_is_read_whole(words: str) -> None:
    cell = read_citations(words)
    read = [(one.title, one.document_number, one.articles, one.remark) for one in cell.citations]
    assert (read, cell.unparsed) == (OFFICE[words], "")


@pytest.mark.parametrize(
    "written",
    [
        "国发〔2014〕47号",
        "国发(2014)47号",
        "国发（2014）47号",
        "国发[2014]47号",
        "国发［2014］47号",
        "国发﹝2014﹞47号",
        "国发【2014】47号",
        "国发〔2014〕第47号",
        "国发〔201447号",
        "国发 〔2014〕 47 号",
    ],
)
def test_brackets_of_the_year_have_one_form(written: str) -> None:
    assert document_number(written) == "国发〔2014〕47号"
    assert read_citations(f"《某通知》（{written}）").citations[0].document_number == "国发〔2014〕47号"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("国务院令第711号", "国务院令第711号"),
        ("国令第711号", "国务院令第711号"),
        ("国令711号", "国务院令第711号"),
        ("中华人民共和国国务院令第711号", "国务院令第711号"),
        ("主席令第七号", "主席令第7号"),
        ("中华人民共和国主席令第十六号", "主席令第16号"),
        ("建设部、卫生部令第53号", "建设部、卫生部令第53号"),
        ("司法部令2018年141号", "司法部令2018年第141号"),
        ("国家发展改革委2017年第10号令", "国家发展改革委令2017年第10号"),
        ("国家税务总局公告2009年第1号", "国家税务总局公告2009年第1号"),
        ("GB/T 32939-2016", "GB/T 32939-2016"),
        ("GB T 32939—2016", "GB/T 32939-2016"),
        ("GB50028-2006", "GB 50028-2006"),
        ("JGJ 137-2011", "JGJ 137-2011"),
    ],
)
def test_orders_announcements_and_standards_have_one_form(written: str, form: str) -> None:
    assert document_number(written) == form


@pytest.mark.parametrize("words", ["", "2018年修订", "试行", "第八十五号", "2019年4月3日"])
def test_what_is_no_document_number_is_none(words: str) -> None:
    assert document_number(words) is None


def test_every_number_in_the_data_is_in_its_own_form(dataset: Dataset) -> None:
    numbers = [law.document_number for law in dataset.laws.values() if law.document_number]
    assert len(numbers) > 80
    assert [number for number in numbers if document_number(number) != number] == []


def test_every_title_in_the_data_is_in_its_own_form(dataset: Dataset) -> None:
    titles = [law.title for law in dataset.laws.values()]
    assert len(titles) > 150
    assert [title for title in titles if normalise_title(title) != title] == []


def test_every_law_of_the_data_is_found_again_as_an_office_would_cite_it(dataset: Dataset) -> None:
    missed = []
    for law in dataset.laws.values():
        number = f"（{law.document_number}）" if law.document_number else ""
        cell = read_citations(f"《{law.title}》{number}第三条")
        found = [(one.title, one.document_number, one.articles) for one in cell.citations]
        if found != [(law.title, law.document_number, ("第三条",))] or cell.unparsed:
            missed.append((law.id, found, cell.unparsed))
    assert missed == []


def test_a_number_that_has_no_form_stays_as_remark() -> None:
    (one,) = read_citations("《社会救助暂行办法》第649号").citations
    assert (one.document_number, one.remark) == (None, "第649号")


def test_a_bare_title_with_a_list_in_it_stays_whole() -> None:
    words = "某委关于印发房屋征收与补偿、保障性住房、农村危房改造等领域政务公开标准指引的通知"
    assert [one.title for one in read_citations(words).citations] == [words]


@pytest.mark.parametrize(
    "vague", ["等相关文件", "及相关规定", "相关政策规定", "其实施细则", "建设用地审查报批有关规定", "三定方案"]
)
def test_vague_references_are_given_back(vague: str) -> None:
    cell = read_citations(f"《预算法》；{vague}")
    assert [one.title for one in cell.citations] == ["预算法"]
    assert cell.unparsed


def test_a_bare_title_before_an_issuer_is_kept() -> None:
    cell = read_citations("预算法、国务院《政府信息公开条例》")
    assert [one.title for one in cell.citations] == ["预算法", "政府信息公开条例"]


def test_to_stands_for_all_articles_between() -> None:
    (one,) = read_citations("《土地管理法》第四十五条至第四十八条").citations
    assert one.articles == ("第四十五条", "第四十六条", "第四十七条", "第四十八条")


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("第30条", "第三十条"),
        ("第30条第2款", "第三十条第二款"),
        ("第二条第（二）项", "第二条第（二）项"),
        ("第120条之1", "第一百二十条之1"),
    ],
)
def test_articles_are_written_in_chinese_numerals(written: str, form: str) -> None:
    assert article_form(written) == form


@given(st.integers(1, 999), st.integers(1, 20))
def test_an_article_in_either_numerals_is_one_article(article: int, paragraph: int) -> None:
    arabic = article_form(f"第{article}条第{paragraph}款")
    assert arabic == f"第{chinese(article)}条第{chinese(paragraph)}款" == article_form(arabic)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("《中华人民共和国土地管理法》", "土地管理法"),
        ("财政部关于印发〈地方预决算公开操作规程〉的通知", "地方预决算公开操作规程"),
        ("关于印发<地方预决算公开操作规程>的通知", "《地方预决算公开操作规程》"),
        ("国务院办公厅关于推进公共资源配置领域政府信息公开的意见", "关于推进公共资源配置领域政府信息公开的意见"),
        ("文化部 财政部关于推进免费开放工作的意见", "文化部、财政部关于推进免费开放工作的意见"),
        ("排污许可证管理办法(试行)", "排污许可证管理办法（试行）"),
        ("2021-2023年农机购置补贴实施指导意见", "2021—2023年农机购置补贴实施指导意见"),
    ],
)
def test_two_spellings_of_one_title_share_a_key(first: str, second: str) -> None:
    assert title_key(first) == title_key(second) != ""


def test_laws_of_the_data_have_keys_of_their_own(dataset: Dataset) -> None:
    titles = {law.title for law in dataset.laws.values()}  # two editions of one regulation share a title
    assert len({title_key(title) for title in titles}) == len(titles) > 150


@given(TEXTS)
def test_a_title_key_needs_no_second_pass(text: str) -> None:
    assert title_key(f"《{text}》") == title_key(f"“{text}”")
    assert not set(title_key(text)) & set(" 《》〈〉“”（）、，")


@given(TEXTS)
def test_a_document_number_is_its_own_form(text: str) -> None:
    form = document_number(text)
    assert form is None or document_number(form) == form


@given(TEXTS)
def test_any_text_is_read_without_error_and_the_same_twice(text: str) -> None:
    once = read_citations(text)
    assert read_citations(once.text) == once


@given(TEXTS)
def test_every_word_is_in_a_citation_or_unread(text: str) -> None:
    cell = read_citations(text)
    kept = "".join(one.text for one in cell.citations) + cell.unparsed
    joining = "《》〈〉【】（）〔〕、；，。：及和与法律"
    assert [char for char in cell.text if char not in kept + joining and "一" <= char <= "鿿"] == []


@pytest.mark.parametrize(
    ("words", "titles", "numbers"),
    [
        ("民发〔2019〕5号文件精神", [""], ["民发〔2019〕5号"]),
        ("1《预算法》2《会计法》", ["预算法", "会计法"], [None, None]),
        ("依据《社会救助暂行办法》", ["社会救助暂行办法"], [None]),
    ],
)
def test_what_stands_round_a_title_is_not_unread(words: str, titles: list[str], numbers: list[str | None]) -> None:
    cell = read_citations(words)
    assert [(one.title, one.document_number) for one in cell.citations] == list(zip(titles, numbers, strict=True))
    assert cell.unparsed == ""
