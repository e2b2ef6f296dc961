"""Tables in pieces: halves beside each other and cards, read as the whole table, told at the cells where they stand."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import docx as word
import pytest
from openpyxl import Workbook

from catalog_graph.intake.grid import Document
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.layout import official_table
from catalog_graph.places.load import load_codebook
from catalog_graph.review.annotation.annotate import annotated
from catalog_graph.review.annotation.marked_cells import marked_cells
from catalog_graph.review.examine import Examiner
from catalog_graph.review.page import page_of
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.review.results import CellFinding, Review
from catalog_graph.review.review import in_one, review_document

Rows = Sequence[Sequence[str]]
HEADS = ("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")
HEADS += ("公开对象", "公开方式", "公开层级")
BROAD = (*range(5),), (*range(5, len(HEADS)),)

THIRDS = (0, 1, 2, 3), (4, 5, 6), (7, 8, 9, 10)


@pytest.fixture(scope="module")
def examiner(dataset: Dataset) -> Examiner:
    return Examiner(dataset, load_codebook(villages=False))


@pytest.fixture(scope="module")
def rows(dataset: Dataset) -> list[list[str]]:
    """Six rows of a catalogue with faults in several columns."""
    catalogue = dataset.catalogues["social-assistance"]
    table = official_table(dataset, replace(catalogue, items=catalogue.items[:6]))
    made = [[*row[:8], "全社会", "主动", "县级、乡级"] for row in table.rows]
    made[1][5], made[2][4], made[3][6], made[4][3] = "看情况", "《关于养猫的若干规定》", "天文台", ""
    return made


def of_columns(rows: Rows, columns: Sequence[int]) -> list[list[str]]:
    return [[row[column] for column in columns] for row in rows]


def docx(*tables: Rows, between: str = "") -> bytes:
    document, stream = word.Document(), io.BytesIO()
    document.add_paragraph("社会救助领域基层政务公开标准目录")
    for number, rows in enumerate(tables):
        if number:
            document.add_paragraph(between)
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    document.save(stream)
    return stream.getvalue()


def xlsx(*sheets: Rows) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"第{number}页")
        for cells in rows:
            sheet.append(list(cells))
    book.save(stream)
    return stream.getvalue()


def html(*tables: Rows) -> bytes:
    drawn = ("".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows) for rows in tables)
    return f"<html><body>{''.join(f'<p>事项</p><table>{one}</table>' for one in drawn)}</body></html>".encode()


def cards(rows: Rows, title: str = "") -> list[list[list[str]]]:
    heading = [[title, ""]] if title else []
    return [[*heading, *([head, words] for head, words in zip(HEADS, row, strict=True))] for row in rows]


def said(review: Review) -> Counter[tuple[str, str, str]]:
    """What is said, wherever it stands; what a table is as a whole is the same too."""
    return Counter((one.rule, one.value, one.item or "") for one in review.findings())


def stands(document: Document, finding: CellFinding) -> bool:
    """Whether the words of a finding stand at its cell."""
    (grid,) = [grid for grid in document.grids if grid.name == finding.sheet]
    words = grid.rows[(finding.row or 0) - 1][(finding.column or 0) - 1]
    return "".join(finding.value.split()) in "".join(words.split())


SPLIT: dict[str, Callable[[Rows], bytes]] = {
    "as many rows": lambda all_: docx(of_columns(all_, BROAD[0]), of_columns(all_, BROAD[1]), between="续表"),
    "with 序号 again": lambda all_: docx(
        of_columns(all_, BROAD[0]), of_columns([all_[0], *all_[1:][::-1]], (0, *BROAD[1])), between="续表"
    ),
    "as wide, with nothing between": lambda all_: docx(
        of_columns(all_, (0, 1, 2, 3, 4, 5)), of_columns(all_, (0, 6, 7, 8, 9, 10))
    ),
    "in three": lambda all_: docx(*(of_columns(all_, part) for part in THIRDS), between="续表"),
    "on two sheets": lambda all_: xlsx(of_columns(all_, BROAD[0]), of_columns(all_, BROAD[1])),
    "cards in Word": lambda all_: docx(*cards(all_[1:]), between="事项"),
    "cards in Word with nothing between": lambda all_: docx(*cards(all_[1:])),
    "cards with titles": lambda all_: docx(*cards(all_[1:], "公开事项卡片")),
    "cards on one sheet": lambda all_: xlsx([row for card in cards(all_[1:]) for row in (*card, ["", ""])]),
    "a sheet for each card": lambda all_: xlsx(*cards(all_[1:])),
    "cards on a page": lambda all_: html(*cards(all_[1:])),
}  # fmt: skip


@pytest.mark.parametrize("how", SPLIT)
def test_a_table_in_pieces_is_reviewed_as_the_whole(how: str, examiner: Examiner, rows: list[list[str]]) -> None:
    every = [list(HEADS), *rows]
    alone, document = read_document(docx(every)), read_document(SPLIT[how](every))
    whole, review = (review_document(one, examiner, domain="social-assistance") for one in (alone, document))
    assert said(review) == said(whole)
    assert any("已接起来" in notice or "卡片" in notice for notice in review.notices)
    placed = {(one.rule, one.value) for one in whole.findings() if one.row and stands(alone, one)}
    assert len(placed) == 5
    found = [one for one in review.findings() if (one.rule, one.value) in placed]
    assert [one for one in found if not stands(document, one)] == []
    assert sum(len(table.rows) for table in review.tables) == len(rows)


def test_a_table_with_other_columns_and_one_of_contacts_are_no_halves(
    examiner: Examiner, rows: list[list[str]]
) -> None:
    contacts = [["姓名", "电话", "科室", "邮箱"], *([f"张{n}", "110", "办公室", ""] for n in range(6))]
    document = read_document(docx([list(HEADS), *rows], contacts, between="联系方式"))
    assert review_document(document, examiner).notices == document.notices


@pytest.mark.parametrize("how", ["as many rows", "cards in Word", "cards on one sheet"])
def test_what_is_said_is_written_at_the_pieces(
    how: str, examiner: Examiner, rows: list[list[str]], dataset: Dataset
) -> None:
    content = SPLIT[how]([list(HEADS), *rows])
    document = read_document(content)
    review = review_document(document, examiner, domain="social-assistance")
    marked = marked_cells(document, review)
    heights = {grid.name: len(grid.rows) for grid in document.grids}
    assert marked
    assert all(cell.row <= heights[sheet] for sheet, cells in marked.items() for cell in cells)
    assert annotated(content, document, review, f".{document.format.value}")
    sheets = page_of(document, review, dataset)["sheets"]
    assert isinstance(sheets, list)
    assert {sheet["name"] for sheet in sheets} >= set(marked)


@pytest.mark.parametrize("how", ["as many rows", "cards in Word"])
def test_put_together_the_pieces_are_one_table_of_as_many_rows(
    how: str, examiner: Examiner, rows: list[list[str]], dataset: Dataset
) -> None:
    """What an import pairs: the rows as recognised, and what each is."""
    whole = in_one(read_document(SPLIT[how]([list(HEADS), *rows])))
    (table,), (reviewed,) = recognise(whole, dataset), review_document(whole, examiner).tables
    assert [row.row for row in table.rows] == [match.row for match in reviewed.rows]
    assert [match.item for match in reviewed.rows] == [f"social-assistance/{n}" for n in range(1, 7)]
    assert in_one(whole) == whole
