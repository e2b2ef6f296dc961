"""Marked copies end to end: which can be made, that nothing of the file is lost, that they read as before."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest

from catalog_graph.errors import BadParameter
from catalog_graph.intake.grid import Document, Format
from catalog_graph.intake.read import read_document
from catalog_graph.review.annotation.annotate import annotated, check_ending, endings
from catalog_graph.review.annotation.marked_cells import AUTHOR, marked_cells
from catalog_graph.review.results import Review

Reviewed = tuple[Document, Review]
COPIES = [("xlsx", ".xlsx"), ("docx", ".docx"), ("docx", ".xlsx"), ("csv", ".xlsx"), ("html", ".xlsx")]


def comments_of(content: bytes) -> list[str]:
    """Our comments in a copy, in order."""
    if read_document(content).format is Format.DOCX:
        return [one.text for one in docx.Document(io.BytesIO(content)).comments if one.author == AUTHOR]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return [cell.comment.text for cell in cells if cell.comment and "【" in cell.comment.text]


@pytest.mark.parametrize(("format_", "ending"), COPIES)
def test_every_marked_cell_has_its_comment(
    faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed], format_: str, ending: str
) -> None:
    content = faulty(format_)
    document, review = reviewed(content)
    copy = annotated(content, document, review, ending)
    wanted = [mark.words for of_grid in marked_cells(document, review).values() for mark in of_grid]
    found = comments_of(copy)
    assert len(found) == len(wanted) >= 6
    assert sorted(one.rpartition("——\n")[2] for one in found) == sorted(wanted)
    assert {finding.rule for finding in review.findings() if finding.cell and not finding.needs_no_change} <= {
        word for one in found for word in one.replace("（", " ").split() for word in word.split("】")
    }


@pytest.mark.parametrize(("format_", "ending"), COPIES)
def test_a_copy_reads_as_the_file_it_was_made_of(
    faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed], format_: str, ending: str
) -> None:
    content = faulty(format_)
    document, review = reviewed(content)
    again, review_again = reviewed(annotated(content, document, review, ending))
    for grid in document.grids:
        same = next(one for one in again.grids if one.rows[: len(grid.rows)] == grid.rows)
        assert same.merges == grid.merges
        assert same.hidden_rows == grid.hidden_rows
    cells = [(one.rule, one.cell, one.message) for one in review.findings() if one.severity != "info"]
    assert [(one.rule, one.cell, one.message) for one in review_again.findings() if one.severity != "info"] == cells
    assert len(cells) > 5
    assert len(review_again.tables) == len(review.tables) == 1, "the summary is not taken for a table"


@pytest.mark.parametrize(("format_", "ending"), COPIES)
def test_marking_a_copy_again_changes_nothing_but_is_no_second_marking(
    faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed], format_: str, ending: str
) -> None:
    content = faulty(format_)
    copy = annotated(content, *reviewed(content), ending)
    twice = annotated(copy, *reviewed(copy), ending)
    thrice = annotated(twice, *reviewed(twice), ending)
    assert comments_of(thrice) == comments_of(twice)
    assert len(read_document(thrice).grids) == len(read_document(copy).grids)
    if (format_, ending) in {("xlsx", ".xlsx"), ("docx", ".docx")}:
        assert comments_of(twice) == comments_of(copy)


@pytest.mark.parametrize(("format_", "ending"), COPIES)
def test_the_same_file_gives_the_same_copy(
    faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed], format_: str, ending: str
) -> None:
    content = faulty(format_)
    document, review = reviewed(content)
    assert annotated(content, document, review, ending) == annotated(content, document, review, ending.upper())


@pytest.mark.parametrize(
    ("ending", "format_"),
    [(".docx", Format.XLSX), (".xls", Format.XLS), (".docx", Format.CSV), ("", Format.XLSX), (".pdf", Format.DOCX)],
)
def test_a_copy_that_cannot_be_made_is_refused_with_those_that_can(ending: str, format_: Format) -> None:
    with pytest.raises(BadParameter) as caught:
        check_ending(ending, format_)
    assert "批注副本" in caught.value.message
    assert all(one in caught.value.hint for one in endings(format_))


def test_every_format_has_a_copy() -> None:
    assert all(".xlsx" in endings(format_) for format_ in Format)
    assert len(list(Format)) == 11


def test_a_workbook_that_is_not_as_office_writes_it_is_drawn_anew(
    faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed]
) -> None:
    content = faulty("xlsx")
    document, review = reviewed(content)
    broken = content.replace(b"xl/styles.xml", b"xl/stylez.xml")
    copy = openpyxl.load_workbook(io.BytesIO(annotated(broken, document, review, ".xlsx")))
    assert [sheet.title for sheet in copy.worksheets] == ["05社会救助", "检查结果"]
    notices = [str(row[0]) for row in copy["检查结果"].iter_rows(values_only=True) if str(row[0]).startswith("注意")]
    assert any("重新画表" in notice for notice in notices)
    assert copy["05社会救助"]["F5"].comment is not None
