"""The web page: a real table that fetches nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from catalog_graph.model.values import Dataset
from catalog_graph.official.html import as_html
from catalog_graph.official.layout import OfficialTable, official_table


@pytest.fixture(scope="module")
def table(dataset: Dataset) -> OfficialTable:
    """05 in the official form."""
    return official_table(dataset, dataset.catalogues["social-assistance"])


def test_the_page_is_a_table_with_headings(table: OfficialTable) -> None:
    page = html.document_fromstring(as_html([table]), html.HTMLParser(encoding="utf-8"))
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == page.findtext(".//h1") == table.title
    heads = page.findall(".//thead//th")
    assert all(head.get("scope") in {"col", "colgroup"} for head in heads)
    assert [head.text for head in heads if head.get("colspan")] == ["公开事项", "公开对象", "公开方式", "公开层级"]
    assert len(page.findall(".//tbody/tr")) == len(table.rows)
    spans = [int(cell.get("rowspan")) for cell in page.findall(".//tbody//td") if cell.get("rowspan")]
    assert spans == [rows for _, rows in table.group_spans() if rows > 1]


def test_several_catalogues_have_a_list_whose_links_lead_to_them(dataset: Dataset) -> None:
    tables = [official_table(dataset, catalogue) for catalogue in dataset.catalogues.values()]
    page = html.document_fromstring(as_html(tables), html.HTMLParser(encoding="utf-8"))
    links = [link.get("href") for link in page.findall(".//nav//a")]
    assert links == [f"#{section.get('id')}" for section in page.findall(".//section")]
    assert len(links) == 28


def test_nothing_is_fetched_or_run(table: OfficialTable) -> None:
    words = '<script>alert("x")</script><img src=http://x>'
    content = as_html([replace(table, rows=((words,) * len(table.columns),), title=words)])
    page = html.document_fromstring(content, html.HTMLParser(encoding="utf-8"))
    assert not page.xpath("//script | //img | //link | //iframe | //*[@src] | //*[@onclick]")
    assert b"url(" not in content
    assert page.findtext(".//tbody//td") == words
