"""A document checked before it is published: every fault at its cell.

Owns: going through cells and paragraphs, and what an item allows. Must not: read bytes, or know how one fault is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog_graph.errors import UnknownItem
from catalog_graph.intake.grid import Document, Grid, address
from catalog_graph.intake.prose import NAME
from catalog_graph.local.binding import catalogues_of
from catalog_graph.local.reviews import RequiredReviews, required_reviews
from catalog_graph.model.values import Dataset, Item
from catalog_graph.records.names import ItemNames
from catalog_graph.records.precheck import key_facts, personal
from catalog_graph.records.precheck.personal import Hit

_HEAD_ROWS = 6


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at its cell; `row` and `column` are 1-based. A line beside the tables is a row of the grid 正文."""

    sheet: str
    row: int
    column: int
    heading: str
    value: str
    hit: Hit

    @property
    def cell(self) -> str:
        """The address, e.g. "F7"."""
        return address(self.row, self.column)

    @property
    def words(self) -> str:
        """What is wrong, as it stands in the cell."""
        return self.value[self.hit.start : self.hit.end]


def checked(document: Document, dataset: Dataset, item: str = "") -> list[Fault]:
    """All faults of a document that is published for an item, "" for none; its words are as in a records file.

    Raises UnknownItem.
    """
    numbers = {law.title: law.document_number for law in dataset.laws.values() if law.document_number}
    return faults(document, numbers, _item(dataset, item) if item else None)


def required(dataset: Dataset, code: str, item: str = "") -> tuple[RequiredReviews, ...]:
    """The reviews that the place of a code, and those above it, ask for before they publish for an item, or at all.

    Raises UnknownItem.
    """
    key = _item(dataset, item).key if item else None
    return required_reviews(catalogues_of(dataset.local, code), key)


def _item(dataset: Dataset, words: str) -> Item:
    key = ItemNames(dataset).resolve(words)
    if key is None:
        raise UnknownItem(f"没有公开事项“{words[:40]}”", "写作 领域/编号，如 社会救助/5；不写也可以。")
    return next(item for item in dataset.items() if item.key == key)


def faults(document: Document, numbers: Mapping[str, str], item: Item | None = None) -> list[Fault]:
    """All faults in reading order; what the content of `item` says is to be published is allowed."""
    content = "；".join(item.content) if item else ""
    every = (fault for grid in document.grids for fault in _of_grid(grid, numbers))
    return [fault for fault in every if not any(word in content for word in fault.hit.rule.content)]


def once(listed: Sequence[Fault]) -> list[Fault]:
    """Faults without those of lines that repeat what a cell has: lines of a page are those of its tables too."""
    of_cells = {(fault.hit.rule.code, fault.words) for fault in listed if fault.sheet != NAME}
    return [fault for fault in listed if fault.sheet != NAME or (fault.hit.rule.code, fault.words) not in of_cells]


def _of_grid(grid: Grid, numbers: Mapping[str, str]) -> Iterator[Fault]:
    head = head_row(grid.rows)
    headings = grid.rows[head] if head is not None else ("",) * grid.width
    for number, row in enumerate(grid.rows, 1):
        beside = personal.sensitive(row, headings) if head is not None and number > head + 1 else []
        for column, words in enumerate(row, 1):
            cell = _hits(words, headings[column - 1], numbers) if words else []
            cell += [hit for place, hit in beside if place == column - 1]
            for hit in sorted(cell, key=lambda each: (each.start, each.rule.code)):
                yield Fault(grid.name, number, column, headings[column - 1], words, hit)


def _hits(words: str, heading: str, numbers: Mapping[str, str]) -> list[Hit]:
    return personal.hits(words, heading) + list(key_facts.hits(words, heading, numbers))


def head_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the heading, from 0: the first with two short cells of words and no digits."""
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) > 1 and all(len(cell) <= 20 and not any(char.isdigit() for char in cell) for cell in cells):
            return number
    return None
