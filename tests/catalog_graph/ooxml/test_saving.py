"""Saving in memory: the same package as openpyxl's own, with no file on the way."""

from __future__ import annotations

import io
import tempfile
import zipfile

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.pagebreak import Break

from catalog_graph.ooxml.saving import package_of, text_ranges


def book() -> Workbook:
    """Two sheets with what a sheet may have beside words."""
    made = Workbook()
    first = made.worksheets[0]
    first["A1"], first["B2"] = "公开事项", 5
    first["A1"].hyperlink = "https://www.gov.cn/"
    first["B2"].comment = Comment("改为“10个工作日内”。", "公开")
    first.merge_cells("A3:B4")
    made.create_sheet("第二张")["C3"] = "时限"
    return made


def parts(package: bytes) -> dict[str, bytes]:
    """The parts, without the one that has the time in it."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def test_the_parts_are_those_that_openpyxl_saves() -> None:
    stream = io.BytesIO()
    book().save(stream)
    assert parts(package_of(book())) == parts(stream.getvalue())
    assert load_workbook(io.BytesIO(package_of(book())))["Sheet"]["B2"].comment.text.endswith("内”。")


def test_digits_in_text_format_are_said_to_be_meant_so() -> None:
    made = book()
    sheet = made.worksheets[0]
    sheet.row_breaks.append(Break(id=2))
    for row in (1, 2, 9):
        sheet.cell(row, 3, "05011").number_format = "@"
    content = parts(package_of(made))
    root = etree.fromstring(content["xl/worksheets/sheet1.xml"])
    assert [etree.QName(one).localname for one in root][-3:] == ["rowBreaks", "ignoredErrors", "legacyDrawing"]
    [ignored] = root.iter("{*}ignoredError")
    assert dict(ignored.attrib) == {"sqref": "C1:C2 C9:C9", "numberStoredAsText": "1"}
    assert ignored.tag == root.tag.replace("worksheet", "ignoredError")
    assert b"ignoredErrors" not in content["xl/worksheets/sheet2.xml"]


def test_many_ranges_become_one_for_each_column() -> None:
    sheet = Workbook().worksheets[0]
    for row in range(3, 303, 2):
        sheet.cell(row, 2, "1").number_format = sheet.cell(row + 1, 4, "1").number_format = "@"
    assert text_ranges(sheet) == ["B3:B301", "D4:D302"]


def test_no_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    with pytest.raises(AssertionError, match="temporary"):
        book().save(io.BytesIO())
    assert package_of(book())[:2] == b"PK"
