"""Tables on a page of a PDF without lines drawn: columns of words with nothing but space between.

Owns: which pieces of words stand in which column and row. Must not: open a PDF, or know ruled tables.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from catalog_graph.intake.pdf_tables import PageTable, Placed
from catalog_graph.intake.pdf_words import Char, Line, cell_words, lines_of

_GUTTER, _APART, _NEARLY = 0.7, 0.3, 0.5  # of a character's size
_LEAST_COLUMNS, _LEAST_LINES, _NAMING, _HEADER, _LEAST_GAP = 4, 3, 3, 3, 2.0


def aligned_table(chars: Sequence[Char]) -> PageTable | None:
    """The table that words make without lines drawn: columns are what gaps part, rows what stands apart; else None."""
    lines = _pieces(chars)
    seeds = [pieces for pieces in lines if len(pieces) >= _LEAST_COLUMNS]
    if len(seeds) < _LEAST_LINES:
        return None
    begin, end = lines.index(seeds[0]), len(lines) - lines[::-1].index(seeds[-1])
    while end < len(lines) and _is_near(lines[end - 1], lines[end]):
        end += 1
    table = lines[begin:end]
    gutters = _gutters(table)
    if len(gutters) + 1 < _LEAST_COLUMNS:
        return None
    pieces = [piece for row in table for piece in row]
    columns = (min(p.left for p in pieces) - 1, *gutters, max(p.right for p in pieces) + 1)
    rows = _rows(table, columns)
    tops = (min(p.top for line in row for p in line) - 0.5 for row in rows)
    edges = (*tops, max(p.bottom for p in pieces) + 0.5)
    cells = [cell for at, row in enumerate(rows) for cell in _row_cells(row, columns, edges[at], edges[at + 1])]
    return PageTable(tuple(cells), columns, edges, ruled=False)


def _is_near(above: Sequence[Line], line: Sequence[Line]) -> bool:
    """Whether a line stands as close to the one above as the lines of a cell do."""
    return min(p.top for p in line) - max(p.bottom for p in above) < line[0].size


def _pieces(chars: Sequence[Char]) -> list[list[Line]]:
    """Each line of the page as the pieces that gaps part it into."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (one.top + one.bottom, one.left)):
        middle = (char.top + char.bottom) / 2
        if lines and middle - (lines[-1][0].top + lines[-1][0].bottom) / 2 < 0.5 * char.size:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [pieces for line in lines if (pieces := _parted(line))]


def _parted(line: list[Char]) -> list[Line]:
    runs: list[list[Char]] = []
    for char in sorted((one for one in line if one.text.strip()), key=lambda one: one.left):
        if runs and char.left - runs[-1][-1].right < _GUTTER * char.size:
            runs[-1].append(char)
        else:
            runs.append([char])
    return [piece for run in runs for piece in lines_of(run)]


def _gutters(table: Sequence[Sequence[Line]]) -> list[float]:
    """The middles of the gaps that no piece crosses, from the left, headings over several columns left out."""
    lines = enumerate(table)
    pieces = [p for at, line in lines for p in line if at >= _HEADER or not _spans(p, table[:at], table[at + 1 :])]
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    gutters, end = [], left
    for piece in sorted(pieces, key=lambda one: one.left):
        if piece.left - end >= _LEAST_GAP and end > left:
            gutters.append((end + piece.left) / 2)
        end = max(end, piece.right)
    return [gutter for gutter in gutters if gutter < right]


def _spans(piece: Line, above: Sequence[Sequence[Line]], below: Sequence[Sequence[Line]]) -> bool:
    """Whether a piece stands over two pieces of another line, of one below by as much as nearly."""
    near = _NEARLY * piece.size
    return _most_under(piece, above, 0) > 1 or _most_under(piece, below[:_HEADER], near) > 1


def _most_under(piece: Line, lines: Sequence[Sequence[Line]], near: float) -> int:
    """How many pieces of one line a piece stands over, at most; `near` is how far beside it one still counts."""
    left, right = piece.left - near, piece.right + near
    return max((sum(other.left < right and other.right > left for other in line) for line in lines), default=0)


