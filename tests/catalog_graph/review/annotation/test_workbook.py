"""Marked workbooks: what stays byte for byte, what is added, and workbooks written in other ways."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.grid import Document
from catalog_graph.intake.read import read_document
from catalog_graph.review.annotation.annotate import annotated
from catalog_graph.review.annotation.marked_cells import AUTHOR, COLOURS
from catalog_graph.review.annotation.summary import Summary
from catalog_graph.review.annotation.workbook import marked_workbook
from catalog_graph.review.results import Review
from tests.catalog_graph.review.annotation.small_workbooks import SUMMARY, book, colour, mark, marked, packed, parts

Reviewed = tuple[Document, Review]


def untouched(sheet: bytes) -> bytes:
    """A worksheet without what marking may change: styles of cells, empty cells, the comments' drawing."""
    root = etree.fromstring(sheet)
    for one in list(root.iter("{*}legacyDrawing", "{*}c", "{*}sheetView", "{*}row")):
        for name in ("s", "tabSelected", "spans"):
            one.attrib.pop(name, "")
        if not len(one) and str(one.tag).endswith(("}c", "}legacyDrawing")):
            one.getparent().remove(one)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n")


def test_the_layout_and_all_else_of_the_file_stay(
    faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed]
) -> None:
    content = faulty("xlsx")
    before, after = parts(content), parts(annotated(content, *reviewed(content), ".xlsx"))
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    }
    assert set(after) - set(before) == {"xl/worksheets/sheet2.xml"}
    old, new = (untouched(one["xl/worksheets/sheet1.xml"]) for one in (before, after))
    assert new == old
    assert b"<f>1+1</f>" in new
    assert b"<printOptions" in new
    assert b"<mergeCells" in new


def test_cells_keep_their_style_but_for_the_fill(
    faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed]
) -> None:
    content = faulty("xlsx")
    old = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    new = openpyxl.load_workbook(io.BytesIO(annotated(content, *reviewed(content), ".xlsx"))).worksheets[0]
    coloured = 0
    for row in old.iter_rows():
        for cell in row:
            copy = new[cell.coordinate]
            assert (copy.value, repr(copy.font), repr(copy.border)) == (cell.value, repr(cell.font), repr(cell.border))
            assert (repr(copy.alignment), copy.number_format) == (repr(cell.alignment), cell.number_format)
            if copy.comment and AUTHOR in copy.comment.text + copy.comment.author:
                coloured += 1
                assert colour(copy) in COLOURS.values()
            else:
                assert repr(copy.fill) == repr(cell.fill)
    assert coloured > 10
    assert colour(new["E6"]) == COLOURS["violation"]
    assert new["D12"].comment.text == "无关批注"
    assert new["F6"].comment.author == "老王"
    assert new["F6"].comment.text.startswith("老王：请核对\n—— Gongkai 公开 ——\n【必须修改】")
    assert {key: one.width for key, one in new.column_dimensions.items()} == {
        key: one.width for key, one in old.column_dimensions.items()
    }
    assert {key: one.height for key, one in new.row_dimensions.items()} == {
        key: one.height for key, one in old.row_dimensions.items()
    }
    assert (new.print_title_rows, new.freeze_panes) == (old.print_title_rows, old.freeze_panes)


def test_the_summary_is_the_last_sheet_and_the_one_shown() -> None:
    copy = openpyxl.load_workbook(
        io.BytesIO(marked_workbook(book("表", "检查结果"), {"表": [mark(1, 1)]}, SUMMARY, ".xlsx"))
    )
    assert copy.sheetnames == ["表", "检查结果", "检查结果2"]
    assert copy.active.title == "检查结果2"
    selected = [sheet.title for sheet in copy.worksheets if sheet.sheet_view.tabSelected]
    assert selected == ["检查结果2"], "sheets selected together would be edited together"
    assert copy["检查结果2"]["A1"].value == "检查结果：甲"


def test_an_earlier_summary_is_replaced() -> None:
    once = marked_workbook(book("表"), {"表": [mark(1, 1)]}, SUMMARY, ".xlsx")
    later = Summary("检查结果：乙", "", (), ())
    copy = openpyxl.load_workbook(io.BytesIO(marked_workbook(once, {}, later, ".xlsx", again=True)))
    assert copy.sheetnames == ["表", "检查结果"]
    assert copy["检查结果"]["A1"].value == "检查结果：乙"
    assert copy["表"]["A1"].comment is None
    assert colour(copy["表"]["A1"]) not in COLOURS.values()


def test_marks_that_no_longer_hold_are_taken_away_and_others_comments_are_not() -> None:
    def note(sheet: Worksheet) -> None:
        sheet["B2"].comment = openpyxl.comments.Comment("老王的话", "老王")

    once = marked_workbook(book("表", change=note), {"表": [mark(1, 1), mark(2, 2), mark(3, 3)]}, SUMMARY, ".xlsx")
    sheet = marked(once, mark(3, 3, "info", "还有错"), again=True)
    assert sheet["A1"].comment is None
    assert sheet["B2"].comment.text == "老王的话"
    assert "还有错" in sheet["C3"].comment.text
    assert "有错。" not in sheet["C3"].comment.text
    assert [colour(sheet[one]) for one in ("A1", "B2", "C3")] == ["000000", "000000", COLOURS["info"]]
    twice = parts(marked_workbook(once, {"表": [mark(3, 3)]}, SUMMARY, ".xlsx", again=True))
    [drawing] = [content for name, content in twice.items() if name.endswith(".vml")]
    assert len(re.findall(rb"<\w+:shape ", drawing)) == 2


