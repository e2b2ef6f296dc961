"""The pieces of a Word document that is signed: page, headings, paragraphs, tables, room for a seal.

Owns: how they look. Must not: word anything of an audit, or touch disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalog_graph.official.docx import blank
from catalog_graph.ooxml.stable import printable

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH, _HEIGHT, _MARGIN = 11906, 16838, 1300  # A4 upright, in twentieths of a point


def upright() -> Document:
    """An empty page, A4 upright."""
    return blank(_WIDTH, _HEIGHT, _MARGIN)


def lying() -> Document:
    """An empty page, A4 on its side, for wide tables."""
    return blank(_HEIGHT, _WIDTH, _MARGIN)


def heading(document: Document, words: str) -> None:
    """A heading of a section."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - a slow import

    added = document.add_heading(printable(words), 2)
    added.paragraph_format.space_before = added.paragraph_format.space_after = Pt(8)
    for run in added.runs:
        run.font.size, run.font.color.rgb = Pt(14), RGBColor(0, 0, 0)


def body(document: Document, words: str, indent: bool = True, right: bool = False, bold: bool = False) -> None:
    """A paragraph; without indent it stands in the middle, or to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = document.add_paragraph(printable(words))
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = 1.4, Pt(0)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(24)
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        run.font.size, run.bold = Pt(12), bold


def seal(document: Document) -> None:
    """Room for the seal and the day."""
    for words in ("（单位盖章）", "年　　月　　日"):
        body(document, words, indent=False, right=True)


def table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with its heads."""
    from docx.shared import Pt  # noqa: PLC0415

    added = document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    cells = added._cells  # each look-up by row and column goes through all of them
    for number, words in enumerate(word for row in (heads, *rows) for word in row):
        paragraph = cells[number].paragraphs[0]
        run = paragraph.add_run(printable(words))
        run.font.size, run.bold = Pt(9), number < len(heads)
