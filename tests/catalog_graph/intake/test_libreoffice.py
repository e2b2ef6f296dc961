"""Files that LibreOffice wrote: each gives the rows of the table it was made of.

Owns: `libreoffice`, one catalogue exported as .xlsx and .docx and saved in other formats by LibreOffice 7.4.
Must not: need LibreOffice, but for what is marked `outside`.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from catalog_graph.errors import DamagedFile, UnknownFileKind
from catalog_graph.intake.read import read_document
from catalog_graph.official.export import export
from catalog_graph.processes import office
from catalog_graph.review.recognition.recognised_table import OfficialColumn
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.tables.load import load_dataset

FOLDER = Path(__file__).parent / "libreoffice"
SLUG = "agricultural-subsidies"
Rows = list[dict[str, tuple[str, tuple[str, ...]]]]
CONVERTED = ("doc", "rtf")


@cache
def rows_of(content: bytes) -> Rows:
    """What is read of a table: words and ticks of each column, row by row."""
    return [
        {column.value: (row.words(column), row.ticked(column)) for column in OfficialColumn}
        for table in recognise(read_document(content), load_dataset())
        for row in table.rows
    ]


def written(ending: str) -> bytes:
    """The file that LibreOffice wrote."""
    return (FOLDER / f"{SLUG}.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ["ods", "fods", "odt", "pdf"])
def test_a_file_of_libreoffice_gives_the_rows_of_the_table_it_was_made_of(ending: str) -> None:
    rows = rows_of(written(ending))
    assert [row["label"][0] for row in rows] == [i.label for i in load_dataset().catalogues[SLUG].items[: len(rows)]]
    assert rows == rows_of(written("odt"))


@pytest.mark.parametrize("ending", CONVERTED)
def test_without_libreoffice_old_files_are_refused_with_a_hint(ending: str) -> None:
    if office.program():
        pytest.skip("LibreOffice is used here")
    with pytest.raises(UnknownFileKind, match="没有安装LibreOffice") as caught:
        read_document(written(ending))
    assert ".docx" in caught.value.hint


@pytest.mark.outside
def test_libreoffice_is_installed() -> None:
    assert shutil.which("soffice"), "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
    assert office.program()
    assert "GONGKAI_OFFICE_REQUIRED" in os.environ


@pytest.mark.outside
@pytest.mark.parametrize("ending", CONVERTED)
def test_an_old_file_gives_the_rows_of_its_newer_form(ending: str) -> None:
    assert rows_of(written(ending)) == rows_of(written("odt"))


@pytest.mark.outside
@pytest.mark.parametrize("content", [b"{\\rtf1 \\object", b"{\\rtf1" + b"{" * 50_000, b"{\\rtf1 {\\trowd \\cellx1"])
def test_a_broken_old_file_is_told(content: bytes) -> None:
    with pytest.raises(Exception, match=r"[一-鿿]") as caught:
        read_document(content)
    assert isinstance(caught.value, DamagedFile) or "没有表格" in str(caught.value)


@pytest.mark.outside
@pytest.mark.parametrize("slug", ["social-assistance", "employment", "taxation"])
def test_an_export_saved_as_an_old_document_is_read_as_it_was(slug: str) -> None:
    data = load_dataset()
    newer = export(data, (data.catalogues[slug],), "docx")
    for ending in ("doc", "odt", "rtf") if slug == "employment" else ("doc", "pdf"):
        assert rows_of(office.convert(newer, "docx", ending)) == rows_of(newer), ending


@pytest.mark.outside
@pytest.mark.parametrize("dropped", [("tblBorders", "tcBorders"), ("tblBorders", "tcBorders", "shd", "vAlign")])
def test_a_page_without_lines_between_its_rows_is_read_as_the_ruled_one(dropped: tuple[str, ...]) -> None:
    data = load_dataset()
    ruled = export(data, (data.catalogues["social-assistance"],), "docx")
    without = rows_of(office.convert(_without(ruled, dropped), "docx", "pdf"))
    # A group whose cell is merged over rows stands, without lines, where its middle is.
    merged = OfficialColumn.GROUP.value
    assert [row | {merged: ()} for row in without] == [row | {merged: ()} for row in rows_of(ruled)]


def _without(content: bytes, elements: Collection[str]) -> bytes:
    """A Word document whose tables have no such properties."""
    document = Document(io.BytesIO(content))
    for table in document.tables:
        for each in list(table._tbl.iter(*(qn(f"w:{element}") for element in elements))):
            each.getparent().remove(each)
        table.style = None
    document.save(written := io.BytesIO())
    return written.getvalue()
