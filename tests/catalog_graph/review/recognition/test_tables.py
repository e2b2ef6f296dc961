"""Recognition as a whole: real layouts, documents of several grids, the official exports.

Owns: what comes out for each layout of `layouts/`, and that an export is recognised without loss.
Must not: test single steps (each has its own suite).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from catalog_graph.errors import NoTable
from catalog_graph.intake.grid import Document, Format, Grid
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.export import TABLES, export
from catalog_graph.official.layout import cell_words, item_code
from catalog_graph.review.recognition.domains import domain_of
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.recognised_table import RecognisedTable, TableRow
from catalog_graph.review.recognition.tables import recognise

Draw, Lines = Callable[..., Grid], Callable[..., list[str]]
Documents, Line = Callable[..., Document], Callable[[TableRow], str]
HEADER = "序号|一级事项|二级事项|公开内容|公开依据|公开主体"
ROW = "{n}|综合业务|监督检查{n}|电话|《社会救助暂行办法》|县民政局"
INFERRED = {"filledDown", "extraColumn"}  # what an export may have: a merged group, a column of notes


def test_there_are_layouts(layouts: list[Any]) -> None:
    assert len(layouts) == len({layout.name for layout in layouts}) == 80
    assert all(len(layout.expected) >= 1 for layout in layouts)


def test_a_layout_gives_its_rows(layout: Any, document: Documents, as_lines: Lines, dataset: Dataset) -> None:
    assert as_lines(recognise(document(layout.grid_text), dataset), dataset) == list(layout.expected)


def test_each_sheet_is_a_table(draw: Draw, dataset: Dataset) -> None:
    sheets = ("养老服务", "说明", "安全生产")
    texts = (
        f"{HEADER}\n{ROW.format(n=1)}",
        "本表由县政务公开办编制",
        f"{HEADER}\n{ROW.format(n=1)}\n{ROW.format(n=2)}",
    )
    grids = tuple(draw(text, name) for text, name in zip(texts, sheets, strict=True))
    tables = recognise(Document(Format.XLSX, grids), dataset)
    assert [(table.grid, len(table.rows), domain_of(table, dataset)) for table in tables] == [
        ("养老服务", 1, ("elderly-care", 1.0, "name")),
        ("安全生产", 2, ("work-safety", 1.0, "name")),
    ]


def test_a_table_cut_at_a_page_goes_on_without_its_header(draw: Draw, as_line: Line, dataset: Dataset) -> None:
    first = draw(f"{HEADER}\n{ROW.format(n=1)}", "表1", before=("社会救助领域基层政务公开标准目录",))
    second = draw(f"{ROW.format(n=2)}\n{ROW.format(n=3)}", "表2")
    tables = recognise(Document(Format.DOCX, (first, second)), dataset)
    assert [(table.grid, table.header, [row.row for row in table.rows]) for table in tables] == [
        ("表1", (1, 1), [2]),
        ("表2", (0, 0), [1, 2]),
    ]
    assert tables[1].titles == tables[0].titles
    assert as_line(tables[1].rows[0]) == as_line(tables[0].rows[0]).replace("number=1", "number=2").replace(
        "检查1", "检查2"
    )


def test_a_grid_of_another_width_does_not_go_on(draw: Draw, dataset: Dataset) -> None:
    other = draw("1|张三|《聘书》", "表2")
    (table,) = recognise(Document(Format.DOCX, (draw(f"{HEADER}\n{ROW.format(n=1)}"), other)), dataset)
    assert table.grid == "Sheet1"


def test_paragraphs_around_a_table_are_titles_and_notes(draw: Draw, dataset: Dataset) -> None:
    grid = draw(
        f"{HEADER}\n{ROW.format(n=1)}", before=("附件1", "就业领域基层政务公开标准目录"), after=("注：长期公开。",)
    )
    (table,) = recognise(Document(Format.DOCX, (grid,)), dataset)
    assert table.titles == ("附件1", "就业领域基层政务公开标准目录")
    assert table.notes == ((2, "注：长期公开。"),)
    assert domain_of(table, dataset) == ("employment", 1.0, "name")


def test_a_hidden_row_is_read_and_said(draw: Draw, dataset: Dataset) -> None:
    grid = replace(draw(f"{HEADER}\n{ROW.format(n=1)}\n{ROW.format(n=2)}"), hidden_rows=(3,))
    (table,) = recognise(Document(Format.XLSX, (grid,)), dataset)
    assert len(table.rows) == 2
    assert [(one.term, one.row, one.value) for one in table.facts] == [("hiddenRow", 3, "监督检查2")]


@pytest.mark.parametrize(
    "text",
    [
        "姓名|职务|电话\n张三|主任|123",
        "序号|姓名|联系电话\n1|张三|123",
        "权力名称|权力类别|责任主体|设定依据\n处罚|行政处罚|局|《法》",
        "只有一格",
        "",
    ],
)
def test_a_document_without_a_known_header_is_refused(text: str, document: Documents, dataset: Dataset) -> None:
    with pytest.raises(NoTable) as caught:
        recognise(document(text), dataset)
    assert "表头" in caught.value.hint
    assert text.split("|", maxsplit=1)[0] in str(caught.value.details["headings"])


def test_a_row_keeps_where_its_words_stand(document: Documents, dataset: Dataset) -> None:
    (table,) = recognise(document(f"{HEADER}\n{ROW.format(n=1)}\n2|^|办 事 指 南|条件|同上|"), dataset)
    row = table.rows[1]
    group, label, basis = (row.place(column) for column in (Column.GROUP, Column.LABEL, Column.CITATIONS))
    assert group
    assert label
    assert basis
    assert (group.address, group.raw, group.words, group.from_row) == ("B3", "", "综合业务", 2)
    assert (label.address, label.raw, label.words, label.from_row) == ("C3", "办 事 指 南", "办事指南", None)
    assert (basis.address, basis.raw, basis.words, basis.from_row) == ("E3", "同上", "《社会救助暂行办法》", 2)


def exported(dataset: Dataset, catalogue: Catalogue, table: RecognisedTable) -> None:
    """An export's table holds each word and tick of its items, and nothing had to be mended."""
    assert domain_of(table, dataset) == (catalogue.slug, 1.0, "name")
    assert len(table.rows) == len(catalogue.items)
    for row, item in zip(table.rows, catalogue.items, strict=True):
        words = cell_words(dataset, item)
        for column in ("group", "label", "content", "citations", "time_limit", "subjects", "channels"):
            assert row.words(Column(column)) == words[column], item.key
        assert row.words(Column.CODE) == item_code(catalogue, item)
        assert row.words(Column.AUDIENCE) == (item.audience_group or "")
        assert set(row.ticked(Column.AUDIENCE)) == set(item.audience)
        assert set(row.ticked(Column.METHOD)) == set(item.method)
        assert set(row.ticked(Column.LEVELS)) == set(item.levels)
    assert {one.term for one in table.facts} <= INFERRED


@pytest.mark.parametrize("format_", TABLES)
def test_an_export_is_recognised_word_for_word(format_: str, dataset: Dataset) -> None:
    catalogues = tuple(dataset.catalogues.values())
    tables = recognise(read_document(export(dataset, catalogues, format_), Format(format_)), dataset)
    assert len(tables) == len(catalogues) == 28
    for table, catalogue in zip(tables, catalogues, strict=True):
        exported(dataset, catalogue, table)


@pytest.mark.parametrize("slug", ["social-assistance", "village-affairs", "rural-land-expropriation"])
def test_an_export_of_one_domain_is_one_table(slug: str, dataset: Dataset) -> None:
    catalogue = dataset.catalogues[slug]
    seen: Counter[str] = Counter()
    for format_ in TABLES:
        (table,) = recognise(read_document(export(dataset, [catalogue], format_), Format(format_)), dataset)
        exported(dataset, catalogue, table)
        seen[format_] += len(table.rows)
    assert seen == dict.fromkeys(TABLES, len(catalogue.items))
