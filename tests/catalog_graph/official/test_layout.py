"""The official form as values: headings, words of cells, what stands in 备注, and what the readers make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalog_graph.cells.channel import read_channels
from catalog_graph.cells.citation import read_citations
from catalog_graph.cells.subject import read_subjects
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.laws.index import LawIndex
from catalog_graph.model.origin_codes import RowOrigin
from catalog_graph.model.values import CitedClause, Dataset, Item
from catalog_graph.official.layout import (
    CODE,
    COLUMNS,
    DOMAIN,
    NOTE,
    cell_words,
    channel_lines,
    citation_lines,
    item_code,
    note_words,
    official_table,
    one_table,
    title,
)
from catalog_graph.tables.load import load_dataset

SLUGS = list(load_dataset().catalogues)


def test_there_are_27_catalogues() -> None:
    assert len(SLUGS) == 28


def test_the_header_has_two_rows_of_the_official_words(dataset: Dataset) -> None:
    table = official_table(dataset, dataset.catalogues["social-assistance"])
    upper, lower = table.heading_rows()
    assert [words for words in upper if words] == [
        "序号", "公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象",
        "公开方式", "公开层级", "事项编码",
    ]  # fmt: skip
    assert [words for words in lower if words] == [
        "一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级", "村级",
    ]  # fmt: skip
    assert dict(table.heading_spans()) == {0: 1, 1: 2, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 2, 10: 2, 12: 3, 15: 1}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_readers_of_the_library_read_back_what_the_cells_say(slug: str, dataset: Dataset) -> None:
    laws = LawIndex(dataset.laws)
    catalogue = dataset.catalogues[slug]
    assert catalogue.items
    for item in catalogue.items:
        words = cell_words(dataset, item)
        citations, channels = read_citations(words["citations"]), read_channels(words["channels"])
        found = [(laws.find(one), article) for one in citations.citations for article in one.articles or (None,)]
        assert tuple(CitedClause(law.id if law else "", article) for law, article in found) == item.citations
        assert {*channels.required} == {*item.required_channels}
        assert {*channels.optional} == {*item.optional_channels}
        subjects = read_subjects(words["subjects"], dataset.roles)
        assert tuple(one.role.id for one in subjects.subjects) == item.subjects
        assert citations.unparsed == channels.unparsed == subjects.unparsed == ""
        assert (read_time_limits(words["time_limit"]) if words["time_limit"] else None) == item.time_limit
        assert tuple(words["content"].split("；\n")) == (item.content or ("",))


def test_codes_are_five_digits_and_none_is_given_twice(dataset: Dataset) -> None:
    codes = [item_code(dataset.catalogues[item.catalogue], item) for item in dataset.items()]
    assert codes[0] == "01001"
    assert len(set(codes)) == len(codes) == len(dataset.items())
    assert all(len(code) == 5 and code.isdigit() for code in codes)


def item_of(dataset: Dataset, **changes: object) -> Item:
    """An item of 05 with cells changed."""
    return replace(dataset.catalogues["social-assistance"].items[0], **changes)  # type: ignore[arg-type]


def test_an_unknown_cell_is_empty(dataset: Dataset) -> None:
    empty = item_of(
        dataset, content=(), citations=(), time_limit=None, subjects=(), required_channels=(), optional_channels=(),
        audience=(), method=(), levels=(),
    )  # fmt: skip
    words = cell_words(dataset, empty)
    assert {column for column, said in words.items() if said} == {"group", "label"}


def test_articles_of_one_law_share_a_line_only_when_they_follow_each_other(dataset: Dataset) -> None:
    law, other = "guowuyuanling-711", "guofa-2012-45"
    cited = (CitedClause(law, "第十条"), CitedClause(law, "第十一条"), CitedClause(other), CitedClause(law, "第一条"))
    lines = citation_lines(dataset, item_of(dataset, citations=cited))
    assert [line.partition("）")[2] for line in lines] == ["第十条、第十一条", "", "第一条"]
    whole = citation_lines(dataset, item_of(dataset, citations=(CitedClause(law), CitedClause(law, "第一条"))))
    assert len(whole) == 2  # the whole law, and an article of it, are two citations


def test_channels_stand_in_the_order_of_the_form() -> None:
    assert channel_lines(("other", "website"), ("gazette",)) == ["■政府网站", "□政府公报", "■其他"]


def test_what_the_columns_cannot_hold_stands_in_the_note(dataset: Dataset) -> None:
    assert note_words(item_of(dataset)) == ""
    held = item_of(dataset, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))
    assert note_words(held) == "自2026年1月1日起施行；2026年12月31日后不再公开"
    with_note = [
        slug for slug, catalogue in dataset.catalogues.items() if NOTE in official_table(dataset, catalogue).columns
    ]
    assert {"village-affairs", "general-disclosure"} <= set(with_note)
    assert set(with_note) == {item.catalogue for item in dataset.items() if note_words(item)}
    by_statute = [item for item in dataset.items() if item.row_origin is RowOrigin.STATUTE]
    assert by_statute
    assert all(note_words(item).startswith("各表未见，依法列入") for item in by_statute)
    standard = [i for i in dataset.catalogues["village-affairs"].items if i.row_origin is RowOrigin.STANDARD]
    assert {note_words(item).partition("；")[0] for item in standard} == {
        "适用于村民委员会",
        "适用于居民委员会",
    }


def test_a_group_is_one_cell_as_long_as_it_lasts(dataset: Dataset) -> None:
    for catalogue in dataset.catalogues.values():
        table = official_table(dataset, catalogue)
        spans = table.group_spans()
        assert sum(rows for _, rows in spans) == len(table.rows)
        assert [table.rows[start][1] for start, _ in spans] == list(dict.fromkeys(i.group for i in catalogue.items))


def test_titles_name_the_domain(dataset: Dataset) -> None:
    titles = [title(catalogue) for catalogue in dataset.catalogues.values()]
    assert titles[0] == "重大建设项目领域基层政务公开标准目录"
    assert titles[26] == "村（居）务公开标准目录"


def test_several_catalogues_below_one_header_keep_every_row(dataset: Dataset) -> None:
    tables = [official_table(dataset, catalogue) for catalogue in dataset.catalogues.values()]
    whole = one_table(tables)
    assert whole.columns == (DOMAIN, *COLUMNS, NOTE, CODE)
    assert len(whole.rows) == len(dataset.items())
    assert {len(row) for row in whole.rows} == {len(whole.columns)}
    unnoted = [table for table in tables if NOTE not in table.columns]
    assert len(unnoted) > 1
    assert NOTE not in one_table(unnoted).columns
