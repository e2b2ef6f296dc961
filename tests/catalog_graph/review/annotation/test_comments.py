"""Comments of a sheet: beside other drawings, and their boxes."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.markup import parse_xml
from catalog_graph.ooxml.package import Package
from catalog_graph.review.annotation.comment_shapes import CellSizes, comment_shape
from catalog_graph.review.annotation.comments import SheetPart, annotate

BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def package(comment: str = "") -> Package:
    """A workbook with one sheet, and perhaps a comment at A1."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "甲"
    if comment:
        book.worksheets[0]["A1"].comment = Comment(comment, "老王")
    stream = io.BytesIO()
    book.save(stream)
    return Package(stream.getvalue())


def part(of: Package) -> SheetPart:
    """Its sheet."""
    return SheetPart(of, SHEET, of.tree(SHEET), BASE)


def drawing(of: Package) -> bytes:
    """The drawing of its comments."""
    with zipfile.ZipFile(io.BytesIO(of.saved())) as saved:
        [name] = [name for name in saved.namelist() if name.endswith(".vml")]
        return saved.read(name)


def shapes(of: Package) -> int:
    """How many boxes the drawing has."""
    return len(re.findall(rb"<\w+:shape ", drawing(of)))


def test_comments_get_a_part_a_drawing_and_a_box_each() -> None:
    made = package()
    assert annotate(part(made), {(1, 1): "一", (3, 2): "二\n行"}) == set()
    opened = openpyxl.load_workbook(io.BytesIO(made.saved())).worksheets[0]
    assert (opened["A1"].comment.text, opened["B3"].comment.text) == ("一", "二\n行")
    rows = re.findall(rb"<x:Row>(\d+)</x:Row><x:Column>(\d+)", drawing(made))
    assert rows == [(b"0", b"0"), (b"2", b"1")]
    assert len(set(re.findall(rb'id="(_x0000_s\d+)"', drawing(made)))) == 2
    parse_xml(drawing(made), "图形")


def test_nothing_to_say_leaves_the_sheet_as_it_is() -> None:
    made = package("老王的话")
    before = made.saved()
    assert not annotate(part(made), {})
    assert {one.filename for one in zipfile.ZipFile(io.BytesIO(made.saved())).infolist()} == {
        one.filename for one in zipfile.ZipFile(io.BytesIO(before)).infolist()
    }
    assert drawing(made) == drawing(Package(before))


def test_anothers_comment_keeps_its_author_and_its_box() -> None:
    made = package("老王的话")
    boxes = shapes(made)
    annotate(part(made), {(1, 1): "我们的话"})
    comment = openpyxl.load_workbook(io.BytesIO(made.saved())).worksheets[0]["A1"].comment
    assert (comment.author, comment.text) == ("老王", "老王的话\n—— Gongkai 公开 ——\n我们的话")
    assert shapes(made) == boxes == 1
    assert annotate(part(made), {}) == {(1, 1)}
    assert openpyxl.load_workbook(io.BytesIO(made.saved())).worksheets[0]["A1"].comment.text == "老王的话"


def test_other_shapes_of_the_drawing_stay_even_where_it_is_no_xml() -> None:
    made = package("老王的话")
    [relation] = [one for one in made.relations(SHEET) if one.kind == "vmlDrawing"]
    control = b'<v:shape id="_x0000_s90001"><v:textbox><div>\xe7\x94\xb2<br>\xe4\xb9\x99</div></v:textbox></v:shape>'
    made.put(relation.part, drawing(made).replace(b"</xml>", control + b"</xml>"))
    annotate(part(made), {(2, 2): "我们的话"})
    assert control in drawing(made)
    assert b'id="_x0000_s90002"' in drawing(made)


def test_a_broken_drawing_is_refused() -> None:
    made = package("老王的话")
    [relation] = [one for one in made.relations(SHEET) if one.kind == "vmlDrawing"]
    made.put(relation.part, b"<xml>")
    with pytest.raises(DamagedFile):
        annotate(part(made), {(2, 2): "我们的话"})


def test_the_drawing_is_mentioned_where_the_format_wants_it() -> None:
    made = package()
    root = made.tree(SHEET)
    root.append(parse_xml(f'<tableParts xmlns="{MAIN}"/>'.encode(), ""))
    annotate(SheetPart(made, SHEET, root, BASE), {(1, 1): "一"})
    names = [str(one.tag).rpartition("}")[2] for one in root]
    assert names.index("legacyDrawing") == names.index("tableParts") - 1


def test_a_box_covers_as_much_whatever_lies_below() -> None:
    root = parse_xml(
        f'<worksheet xmlns="{MAIN}"><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="2" width="10"/>'
        '<col min="3" max="3" width="100"/></cols><sheetData><row r="2" ht="300"/><row r="3" hidden="1"/></sheetData>'
        "</worksheet>".encode(),
        "",
    )
    ruler = CellSizes(root)
    assert (ruler.column(2), ruler.column(3), ruler.row(1), ruler.row(2), ruler.row(3)) == (75, 705, 20, 400, 0)
    assert ruler.anchor(1, 1, 300, 100) == (1, 12, 0, 2, 2, 237, 1, 80)
    assert ruler.anchor(2, 3, 300, 500) == (3, 12, 1, 2, 7, 56, 8, 0) or ruler.anchor(2, 3, 300, 500)[2] == 1
    assert "<x:Row>1</x:Row><x:Column>2</x:Column>" in comment_shape(7, (2, 3), "甲", ruler)