def test_a_cell_or_row_that_is_not_there_is_made() -> None:
    sheet = marked(book("表"), mark(2, 9), mark(7, 1), mark(7, 3, "info"), mark(1, 2, "warning"))
    assert colour(sheet["I2"]) == colour(sheet["A7"]) == COLOURS["violation"]
    assert (colour(sheet["C7"]), colour(sheet["B1"])) == (COLOURS["info"], COLOURS["warning"])
    assert sheet["I2"].comment.text.startswith("【必须修改】GK-A-001\n问题：有错")
    assert sheet["B1"].value == "12"


def test_rows_and_cells_without_addresses_are_counted() -> None:
    members = parts(book("表"))
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = re.sub(rb'(<(?:row|c)) r="[A-Z]*\d+"', rb"\1", sheet)
    assert members["xl/worksheets/sheet1.xml"] != sheet
    copy = marked_workbook(packed(members), {"表": [mark(2, 3), mark(3, 1)]}, SUMMARY, ".xlsx")
    rows = re.findall(rb"<row.*?</row>", parts(copy)["xl/worksheets/sheet1.xml"], re.DOTALL)
    numbered = [[b's="0"' not in cell and b" s=" in cell for cell in re.findall(rb"<c[^>]*>", row)] for row in rows]
    assert numbered == [[False] * 3, [False, False, True], [True, False, False]]


def test_words_that_look_like_a_formula_stay_words() -> None:
    evil = '=HYPERLINK("http://x","点我")'
    summary = Summary(f"检查结果：{evil}", evil, (evil,), ())
    copy = openpyxl.load_workbook(
        io.BytesIO(marked_workbook(book("表"), {"表": [mark(1, 1, message=evil)]}, summary, ".xlsx"))
    )
    found = [cell for row in copy["检查结果"].iter_rows() for cell in row if cell.value]
    assert len(found) == 3
    assert {cell.data_type for cell in found} == {"s"}
    assert evil in copy["表"]["A1"].comment.text


def test_macros_stay_in_xlsm_and_are_left_out_of_xlsx() -> None:
    members = parts(book("表"))
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    ).replace(b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
    relations = members["xl/_rels/workbook.xml.rels"]
    kind = b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    members["xl/_rels/workbook.xml.rels"] = relations.replace(
        b"</Relationships>", b'<Relationship Id="rIdM" ' + kind + b' Target="vbaProject.bin"/></Relationships>'
    )
    members["xl/vbaProject.bin"] = b"macro"
    content = packed(members)
    kept = parts(marked_workbook(content, {"表": [mark(1, 1)]}, SUMMARY, ".xlsm"))
    assert kept["xl/vbaProject.bin"] == b"macro"
    assert b"macroEnabled" in kept["[Content_Types].xml"]
    left = parts(marked_workbook(content, {"表": [mark(1, 1)]}, SUMMARY, ".xlsx"))
    assert "xl/vbaProject.bin" not in left
    assert b"macroEnabled" not in left["[Content_Types].xml"]
    assert b"vbaProject" not in left["xl/_rels/workbook.xml.rels"]


def test_a_strict_workbook_is_marked_in_its_own_namespace() -> None:
    members = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts(book("表")).items()
    }
    copy = marked_workbook(packed(members), {"表": [mark(2, 2)]}, SUMMARY, ".xlsx")
    assert [grid.name for grid in read_document(copy).grids] == ["表", "检查结果"]
    made = parts(copy)
    new = [made[name] for name in set(made) - set(members)]
    assert len(new) >= 3
    assert not any(b"openxmlformats.org/spreadsheetml" in content for content in made.values())
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in made["xl/worksheets/_rels/sheet1.xml.rels"]


def test_a_workbook_with_prefixed_elements_is_marked() -> None:
    members = parts(book("表"))
    plain = members["xl/worksheets/sheet1.xml"]
    prefixed = re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", plain).replace(b" xmlns=", b" xmlns:x=")
    members["xl/worksheets/sheet1.xml"] = prefixed
    sheet = marked(packed(members), mark(2, 2))
    assert sheet["B2"].value == "22"
    assert colour(sheet["B2"]) == COLOURS["violation"]
    assert "有错" in sheet["B2"].comment.text


@pytest.mark.parametrize(
    "lost", ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)
def test_a_package_that_lacks_a_part_is_refused(lost: str) -> None:
    members = {name: content for name, content in parts(book("表")).items() if name != lost}
    with pytest.raises(DamagedFile):
        marked_workbook(packed(members), {"表": [mark(1, 1)]}, SUMMARY, ".xlsx")


def test_marks_are_taken_away_also_where_the_summary_was_deleted() -> None:
    once = openpyxl.load_workbook(io.BytesIO(marked_workbook(book("表", "另"), {"另": [mark(1, 1)]}, SUMMARY, ".xlsx")))
    once.remove(once["检查结果"])
    stream = io.BytesIO()
    once.save(stream)
    sheet = marked(stream.getvalue(), sheet="另")
    assert sheet["A1"].comment is None
    assert colour(sheet["A1"]) not in COLOURS.values()
