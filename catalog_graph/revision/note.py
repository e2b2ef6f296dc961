"""The 修订说明 as a Word document, to be finished by the office.

Owns: its page and styles. Must not: word anything (`words`), or touch disk.
"""

from __future__ import annotations

from collections.abc import Sequence

from catalog_graph.official.docx import add_title, blank, saved
from catalog_graph.ooxml.stable import printable
from catalog_graph.revision.words import Paragraph

_PAGE, _MARGIN = (11906, 16838), 1440  # A4 upright, in twentieths of a point


def as_docx(paragraphs: Sequence[Paragraph]) -> bytes:
    """The note: title, headings, body in 小四 with two characters' indent. The same bytes for the same words."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - a slow import

    document = blank(*_PAGE, _MARGIN)
    for paragraph in paragraphs:
        words = printable(paragraph.words)
        if paragraph.rank == 0:
            add_title(document, words)
        elif paragraph.rank < 3:
            heading = document.add_heading(words, paragraph.rank + 1)
            heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(6)
            for run in heading.runs:
                run.font.size, run.font.color.rgb = Pt(14), RGBColor(0, 0, 0)
        else:
            body = document.add_paragraph(words)
            body.paragraph_format.first_line_indent, body.paragraph_format.line_spacing = Pt(24), 1.5
            body.paragraph_format.space_after = Pt(0)
            for run in body.runs:
                run.font.size = Pt(12)
    return saved(document)
