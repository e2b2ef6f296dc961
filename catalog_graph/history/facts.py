"""Facts: each row of the tables by its key, with its filled cells as words; and tables from facts again.

Owns: which tables hold facts, what tells their rows apart, and which of them has an identifier of its own.
Must not: touch disk, or understand a cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from catalog_graph.model.iris import thing
from catalog_graph.tables.calendar import CALENDAR_HEADER
from catalog_graph.tables.catalogues import ATTESTATION_HEADER, CATALOGUE_HEADER, ITEM_HEADER
from catalog_graph.tables.clauses import CLAUSE_HEADER
from catalog_graph.tables.frame import FRAME_HEADER
from catalog_graph.tables.local import CATALOGUES_HEADER, ROWS_HEADER
from catalog_graph.tables.plain import csv_text
from catalog_graph.tables.registers import LAW_HEADER, ROLE_HEADER, SOURCE_HEADER
from catalog_graph.tables.rows import read_rows
from catalog_graph.tables.statute import BASIS_HEADER, MATTER_HEADER, STATUTE_HEADER

Cells = Mapping[str, str]
_NUMBER = re.compile(r"(\d+)")
# What a cell that a release did not have yet is taken for where today's table must have one.
_BEFORE = {("catalogues", "official_rows_kind"): "unknown"}


class Fact(NamedTuple):
    """Which row: the name of its table, and its key, the cells that tell it apart with slashes between."""

    table: str
    key: str

    @property
    def iri(self) -> str:
        """The identifier of the thing that the row is about, else one of the row itself."""
        return BY_NAME[self.table].iri(self.key)


State = dict[Fact, Cells]


@dataclass(frozen=True)
class FactTable:
    """A table: its name, the name of its file, the header, the columns of the key, and what its rows are about.

    Columns of the key that the header lacks stand in the name of the file. `kind` is that of the identifier, "" where
    rows have none of their own.
    """

    name: str
    file: str
    header: str
    key: tuple[str, ...]
    kind: str = ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file."""
        return tuple(self.header.split(","))

    def parts(self, key: str) -> dict[str, str]:
        """The columns of a key with their cells; only the first may have slashes in it.

        >>> BY_NAME["items"].parts("social-assistance/11")
        {'slug': 'social-assistance', 'number': '11'}
        """
        return dict(zip(self.key, key.rsplit("/", len(self.key) - 1), strict=True))

    def iri(self, key: str) -> str:
        """The identifier of what a row is about."""
        return thing(self.kind, key) if self.kind else thing("fact", self.name, quote(key, safe="/*"))


TABLES = (
    FactTable("catalogues", "catalogues.csv", CATALOGUE_HEADER, ("slug",), "catalogue"),
    FactTable("items", "items/{domain}-{slug}.csv", ITEM_HEADER, ("slug", "number"), "item"),
    FactTable("attestations", "attestations/{slug}.csv", ATTESTATION_HEADER, ("slug", "item", "source"), "attestation"),
    FactTable("laws", "laws.csv", f"{LAW_HEADER},articles", ("id",), "law"),
    FactTable("roles", "roles.csv", ROLE_HEADER, ("id",), "role"),
    FactTable("sources", "sources.csv", SOURCE_HEADER, ("id",), "source"),
    FactTable("clauses", "clauses.csv", CLAUSE_HEADER, ("id",), "clause"),
    FactTable("basis", "basis.csv", BASIS_HEADER, ("item", "law", "article")),
    FactTable("statute", "statute.csv", STATUTE_HEADER, ("item", "column", "method", "level", "law", "article")),
    FactTable("matter", "matter.csv", MATTER_HEADER, ("item",)),
    FactTable("local", "local.csv", CATALOGUES_HEADER, ("place", "slug"), "local-catalogue"),
    FactTable("local-rows", "local/{place}/{slug}.csv", ROWS_HEADER, ("place", "slug", "number"), "local-rule"),
    FactTable("calendar", "calendar.csv", CALENDAR_HEADER, ("scope", "day")),
    FactTable("frame", "frame.csv", FRAME_HEADER, ("id",)),
    FactTable("place-names", "place-names.csv", "name,code,kind,source", ("name", "code")),
)
BY_NAME = {table.name: table for table in TABLES}
_ORDER = {table.name: number for number, table in enumerate(TABLES)}


def order(fact: Fact) -> tuple[int, tuple[tuple[str, int], ...]]:
    """The place of a fact in a list: by table, then by key, numbers in it as numbers.

    >>> sorted([Fact("items", "a/10"), Fact("items", "a/9")], key=order)[0].key
    'a/9'
    """
    words = _NUMBER.split(fact.key)
    pairs = zip(words[::2], [*map(int, words[1::2]), -1], strict=True)
    return _ORDER[fact.table], tuple(pairs)


def read_state(read: Callable[[str], str | None]) -> State:
    """All facts, in the order of the tables; `read` gives a file of the data folder by its name, None for none.

    Columns are those that each file has, so that tables of an older release can be read. Raises TableError.
    """
    state: State = {}
    for table in TABLES:
        for known in _files(table, state):
            name = table.file.format(**known)
            text = read(name)
            for fact, cells in _rows(table, name, text, known) if text else ():
                state[fact] = cells
    return state


def _rows(table: FactTable, name: str, text: str, known: Mapping[str, str]) -> Iterator[tuple[Fact, Cells]]:
    seen = set()
    for row in read_rows(name, text, text.partition("\n")[0].strip()):
        cells = {**known, **row.cells}
        fact = Fact(table.name, "/".join(_part(column, cells[column]) for column in table.key))
        if fact in seen:
            raise row.fail(table.key[-1], f"“{fact.key}”写了两行")
        seen.add(fact)
        yield fact, {column: cell for column, cell in row.cells.items() if cell and column not in table.key}


def _part(column: str, cell: str) -> str:
    """A cell as it stands in a key: numbers without leading zeros."""
    return cell.lstrip("0") if column == "number" else cell


def _files(table: FactTable, state: State) -> Iterable[dict[str, str]]:
    """What stands in the name of each file of a table."""
    if "{place}" in table.file:
        return [BY_NAME["local"].parts(fact.key) for fact in state if fact.table == "local"]
    if "{slug}" in table.file:
        listed = [(fact.key, cells) for fact, cells in state.items() if fact.table == "catalogues"]
        return [{"slug": slug, "domain": cells["number"]} for slug, cells in listed]
    return [{}]


def written(state: State) -> dict[str, str]:
    """The files of the data folder that say the same, with the columns that tables have today."""
    rows: dict[str, list[list[str]]] = {}
    for table in TABLES:
        for known in _files(table, state):
            rows.setdefault(table.file.format(**known), [list(table.columns)])
    numbers = {fact.key: cells["number"] for fact, cells in state.items() if fact.table == "catalogues"}
    for fact, cells in state.items():
        table = BY_NAME[fact.table]
        parts = table.parts(fact.key)
        name = table.file.format(**parts, domain=numbers.get(parts.get("slug", ""), ""))
        whole = {**parts, **cells}
        rows[name].append([whole.get(column) or _BEFORE.get((table.name, column), "") for column in table.columns])
    return {name: csv_text(listed) for name, listed in rows.items()}
