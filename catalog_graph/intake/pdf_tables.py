"""Tables on a page of a PDF: cells between ruled lines, or columns of words with nothing but space between.

Owns: which cell stands in which row and column, and laying the tables of several pages out as one.
Must not: open a PDF.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from catalog_graph.intake.grid import Merge
from catalog_graph.intake.pdf_words import Char, Line, cell_words, lines_of
from catalog_graph.intake.reading import Cells, Reading

_NEAR, _SAME_EDGE = 3.0, 8.0  # points: lines drawn as one, tables that stand under each other
_LEAST_COLUMNS, _NAMING = 4, 3
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell: its box (left, top, right, bottom) and words."""

    box: Box
    words: str


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page: its cells, the edges of its columns and rows, and whether lines are drawn between them."""

    cells: tuple[Placed, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    ruled: bool = True

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.rows[0]

    @property
    def is_wide(self) -> bool:
        """Whether it has as many columns as a catalogue has at least."""
        return len(self.columns) > _LEAST_COLUMNS

    def covers(self, char: Char) -> bool:
        """Whether a character stands in it."""
        middle = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        return self.columns[0] <= middle[0] <= self.columns[-1] and self.rows[0] <= middle[1] <= self.rows[-1]

    def goes_on_in(self, other: PageTable) -> bool:
        """Whether another table has its edges."""
        ours, theirs = self.columns, other.columns
        return abs(ours[0] - theirs[0]) < _SAME_EDGE and abs(ours[-1] - theirs[-1]) < _SAME_EDGE


def ruled_table(boxes: Iterable[Box], chars: Sequence[Char], beyond: Sequence[Char] = ()) -> PageTable | None:
    """The table that some cells make, with the words in them; None where they hold none.

    `beyond` are characters above the page: of a cell merged over two pages, whose words a program draws only once.
    """
    boxes = list(boxes)
    inside: dict[int, list[Char]] = {}
    ordered = sorted(range(len(boxes)), key=lambda number: _area(boxes[number]))
    for char in chars:
        x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        for number in ordered:
            left, top, right, bottom = boxes[number]
            if left <= x <= right and top <= y <= bottom:
                inside.setdefault(number, []).append(char)
                break
    if not inside:
        return None
    if beyond:
        lost = lines_of(beyond)
        chosen = {id(line): _cell_for(line, boxes, inside) for line in lost}
        for line in lost:
            if (cell := chosen[id(line)]) is not None:
                own = [char for char in beyond if line.top <= (char.top + char.bottom) / 2 <= line.bottom]
                inside.setdefault(cell, []).extend(own)
    lines = {number: lines_of(own) for number, own in inside.items()}
    padding = min((max(line[0].left - boxes[number][0], 0.0) for number, line in lines.items() if line), default=0.0)
    cells = tuple(
        Placed(box, cell_words(lines.get(number, []), box[2] - box[0] - 2 * padding))
        for number, box in enumerate(boxes)
    )
    columns = _edges(edge for box in boxes for edge in (box[0], box[2]))
    rows = _edges(edge for box in boxes for edge in (box[1], box[3]))
    return PageTable(cells, columns, rows)


def _cell_for(line: Line, boxes: Sequence[Box], inside: Mapping[int, Sequence[Char]]) -> int | None:
    """The cell whose words are drawn above the page: the first of its column that is blank or spans rows."""
    rows = _edges(edge for box in boxes for edge in (box[1], box[3]))
    fitting = [
        (box[1], number)
        for number, box in enumerate(boxes)
        if box[0] <= line.left
        and line.right <= box[2]
        and box[1] > rows[0] + _NEAR
        and (number not in inside or _at(rows, box[3]) - _at(rows, box[1]) > 1)
    ]
    return min(fitting)[1] if fitting else None


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    """Edges, those that are as good as one counted once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return tuple(edges)


def stacked(tables: Sequence[PageTable], name: str, reading: Reading) -> Cells:
    """The tables of following pages as one, each below the other. Raises FileTooLarge."""
    columns = _edges(edge for table in tables for edge in table.columns)
    cells, above = Cells(name), 0
    for table in _with_words_from_below(tables):
        for placed in table.cells:
            reading.pass_over()
            first, last = (_at(columns, edge) for edge in (placed.box[0], placed.box[2]))
            top, bottom = (_at(table.rows, edge) for edge in (placed.box[1], placed.box[3]))
            cells.put(reading, above + top + 1, first + 1, placed.words)
            cells.merge(reading, Merge(above + top + 1, first + 1, max(bottom - top, 1), max(last - first, 1)))
        above += len(table.rows) - 1
    return cells


def _with_words_from_below(tables: Sequence[PageTable]) -> list[PageTable]:
    """Tables whose blank cells at the end of a page have the words that stand in their other part on the next.

    A cell merged over rows of two pages bears its words once, where its middle is.
    """
    done = [tables[-1]]
    for table in tables[-2::-1]:
        cells = list(table.cells)
        for head in _merged_heads(table, done[-1]) if table.ruled else ():
            same = [cell for cell in cells if abs(cell.box[0] - head.box[0]) < _SAME_EDGE and cell.words.strip()]
            end = max((cell.box[3] for cell in same), default=table.rows[-1])
            column = [cell for cell in cells if abs(cell.box[0] - head.box[0]) < _SAME_EDGE]
            blank = [cell for cell in column if cell.box[1] > end - _NEAR]
            if end < table.rows[-1] - _NEAR and (len(blank) < 2 or _spans_rows(head, done[-1])):
                cells = [cell for cell in cells if cell not in blank]
                cells.append(Placed((head.box[0], end, head.box[2], table.rows[-1]), head.words))
        done.append(replace(table, cells=tuple(cells)))
    return done[::-1]


def _merged_heads(table: PageTable, below: PageTable) -> list[Placed]:
    """Below the header that is repeated, the cells of the first row that name items, with words."""
    known = {cell.words for cell in table.cells if cell.words.strip()}
    named = below.columns[min(_NAMING, len(below.columns) - 1)] + _NEAR
    for top in below.rows[:-1]:
        row = [cell for cell in below.cells if abs(cell.box[1] - top) < _NEAR]
        if any(cell.words.strip() and cell.words not in known for cell in row):
            return [cell for cell in row if cell.words.strip() and cell.box[2] <= named]
    return []


def _spans_rows(cell: Placed, table: PageTable) -> bool:
    return _at(table.rows, cell.box[3]) - _at(table.rows, cell.box[1]) > 1


def _at(edges: Sequence[float], value: float) -> int:
    """Which edge a value is nearest to."""
    place = bisect_left(edges, value)
    around = [one for one in (place - 1, place) if 0 <= one < len(edges)]
    return min(around, key=lambda one: abs(edges[one] - value))
