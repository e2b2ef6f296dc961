"""The Word document: header on every page, merged groups, A4 landscape, the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from catalog_graph.model.values import Dataset
from catalog_graph.official.docx import as_docx
from catalog_graph.official.layout import OfficialTable, official_table


@pytest.fixture(scope="module")
def tables(dataset: Dataset) -> list[OfficialTable]:
    """05 and 12 in the official form."""
    return [
        official_table(dataset, dataset.catalogues[slug]) for slug in ("social-assistance", "rural-land-expropriation")
    ]


def test_each_catalogue_is_a_titled_table_on_a_page_of_its_own(tables: list[OfficialTable]) -> None:
    document = Document(io.BytesIO(as_docx(tables)))
    assert len(document.tables) == 2
    titles = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert [paragraph.text for paragraph in titles] == [table.title for table in tables]
    assert [paragraph.paragraph_format.page_break_before for paragraph in titles] == [False, True]
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(297, abs=1), pytest.approx(210, abs=1))


def test_the_header_is_repeated_and_rows_are_not_torn(tables: list[OfficialTable]) -> None:
    (drawn, _) = Document(io.BytesIO(as_docx(tables))).tables
    rows = drawn._tbl.tr_lst
    assert len(rows) == 2 + len(tables[0].rows)
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True, True, *[False] * len(tables[0].rows)]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    widths = [int(column.get(qn("w:w"))) for column in drawn._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert sum(widths) <= 16838 - 2 * 680


def test_every_cell_says_what_the_form_says(tables: list[OfficialTable]) -> None:
    for drawn, table in zip(Document(io.BytesIO(as_docx(tables))).tables, tables, strict=True):
        for row, words in zip(drawn.rows[2:], table.rows, strict=True):
            assert tuple(cell.text for cell in row.cells) == words  # python-docx repeats a merged cell's words


def test_words_are_words(tables: list[OfficialTable]) -> None:
    rows = (("1", "<w:b/>&", "=1+1", "\x00甲  乙", *tables[0].rows[0][4:]),)
    (drawn,) = Document(io.BytesIO(as_docx([replace(tables[0], rows=rows)]))).tables
    assert [cell.text for cell in drawn.rows[2].cells][:4] == ["1", "<w:b/>&", "=1+1", "甲  乙"]


def test_the_bytes_are_the_same_every_time(tables: list[OfficialTable]) -> None:
    assert as_docx(tables) == as_docx(tables)
