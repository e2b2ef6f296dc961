"""A Word document with marks: shading and a comment at each faulty cell, and the summary at its end.

Owns: finding a grid's cell in the document, comments, shading, and the tables of the summary.
Must not: change a word of what is there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from catalog_graph.errors import DamagedFile
from catalog_graph.intake import grid as intake
from catalog_graph.ooxml.package import Package
from catalog_graph.ooxml.stable import printable
from catalog_graph.review.annotation.marked_cells import AUTHOR, COLOURS, MarkedCell
from catalog_graph.review.annotation.summary import Entry, Section, Summary

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_BOOKMARK = "gongkai_summary"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# What may stand behind the shading of a cell, in the order the format wants.
_BEHIND_SHADING = (
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
    "cellIns",
    "cellDel",
    "cellMerge",
)
_HINT = "请用Word或WPS把文件另存为普通的 .docx 后重试，或改写成 .xlsx。"
_MOST_ROWS = 500  # a Word table of more takes minutes to open


def marked_document(
    content: bytes, document: intake.Document, marked: Mapping[str, Sequence[MarkedCell]], summary: Summary
) -> bytes:
    """The document with the cells `marked`, by name of grid, and the summary behind its last paragraph.

    `content` are the bytes of a Word document, `document` its grids. Marks and summary of an earlier time are taken
    away. Raises DamagedFile when it is not as Word writes it.
    """
    word = _opened(content)
    cells = list(word.element.body.iter(_w("tc")))
    _forget(word)
    for grid in document.grids:
        for cell in marked.get(grid.name, ()):
            number = grid.origins.get((cell.row, cell.column))
            if number is None or number >= len(cells):
                raise DamagedFile(f"在Word文件里找不到“{grid.name}”的单元格", _HINT)
            _mark(word, cells[number], cell)
    _append_summary(word, summary)
    stream = io.BytesIO()
    word.save(stream)
    return Package(stream.getvalue()).saved()


def _opened(content: bytes) -> Document:
    """Raises DamagedFile."""
    from docx import Document as opened  # noqa: N813, PLC0415 - a slow import

    package = Package(content)
    package.check_relations()
    main = next((one.part for one in package.relations("") if one.kind == "officeDocument"), "")
    package.declare(main, _MAIN_TYPE)  # of a template, or of one with macros, the copy is a plain document
    package.unrelate(main, "vbaProject")
    try:
        document = opened(io.BytesIO(package.saved()))
        assert document.element.body is not None  # noqa: S101 - a strict document has none that the library knows
        return document
    except Exception as error:  # the library says in many ways that a stranger's file is not to its liking
        raise DamagedFile("这个Word文件不能加批注", _HINT, reason=type(error).__name__) from error


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _element(name: str, attributes: Mapping[str, str]) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    return OxmlElement(f"w:{name}", attrs={_w(key): value for key, value in attributes.items()})


def _mark(word: Document, cell: Any, marked: MarkedCell) -> None:
    """Shade a cell and put its comment around its words."""
    from docx.text.run import Run  # noqa: PLC0415

    _shade(cell, COLOURS[marked.severity])
    paragraphs = cell.p_lst or list(cell.iter(_w("p"))) or [cell.add_p()]
    runs = [run for paragraph in paragraphs for run in paragraph.r_lst] or [paragraphs[0].add_r()]
    around = [Run(runs[0], word), Run(runs[-1], word)]
    comment = word.add_comment(around, printable(marked.words), author=AUTHOR, initials="公开")
    comment._comment_elm.attrib.pop(_w("date"), "")  # the same copy of the same file, whenever it is made


def _shade(cell: Any, colour: str | None) -> None:
    """Give a cell a colour in place of its own, or its own back.

    Of a plain shading the colour of its pattern is not seen: there the colour that the cell had stands meanwhile.
    """
    properties = cell.get_or_add_tcPr()
    own = "auto"
    for old in list(properties.findall(_w("shd"))):
        own = _own_colour(old)
        properties.remove(old)
    if colour is None and own == "auto":
        return
    given = {"val": "clear", "color": own if colour else "auto", "fill": colour or own}
    properties.insert_element_before(_element("shd", given), *(f"w:{name}" for name in _BEHIND_SHADING))


def _own_colour(shading: Any) -> str:
    """The colour of a cell before it was marked, RRGGBB; "auto" for none. Of a pattern it is what it looks like."""
    kind, fill = shading.get(_w("val"), "clear"), shading.get(_w("fill"), "auto")
    ink = shading.get(_w("color"), "auto")
    if fill in COLOURS.values():
        fill, kind = ink, "clear"
    percent = int(kind[3:]) if kind.startswith("pct") and kind[3:].isdecimal() else 100 if kind == "solid" else 0
    if percent == 0:
        return fill if _COLOUR.fullmatch(fill) else "auto"
    over, under = (one if _COLOUR.fullmatch(one) else other for one, other in ((ink, "000000"), (fill, "FFFFFF")))
    pairs = ((int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{(a * percent + b * (100 - percent)) // 100:02X}" for a, b in pairs)


def _forget(word: Document) -> None:
    """Take away comments, colours and summary of an earlier marking."""
    body = word.element.body
    ours = {str(one.comment_id) for one in word.comments if one.author == AUTHOR}
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for element in [element for element in body.iter(_w(name)) if element.get(_w("id")) in ours]:
            cell = next(element.iterancestors(_w("tc")), None)
            shading = cell.find(f"{_w('tcPr')}/{_w('shd')}") if cell is not None else None
            if shading is not None and shading.get(_w("fill")) in COLOURS.values():
                _shade(cell, None)
            gone = element.getparent() if name == "commentReference" else element
            gone.getparent().remove(gone)
    for comment in list(word.comments):
        if comment.author == AUTHOR:
            element = comment._comment_elm
            element.getparent().remove(element)  # type: ignore[union-attr]
    starts = [one.getparent() for one in body.iter(_w("bookmarkStart")) if one.get(_w("name")) == _BOOKMARK]
    for start in starts[:1]:
        for behind in [start, *start.itersiblings()]:
            if behind.tag != _w("sectPr"):
                behind.getparent().remove(behind)


def _append_summary(word: Document, summary: Summary) -> None:
    """Title on a new page, outcome, notices, and a table for each section."""
    title = word.add_paragraph()
    title.paragraph_format.page_break_before = True
    taken = [int(one.get(_w("id"), "0")) for one in word.element.body.iter(_w("bookmarkStart"))]
    bookmark = str(max([0, *taken]) + 1)
    title._p.append(_element("bookmarkStart", {"id": bookmark, "name": _BOOKMARK}))
    _write(title, summary.title, 16, bold=True)
    title._p.append(_element("bookmarkEnd", {"id": bookmark}))
    _write(word.add_paragraph(), summary.outcome, 12, bold=True)
    for notice in summary.notices:
        _write(word.add_paragraph(), f"注意：{notice}", 10.5)
    for section in summary.sections:
        _write(word.add_paragraph(), section.heading, 12, bold=True)
        _add_table(word, section)
        if len(section.rows) > _MOST_ROWS:
            rest = f"以上列出{_MOST_ROWS}行，共{len(section.rows)}行；其余见单元格批注，或写成 .xlsx 查看。"
            _write(word.add_paragraph(), rest, 10.5)
    word.add_paragraph()


def _add_table(word: Document, section: Section) -> None:
    """A framed table as wide as the page."""
    last = word.sections[-1]
    page, left, right = last.page_width or 11906 * 635, last.left_margin or 0, last.right_margin or 0
    widths = [(page - left - right) * width // sum(section.widths) for width in section.widths]
    rows = section.rows[:_MOST_ROWS]
    table = word.add_table(1 + len(rows), len(section.columns))
    table.autofit = False
    properties = table._tbl.tblPr
    borders = _element("tblBorders", {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, {"val": "single", "sz": "4", "space": "0", "color": "808080"}))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    head = tuple(Entry(words) for words in section.columns)
    cells = table._cells
    for number, row in enumerate((head, *rows)):
        for column, entry in enumerate(row):
            cell = cells[number * len(row) + column]
            cell.width = widths[column]
            _fill(cell, entry, bold=number == 0)


def _fill(cell: _Cell, entry: Entry, bold: bool) -> None:
    _write(cell.paragraphs[0], entry.words, 9, bold=bold)
    if entry.severity:
        _shade(cell._tc, COLOURS[entry.severity])


def _write(paragraph: Any, words: str, points: float, bold: bool = False) -> None:
    """Words in a paragraph, in a font of our own: the document's may indent or number."""
    from docx.shared import Pt  # noqa: PLC0415

    run = paragraph.add_run(printable(words))
    run.font.size, run.font.bold, run.font.name = Pt(points), bold, "宋体"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(_w("eastAsia"), "宋体")
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.first_line_indent = Pt(2), Pt(2), Pt(0)
