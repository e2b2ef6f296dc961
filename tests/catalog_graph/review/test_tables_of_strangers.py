"""Tables as somebody who never saw the form might send them: what is read of them, what is told.

Owns: the right answer to each table, by hand. Must not: hold tables (`stranger_tables`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import pytest

from catalog_graph.intake.read import read_document
from catalog_graph.review.results import Review
from catalog_graph.review.review import review_document
from tests.catalog_graph.review import stranger_tables as tables
from tests.catalog_graph.review.made_files import data

# Cells that the national table leaves empty too, laws out of force that it cites, items left out of a short table.
USUAL = {"GK-CELL-008", "GK-BASIS-006", "GK-TAB-003"}


@dataclass(frozen=True)
class Right:
    """Rows and rows matched of each table, and what is told above info beyond the usual."""

    make: Callable[[], bytes]
    of_tables: list[tuple[int, int]]
    told: set[tuple[str, str | None]] = field(default_factory=set)


# Of a row of another domain, told as the office's own: what it leaves empty.
EMPTY = (("CON-001", "D"), ("BASIS-001", "E"), ("WHEN-001", "F"), ("WHERE-001", "H"), ("AUD-001", "I"))
RIGHT = {
    "two on a sheet": Right(tables.two_on_a_sheet, [(13, 13), (18, 18)]),
    "three rows of headings": Right(tables.three_rows_of_headings, [(13, 13)]),
    "cut by pages": Right(tables.cut_by_pages, [(13, 13)]),
    "cut within a title": Right(tables.cut_within_a_title, [(14, 13)]),
    "items in content": Right(
        tables.items_in_content, [(4, 0)], {*((("GK-ROW-014"), f"C{row}") for row in range(3, 7)), ("GK-TAB-002", "A2")}
    ),
    "mixed basis": Right(tables.mixed_basis, [(13, 13)], {("GK-BASIS-002", "E7"), ("GK-BASIS-003", "E7")}),
    "drafts and articles": Right(
        tables.drafts_and_articles,
        [(18, 18)],
        {("GK-BASIS-012", "E4"), ("GK-BASIS-012", "E5"), ("GK-BASIS-014", "E6"), ("GK-BASIS-010", "E6")},
    ),
    "marks": Right(tables.marks, [(6, 6)]),
    "dragged": Right(
        tables.dragged,
        [(13, 13)],
        {(f"GK-BASIS-0{rule}", f"E{row}") for rule in ("08", "11") for row in (6, 7, 8)}
        | {("GK-BASIS-010", "E5"), ("GK-BASIS-010", "E6")},
    ),
    "own words": Right(tables.own_words, [(17, 17)]),
    "of a portal": Right(tables.of_a_portal, [(18, 18)]),
    "strange rows": Right(
        tables.strange_rows,
        [(16, 13)],
        {(f"GK-{rule}", f"{cell}{row}") for rule, cell in EMPTY for row in (10, 11)}
        | {("GK-BASIS-005", "E9"), *(("GK-ROW-008", f"A{row}") for row in (9, 10, 12))},
    ),
    "side by side": Right(lambda: tables.side_by_side(1), [(13, 13), (18, 18)]),
    "side by side without a gap": Right(lambda: tables.side_by_side(0), [(13, 13), (18, 18)]),
    "unit in the heading": Right(tables.unit_in_the_heading, [(4, 4)], {("GK-WHEN-003", "F5")}),
    "broken lines": Right(tables.broken_lines, [(13, 13)]),
    "linked channels": Right(tables.linked_channels, [(2, 2)]),
    "two rows an item": Right(tables.two_rows_an_item, [(23, 13)]),
    "ditto marks": Right(tables.ditto_marks, [(13, 13)]),
    "a column a channel": Right(tables.a_column_a_channel, [(13, 13)]),
    "words for ticks": Right(tables.words_for_ticks, [(13, 13)]),
}


@cache
def reviewed(name: str) -> Review:
    return review_document(read_document(RIGHT[name].make()), data()[1], name=name)


@pytest.mark.parametrize("name", RIGHT)
def test_a_table_is_read_and_told_what_is_wrong(name: str) -> None:
    right, review = RIGHT[name], reviewed(name)
    assert [(len(table.rows), table.count("matched")) for table in review.tables] == right.of_tables
    told = {(f.rule, f.cell) for f in review.findings() if f.severity != "info" and f.rule not in USUAL}
    assert told == right.told
