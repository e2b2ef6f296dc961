"""Official tables as a Word document: one table per catalogue, A4 landscape, the header on every page.

Owns: the markup of the tables (python-docx makes one cell at a time, too slow for 600 rows) and the page.
Must not: decide the words of a cell (`layout`), or touch disk.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from catalog_graph.official.layout import OfficialTable
from catalog_graph.ooxml.stable import printable, steady

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.text.paragraph import Paragraph

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAGE = (16838, 11906)  # A4 landscape, in twentieths of a point
_MARGIN, _HALF_POINTS = 680, "15"


def as_docx(tables: Sequence[OfficialTable]) -> bytes:
    """A document with a titled table per catalogue, each on a new page. The same bytes for the same tables."""
    document = blank(*_PAGE)
    for number, table in enumerate(tables):
        heading = add_title(document, table.title)
        heading.paragraph_format.page_break_before = number > 0
        heading._p.addnext(_table(table))
    if len(tables):
        document.add_paragraph().paragraph_format.space_after = 0  # Word wants a paragraph behind a table
    return saved(document)


def blank(width: int, height: int, margin: int = _MARGIN) -> Document:
    """An empty document of a page size in twentieths of a point, with Chinese fonts and page numbers."""
    from docx import Document as new  # noqa: N813, PLC0415 - a slow import
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Pt, Twips  # noqa: PLC0415

    document = new()
    (section,) = document.sections
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(margin)
    section.footer_distance = Twips(340)
    for name, face, size in (
        ("Normal", "宋体", 10.5),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "黑体", 12),
        ("Heading 3", "黑体", 12),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        fonts.set(f"{{{_NAMESPACE}}}eastAsia", face)
    _number_pages(section.footer.paragraphs[0])
    document.core_properties.author, document.core_properties.comments = "gongkai", ""
    document.core_properties.title = ""
    return document


def add_title(document: Document, words: str) -> Paragraph:
    """A centred title in black."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    heading: Paragraph = document.add_heading(printable(words), level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(0), Pt(6)
    for run in heading.runs:
        run.font.color.rgb = RGBColor(0, 0, 0)
    return heading


def saved(document: Document) -> bytes:
    """The bytes of a document, without a clock."""
    stream = io.BytesIO()
    document.save(stream)
    return steady(stream.getvalue())


def _number_pages(paragraph: Paragraph) -> None:
    """The number of the page in the middle of the footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(parse_xml(f'<w:fldSimple xmlns:w="{_NAMESPACE}" w:instr="PAGE"/>'))


def _table(table: OfficialTable) -> Element:
    """The whole table: borders, fixed widths, two header rows, the rows."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    room, wanted = _PAGE[0] - 2 * _MARGIN, sum(column.width for column in table.columns)
    widths = [column.width * room // wanted for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join((*_header(table, widths), *_rows(table, widths)))
    properties = _TABLE.format(width=sum(widths))
    return parse_xml(f'<w:tbl xmlns:w="{_NAMESPACE}">{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>')


_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLE = (
    '<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
    f"<w:tblBorders>{''.join(f'<w:{side} {_LINE}/>' for side in _SIDES)}</w:tblBorders>"
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="45" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


def _header(table: OfficialTable, widths: Sequence[int]) -> tuple[str, str]:
    """The two header rows, repeated by Word on every page."""
    upper, lower = table.heading_rows()
    first = []
    for start, columns in table.heading_spans():
        merge = "" if table.columns[start].above else "restart"
        width = sum(widths[start : start + columns])
        first.append(_cell(upper[start], width, centred=True, bold=True, merge=merge, span=columns))
    second = [
        _cell(words, width, centred=True, bold=True, merge="" if column.above else "continue")
        for column, words, width in zip(table.columns, lower, widths, strict=True)
    ]
    return _row(first, header=True), _row(second, header=True)


def _rows(table: OfficialTable, widths: Sequence[int]) -> Iterator[str]:
    for row in table.cells():
        cells = []
        for (column, words, covers), width in zip(row, widths, strict=True):
            merge = "restart" if covers > 1 else "" if covers else "continue"
            cells.append(_cell(words if covers else "", width, column.centred, merge=merge))
        yield _row(cells)


def _row(cells: Sequence[str], header: bool = False) -> str:
    """A row that is not torn between pages."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(words: str, width: int, centred: bool, bold: bool = False, merge: str = "", span: int = 1) -> str:
    """A cell with a paragraph per line; `width` in twentieths of a point."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7EEF7"/>' if bold else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}{shade}<w:vAlign w:val="center"/>'
    paragraphs = "".join(_paragraph(line, centred, bold) for line in printable(words).split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _paragraph(words: str, centred: bool, bold: bool) -> str:
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    properties = f'<w:pPr>{spacing}<w:jc w:val="{"center" if centred else "left"}"/></w:pPr>'
    fonts = '<w:rFonts w:eastAsia="黑体"/><w:b/>' if bold else ""
    text = f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    run = f'<w:r><w:rPr>{fonts}<w:sz w:val="{_HALF_POINTS}"/></w:rPr>{text}</w:r>' if words else ""
    return f"<w:p>{properties}{run}</w:p>"
