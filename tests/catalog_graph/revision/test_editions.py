"""What the columns of a row say: keys that leave out writing and keep meaning."""

from __future__ import annotations

import pytest

from catalog_graph.intake.grid import Document, Format, Grid
from catalog_graph.model.values import Dataset
from catalog_graph.official.layout import official_table
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.revision.editions import edition_of_catalogue, edition_of_table, official_rows
from catalog_graph.revision.values import Edition

HEADER = (
    "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象",
    "公开方式", "公开层级", "事项编码", "备注",
)  # fmt: skip
ROW = (
    "综合业务", "监督检查", "1.通讯地址；2.举报电话", "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条",
    "20个工作日内", "埇桥区民政局、乡镇人民政府", "■政府网站 □微信公众号", "特定群体（申请人）", "主动", "县、乡级",
    "05002", "试行",
)  # fmt: skip


def edition(dataset: Dataset, row: tuple[str, ...], domain: str | None = "social-assistance") -> Edition:
    """An edition of a table with one row."""
    document = Document(Format.CSV, (Grid("表", (HEADER, row)),))
    (table,) = recognise(document, dataset)
    return edition_of_table(dataset, table, domain, "表")


def test_a_row_says_what_its_cells_say(dataset: Dataset) -> None:
    (entry,) = edition(dataset, ROW).entries
    assert {column: [piece.words for piece in pieces] for column, pieces in entry.cells.items()} == {
        "group": ["综合业务"],
        "label": ["监督检查"],
        "content": ["通讯地址", "举报电话"],
        "citations": ["《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条"],
        "time_limit": ["20个工作日内"],
        "subjects": ["埇桥区民政局", "乡镇人民政府"],
        "channels": ["■政府网站", "□两微一端"],
        "audience": ["特定群体（申请人）"],
        "method": ["主动"],
        "levels": ["县级", "乡级"],
        "note": ["试行"],
    }
    assert (entry.code, entry.item, entry.row) == ("05002", "social-assistance/2", 2)


SAME = (
    (3, "《政府信息公开条例》(国令第711号)第20条"),
    (2, "通讯地址\n举报电话"),
    (4, "２０个工作日内"),
    (6, "■政府门户网站\n□两微一端"),
    (9, "县级、乡级"),
)


@pytest.mark.parametrize(("column", "words"), SAME)
def test_writing_is_not_meaning(column: int, words: str, dataset: Dataset) -> None:
    (one,), (other,) = (edition(dataset, row).entries for row in (ROW, (*ROW[:column], words, *ROW[column + 1 :])))
    assert {c: [p.key for p in pieces] for c, pieces in one.cells.items()} == {
        c: [p.key for p in pieces] for c, pieces in other.cells.items()
    }


DIFFERENT = (
    (3, "citations", "《政府信息公开条例》（国务院令第711号）"),
    (4, "time_limit", "10个工作日内"),
    (5, "subjects", "县级民政部门、乡镇人民政府"),
    (6, "channels", "政府网站、微信公众号"),
    (6, "channels", "■政府网站 ■微信公众号"),
    (7, "audience", "特定群体"),
    (8, "method", "依申请"),
)


@pytest.mark.parametrize(("column", "name", "words"), DIFFERENT)
def test_meaning_is_kept(column: int, name: str, words: str, dataset: Dataset) -> None:
    (one,), (other,) = (edition(dataset, row).entries for row in (ROW, (*ROW[:column], words, *ROW[column + 1 :])))
    assert one.cells[name] != other.cells[name]


def test_what_no_reader_reads_is_compared_as_words(dataset: Dataset) -> None:
    (entry,) = edition(dataset, (*ROW[:5], "天文台", "■飞鸽传书", *ROW[7:])).entries
    assert [piece.words for piece in entry.cells["subjects"]] == ["天文台"]
    assert [piece.words for piece in entry.cells["channels"]] == ["飞鸽传书"]


def test_without_a_domain_a_row_is_no_national_item(dataset: Dataset) -> None:
    assert edition(dataset, ROW, None).entries[0].item is None
    assert edition(dataset, (*ROW[:10], "05999", "")).entries[0].item is None


def test_every_catalogue_is_an_edition(dataset: Dataset) -> None:
    for catalogue in dataset.catalogues.values():
        made = edition_of_catalogue(dataset, catalogue)
        assert [entry.item for entry in made.entries] == [item.key for item in catalogue.items]
        assert [entry.row for entry in made.entries][:1] == [4]
        assert len(official_rows(official_table(dataset, catalogue))) == len(catalogue.items)
