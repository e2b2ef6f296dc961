"""Finding the header of a table: where it begins and ends, and the path of headings over each column.

Owns: telling header rows from titles and items, one to five rows high, with or without merged cells.
Must not: look at the cells below the header (`columns` does).

A header begins in the first row in which three official columns are named, or two of at most three cells, one of
them an item or content column. It goes on over merged cells, over rows of sub-headings (全社会 · 特定群体) and a
row that only numbers the columns. An unmerged empty cell over a sub-heading belongs to the heading left of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog_graph.review.recognition.headings import LONGEST_HEADING, Heading, heading_of, key_of, most_alike, under
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid

_MOST_ROWS = 5
_ITEMS = frozenset({Column.GROUP, Column.LABEL, Column.CONTENT})
_ENOUGH, _ALIKE_COUNTS = 2.8, 0.6


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of a header (1-based, first and last) and, for each column of the grid, its headings from the top down."""

    first: int
    last: int
    paths: tuple[tuple[str, ...], ...]


def find_header(spread: SpreadGrid, row: int) -> Header | None:
    """The header that begins in a row (1-based), or None."""
    if not _begins(spread, row) and not (_reaches_down(spread, row) and _begins(spread, row + 1)):
        return None
    last = _last_row(spread, row)
    return Header(row, last, tuple(_path(spread, row, last, column) for column in range(1, spread.width + 1)))


def same_header(header: Header, other: Header) -> bool:
    """Whether two headers head the same columns, slips of a scan in up to a fifth of them forgiven."""
    if len(header.paths) != len(other.paths):
        return False
    pairs = [pair for pair in zip(header.paths, other.paths, strict=True) if any(pair)]
    alike = 0
    for path, again in pairs:
        same = list(map(key_of, path)) == list(map(key_of, again))
        meanings = known(path), known(again)
        if not same and all(meanings) and meanings[0] != meanings[1]:
            return False
        alike += same or all(meanings)
    return alike >= 0.8 * len(pairs)


def repeats(spread: SpreadGrid, row: int, header: Header) -> bool:
    """Whether a row says over each of its columns what a header says there: one row of several, said again."""
    written = spread.written(row)
    if len(written) < 2 or len(spread.own(row, written[0])) > LONGEST_HEADING:
        return False
    return all(
        column <= len(header.paths) and key_of(spread.own(row, column)) in map(key_of, header.paths[column - 1])
        for column in written
    )


def known(path: tuple[str, ...]) -> Heading | None:
    """What a path of headings stands for, or None.

    >>> known(("公开对象", "特定群众")).options, known(("公开", "时限")).official.label
    (('group',), '公开时限')
    """
    if not path:
        return None
    if len(path) > 1:
        own = heading_of(path[-1])
        joined = heading_of("".join(path)) or heading_of("".join(path[-2:]))
        if joined and (own is None or own.faint):
            return joined
        for parent in reversed(path[:-1]):
            if heading_of(parent) and (heading := under(parent, path[-1])):
                return heading
    return heading_of(path[-1])


def _begins(spread: SpreadGrid, row: int) -> bool:
    """Whether enough official columns are named in a row."""
    written = spread.written(row)
    if len(written) < 2:
        return False
    cells = [spread.own(row, column) for column in written]
    if sum(len(words) > LONGEST_HEADING for words in cells) > 1:
        return False
    read = [heading_of(words) for words in cells]
    # An option alone says little: cells of an item say 主动 or 县级 too.
    sure = {heading.official for heading in read if heading and heading.official and not heading.options}
    if not sure:
        return False
    alike = {
        heading.official
        for words, known_ in zip(cells, read, strict=True)
        if known_ is None and (heading := most_alike(words)) and heading.official and not heading.options
    } - sure
    if not (sure | alike) & _ITEMS:
        return False
    few = len(sure) >= 2 and len(written) <= 3
    enough = len(sure) + _ALIKE_COUNTS * len(alike) >= _ENOUGH
    return few or (enough and len(sure | alike) >= 0.3 * len(set(cells)))


def _reaches_down(spread: SpreadGrid, row: int) -> bool:
    """Whether a cell of the row is merged with the one below: the row over the column names belongs to the header."""
    return row < spread.height and any(spread.last_row(row, column) > row for column in spread.written(row))


def _last_row(spread: SpreadGrid, first: int) -> int:
    """The last row of the header that begins in a row."""
    last = max(spread.last_row(first, column) for column in spread.written(first))
    last = min(last, first + _MOST_ROWS - 1)
    while (row := last + 1) < first + _MOST_ROWS + 1 and row <= spread.height:
        if not spread.written(row) and row < spread.height:
            row += 1
        if not (_subheads(spread, first, row) or _counts(spread, row)):
            break
        last = max(row, min(max(spread.last_row(row, column) for column in spread.written(row)), row + 1))
    return last


def _counts(spread: SpreadGrid, row: int) -> bool:
    """A row that only numbers the columns: 1 2 3 4 5."""
    cells = [spread.own(row, column) for column in spread.written(row)]
    return len(cells) >= 5 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _subheads(spread: SpreadGrid, first: int, row: int) -> bool:
    """Whether a row holds sub-headings of the header that begins in `first`."""
    written = spread.written(row)
    cells = {column: spread.own(row, column) for column in written}
    if not cells or any(len(words) > LONGEST_HEADING or words.isdigit() for words in cells.values()):
        return False
    fitting = [c for c, words in cells.items() if known((*_above(spread, first, row, c), words))]
    if len(fitting) < max(1, 0.6 * len(cells)):
        return False
    return any(_wide(spread, first, row, column) or _plain(cells[column]) for column in fitting)


def _plain(words: str) -> bool:
    """A heading that no item's cell would say: 一级事项, 公开时限."""
    heading = heading_of(words)
    return bool(heading and heading.official and not heading.options and not heading.faint)


def _wide(spread: SpreadGrid, first: int, row: int, column: int) -> bool:
    """Whether the heading over a cell covers several columns."""
    if not spread.words(first, column):
        return True
    neighbour = column + 1
    merged = spread.last_column(first, column) > spread.anchor(first, column)[1]
    beside = neighbour <= spread.width and not spread.words(first, neighbour)
    return merged or (beside and bool(spread.own(row, neighbour)))


def _above(spread: SpreadGrid, first: int, row: int, column: int) -> list[str]:
    """The headings over a cell, an empty one filled from the left."""
    headings: list[str] = []
    for upper in range(first, row):
        words, place = spread.words(upper, column), column
        while not words and place > 1 and spread.written(upper):
            place -= 1
            words = spread.words(upper, place)
        if words and (not headings or key_of(headings[-1]) != key_of(words)):
            headings.append(words)
    return headings


def _path(spread: SpreadGrid, first: int, last: int, column: int) -> tuple[str, ...]:
    """The headings of a column from the top down; none where the column is empty in the lowest written rows too."""
    own = [row for row in range(first, last + 1) if spread.words(row, column) and not _counts(spread, row)]
    if not own:
        return ()
    leaf = spread.words(own[-1], column)
    path = _above(spread, first, own[-1], column)
    if not path or key_of(path[-1]) != key_of(leaf):
        path.append(leaf)
    return tuple(path)
