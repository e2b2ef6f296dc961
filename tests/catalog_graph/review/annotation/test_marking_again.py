"""Workbooks marked again: what a cell had before comes back, and our marks are told whatever program saved them."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.styles import Color, Font, GradientFill, NamedStyle, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from catalog_graph.intake.read import read_document
from catalog_graph.review.annotation.marked_cells import AUTHOR, COLOURS
from catalog_graph.review.annotation.workbook import marked_workbook
from tests.catalog_graph.review.annotation.small_workbooks import SUMMARY, book, colour, mark, marked, packed, parts


def fills(sheet: Worksheet) -> None:
    """Six cells below each other: plain, of the theme, in a named style, a pattern, a gradient, none but a style."""
    style = NamedStyle("目录")
    style.font = Font(bold=True)
    for row in range(4, 7):
        sheet.append([f"{row}{column}" for column in range(1, 4)])
    sheet.parent.add_named_style(style)
    sheet["A3"].style = sheet["A6"].style = "目录"
    sheet["A1"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["A2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.4))
    sheet["A3"].fill = PatternFill("solid", fgColor="FF0000FF")
    sheet["A4"].fill = PatternFill("lightUp", fgColor="FFFF0000")
    sheet["A5"].fill = GradientFill(stop=("FF000000", "FFFFFFFF"))


def test_a_cell_gets_its_own_fill_back() -> None:
    content = book("表", change=fills)
    before = openpyxl.load_workbook(io.BytesIO(content))["表"]
    all_six = [mark(row, 1) for row in range(1, 7)]
    once = marked_workbook(content, {"表": all_six}, SUMMARY, ".xlsx")
    assert {colour(openpyxl.load_workbook(io.BytesIO(once))["表"].cell(row, 1)) for row in range(1, 7)} == {
        COLOURS["violation"]
    }
    others = [mark(row, 1, "info") for row in range(1, 7)]
    twice = marked_workbook(once, {"表": others}, SUMMARY, ".xlsx", again=True)
    for copy in (once, twice):
        after = openpyxl.load_workbook(
            io.BytesIO(marked_workbook(copy, {"表": [mark(2, 2)]}, SUMMARY, ".xlsx", again=True))
        )["表"]
        for row in range(1, 7):
            cell, own = after.cell(row, 1), before.cell(row, 1)
            assert (repr(cell.fill), repr(cell.font), cell.style) == (repr(own.fill), repr(own.font), own.style)


def test_marking_over_and_over_adds_no_more_styles() -> None:
    copy, sizes = book("表", change=fills), []
    for _ in range(4):
        copy = marked_workbook(copy, {"表": [mark(row, 1) for row in range(1, 7)]}, SUMMARY, ".xlsx", again=bool(sizes))
        sizes.append(parts(copy)["xl/styles.xml"].count(b"<cellStyle "))
    assert sizes[0] > 1
    assert len(set(sizes)) == 1


def test_marks_are_told_where_a_program_lost_their_author_or_an_editor_deleted_the_comment() -> None:
    once = marked_workbook(book("表"), {"表": [mark(1, 1), mark(2, 2)]}, SUMMARY, ".xlsx")
    members = parts(once)
    [name] = [one for one in members if "comments" in one and one.endswith(".xml")]
    members[name] = members[name].replace(AUTHOR.encode(), b" ").replace(b'ref="B2"', b'ref="B9"')
    sheet = marked(packed(members), mark(3, 3), again=True)
    assert [colour(sheet[one]) for one in ("A1", "B2", "C3")] == ["000000", "000000", COLOURS["violation"]]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["C3"]


def test_our_words_below_anothers_are_found_in_any_runs() -> None:
    def note(sheet: Worksheet) -> None:
        sheet["B2"].comment = openpyxl.comments.Comment("老王的话", "老王")

    members = parts(marked_workbook(book("表", change=note), {"表": [mark(2, 2)]}, SUMMARY, ".xlsx"))
    [name] = [one for one in members if "comments" in one and one.endswith(".xml")]
    cut = "—— </t></r><r><t>Gongkai </t></r><r><t>公开 ——".encode()
    assert "—— Gongkai 公开 ——".encode() in members[name]
    members[name] = members[name].replace("—— Gongkai 公开 ——".encode(), cut)
    assert marked(packed(members), mark(3, 3), again=True)["B2"].comment.text == "老王的话"


def test_names_and_words_that_look_like_an_escape_stay() -> None:
    content = book("甲_x005F_x0041_")  # as a workbook spells 甲_x0041_
    name = read_document(content).grids[0].name
    assert name == "甲_x0041_"
    copy = parts(marked_workbook(content, {name: [mark(1, 1, message="有_x000D_错")]}, SUMMARY, ".xlsx"))
    [comments] = [one for part, one in copy.items() if "comments" in part and part.endswith(".xml")]
    assert "问题：有_x005F_x000D_错".encode() in comments
