"""Tables of 20,000 rows of which no two are the same: of the longest catalogue, and of 23 catalogues by turns.

Owns: how such a table is made. Must not: time it (`editors`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, cycle, islice, zip_longest

from catalog_graph.model.values import Dataset
from catalog_graph.official.layout import COLUMNS, OfficialTable, official_table

LONG_ROWS, BY_TURNS = 19_997, 23  # with title and header the 20,000 rows that are read at most
_OWN = (("label", "（第{}村民小组）"), ("content", "；\n杏花村{}号公告"), ("subjects", "\n杏花镇第{}工作站"))


def long_tables(dataset: Dataset, rows: int = LONG_ROWS) -> dict[str, OfficialTable]:
    """Both tables, by what they are of; in the official columns alone."""
    pilots = (catalogue for catalogue in dataset.catalogues.values() if catalogue.pilot)
    longest = sorted(pilots, key=lambda catalogue: -len(catalogue.items))[:BY_TURNS]
    tables = [replace(official_table(dataset, catalogue), columns=COLUMNS) for catalogue in longest]
    turns = [row for row in chain.from_iterable(zip_longest(*(table.rows for table in tables))) if row]
    return {
        f"of {longest[0].slug} alone": _cycled(tables[0], tables[0].rows, rows),
        f"of {BY_TURNS} catalogues by turns": _cycled(tables[0], turns, rows),
    }


def _cycled(table: OfficialTable, rows: Iterable[tuple[str, ...]], many: int) -> OfficialTable:
    """So many rows, over and over, each with something of its own in one of three columns."""
    made = []
    for number, row in enumerate(islice(cycle(rows), many), 1):
        column, words = _OWN[number % len(_OWN)]
        cells = dict(zip((each.id for each in COLUMNS), row, strict=False)) | {"number": str(number)}
        cells[column] += words.format(number)
        made.append(tuple(cells.values()))
    return replace(table, rows=tuple(made))
