"""A table of words to be spoilt, and what a spoilt one should be answered with.

Owns: changing cells, rows and columns of an official table while remembering what was changed.
Must not: know a rule, a format, or anything of the validator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset, Item, Law
from catalog_graph.official.layout import Column, OfficialTable
from catalog_graph.places.codebook import CodeBook

Cell = tuple[int, str]
"""A row (from 0) and the id of a column."""
Edit = Callable[[bytes, str], bytes]
"""A change to the written file: its bytes and format to bytes."""
FORMATS = ("xlsx", "docx", "html", "csv")


@dataclass(frozen=True, slots=True)
class Table:
    """One catalogue in the official form; `items` says which national item each row is, None for a row that is none."""

    official: OfficialTable
    items: tuple[Item | None, ...]
    changed: frozenset[Cell] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the columns, in order."""
        return tuple(column.id for column in self.official.columns)

    def words(self, row: int, column: str) -> str:
        """The words of a cell."""
        return self.official.rows[row][self.ids.index(column)]

    def lines(self, row: int, column: str) -> list[str]:
        """The lines of a cell."""
        return [line for line in self.words(row, column).split("\n") if line]

    def rows(self, fits: Callable[[int, Item], object]) -> list[int]:
        """The rows that are items and fit."""
        return [row for row, item in enumerate(self.items) if item is not None and fits(row, item)]

    def filled(self, column: str) -> list[int]:
        """The rows with words in a column."""
        return self.rows(lambda row, _: self.words(row, column))

    def put(self, cells: Mapping[Cell, str]) -> Table:
        """The table with other words in some cells."""
        rows = [list(row) for row in self.official.rows]
        for (row, column), words in cells.items():
            rows[row][self.ids.index(column)] = words
        return self._with(rows, self.items, self.changed | set(cells))

    def moved(self, order: Iterable[int]) -> Table:
        """The rows in another order, some left out or twice; nothing counts as changed."""
        places = list(order)
        return self._with([self.official.rows[p] for p in places], tuple(self.items[p] for p in places), frozenset())

    def inserted(self, at: int, words: Mapping[str, str]) -> Table:
        """A row that is no item before row `at`."""
        row = [words.get(column, "") for column in self.ids]
        rows = [*self.official.rows[:at], tuple(row), *self.official.rows[at:]]
        return self._with(rows, (*self.items[:at], None, *self.items[at:]), frozenset())

    def renumbered(self) -> Table:
        """序号 from 1 on."""
        at, rows, number = self.ids.index("number"), [], 0
        for row, item in zip(self.official.rows, self.items, strict=True):
            number += item is not None
            rows.append((*row[:at], str(number), *row[at + 1 :]) if item is not None else row)
        return self._with(rows, self.items, self.changed)

    def headed(self, columns: Sequence[Column], words: Callable[[int, Column], str] | None = None) -> Table:
        """Other columns: known ids keep their words, the words of others are given by `words(row, column)`."""
        known = set(self.ids)

        def said(row: int, column: Column) -> str:
            if column.id in known:
                return self.words(row, column.id)
            return words(row, column) if words else ""

        rows = [tuple(said(row, column) for column in columns) for row in range(len(self.items))]
        return replace(self, official=replace(self.official, columns=tuple(columns), rows=tuple(rows)))

    def titled(self, title: str) -> Table:
        """Another title; the name of the sheet then says nothing either."""
        return replace(self, official=replace(self.official, title=title, number="", label="Sheet1"))

    def _with(
        self, rows: Sequence[Sequence[str]], items: tuple[Item | None, ...], changed: frozenset[Cell] | set[Cell]
    ) -> Table:
        official = replace(self.official, rows=tuple(tuple(row) for row in rows))
        return Table(official, items, frozenset(changed))


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that must come: any of `rules`, at any of `cells`; for a finding of the table as a whole without
    cells, its `value` or `item` must be that one where given."""

    rules: frozenset[str]
    cells: frozenset[Cell] = frozenset()
    item: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A spoilt table: what must be found, and which rules may speak of it too because of the same fault.

    `also` holds in the rows that were changed and for the table as a whole; `anywhere` in every row.
    """

    table: Table
    expected: tuple[Expected, ...] = ()
    also: frozenset[str] = frozenset()
    anywhere: frozenset[str] = frozenset()
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What an editor's slips are made of: the registers, and names of counties."""

    dataset: Dataset
    counties: tuple[str, ...]
    laws_by_title: Mapping[str, Law]


def world(dataset: Dataset, book: CodeBook) -> World:
    """The registers and the counties whose names are no common nouns."""
    names = [county.name for county in book.within("", Level.COUNTY) if len(county.name) > 2]
    return World(dataset, tuple(sorted(set(names))), {law.title: law for law in dataset.laws.values()})


Seed = Callable[[Random, Table, World], Spoilt | None]


@dataclass(frozen=True, slots=True)
class Defect:
    """A class of defects: its name, what is done to a table, and in which formats; no rule means it must be borne."""

    name: str
    rules: tuple[str, ...]
    seed: Seed = field(repr=False)
    formats: tuple[str, ...] = FORMATS


DEFECTS: dict[str, Defect] = {}


def defect(name: str, *rules: str, formats: tuple[str, ...] = FORMATS) -> Callable[[Seed], Seed]:
    """Enter a function in the list of classes under a Chinese name, with the rules that must speak of it."""

    def enter(seed: Seed) -> Seed:
        assert name not in DEFECTS, name
        DEFECTS[name] = Defect(name, rules, seed, formats)
        return seed

    return enter


def expect(table: Table, *rules: str, also: str = "", cells: Iterable[Cell] | None = None) -> Spoilt:
    """One of the rules at one of the changed cells; `also`: rule ids parted by spaces."""
    there = frozenset(cells) if cells is not None else table.changed
    return Spoilt(table, (Expected(frozenset(rules), there),), frozenset(also.split()))


def pick(rng: Random, rows: Sequence[int]) -> int | None:
    """One of the rows, None where there is none."""
    return rng.choice(rows) if rows else None
