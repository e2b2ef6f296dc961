"""The shapes in which a spreadsheet shows comments: where each stands and how large it is.

Owns: the drawing of a comment (ECMA-376 part 4, VML), measured by the columns and rows it lies over.
Must not: know what a comment says.
"""

from __future__ import annotations

from lxml.etree import _Element

from catalog_graph.intake.docx_words import child
from catalog_graph.intake.markup import local
from catalog_graph.official.xlsx import line_count

_CHARACTERS, _WIDTH, _LINE, _TALLEST = 46, 320, 17, 420  # characters of a line; pixels
_GAP, _MOST_STEPS = 12, 400
NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
SHAPE_TYPE = (
    f'<v:shapetype {NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


class CellSizes:
    """Widths of columns and heights of rows in pixels, as the sheet sets them."""

    def __init__(self, root: _Element) -> None:
        shape = child(root, "sheetFormatPr")
        self._width = _columns_px(_number(shape, "defaultColWidth", 8.43))
        self._height = _number(shape, "defaultRowHeight", 15.0) * 4 / 3
        self._columns: list[tuple[int, int, float]] = []
        self._rows: dict[int, float] = {}
        for element in root.iter("{*}col", "{*}row"):
            hidden = element.get("hidden") in {"1", "true"}
            if local(element.tag) == "col":
                width = 0.0 if hidden else _columns_px(_number(element, "width", 8.43))
                self._columns.append((int(_number(element, "min", 1)), int(_number(element, "max", 1)), width))
            elif element.get("ht") or hidden:
                self._rows[int(_number(element, "r", 0))] = 0.0 if hidden else _number(element, "ht", 15.0) * 4 / 3

    def column(self, number: int) -> float:
        """Width of a column (1-based)."""
        return next((width for first, last, width in self._columns if first <= number <= last), self._width)

    def row(self, number: int) -> float:
        """Height of a row (1-based)."""
        return self._rows.get(number, self._height)

    def anchor(self, row: int, column: int, width: float, height: float) -> tuple[int, ...]:
        """Where a shape right of a cell (1-based) begins and ends: column, pixels in it, row, pixels in it, twice.

        `width` and `height` are in pixels; columns and rows of the answer count from 0.
        """
        last_column, right = column + 1, width + _GAP
        while right > (size := self.column(last_column)) and last_column < column + _MOST_STEPS:
            last_column, right = last_column + 1, right - size
        last_row, bottom = row, height
        while bottom > (size := self.row(last_row)) and last_row < row + _MOST_STEPS:
            last_row, bottom = last_row + 1, bottom - size
        return column, _GAP, row - 1, 2, last_column - 1, round(right), last_row - 1, round(bottom)


def _number(element: _Element | None, name: str, usual: float) -> float:
    try:
        return float(element.get(name, usual)) if element is not None else usual
    except ValueError:
        return usual


def _columns_px(characters: float) -> float:
    """Pixels of a column's width in characters, with the usual font."""
    return characters * 7 + 5


def comment_shape(number: int, where: tuple[int, int], words: str, sizes: CellSizes) -> str:
    """The `number`th shape of a drawing: a hidden yellow box beside a cell (1-based), as large as its words need."""
    height = min(_TALLEST, _LINE * (line_count(words, _CHARACTERS) + 1))
    anchor = ", ".join(map(str, sizes.anchor(*where, _WIDTH, height)))
    return (
        f'<v:shape {NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        f'margin-top:2pt;width:{_WIDTH}px;height:{height}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{where[0] - 1}</x:Row><x:Column>{where[1] - 1}</x:Column></x:ClientData></v:shape>"
    )
