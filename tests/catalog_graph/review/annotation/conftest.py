"""Faulty tables in every format, and their reviews, for the suites of annotation.

Owns: making a faulty file of a format, and reading and reviewing a file. Must not: hold expectations.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from catalog_graph.intake.grid import Document
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import export
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examiner
from catalog_graph.review.results import Review
from catalog_graph.review.review import review_document

Reviewed = tuple[Document, Review]
LONG = "制定或获取信息之日起10个工作日内"


@pytest.fixture(scope="session")
def examiner(dataset: Dataset) -> Examiner:
    """What examines all tables."""
    return Examiner(dataset, load_codebook(villages=False))


@pytest.fixture(scope="session")
def reviewed(examiner: Examiner) -> Callable[[bytes], Reviewed]:
    """Read and review a file."""

    def run(content: bytes) -> Reviewed:
        document = read_document(content)
        return document, review_document(document, examiner, name="坏表")

    return run


@pytest.fixture(scope="session")
def faulty(dataset: Dataset) -> Callable[[str], bytes]:
    """The table of 社会救助 with faults, in a format: "xlsx", "docx", "csv", "html"."""
    good = [dataset.catalogues["social-assistance"]]

    def make(format_: str) -> bytes:
        content = export(dataset, good, format_)
        if format_ == "xlsx":
            return faulty_workbook(content)
        if format_ == "docx":
            return faulty_document(content)
        return content.replace(LONG.encode(), "及时".encode(), 2)

    return make


def faulty_workbook(content: bytes) -> bytes:
    """Faults in cells, a formula, others' comments, a hidden row."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    sheet["F5"], sheet["F6"], sheet["G7"] = "及时", "制定或获取信息之日起60个工作日内", None
    sheet["E6"] = "《中华人民共和国政府信息公开条例》（国务院令第492号）"
    sheet["E6"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["C9"] = "奇怪的本地事项说明"
    sheet["P10"] = "=1+1"
    sheet["D12"].comment, sheet["F6"].comment = Comment("无关批注", "老王"), Comment("老王：请核对", "老王")
    sheet.row_dimensions[8].hidden = True
    sheet.delete_rows(16)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def faulty_document(content: bytes) -> bytes:
    """Faults in cells, and another's comment."""
    document = docx.Document(io.BytesIO(content))
    table = document.tables[0]
    table.cell(3, 5).text = "及时"
    table.cell(4, 4).text = "《中华人民共和国政府信息公开条例》（国务院令第492号）"
    table.cell(5, 6).text = ""
    table.cell(6, 2).text = "本地奇怪事项"
    document.add_comment(table.cell(3, 5).paragraphs[0].runs, "无关批注", author="老王")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
