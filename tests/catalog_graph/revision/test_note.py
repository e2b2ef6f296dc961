"""The 修订说明 as a Word document."""

from __future__ import annotations

import io

from docx import Document

from catalog_graph.revision.note import as_docx
from catalog_graph.revision.values import Revision
from catalog_graph.revision.words import Paragraph, explanation


def test_paragraphs_and_headings_are_those_of_the_words(revision: Revision) -> None:
    paragraphs = explanation(revision)
    document = Document(io.BytesIO(as_docx(paragraphs)))
    assert [one.text for one in document.paragraphs] == [one.words for one in paragraphs]
    styles = {0: "Heading 1", 1: "Heading 2", 2: "Heading 3", 3: "Normal"}
    assert [one.style.name for one in document.paragraphs] == [styles[one.rank] for one in paragraphs]
    (section,) = document.sections
    assert section.page_width < section.page_height


def test_the_bytes_are_the_same_every_time_and_hold_any_words() -> None:
    paragraphs = [Paragraph("<甲>&\x00", 0), Paragraph("乙")]
    assert as_docx(paragraphs) == as_docx(paragraphs)
    assert Document(io.BytesIO(as_docx(paragraphs))).paragraphs[0].text == "<甲>&"
