"""The styles of an Excel workbook, as far as they decide what a cell shows: number format, symbol font, crossed out.

Owns: the elements of the part of styles (ECMA-376 part 1, 18.8) that matter for reading.
Must not: know a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog_graph.intake.docx_words import child, is_on
from catalog_graph.intake.markup import attribute, local
from catalog_graph.intake.number_formats import BUILTIN

if TYPE_CHECKING:
    from lxml.etree import _Element


class Styles:
    """What the number of a cell's style says: its number format, its font, and whether it is crossed out."""

    def __init__(self, root: _Element | None, from_1904: bool) -> None:
        self.from_1904 = from_1904
        codes, fonts = dict(BUILTIN), list[str | None]()
        self._styles: list[tuple[str, str | None]] = []
        struck_fonts: set[int] = set()
        self._struck: set[int] = set()
        for element in root.iter() if root is not None else ():
            name = local(element.tag)
            if name == "numFmt" and (number := attribute(element, "numFmtId") or "").isdecimal():
                codes[int(number)] = attribute(element, "formatCode") or ""
            elif name == "font" and local(_parent(element)) == "fonts":
                if is_on(child(element, "strike")):
                    struck_fonts.add(len(fonts))
                fonts.append(next((attribute(one, "val") for one in element if local(one.tag) == "name"), None))
            elif name == "xf" and local(_parent(element)) == "cellXfs":
                number, font = attribute(element, "numFmtId") or "0", attribute(element, "fontId") or ""
                code = codes.get(int(number), "General") if number.isdecimal() else "General"
                known = font.isdecimal() and int(font) < len(fonts)
                if known and int(font) in struck_fonts:
                    self._struck.add(len(self._styles))
                self._styles.append((code, fonts[int(font)] if known else None))

    def of(self, number: str | None) -> tuple[str, str | None]:
        """Number format and font of a style."""
        index = int(number) if number and number.isdecimal() else 0
        return self._styles[index] if index < len(self._styles) else ("General", None)

    def is_struck(self, number: str | None) -> bool:
        """Whether a style crosses out its words."""
        return bool(self._struck) and number is not None and number.isdecimal() and int(number) in self._struck


def _parent(element: _Element) -> object:
    parent = element.getparent()
    return parent.tag if parent is not None else ""
