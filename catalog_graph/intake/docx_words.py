"""The words of a Word paragraph as a reader sees them: changes accepted, fields shown, boxes as ■ and □.

Owns: what the elements of WordprocessingML (ECMA-376 part 1, 17) inside a paragraph show.
Must not: know tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from catalog_graph.intake.markup import attribute, local
from catalog_graph.intake.symbols import EMPTY, FULL, in_font, symbol

# Deleted, moved away, or said a second time for older programs: nobody sees these.
UNSEEN = {"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "delInstrText", "rt"}
LIST_NUMBER = "list-number"  # what is written on a paragraph that Word numbers
_SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_OFF = {"0", "false", "off"}
_OVERLAID = re.compile(r"eq\s*\\o\s*(?:\\a[clr])?\s*\(\s*(.)\s*[,，;；]\s*(.)\s*\)", re.IGNORECASE)
_TICKS = "√✓✔×✗xXvV■●"


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of a name, its first child of the next name, and so on; None where one is not there."""
    for name in path:
        if element is None:
            return None
        element = next((below for below in element if local(below.tag) == name), None)
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """What the property at a path says (`val`); None where it is not there, or says nothing."""
    holder = child(element, *path)
    return attribute(holder, "val") if holder is not None else None


def is_on(element: _Element | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return element is not None and (attribute(element, "val") or "1") not in _OFF


def is_struck(properties: _Element | None) -> bool:
    """Whether the words of a run with these properties are crossed out: a reader takes them for deleted."""
    return any(is_on(child(properties, name)) for name in ("strike", "dstrike"))


def mark_is_deleted(paragraph: _Element) -> bool:
    """Whether the end of a paragraph is deleted or moved away: its words go on in the next."""
    mark = child(paragraph, "pPr", "rPr")
    return any(child(mark, name) is not None for name in ("del", "moveFrom"))


def continues(cell: _Element, merge: str) -> bool:
    """Whether a cell of a table only continues another: the one above it ("vMerge") or before it ("hMerge")."""
    merging = child(cell, "tcPr", merge)
    return merging is not None and (attribute(merging, "val") or "continue") == "continue"


def paragraph_words(paragraph: _Element) -> str:
    """The words of a paragraph, with the number that Word shows before it; a line break is a line break."""
    reader = _Fields()
    words = "".join(reader.words(paragraph)).replace("\r", "\n")
    number = paragraph.get(LIST_NUMBER, "")
    if not words.strip():
        return number.strip() or words
    # A number and its words are read apart: 1. 2019年预算, 一 办事指南; but 1.办事指南, as people type it.
    last = number[-2:-1]
    apart = last.isalpha() or last.isdecimal() or words[:1].isdecimal()
    return (number if apart else number.rstrip()) + words


class _Fields:
    """Walks a paragraph, remembering the field that is open: its code is not shown, its result is."""

    def __init__(self) -> None:
        self._code: list[str] = []
        self._open = 0

    def words(self, element: _Element, font: str | None = None) -> Iterator[str]:
        """Words of an element in reading order."""
        for part in element:
            name = local(part.tag)
            if name in UNSEEN or name == "tbl":
                continue
            if name == "r":
                yield from self._run(part)
            elif name == "sdt":
                yield from self._control(part)
            elif name == "t":
                yield in_font(part.text or "", font)
            elif name == "sym":
                code = attribute(part, "char") or ""
                yield symbol(int(code, 16), attribute(part, "font")) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
            elif name in _SHOWN:
                yield _SHOWN[name] if attribute(part, "type") != "page" else ""
            elif name == "instrText":
                self._code.append(part.text or "")
            elif name == "fldChar":
                yield self._field(part)
            elif name == "p":  # of a text box
                yield from (*self.words(part, font), "\n")
            else:
                yield from self.words(part, font)

    def _run(self, run: _Element) -> Iterator[str]:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")) or is_struck(properties):
            return
        fonts = child(properties, "rFonts")
        font = (attribute(fonts, "ascii") or attribute(fonts, "hAnsi")) if fonts is not None else None
        yield from self.words(run, font)

    def _control(self, control: _Element) -> Iterator[str]:
        """A content control: a check box by its state, an unanswered one as nothing, else what it holds."""
        box, content = child(control, "sdtPr", "checkbox"), child(control, "sdtContent")
        if box is not None:
            yield FULL if is_on(child(box, "checked")) else EMPTY
        elif content is not None and not is_on(child(control, "sdtPr", "showingPlcHdr")):
            yield from self.words(content)

    def _field(self, mark: _Element) -> str:
        """What a field shows of itself: an old form's check box, a sign drawn over another; else its result follows."""
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._open, self._code = self._open + 1, []
            box = child(mark, "ffData", "checkBox")
            if box is None:
                return ""
            state = child(box, "checked")
            return FULL if is_on(state if state is not None else child(box, "default")) else EMPTY
        if kind == "end" and self._open:
            self._open -= 1
            match, self._code = _OVERLAID.search("".join(self._code)), []
            if match:
                return FULL if match[2] in _TICKS else match[1] + match[2]
        return ""
