"""The styles of an Excel workbook, as far as they decide what a cell shows: number format, symbol font, crossed out.

Owns: the elements of the part of styles (ECMA-376 part 1, 18.8) that matter for reading.
Must not: know a cell.
"""

from __future__ import annotations

from lxml.etree import _Element

from catalog_graph.intake.docx_words import child, is_on, value
from catalog_graph.intake.markup import attribute, local
from catalog_graph.intake.number_formats import BUILTIN


class Styles:
    """What the number of a cell's style says: its number format, its font, and whether it is crossed out."""

    def __init__(self, root: _Element | None, from_1904: bool) -> None:
        self.from_1904 = from_1904
        codes, fonts = dict(BUILTIN), list[tuple[str | None, bool]]()
        self._styles: list[tuple[str, str | None, bool]] = []
        self._known: dict[str, tuple[str, str | None, bool]] = {}
        for element in root.iter() if root is not None else ():
            name = local(element.tag)
            if name == "numFmt" and (number := attribute(element, "numFmtId") or "").isdecimal():
                codes[int(number)] = attribute(element, "formatCode") or ""
            elif name == "font" and local(_parent(element)) == "fonts":
                fonts.append((value(element, "name"), is_on(child(element, "strike"))))
            elif name == "xf" and local(_parent(element)) == "cellXfs":
                number, font = attribute(element, "numFmtId") or "0", attribute(element, "fontId") or ""
                code = codes.get(int(number), "General") if number.isdecimal() else "General"
                known = font.isdecimal() and int(font) < len(fonts)
                self._styles.append((code, *(fonts[int(font)] if known else (None, False))))

    def of(self, number: str) -> tuple[str, str | None, bool]:
        """Number format and font of a style, and whether it crosses out its words; "" stands for the first style."""
        if (known := self._known.get(number)) is None:
            index = int(number) if number.isdecimal() else 0
            known = self._styles[index] if index < len(self._styles) else ("General", None, False)
            self._known[number] = known
        return known


def _parent(element: _Element) -> object:
    parent = element.getparent()
    return parent.tag if parent is not None else ""
