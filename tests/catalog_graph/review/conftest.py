"""Tables for the suites of the review: a national catalogue as recognised rows, with cells changed.

Owns: making a recognised table from a catalogue without a file. Must not: hold expectations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from catalog_graph.model.channels import BY_ID
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examined, Examiner
from catalog_graph.review.recognition.recognised_table import (
    OfficialColumn,
    PhysicalColumn,
    RecognisedTable,
    SourceCell,
    TableRow,
)

C = OfficialColumn
WORDED = (C.NUMBER, C.CODE, C.GROUP, C.LABEL, C.CONTENT, C.CITATIONS, C.TIME_LIMIT, C.SUBJECTS, C.CHANNELS)
TICKED = ((C.AUDIENCE, ("public", "group")), (C.METHOD, ("proactive", "on-request")))
LEVELS = (C.LEVELS, ("county", "township", "village"))
Changes = Mapping[tuple[int, OfficialColumn], str]
Examine = Callable[..., Examined]


def columns() -> tuple[PhysicalColumn, ...]:
    """The columns of the official form, 1-based."""
    worded = [PhysicalColumn(n, column.label, column) for n, column in enumerate(WORDED, 1)]
    options = [(column, option) for column, codes in (*TICKED, LEVELS) for option in codes]
    return (*worded, *(PhysicalColumn(n, o, column, o) for n, (column, o) in enumerate(options, len(WORDED) + 1)))


def words_of(dataset: Dataset, item: Item, row: int) -> dict[OfficialColumn, str]:
    """The words of an item's cells."""
    laws = [(dataset.laws[c.law], c.article or "") for c in item.citations]
    boxes = [f"■{BY_ID[c].label}" for c in item.required_channels] + [
        f"□{BY_ID[c].label}" for c in item.optional_channels
    ]
    return {
        C.NUMBER: str(row - 2),
        C.CODE: f"{dataset.catalogues[item.catalogue].number}{item.number:03d}",
        C.GROUP: item.group,
        C.LABEL: item.label,
        C.CONTENT: "\n".join(item.content),
        C.CITATIONS: "\n".join(
            f"《{law.title}》" + (f"（{law.document_number}）" if law.document_number else "") + article
            for law, article in laws
        ),
        C.TIME_LIMIT: item.time_limit.text if item.time_limit else "",
        C.SUBJECTS: "\n".join(dataset.roles[role].label for role in item.subjects),
        C.CHANNELS: "\n".join(boxes),
        C.AUDIENCE: " ".join(item.audience) + (f"|{item.audience_group}" if item.audience_group else ""),
        C.METHOD: " ".join(item.method),
        C.LEVELS: " ".join(item.levels),
    }


def row_of(row: int, words: Mapping[OfficialColumn, str], extra: Mapping[str, str]) -> TableRow:
    """A row from words; audience, method and levels are the ticked options, after “|” words beside them."""
    cells: dict[OfficialColumn, tuple[SourceCell, ...]] = {
        column: (SourceCell(row, n, words[column], words[column].strip()),) for n, column in enumerate(WORDED, 1)
    }
    at = len(WORDED)
    for column, options in (*TICKED, LEVELS):
        ticked, _, beside = words[column].partition("|")
        found = []
        for option in options:
            at += 1
            mark = "√" if option in ticked.split() else ""
            found.append(SourceCell(row, at, mark, mark, option))
        if beside:
            found.append(SourceCell(row, at, beside, beside))
        cells[column] = tuple(found)
    added = {heading: SourceCell(row, at + 1 + n, value, value) for n, (heading, value) in enumerate(extra.items())}
    return TableRow(row, cells, added)


@pytest.fixture(scope="session")
def counties() -> CodeBook:
    """The code book without villages."""
    return load_codebook(villages=False)


@pytest.fixture(scope="session")
def examiner(dataset: Dataset, counties: CodeBook) -> Examiner:
    """What examines all tables."""
    return Examiner(dataset, counties)


@pytest.fixture(scope="session")
def examine(dataset: Dataset, examiner: Examiner) -> Examine:
    """Examine a catalogue with some cells changed: (place from 0, column) → words; `only` keeps these places."""

    def run(
        slug: str,
        changes: Changes | None = None,
        *,
        only: tuple[int, ...] | None = None,
        extra: Callable[[int], Mapping[str, str]] = lambda _: {},
        titles: tuple[str, ...] = (),
        without: frozenset[OfficialColumn] = frozenset(),
        twice: int | None = None,
    ) -> Examined:
        items = dataset.catalogues[slug].items
        places = list(only if only is not None else range(len(items)))
        places += [twice] if twice is not None else []
        rows = []
        for at, place in enumerate(places, 3):
            changed = {column: said for (where, column), said in (changes or {}).items() if where == place}
            rows.append(row_of(at, words_of(dataset, items[place], at) | changed, extra(place)))
        kept = tuple(column for column in columns() if column.official not in without)
        rows = [TableRow(r.row, {c: v for c, v in r.cells.items() if c not in without}, r.extra) for r in rows]
        table = RecognisedTable("Sheet1", (1, 2), kept, tuple(rows), titles)
        examined = examiner.examine(table, slug)
        return replace(examined, facts=(*examined.facts, *examiner.missing([(table, examined)], slug)))

    return run
