# ruff: noqa: E501 - markup reads best on one line
"""Word: merges, changes, controls, symbols, frames, tables that go on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Grid, Merge
from catalog_graph.intake.read import read_document
from catalog_graph.intake.reading import PICTURED, STRUCK


def run(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def text(words: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


def cell(inside: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*words: str) -> str:
    return "<w:tr>" + "".join(cell(run(text(one))) for one in words) + "</w:tr>"


BOX = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
FIELD = "<w:r><w:fldChar w:fldCharType='begin'>{}</w:fldChar></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
SHOWN = {
    "insertion and deletion": (f"<w:ins>{text('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
    "moved": (f"<w:moveFrom>{text('甲')}</w:moveFrom><w:moveTo>{text('乙')}</w:moveTo>", "乙"),
    "ticked symbol": ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>" + text("网站"), "■网站"),
    "empty symbol": ("<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>" + text("网站"), "□网站"),
    "symbol without its high byte": ("<w:r><w:sym w:font='Wingdings' w:char='00FE'/></w:r>", "■"),
    "symbol of the second font": ("<w:r><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>", "■"),
    "letter in a symbol font": (text("R", "<w:rPr><w:rFonts w:ascii='Wingdings 2'/></w:rPr>"), "■"),
    "ticked control": (BOX.format(1), "■"),
    "empty control": (BOX.format(0), "□"),
    "unanswered control": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{text('单击此处')}</w:sdtContent></w:sdt>{text('x')}",
        "x",
    ),
    "answered control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{text('主动')}</w:sdtContent></w:sdt>", "主动"),
    "old form": (FIELD.format("<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>", "FORMCHECKBOX"), "■"),
    "overlaid signs": (FIELD.format("", r"eq \o\ac(□,√)") + text("主动"), "■主动"),
    "hidden words": (text("藏", "<w:rPr><w:vanish/></w:rPr>") + text("见"), "见"),
    "crossed out": (
        text("旧", "<w:rPr><w:strike/></w:rPr>")
        + text("旧", "<w:rPr><w:dstrike/></w:rPr>")
        + text("新", "<w:rPr><w:strike w:val='0'/></w:rPr>"),
        "新",
    ),
    "footnote": ("<w:r><w:t>内</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>", "内"),
    "line break": ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>", "一\n二"),
    "link": (f"<w:hyperlink>{text('网址')}</w:hyperlink>", "网址"),
    "text box once": (
        "<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "框\n",
    ),
}


@pytest.fixture
def read(document_of: Callable[[str], bytes]) -> Callable[[str], tuple[Grid, ...]]:
    """The grids of a body."""
    return lambda body: read_document(document_of(body)).grids


@pytest.mark.parametrize("name", SHOWN)
def test_a_paragraph_shows_what_a_reader_sees(name: str, read: Callable) -> None:
    inside, words = SHOWN[name]
    (grid,) = read(f"<w:tbl><w:tr>{cell(run(inside))}{cell()}{cell(run(text('末')))}</w:tr></w:tbl>")
    assert grid.rows == ((words.strip("\n"), "", "末"),)


def test_words_of_merged_cells_stand_once(read: Callable) -> None:
    body = (
        f"<w:tbl><w:tr>{cell(run(text('合')), '<w:gridSpan w:val=`2`/><w:vMerge w:val=`restart`/>')}{cell(run(text('a')))}</w:tr>"
        f"<w:tr>{cell(run(''), '<w:gridSpan w:val=`2`/><w:vMerge/>')}{cell(run(text('b')))}</w:tr>{row('1', '2', '3')}</w:tbl>"
    ).replace("`", "'")
    (grid,) = read(body)
    assert grid.rows == (("合", "", "a"), ("", "", "b"), ("1", "2", "3"))
    assert grid.merges == (Merge(1, 1, 2, 2),)


def test_paragraphs_stand_before_and_after(read: Callable) -> None:
    first, second = read(
        f"{run(text('甲目录'))}<w:tbl>{row('a', 'b', 'c')}</w:tbl>{run(text('乙目录'))}"
        f"<w:sdt><w:sdtContent><w:tbl>{row('d', 'e', 'f')}</w:tbl></w:sdtContent></w:sdt>{run(text('注：'))}"
    )
    assert (first.name, first.before, first.after) == ("表1", ("甲目录",), ())
    assert (second.name, second.before, second.after) == ("表2", ("乙目录",), ("注：",))


def test_a_table_split_over_pages_is_one(document_of: Callable[[str], bytes]) -> None:
    document = read_document(
        document_of(f"<w:tbl>{row('a', 'b', 'c')}</w:tbl>{run('')}<w:tbl>{row('d', 'e', 'f')}</w:tbl>")
    )
    assert [grid.rows for grid in document.grids] == [(("a", "b", "c"), ("d", "e", "f"))]
    assert document.notices == ("有表格被拆成前后相接的几个，已接起来按一张表读",)


def test_a_table_in_a_frame_is_read_and_the_frame_is_not(read: Callable) -> None:
    inner = f"<w:tbl>{row('1', '2', '3')}</w:tbl>"
    (grid,) = read(f"<w:tbl><w:tr>{cell(run(text('标题')) + inner)}{cell()}{cell()}</w:tr></w:tbl>")
    assert grid.rows == (("1", "2", "3"),)
    assert grid.before == ("标题",)


def test_a_small_table_in_a_cell_is_words_of_the_cell(read: Callable) -> None:
    inner = f"<w:tbl><w:tr>{cell(run(text('内')))}</w:tr></w:tbl>"
    (grid,) = read(
        f"<w:tbl><w:tr>{cell(run(text('外')) + inner)}{cell(run(text('b')))}{cell(run(text('c')))}</w:tr></w:tbl>"
    )
    assert grid.rows == (("外\n内", "b", "c"),)


def test_a_narrow_table_in_a_table_of_data_is_words_of_its_cell(read: Callable) -> None:
    inner = f"<w:tbl>{row('■政府网站', '□政府公报')}{row('□入户', '■公示栏')}</w:tbl>"
    full, after = row(*"123456"), "".join(cell(run(text(one))) for one in "bcdef")
    (grid,) = read(f"<w:tbl>{full}{full}<w:tr>{cell(run(text('前')) + inner + run(text('后')))}{after}</w:tr></w:tbl>")
    assert grid.rows[2] == ("前\n■政府网站\n□政府公报\n□入户\n■公示栏\n后", *"bcdef")
    for rows, grids in ((1, 1), (2, 2)):
        wide = f"<w:tbl>{row(*'ABCDE') * rows}</w:tbl>"
        assert len(read(f"<w:tbl>{full}{full}<w:tr>{cell(run(text('前')) + wide)}{after}</w:tr></w:tbl>")) == grids


def test_a_cell_that_continues_none_is_a_cell_of_its_own(read: Callable) -> None:
    goes_on = cell(run(""), "<w:vMerge/>")
    words = cell(run(text("b"))) + cell(run(text("c")))
    (grid,) = read(f"<w:tbl>{row('表头', 'b', 'c')}<w:tr>{goes_on}{words}</w:tr><w:tr>{goes_on}{words}</w:tr></w:tbl>")
    assert grid.merges == (Merge(2, 1, 2, 1),)


def test_a_cell_of_a_picture_alone_is_told(document_of: Callable[[str], bytes]) -> None:
    picture = run("<w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r>")
    for words, notices in (("", (PICTURED,)), (run(text("字")), ())):
        body = f"{picture}<w:tbl>{row('a', 'b', 'c')}<w:tr>{cell(words + picture)}{cell()}{cell()}</w:tr></w:tbl>"
        assert read_document(document_of(body)).notices == notices


def test_words_crossed_out_are_left_out_and_said(document_of: Callable[[str], bytes]) -> None:
    struck = cell(run(text("旧", "<w:rPr><w:strike/></w:rPr>")))
    document = read_document(document_of(f"<w:tbl>{row('a', 'b', 'c')}<w:tr>{struck * 3}</w:tr></w:tbl>"))
    assert document.grids[0].rows == (("a", "b", "c"),)
    assert document.notices == (STRUCK,)


def test_a_row_that_was_deleted_is_left_out_and_a_gap_is_kept(read: Callable) -> None:
    (grid,) = read(
        f"<w:tbl>{row('a', 'b', 'c')}<w:tr><w:trPr><w:del/></w:trPr>{cell(run(text('x')))}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell(run(text('d')))}{cell(run(text('e')))}</w:tr></w:tbl>"
    )
    assert grid.rows == (("a", "b", "c"), ("", "d", "e"))


def test_a_grid_knows_which_cell_of_the_file_is_which(read: Callable) -> None:
    across = "<w:gridSpan w:val='2'/>"
    wide = f"<w:tr>{cell(run(text('宽')), across)}{cell(run(text('c')))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(run(text('x')))}</w:tr>"
    (grid,) = read(f"<w:tbl>{gone}{wide}{wide}</w:tbl><w:p/><w:tbl>{wide}{gone}{row('d', 'e', 'f')}</w:tbl>")
    assert grid.rows == (("宽", "", "c"), ("宽", "", "c"), ("宽", "", "c"), ("d", "e", "f"))
    first, last = {(1, 1): 1, (1, 3): 2, (2, 1): 3, (2, 3): 4, (3, 1): 5, (3, 3): 6}, {(4, 1): 8, (4, 2): 9, (4, 3): 10}
    assert grid.origins == first | last