def _rows(lines: Sequence[Sequence[Line]], columns: Sequence[float]) -> list[list[Sequence[Line]]]:
    """Lines together that are one row.

    Where the first column counts, each number stands in a row of its own, and rows part where most space is between
    two numbers; else what stands apart by more than the lines of a cell do begins a row, and failing that each line.
    """
    numbers = [piece for line in lines for piece in line[:1] if piece.left < columns[1] and piece.words.isdigit()]
    if len(numbers) >= _LEAST_LINES - 1:
        edges = _edges_between(lines, numbers, columns)
        return [*([line] for line in lines if _middle(line[0]) < edges[0]), *_between(lines, edges)]
    usual = _usual_gap(lines, columns)
    apart, bottom = [], max(piece.bottom for piece in lines[0])
    for line in lines:
        top = min(piece.top for piece in line)
        apart.append(top - bottom > usual + _APART * line[0].size)
        bottom = max(bottom, *(piece.bottom for piece in line))
    apart = apart if any(apart) else [True] * len(lines)
    rows: list[list[Sequence[Line]]] = []
    for line, begins in zip(lines, apart, strict=True):
        if begins or not rows:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _middle(piece: Line) -> float:
    return (piece.top + piece.bottom) / 2


def _edges_between(lines: Sequence[Sequence[Line]], numbers: Sequence[Line], columns: Sequence[float]) -> list[float]:
    """Where rows part: above each number the middle of the widest gap below the number before, or below the header.

    Words of the first columns, which may be merged over rows, do not count.
    """
    named = columns[min(_NAMING, len(columns) - 1)]
    pieces = sorted((p for line in lines for p in line if p.left >= named), key=lambda piece: piece.top)
    begin = lines[0][0].top
    edges = []
    for number in numbers:
        gaps, bottom = [(0.0, number.top - 0.1)], begin
        for piece in pieces:
            if piece.top > bottom and begin < piece.top <= number.bottom and bottom > begin:
                gaps.append((piece.top - bottom, (piece.top + bottom) / 2))
            if piece.top < number.bottom:
                bottom = max(bottom, piece.bottom)
        edges.append(max(gaps, key=lambda gap: (round(gap[0], 1), gap[1]))[1])
        begin = _middle(number)
    return edges


def _between(lines: Sequence[Sequence[Line]], edges: Sequence[float]) -> list[list[Sequence[Line]]]:
    """The pieces between edges, by rows; a piece stands where its middle is."""
    rows: list[list[Sequence[Line]]] = [[] for _ in edges]
    for line in lines:
        for piece in line:
            place = bisect_left(edges, _middle(piece)) - 1
            if place >= 0:
                rows[place].append([piece])
    return [row for row in rows if row]


def _usual_gap(lines: Sequence[Sequence[Line]], columns: Sequence[float]) -> float:
    """The gap between the lines of a cell: what is usual between pieces that stand under each other in a column."""
    stacks: dict[int, list[Line]] = {}
    for piece in (piece for line in lines for piece in line):
        stacks.setdefault(bisect_left(columns, piece.left + 0.1), []).append(piece)
    gaps = sorted(
        below.top - above.bottom
        for stack in stacks.values()
        for above, below in pairwise(sorted(stack, key=lambda piece: piece.top))
        if below.top > above.bottom
    )
    return gaps[len(gaps) // 5] if gaps else 0.0


def _row_cells(row: Sequence[Sequence[Line]], columns: Sequence[float], top: float, bottom: float) -> list[Placed]:
    """The cells of a row; a piece that reaches over several columns is merged over them."""
    gathered: dict[tuple[int, int], list[Line]] = {}
    for piece in (piece for line in row for piece in line):
        first = max(bisect_left(columns, piece.left + 0.1) - 1, 0)
        last = max(bisect_left(columns, piece.right - 0.1), first + 1)
        gathered.setdefault((first, last), []).append(piece)
    cells = []
    for (first, last), lines in gathered.items():
        room = max(piece.right for piece in lines) - min(piece.left for piece in lines)
        box = columns[first], top, columns[min(last, len(columns) - 1)], bottom
        cells.append(Placed(box, cell_words(lines, room)))
    return cells
