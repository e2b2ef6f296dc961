"""Marked Word documents: the right cell of joined, spanning and nested tables; nothing of the document is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.grid import Document
from catalog_graph.intake.read import read_document
from catalog_graph.review.annotation.marked_cells import AUTHOR, COLOURS, MarkedCell
from catalog_graph.review.annotation.summary import Entry, Section, Summary
from catalog_graph.review.annotation.word import marked_document
from catalog_graph.review.results import CellFinding, Review

Reviewed = tuple[Document, Review]
ROWS = tuple((Entry(str(number)), Entry("必须修改", severity="violation")) for number in range(3))
SUMMARY = Summary("检查结果：甲", "改完再公布。", ("请看",), (Section("逐处问题", ("第几处", "级别"), ROWS, (9, 9)),))


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def mark(row: int, column: int, severity: str = "violation") -> MarkedCell:
    """A mark with one finding."""
    finding = CellFinding(severity, "GK-A-001", "表1", row, column, "", "", f"{row}/{column}有错", "改掉", "第一条")
    return MarkedCell(row, column, (finding,))


def marked(content: bytes, *marks: MarkedCell, grid: str = "表1") -> docx.document.Document:
    """A document, marked and opened."""
    copy = marked_document(content, read_document(content), {grid: marks}, SUMMARY)
    return docx.Document(io.BytesIO(copy))


def coloured(document: docx.document.Document) -> dict[str, str]:
    """Words of the cells that have a colour of ours, in tables that are not the summary's; the words tell the cell."""
    found = {}
    for cell in document.element.body.iter("{*}tc"):
        properties = cell.find("{*}tcPr")
        fills = [] if properties is None else list(properties.iter("{*}shd"))
        words = "".join(one.text or "" for one in cell.iter("{*}t"))
        if fills and words != "必须修改":
            found[words] = next(str(value) for key, value in fills[0].attrib.items() if key.endswith("fill"))
    return found


def commented(document: docx.document.Document) -> dict[str, str]:
    """Our comments by the words of their cells."""
    texts = {str(one.comment_id): one.text for one in document.comments if one.author == AUTHOR}
    found = {}
    for start in document.element.body.iter("{*}commentReference"):
        number = next(str(value) for key, value in start.attrib.items() if key.endswith("id"))
        cell = next(start.iterancestors("{*}tc"))
        if number in texts:
            found["".join(one.text or "" for one in cell.iter("{*}t"))] = texts[number]
    return found


def table(rows: int, columns: int, prefix: str = "") -> docx.document.Document:
    """A document with a table whose cells say where they are."""
    document = docx.Document()
    fill(document.add_table(rows, columns)._cells, columns, prefix)
    return document


def fill(cells: list[_Cell], columns: int, prefix: str) -> None:
    """Words into cells."""
    for number, cell in enumerate(cells):
        cell.text = f"{prefix}{number // columns + 1}/{number % columns + 1}"


def test_cells_get_their_colour_and_their_comment() -> None:
    document = marked(saved(table(3, 3)), mark(2, 3), mark(3, 1, "info"))
    assert coloured(document) == {"2/3": COLOURS["violation"], "3/1": COLOURS["info"]}
    assert {words: text.splitlines()[1] for words, text in commented(document).items()} == {
        "2/3": "问题：2/3有错",
        "3/1": "问题：3/1有错",
    }


def test_a_table_torn_in_two_is_counted_through() -> None:
    document = table(2, 3, "上")
    document.add_paragraph()
    fill(document.add_table(3, 3)._cells, 3, "下")
    content = saved(document)
    [grid] = read_document(content).grids
    assert grid.rows[3] == ("下2/1", "下2/2", "下2/3")
    assert set(coloured(marked(content, mark(4, 3), mark(2, 1)))) == {"下2/3", "上2/1"}


def test_merged_cells_and_columns_that_no_eye_sees() -> None:
    document = table(4, 5)
    drawn = document.tables[0]
    for row in range(4):  # the second column begins in no row
        drawn.cell(row, 0).merge(drawn.cell(row, 1)).text = f"{row + 1}宽"
    drawn.cell(1, 2).merge(drawn.cell(2, 2)).text = "高"
    content = saved(document)
    [grid] = read_document(content).grids
    assert grid.width == 4
    assert grid.rows[1][:3] == ("2宽", "高", "2/4")
    assert set(coloured(marked(content, mark(2, 2), mark(3, 1), mark(4, 3)))) == {"高", "3宽", "4/4"}


def test_tables_within_a_frame_and_behind_others() -> None:
    document = table(2, 3, "一")
    document.add_paragraph("中间的话")
    frame = document.add_table(1, 1)
    fill(frame.cell(0, 0).add_table(2, 4)._cells, 4, "内")
    assert set(coloured(marked(saved(document), mark(2, 4), grid="表2"))) >= {"内2/4"}


def test_an_empty_cell_gets_its_comment_too() -> None:
    document = table(3, 3)
    document.tables[0].cell(1, 1).text = ""
    assert set(commented(marked(saved(document), mark(2, 2)))) == {""}


def test_others_comments_colours_and_words_stay() -> None:
    document = table(3, 3)
    cell = document.tables[0].cell(0, 0)
    document.add_comment(cell.paragraphs[0].runs, "老王的话", author="老王")
    document.add_paragraph("落款")
    once = marked(saved(document), mark(1, 1), mark(2, 2))
    assert [one.text for one in once.comments if one.author == "老王"] == ["老王的话"]
    twice = marked(saved(once), mark(2, 2, "warning"))
    assert [one.text for one in twice.comments if one.author == "老王"] == ["老王的话"]
    assert coloured(twice) == {"2/2": COLOURS["warning"]}
    assert len(commented(twice)) == 1
    assert [one.text for one in twice.paragraphs].count("检查结果：甲") == 1
    assert "落款" in [one.text for one in twice.paragraphs]
    assert len(twice.tables) == len(once.tables) == 2


