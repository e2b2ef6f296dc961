"""The styles of a workbook, to which a few are added; those that are there keep their numbers.

Owns: the part of styles (ECMA-376 part 1, 18.8).
Must not: know which cell gets which style.

A cell that has a fill of its own gets ours over it, and a hidden named style with its own as the style it is based on:
of all that a cell has, this alone is kept by every program and goes with the cell, so that the fill can be put back
when the copy, mended and saved in between, is marked again. The name says which style the cell was based on before.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.etree import _Element

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.docx_words import child
from catalog_graph.intake.markup import local
from catalog_graph.review.annotation.marked_cells import COLOURS

_BEFORE = "检查前的底色"


class StyleSheet:
    """Styles by number. Raises DamagedFile where the part has not what every workbook has."""

    def __init__(self, root: _Element) -> None:
        self._space = etree.QName(root).namespace or ""
        lists = {name: child(root, name) for name in ("fonts", "fills", "borders", "cellXfs")}
        self._lists = {name: entries for name, entries in lists.items() if entries is not None and len(entries)}
        if len(self._lists) < len(lists):
            raise DamagedFile("工作簿的样式不完整")
        self._bases, self._names = child(root, "cellStyleXfs"), child(root, "cellStyles")
        # Styles with a fill of ours from an earlier time: also where the comment was deleted by hand.
        self.earlier = frozenset(n for n in range(len(self._lists["cellXfs"])) if self.is_marked(n))
        self.earlier_words = frozenset(map(str, self.earlier))
        self._made: dict[tuple[object, ...], int] = {}
        self._fills = {
            severity: self._add("fills", f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill>')
            for severity, colour in COLOURS.items()
        }

    def marked(self, base: int, severity: str | None) -> int:
        """The style like `base` with the fill of a severity; with None, with the fill it had before any marking."""
        formats = self._lists["cellXfs"]
        base = base if base < len(formats) else 0
        if severity is None and not self.is_marked(base):
            return base
        key = ("marked", base, severity)
        if key not in self._made:
            style = copy.deepcopy(formats[base])
            fill, parent = self._before(style)
            if not self.is_marked(base):  # never marked, or given another fill by the editor since
                style.set("xfId", parent or style.get("xfId") or "0")
                fill, parent = style.get("fillId", "0"), None
            if severity is None:
                style.set("fillId", fill)
                style.set("xfId", parent or style.get("xfId") or "0")
            else:
                if parent is None and self._is_filled(fill):
                    self._keep(style, fill)
                style.set("fillId", str(self._fills[severity]))
            style.set("applyFill", "1")
            self._made[key] = self._append("cellXfs", style)
        return self._made[key]

    def _before(self, style: _Element) -> tuple[str, str | None]:
        """The fill that a marked style had, and the style it was based on; None where it had no fill of its own."""
        number = style.get("xfId", "")
        name = next((one.get("name", "") for one in self._named() if one.get("xfId") == number), "")
        if self._bases is None or not name.startswith(_BEFORE) or not number.isdecimal():
            return "0", None
        fill = self._bases[int(number)].get("fillId", "0") if int(number) < len(self._bases) else "0"
        before = name.removeprefix(_BEFORE).partition(" ")[2]
        return fill, next((one.get("xfId", "0") for one in self._named() if one.get("name") == before), "0")

    def _keep(self, style: _Element, fill: str) -> None:
        """Base a style on one with its own fill, made on first use."""
        if self._bases is None or self._names is None:
            return
        parent = style.get("xfId", "0")
        name = next((one.get("name", "") for one in self._named() if one.get("xfId") == parent), "")
        if ("before", fill, parent) not in self._made:
            base = copy.deepcopy(style)
            base.attrib.pop("xfId", "")
            self._bases.append(base)
            self._bases.set("count", str(len(self._bases)))
            taken = {one.get("name") for one in self._named()}
            names = (f"{_BEFORE}{number} {name}" for number in range(1, 100_000))
            free, number = next(words for words in names if words not in taken), len(self._bases) - 1
            named = etree.SubElement(self._names, f"{{{self._space}}}cellStyle", name=free, xfId=str(number))
            named.set("hidden", "1")
            self._names.set("count", str(len(self._names)))
            self._made["before", fill, parent] = number
        style.set("xfId", str(self._made["before", fill, parent]))

    def _named(self) -> list[_Element]:
        return list(self._names) if self._names is not None else []

    def _is_filled(self, fill: str) -> bool:
        """Whether a fill shows anything."""
        kinds = [(local(one.tag), one.get("patternType", "none")) for one in self._fill_parts(fill)]
        return any(name == "gradientFill" or kind != "none" for name, kind in kinds)

    def _fill_parts(self, number: str) -> Sequence[_Element]:
        """The parts of a fill; none where there is no such fill."""
        fills = self._lists["fills"]
        return list(fills[int(number)].iter()) if number.isdecimal() and int(number) < len(fills) else []

    def new(self, font: str, *, severity: str | None = None, framed: bool = False, wrapped: bool = True) -> int:
        """A style with a font (XML of its parts), for a sheet of our own."""
        key = ("new", font, severity, framed, wrapped)
        if key not in self._made:
            sides = ("left", "right", "top", "bottom")
            side = "".join(f'<{name} style="thin"><color rgb="FFB0B0B0"/></{name}>' for name in sides)
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

    def is_marked(self, number: int) -> bool:
        """Whether a style has a fill of ours, from an earlier marking too."""
        colours = {f"FF{colour}" for colour in COLOURS.values()}
        parts = self._fill_parts(self._lists["cellXfs"][number].get("fillId", "0"))
        return any(part.get("rgb", "").upper() in colours for part in parts)

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
        head = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return etree.fromstring(f'<{name} xmlns="{self._space}"{head}>{inner}</{name}>')
