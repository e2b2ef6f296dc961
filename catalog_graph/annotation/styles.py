"""The styles of a workbook, to which a few are added; those that are there keep their numbers.

Owns: the part of styles (ECMA-376 part 1, 18.8).
Must not: know which cell gets which style.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from catalog_graph.annotation.marks import COLOURS
from catalog_graph.errors import DamagedFile
from catalog_graph.intake.docx_words import child


class StyleSheet:
    """Styles by number. Raises DamagedFile where the part has not what every workbook has."""

    def __init__(self, root: _Element) -> None:
        self._space = etree.QName(root).namespace or ""
        lists = {name: child(root, name) for name in ("fonts", "fills", "borders", "cellXfs")}
        if any(one is None or not len(one) for one in lists.values()):
            raise DamagedFile("工作簿的样式不完整")
        self._lists = {name: one for name, one in lists.items() if one is not None}
        self._made: dict[tuple[object, ...], int] = {}
        self._fills = {
            severity: self._add("fills", f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill>')
            for severity, colour in COLOURS.items()
        }

    def marked(self, base: int, severity: str | None) -> int:
        """The style like `base` with the fill of a severity; with None, without the fill of any severity."""
        formats = self._lists["cellXfs"]
        base = base if base < len(formats) else 0
        if severity is None and not self._is_marked(base):
            return base
        key = ("marked", base, severity)
        if key not in self._made:
            style = copy.deepcopy(formats[base])
            style.set("fillId", str(self._fills[severity]) if severity else "0")
            style.set("applyFill", "1")
            self._made[key] = self._append("cellXfs", style)
        return self._made[key]

    def new(self, font: str, *, severity: str | None = None, framed: bool = False, wrapped: bool = True) -> int:
        """A style with a font (XML of its parts), for a sheet of our own."""
        key = ("new", font, severity, framed, wrapped)
        if key not in self._made:
            side = "".join(
                f'<{one} style="thin"><color rgb="FFB0B0B0"/></{one}>' for one in ("left", "right", "top", "bottom")
            )
            numbers = {
                "numFmtId": 0,
                "fontId": self._add("fonts", font),
                "fillId": self._fills[severity] if severity else 0,
                "borderId": self._add("borders", side + "<diagonal/>") if framed else 0,
                "xfId": 0,
                "applyFont": 1,
                "applyFill": 1,
                "applyBorder": 1,
                "applyAlignment": 1,
            }
            alignment = f'<alignment vertical="top" wrapText="{int(wrapped)}"/>'
            self._made[key] = self._append("cellXfs", self._element("xf", alignment, numbers))
        return self._made[key]

    def _is_marked(self, number: int) -> bool:
        """Whether a style has a fill of ours, from an earlier marking too."""
        fill = self._lists["cellXfs"][number].get("fillId", "0")
        fills = self._lists["fills"]
        if not fill.isdecimal() or int(fill) >= len(fills):
            return False
        colours = {f"FF{colour}" for colour in COLOURS.values()}
        return any(one.get("rgb", "").upper() in colours for one in fills[int(fill)].iter())

    def _add(self, name: str, inner: str) -> int:
        """A font, fill or border of ours, made on first use; its number."""
        key = (name, inner)
        if key not in self._made:
            self._made[key] = self._append(name, self._element(name.removesuffix("s"), inner, {}))
        return self._made[key]

    def _append(self, name: str, element: _Element) -> int:
        entries = self._lists[name]
        entries.append(element)
        entries.set("count", str(len(entries)))
        return len(entries) - 1

    def _element(self, name: str, inner: str, attributes: Mapping[str, object]) -> _Element:
        said = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return etree.fromstring(f'<{name} xmlns="{self._space}"{said}>{inner}</{name}>')
