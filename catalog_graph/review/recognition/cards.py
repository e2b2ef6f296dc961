"""Cards: an item on a small table of its own, its headings one below the other, what they head beside them.

Owns: telling cards from other tables of two columns, and reading each as a row of the official table.
Must not: know what a heading means beyond its column, or read the rows.

A card is at least five headings of official columns below each other, the item's and one of its content, limit or basis
among them; a heading that the card has already begins the next. A row of the whole bears the number of the second row
of its card, so that rows are counted as they stand on a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from catalog_graph.intake.grid import Grid
from catalog_graph.review.recognition.headings import LONGEST_HEADING, heading_of, key_of
from catalog_graph.review.recognition.pieces import Place, Whole
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid

_LEAST, _SHARE = 5, 0.7
_ITEM = {Column.LABEL, Column.GROUP}
_SAYS_MORE = {Column.CONTENT, Column.CITATIONS, Column.TIME_LIMIT}
_NOTICE = "每个事项各是一张卡片（左栏是栏目名，右栏是内容），已按一张表读；所指的单元格是卡片里的"


@dataclass(slots=True)
class _Card:
    """The first row of a card, the places of its headings and the words beside them, by heading as it is compared."""

    first: int
    heads: dict[str, Place] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def as_rows(grids: Sequence[Grid]) -> Iterator[Whole]:
    """The grids; those that hold cards, one after the other, as one grid of rows."""
    for cards_, run in groupby(((grid, _cards(grid)) for grid in grids), key=lambda pair: bool(pair[1])):
        pairs = list(run)
        if cards_:
            yield _whole(pairs)
        else:
            yield from (Whole(grid) for grid, _ in pairs)


def _cards(grid: Grid) -> list[_Card]:
    """The cards of a grid; none where it is anything else."""
    cards = list[_Card]()
    now: _Card | None = None
    for row, cells in enumerate(grid.rows, 1):
        written = [column for column, each in enumerate(cells, 1) if each.strip()]
        words = cells[written[0] - 1].strip() if written else ""
        if len(written) > 2 or len(words) > LONGEST_HEADING:
            return []
        heading, key = heading_of(words), key_of(words)
        if len(written) == 1 and heading is None:  # a title
            now = None
        elif written and (heading or now):
            if now is None or key in now.heads:
                now = _Card(row)
                cards.append(now)
            now.heads[key] = Place(grid.name, row, written[0])
            now.words[key] = cells[written[1] - 1] if len(written) == 2 else ""
    return cards if all(map(_is_card, cards)) else []


def _is_card(card: _Card) -> bool:
    read = [heading.official for key in card.heads if (heading := heading_of(key)) and heading.official]
    if not _ITEM & set(read) or not _SAYS_MORE & set(read):
        return False
    return len(set(read)) >= _LEAST and len(read) >= _SHARE * len(card.heads)


def _whole(pairs: Sequence[tuple[Grid, list[_Card]]]) -> Whole:
    """Cards as the rows of one grid, their headings above the first."""
    every = [card for _, cards in pairs for card in cards]
    keys = list(dict.fromkeys(key for card in every for key in card.heads))
    heads = {key: at for card in reversed(every) for key, at in card.heads.items()}
    by_name = {grid.name: SpreadGrid(grid) for grid, _ in pairs}
    lines = {1: tuple(by_name[heads[key].sheet].own(heads[key].row, heads[key].column) for key in keys)}
    places = {(1, column): heads[key] for column, key in enumerate(keys, 1)}
    rows = {1: next(iter(every[0].heads.values()))}
    above = 0
    for grid, cards in pairs:
        for card in cards:
            row = above + card.first + 1
            lines[row] = tuple(card.words.get(key, "") for key in keys)
            rows[row] = next(iter(card.heads.values()))
            for column, key in enumerate(keys, 1):
                if at := card.heads.get(key):
                    places[row, column] = Place(at.sheet, at.row, _beside(by_name[at.sheet], at))
        above += len(grid.rows)
    empty = ("",) * len(keys)
    first, last = pairs[0][0], pairs[-1][0]
    filled = tuple(lines.get(row, empty) for row in range(1, max(lines) + 1))
    return Whole(Grid(first.name, filled, (), first.before, last.after), places, rows, _NOTICE)


def _beside(spread: SpreadGrid, head: Place) -> int:
    """The column of the words beside a heading, whether there are any or not."""
    return min(spread.last_column(head.row, head.column) + 1, spread.width)
