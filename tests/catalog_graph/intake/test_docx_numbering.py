# ruff: noqa: E501 - markup reads best on one line
"""Numbers that Word makes: levels, starts, styles, what is not counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_graph.intake.grid import Document
from catalog_graph.intake.read import read_document

W = "xmlns:w='w' xmlns:mc='mc'"
RELATIONS = "".join(
    f"<Relationship Id='r{n}' Type='x/{kind}' Target='{kind}.xml'/>" for n, kind in enumerate(("numbering", "styles"))
)


def level(depth: int, kind: str, text: str, more: str = "", start: str = "<w:start w:val='1'/>") -> str:
    return f"<w:lvl w:ilvl='{depth}'>{start}<w:numFmt w:val='{kind}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"


def abstract(key: int, *levels: str) -> str:
    return f"<w:abstractNum w:abstractNumId='{key}'>{''.join(levels)}</w:abstractNum>"


def num(key: int, of: int, more: str = "") -> str:
    return f"<w:num w:numId='{key}'><w:abstractNumId w:val='{of}'/>{more}</w:num>"


def start_at(depth: int, value: int) -> str:
    return f"<w:lvlOverride w:ilvl='{depth}'><w:startOverride w:val='{value}'/></w:lvlOverride>"


def paragraph(number: int | None, depth: int = 0, words: str = "", style: str = "", mark: str = "") -> str:
    own = f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>" if number is not None else ""
    named = f"<w:pStyle w:val='{style}'/>" if style else ""
    ended = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    run = f"<w:r><w:t>{words}</w:t></w:r>" if words else ""
    return f"<w:p><w:pPr>{named}{own}{ended}</w:pPr>{run}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*cells: str, rows: str = "") -> str:
    """Each cell at the beginning of a row, with words beside it."""
    words = cell(paragraph(None, words="甲"))
    return f"<w:tbl>{''.join(f'<w:tr>{one}{words}{words}</w:tr>' for one in cells)}{rows}</w:tbl>"


@pytest.fixture
def read(zip_of: Callable[..., bytes]) -> Callable[..., Document]:
    """The document of a body with lists and styles."""

    def run(body: str, numbering: str, styles: str = "") -> Document:
        return read_document(
            zip_of(
                {
                    "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
                    "word/_rels/document.xml.rels": f"<Relationships>{RELATIONS}</Relationships>",
                    "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
                    "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
                }
            )
        )

    return run


def first_column(document: Document) -> list[str]:
    return [row[0] for row in document.grids[0].rows]


PLAIN = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
DEEP = abstract(
    0,
    level(0, "chineseCountingThousand", "（%1）"),
    level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    level(2, "lowerLetter", "%3)"),
) + num(1, 0)
CASES = {
    "a column numbered and nothing else": ([paragraph(1)] * 12, PLAIN, [str(n) for n in range(1, 13)]),
    "words behind a number": ([paragraph(1, words="低保")] * 2, abstract(0, level(0, "chineseCounting", "（%1）")) + num(1, 0), ["（一）低保", "（二）低保"]),
    "a number that runs into its words": ([paragraph(1, words="低保")], PLAIN, ["1 低保"]),
    "a number without a gap": ([paragraph(1, words="低保")], abstract(0, level(0, "decimal", "%1", "<w:suff w:val='nothing'/>")) + num(1, 0), ["1低保"]),
    "a year behind a number": ([paragraph(1, words="2019年预算")], abstract(0, level(0, "decimal", "%1.")) + num(1, 0), ["1. 2019年预算"]),
    "levels": ([paragraph(1, d) for d in (0, 1, 1, 2, 0, 1)], DEEP, ["（一）", "1.1", "1.2", "a)", "（二）", "2.1"]),
    "a level before the one above it": ([paragraph(1, 1), paragraph(1, 0)], DEEP, ["1.1", "（一）"]),
    "lists of one abstract list go on": ([paragraph(1), paragraph(2), paragraph(1)], PLAIN + num(2, 0), ["1", "2", "3"]),
    "a list that starts anew": ([paragraph(1), paragraph(2), paragraph(2), paragraph(1)], PLAIN + num(2, 0, start_at(0, 5)), ["1", "5", "6", "7"]),
    "a level that never starts anew": ([paragraph(1, d) for d in (0, 1, 0, 1)], abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", "<w:lvlRestart w:val='0'/>")) + num(1, 0), ["1.", "1)", "2.", "2)"]),
    "a level that starts anew below one alone": ([paragraph(1, d) for d in (0, 1, 2, 1, 2, 0, 2)], abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)"), level(2, "decimal", "-%3", "<w:lvlRestart w:val='1'/>")) + num(1, 0), ["1.", "1)", "-1", "2)", "-2", "2.", "-1"]),
    "another start": ([paragraph(1)] * 2, abstract(0, level(0, "decimal", "%1", start="<w:start w:val='7'/>")) + num(1, 0), ["7", "8"]),
    "no start": ([paragraph(1)], abstract(0, level(0, "decimal", "%1", start="")) + num(1, 0), ["0"]),
    "a list with a level of its own": ([paragraph(2)], PLAIN + num(2, 0, f"<w:lvlOverride w:ilvl='0'>{level(0, 'upperLetter', '%1')}</w:lvlOverride>"), ["A"]),
    "a pattern in a choice": ([paragraph(1)], abstract(0, "<w:lvl w:ilvl='0'><w:start w:val='1'/><mc:AlternateContent><mc:Choice><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice><mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent><w:lvlText w:val='05%1'/></w:lvl>") + num(1, 0), ["05001"]),
    "a box as the sign of a list": ([paragraph(1, words="政府网站")], abstract(0, level(0, "bullet", "\uf06e", "<w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr>")) + num(1, 0), ["■政府网站"]),
    "another sign of a list": ([paragraph(1, words="政府网站")], abstract(0, level(0, "bullet", "\uf0b7", "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>")) + num(1, 0), ["政府网站"]),
    "numbering taken away": ([paragraph(0, words="甲"), paragraph(9, words="乙")], PLAIN, ["甲", "乙"]),
    "a level out of sight": ([paragraph(1, 99999999)], PLAIN, [""]),
    "hidden paragraphs": ([paragraph(1), paragraph(1, mark="<w:vanish/>"), paragraph(1)], PLAIN, ["1", "", "2"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_numbers_stand_as_word_shows_them(name: str, read: Callable[..., Document]) -> None:
    cells, numbering, shown = CASES[name]
    assert first_column(read(table(*map(cell, cells)), numbering)) == shown


def style(name: str, inside: str, kind: str = "paragraph", more: str = "") -> str:
    return f"<w:style w:type='{kind}' w:styleId='{name}' {more}>{inside}</w:style>"


def numbered(inside: str) -> str:
    return f"<w:pPr><w:numPr>{inside}</w:numPr></w:pPr>"


LINKED = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", "<w:pStyle w:val='二'/>")) + num(1, 0)
ONE, TWO = numbered("<w:numId w:val='1'/>"), numbered("<w:ilvl w:val='1'/>")
STYLED = {
    "the style's list": (paragraph(None, style="一"), LINKED, style("一", ONE), "1."),
    "the style it is based on": (paragraph(None, style="丙"), LINKED, style("一", ONE) + style("丙", "<w:basedOn w:val='一'/>"), "1."),
    "level and number from two styles": (paragraph(None, style="丙"), LINKED, style("一", ONE) + style("丙", f"<w:basedOn w:val='一'/>{TWO}"), "1.1"),
    "the level that names the style": (paragraph(None, style="二"), LINKED, style("二", ONE), "1.1"),
    "the style of paragraphs that name none": (paragraph(None), LINKED, style("一", ONE, more="w:default='1'"), "1."),
    "a style that takes numbering away": (paragraph(None, style="丙"), LINKED, style("一", ONE) + style("丙", "<w:basedOn w:val='一'/>" + numbered("<w:numId w:val='0'/>")), ""),
    "styles based on each other": (paragraph(None, style="甲"), LINKED, style("甲", "<w:basedOn w:val='乙'/>") + style("乙", "<w:basedOn w:val='甲'/>"), ""),
    "a list of a style": (paragraph(2), LINKED + "<w:abstractNum w:abstractNumId='5'><w:numStyleLink w:val='列'/></w:abstractNum>" + num(2, 5), style("列", ONE, "numbering"), "1."),
}  # fmt: skip


@pytest.mark.parametrize("name", STYLED)
def test_styles_number_paragraphs(name: str, read: Callable[..., Document]) -> None:
    inside, numbering, styles, shown = STYLED[name]
    others = style("其他", "") + style("又", "")
    document = read(table(cell(inside)), numbering, others + styles)
    assert first_column(document)[0] == shown


def test_what_nobody_sees_is_not_counted(read: Callable[..., Document]) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph(1))}</w:tr>"
    body = table(cell(paragraph(1), "<w:vMerge w:val='restart'/>"), cell(paragraph(1), "<w:vMerge/>"), rows=gone)
    after = f"<w:del>{paragraph(1)}</w:del>{table(cell(paragraph(1)))}"
    assert first_column(read(body + after, PLAIN)) == ["1", "", "2"]


def test_paragraphs_joined_by_a_deleted_mark_are_one(read: Callable[..., Document]) -> None:
    joined = paragraph(1, words="甲", mark="<w:del/>") + paragraph(1, words="乙") + paragraph(1, words="丙")
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    assert first_column(read(table(cell(joined)), numbering)) == ["1.甲乙\n2.丙"]


def test_titles_are_numbered_too(read: Callable[..., Document]) -> None:
    document = read(
        paragraph(1, words="社会救助领域") + table(cell(paragraph(1))),
        abstract(0, level(0, "chineseCounting", "%1、")) + num(1, 0),
    )
    assert document.grids[0].before == ("一、社会救助领域",)
    assert first_column(document) == ["二、"]


def test_numbers_are_told_and_unknown_ones_are_said_to_be(read: Callable[..., Document]) -> None:
    told = "表格里有Word自动编号，已按Word显示的编号读入"
    assert read(table(cell(paragraph(1))), PLAIN).notices == (told,)
    assert read(paragraph(1, words="题") + table(cell(paragraph(None, words="1"))), PLAIN).notices == ()
    document = read(table(cell(paragraph(1))), abstract(0, level(0, "thaiLetters", "%1")) + num(1, 0))
    assert first_column(document) == ["1"]
    assert document.notices == ("Word自动编号的格式“thaiLetters”不认识，已按1、2、3读，请核对编号", told)


def test_hostile_lists_stay_short(read: Callable[..., Document]) -> None:
    long = abstract(0, level(0, "upperLetter", "%1" * 5_000, start="<w:start w:val='999999999'/>")) + num(1, 0)
    assert len(first_column(read(table(cell(paragraph(1))), long))[0]) <= 500
    empty = "<w:num/><w:abstractNum/><w:lvl/>" + num(1, 7, "<w:lvlOverride/>")
    assert first_column(read(table(cell(paragraph(1, words="甲"))), empty)) == ["甲"]
