"""Official tables as a Word document: one table per catalogue, A4 landscape, the header on every page.

Owns: the markup of the tables (python-docx makes one cell at a time, too slow for 600 rows) and the page.
Must not: decide the words of a cell (`layout`), or touch disk.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from catalog_graph.official.layout import Column, OfficialTable
from catalog_graph.ooxml.stable import printable, steady

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.text.paragraph import Paragraph

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
        fonts.set(_w("eastAsia"), face)
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


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _number_pages(paragraph: Paragraph) -> None:
    """The number of the page in the middle of the footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(_element("fldSimple", {"instr": "PAGE"}))


def _element(name: str, attributes: dict[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    named = {_w(key): value for key, value in (attributes or {}).items()}
    made = cast("Element", OxmlElement(f"w:{name}", attrs=named))
    made.extend(children)
    return made


def _table(table: OfficialTable) -> Element:
    """The whole table: borders, fixed widths, two header rows, the rows."""
    room, wanted = _PAGE[0] - 2 * _MARGIN, sum(column.width for column in table.columns)
    widths = [column.width * room // wanted for column in table.columns]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = (_element(side, {"val": "single", "sz": "4", "space": "0", "color": "000000"}) for side in sides)
    padding = (("top", "20"), ("left", "45"), ("bottom", "20"), ("right", "45"))
    margins = (_element(side, {"w": width, "type": "dxa"}) for side, width in padding)
    properties = _element(
        "tblPr",
        children=(
            _element("tblW", {"w": str(sum(widths)), "type": "dxa"}),
            _element("jc", {"val": "center"}),
            _element("tblBorders", children=borders),
            _element("tblLayout", {"type": "fixed"}),
            _element("tblCellMar", children=margins),
        ),
    )
    grid = _element("tblGrid", children=(_element("gridCol", {"w": str(width)}) for width in widths))
    return _element("tbl", children=(properties, grid, *_header(table, widths), *_rows(table, widths)))


def _header(table: OfficialTable, widths: Sequence[int]) -> list[Element]:
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
    return [_row(cells, header=True) for cells in (first, second)]


def _rows(table: OfficialTable, widths: Sequence[int]) -> list[Element]:
    spans = dict(table.group_spans())
    rows = []
    for index, row in enumerate(table.rows):
        cells = []
        for column, words, width in zip(table.columns, row, widths, strict=True):
            merge = _group_merge(column, spans, index)
            cells.append(_cell("" if merge == "continue" else words, width, column.centred, merge=merge))
        rows.append(_row(cells))
    return rows


def _group_merge(column: Column, spans: dict[int, int], index: int) -> str:
    if column.id != "group":
        return ""
    return "continue" if index not in spans else "restart" if spans[index] > 1 else ""


def _row(cells: Sequence[Element], header: bool = False) -> Element:
    """A row that is not torn between pages."""
    properties = _element("trPr", children=(_element("cantSplit"), *((_element("tblHeader"),) if header else ())))
    return _element("tr", children=(properties, *cells))


def _cell(words: str, width: int, centred: bool, bold: bool = False, merge: str = "", span: int = 1) -> Element:
    """A cell with a paragraph per line."""
    properties = [_element("tcW", {"w": str(width), "type": "dxa"})]
    properties += [_element("gridSpan", {"val": str(span)})] if span > 1 else []
    properties += [_element("vMerge", {"val": merge})] if merge else []
    properties += [_element("shd", {"val": "clear", "color": "auto", "fill": "E7EEF7"})] if bold else []
    properties.append(_element("vAlign", {"val": "center"}))
    paragraphs = (_paragraph(line, centred, bold) for line in printable(words).split("\n"))
    return _element("tc", children=(_element("tcPr", children=properties), *paragraphs))


def _paragraph(words: str, centred: bool, bold: bool) -> Element:
    spacing = _element("spacing", {"before": "0", "after": "0", "line": "240", "lineRule": "auto"})
    alignment = _element("jc", {"val": "center" if centred else "left"})
    parts = [_element("pPr", children=(spacing, alignment))]
    if words:
        text = _element("t", {})
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        fonts = [_element("rFonts", {"eastAsia": "黑体"}), _element("b")] if bold else []
        size = _element("sz", {"val": _HALF_POINTS})
        parts.append(_element("r", children=(_element("rPr", children=(*fonts, size)), text)))
    return _element("p", children=parts)