SHADINGS = {
    "none": (None, None),
    "plain": ('w:val="clear" w:color="auto" w:fill="00FF00"', "00FF00"),
    "without a pattern": ('w:fill="00FF00"', "00FF00"),
    "of the theme": (
        'w:val="clear" w:color="auto" w:fill="DBE5F1" w:themeFill="accent1" w:themeFillTint="33"',
        "DBE5F1",
    ),
    "automatic": ('w:val="clear" w:color="auto" w:fill="auto"', None),
    "a grey pattern": ('w:val="pct10" w:color="auto" w:fill="auto"', "E5E5E5"),
    "a coloured pattern": ('w:val="pct50" w:color="FF0000" w:fill="0000FF"', "7F007F"),
    "solid": ('w:val="solid" w:color="112233" w:fill="FFFFFF"', "112233"),
}


@pytest.mark.parametrize("name", SHADINGS)
def test_a_cell_gets_its_own_colour_back(name: str) -> None:
    said, back = SHADINGS[name]
    document = table(2, 2)
    if said:
        properties = document.tables[0].cell(0, 0)._tc.get_or_add_tcPr()
        properties.append(parse_xml(f"<w:shd {nsdecls('w')} {said}/>"))
    once = marked(saved(document), mark(1, 1))
    assert coloured(once) == {"1/1": COLOURS["violation"]}
    again = marked(saved(once), mark(1, 1, "info"))
    assert coloured(again) == {"1/1": COLOURS["info"]}
    assert coloured(marked(saved(again), mark(2, 2))) == {
        "2/2": COLOURS["violation"],
        **({"1/1": back} if back else {}),
    }


def test_a_column_numbered_by_word_keeps_its_numbering() -> None:
    document = table(3, 3)
    for row in document.tables[0].rows:
        row.cells[0].text = ""
        row.cells[0].paragraphs[0].style = "List Number"
    content = saved(document)
    before = read_document(content).grids[0]
    assert [row[0] for row in before.rows] == ["1.", "2.", "3."]
    copy = marked(content, mark(1, 1), mark(2, 2))
    after = read_document(saved(copy))
    assert after.grids[0].rows == before.rows
    assert [row.cells[0].text for row in copy.tables[0].rows] == ["", "", ""]
    assert after.grids[0].before == before.before


def test_the_summary_is_not_numbered_where_all_paragraphs_are() -> None:
    document = table(3, 3)
    properties = document.styles["Normal"].element.get_or_add_pPr()
    numbers = document.styles["List Number"].element.pPr.numPr.numId.val
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{numbers}"/></w:numPr>'))
    assert read_document(saved(document)).grids[0].rows[0][0] == "1. 1/1"
    last = read_document(saved(marked(saved(document), mark(1, 1)))).grids[-1]
    assert last.before[:2] == ("检查结果：甲", "改完再公布。")


def test_the_summary_stands_at_the_end_on_its_own_page() -> None:
    document = marked(saved(table(2, 3)), mark(1, 1))
    words = [one.text for one in document.paragraphs]
    assert words[words.index("检查结果：甲") :] == ["检查结果：甲", "改完再公布。", "注意：请看", "逐处问题", ""]
    title = next(one for one in document.paragraphs if one.text == "检查结果：甲")
    assert title.paragraph_format.page_break_before
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == ["0", "必须修改"]


def test_the_shading_stands_where_the_format_wants_it() -> None:
    document = table(2, 3)
    cell = document.tables[0].cell(0, 0)
    cell.vertical_alignment = docx.enum.table.WD_ALIGN_VERTICAL.CENTER
    properties = marked(saved(document), mark(1, 1)).tables[0].cell(0, 0)._tc.tcPr
    assert properties is not None
    assert [re.sub(".*}", "", str(one.tag)) for one in properties] == ["tcW", "shd", "vAlign"]


def test_pictures_and_other_parts_stay(faulty: Callable[[str], bytes], reviewed: Callable[[bytes], Reviewed]) -> None:
    content = faulty("docx")
    document, _ = reviewed(content)
    copy = marked_document(content, document, {}, SUMMARY)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        assert set(old.namelist()) <= set(new.namelist())


def changed(content: bytes, part: str, *changes: tuple[bytes, bytes]) -> bytes:
    """A package with words of a part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            one = old.read(name)
            for before, after in changes if name == part else ():
                assert before in one
                one = one.replace(before, after)
            new.writestr(name, one)
    return stream.getvalue()


@pytest.mark.parametrize("kind", [b"vnd.ms-word.document.macroEnabled", b"vnd.ms-word.template.macroEnabledTemplate"])
def test_of_a_document_with_macros_or_a_template_the_copy_is_a_plain_document(kind: bytes) -> None:
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    content = changed(saved(table(2, 3)), "[Content_Types].xml", (plain, kind + b".main"))
    assert set(coloured(marked(content, mark(1, 1)))) == {"1/1"}


def test_a_document_in_the_strict_form_is_refused_with_a_hint() -> None:
    spaces = (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/main")
    content = changed(saved(table(2, 3)), "word/document.xml", spaces)
    assert read_document(content).grids
    with pytest.raises(DamagedFile) as caught:
        marked(content, mark(1, 1))
    assert ".xlsx" in caught.value.hint
