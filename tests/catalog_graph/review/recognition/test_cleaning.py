"""Cells cleaned: what is joined, what is left apart, and that every change is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.channel import read_channels
from catalog_graph.cells.text import normalise
from catalog_graph.model.channels import CHANNELS
from catalog_graph.model.codes import Level
from catalog_graph.places.load import load_codebook
from catalog_graph.review.recognition.cleaning import clean, simplified
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column

CASES = [
    (Column.LABEL, "办 事\n指 南", "办事指南", {"rejoined"}),
    (Column.LABEL, "  办事指南\n", "办事指南", set()),
    (Column.GROUP, "最低生活\n保障（低保）", "最低生活保障（低保）", {"rejoined"}),
    (Column.TIME_LIMIT, "自信息形\n成之日起\n20个工作\n日内", "自信息形成之日起20个工作日内", {"rejoined"}),
    (Column.TIME_LIMIT, "1.20个工作日内\n2.长期公开", "1.20个工作日内\n2.长期公开", set()),
    (Column.TIME_LIMIT, "公示7日；\n长期公开", "公示7日；\n长期公开", set()),
    (Column.SUBJECTS, "县民政局\n乡镇人民政府", "县民政局\n乡镇人民政府", set()),
    (Column.SUBJECTS, "街道\n办事处", "街道办事处", {"rejoined"}),
    (Column.SUBJECTS, "民政部门 镇人民政府（街道\n办事处）", "民政部门 镇人民政府（街道办事处）", {"rejoined"}),
    (Column.CHANNELS, "■政府网站 □政府公报\n□两微一端", "■政府网站 □政府公报\n□两微一端", set()),
    (Column.CHANNELS, "■政府\n网站", "■政府网站", {"rejoined"}),
    (Column.CHANNELS, "政府网站\n村务公开栏", "政府网站\n村务公开栏", set()),
    (Column.CHANNELS, "■社区/企事业单位/村公示\n栏（电子屏）", "■社区/企事业单位/村公示栏（电子屏）", {"rejoined"}),
    (Column.CHANNELS, "口政府公报 t政府网站", "□政府公报 ■政府网站", {"ocrMark"}),
    (Column.CHANNELS, "\uf0fe政府网站\uf0a8政府公报", "■政府网站□政府公报", {"ocrMark"}),
    (Column.CHANNELS, "入口处公示栏", "入口处公示栏", set()),
    (Column.CONTENT, "事项名称\n办理条件\n申请材料", "事项名称\n办理条件\n申请材料", set()),
    (Column.CONTENT, "1.机构名称；2.开放\n时间", "1.机构名称；2.开放\n时间", set()),
    (Column.CONTENT, "1.机构名称\n2.开放\n时间\n3.地址", "1.机构名称\n2.开放时间\n3.地址", {"rejoined"}),
    (Column.CONTENT, "办理时间、\n地点", "办理时间、地点", {"rejoined"}),
    (Column.CONTENT, "申 请 材 料", "申请材料", {"rejoined"}),
    (Column.CONTENT, "办理 条件；申请材料", "办理条件；申请材料", {"rejoined"}),
    (Column.CONTENT, "办理条件 申请材料", "办理条件 申请材料", set()),
    (Column.CITATIONS, "《政府\n信息公开条例》\n《办法》", "《政府信息公开条例》\n《办法》", {"rejoined"}),
    (Column.CITATIONS, "《村务公开管理规范》（GB/T 40088-2021）", "《村务公开管理规范》（GB/T 40088-2021）", set()),
    (Column.CITATIONS, "《条例》(国务院令第711号)", "《条例》（国务院令第711号）", {"fullWidth"}),
    (Column.CITATIONS, "（国发[2014]47号)", "（国发[2014]47号)", set()),
    (Column.TIME_LIMIT, "２０个工作日内", "20个工作日内", {"fullWidth"}),
    (Column.SUBJECTS, "民政局（ＡＢ）", "民政局（AB）", {"fullWidth"}),
    (Column.LABEL, "辦事指南", "办事指南", {"traditional"}),
    (Column.LABEL, "辦事 指南(低保)", "办事指南（低保）", {"traditional", "fullWidth", "rejoined"}),
    (Column.NUMBER, "１", "1", set()),
    (Column.CODE, " 05011 ", "05011", set()),
    (None, "责任\n科室", "责任\n科室", set()),
]  # fmt: skip


@pytest.mark.parametrize(("column", "raw", "words", "terms"), CASES)
def test_a_cell_is_cleaned(column: Column | None, raw: str, words: str, terms: set[str]) -> None:
    cleaned = clean(raw, column)
    assert cleaned.words == words
    assert {term for term, _ in cleaned.changes} == terms
    assert len(cleaned.changes) == len(terms)


TEXTS = st.text(st.sampled_from("公开政府网站信息形成《》（）()；、，。\n 　1２年日局口t■□√辦電A/"), max_size=40)


@given(TEXTS, st.sampled_from([*Column, None]))
def test_cleaning_twice_changes_nothing_more(raw: str, column: Column | None) -> None:
    once = clean(raw, column)
    again = clean(once.words, column)
    assert {term for term, _ in again.changes} <= {"rejoined", "ocrMark"}
    assert clean(again.words, column).words == again.words


@given(TEXTS, st.sampled_from([*Column, None]))
def test_a_cell_left_as_it_is_says_nothing(raw: str, column: Column | None) -> None:
    cleaned = clean(raw, column)
    if not cleaned.changes:
        assert normalise(cleaned.words) == normalise(raw)
    assert bool(cleaned.words) == bool(raw.strip())


@given(st.lists(st.sampled_from(CHANNELS), min_size=1, max_size=6, unique=True), st.sampled_from(["\n", " ", ""]))
def test_channels_read_the_same_after_cleaning(channels: list[object], stop: str) -> None:
    said = stop.join(f"■{channel.label}" for channel in channels)  # type: ignore[attr-defined]
    assert read_channels(clean(said, Column.CHANNELS).words).required == read_channels(said).required


def test_simplified_leaves_simplified_words_alone() -> None:
    assert simplified("乾隆年间著作权于后里余额") == "乾隆年间著作权于后里余额"
    assert simplified("村（居）務公開") == "村（居）务公开"


def test_names_of_counties_and_towns_are_left_as_they_are() -> None:
    book = load_codebook(villages=False)
    names = {each.name for level in (Level.COUNTY, Level.TOWNSHIP) for each in book.within("", level)}
    assert len(names) > 30_000
    assert [name for name in sorted(names) if simplified(name) != name] == []
