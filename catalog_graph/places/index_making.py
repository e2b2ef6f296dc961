"""Making the index of names from the code book, in three parts that know nothing of each other.

Owns: which forms a place goes by, and the tables of the parts in SQLite. Must not: ask the index (`name_index`), or
know where it is kept (`index_file`).

Each part is a database of its own, so that three processes make them at once: `names` has the forms in characters, and
the places and levels; `sounds` those in pinyin and in initials; `words` what FTS5 needs to find parts of names. Half of
the villages share their name with others: what follows from a name is worked out once, and the forms are put in order
here, since SQLite takes twice as long to sort rows that come in any order.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import WIDTHS, CodeBook
from catalog_graph.places.name_index import COUNT, Grade, phrase
from catalog_graph.places.names import (
    COMMITTEES,
    initials,
    listed,
    listed_all,
    pinyin,
    real,
    short_names,
    spelled,
    zone_without_city,
)
from catalog_graph.places.pinyin import VillageKeys

_FORMS = """
CREATE TABLE forms (
  form TEXT, grade INTEGER, place INTEGER, code INTEGER NOT NULL, PRIMARY KEY (form, grade, place)
) WITHOUT ROWID;
"""
_PLACES = """
CREATE TABLE places (place INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE levels (digits INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
"""
_WORDS = """
CREATE TABLE often (words TEXT, digits INTEGER, count INTEGER NOT NULL, PRIMARY KEY (words, digits)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
  character, pair, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, col);
"""
_AT_ONCE = 800  # values of one statement, four to a row
_MANY = 5_000  # names in which words occur that are counted once, when the index is made
_GRADES = {grade: f"\0{grade.value}" for grade in Grade}  # stands behind a form: less than any character of a name


@dataclass(frozen=True)
class AllNames:
    """The places of a code book; `others` are further names with the codes of their places."""

    book: CodeBook
    others: list[tuple[str, str]]

    @cached_property
    def names(self) -> list[str]:
        """The name of each row in the spelling of the index."""
        return listed_all(self.book.text.split("\n")[1:-1])

    @cached_property
    def upper(self) -> list[int]:
        """The rows of provinces to counties that are places."""
        return [row for row in range(self.book.first_row(Level.TOWNSHIP)) if not self.book.is_filler(row)]

    def called(self) -> Iterator[tuple[str, list[str], list[int]]]:
        """Names of provinces to towns, their shorter names, and the rows of the places that are called so."""
        for row in self.upper:
            name = self.names[row]
            yield name, short_names(name) + zone_without_city(name, self._city(row)), [row]
        yield from self._of_level(Level.TOWNSHIP)

    def villages(self) -> Iterator[tuple[str, list[str], list[int]]]:
        """The same of villages."""
        return self._of_level(Level.VILLAGE)

    def _of_level(self, level: Level) -> Iterator[tuple[str, list[str], list[int]]]:
        by_name: dict[str, list[int]] = defaultdict(list)
        for row in self.book.rows(level):
            by_name[self.names[row]].append(row)
        return ((name, short_names(name), rows) for name, rows in by_name.items())

    def _city(self, row: int) -> str:
        """The name of the prefecture above a county; "-", which no name begins with, where there is none."""
        code = self.book.at(row).code
        return listed(self.book.get(code[:4]).name) if len(code) > 4 and self.book.has(code[:4]) else "-"


class _Forms:
    """Rows of the table of forms, gathered in any order."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = defaultdict(list)

    def add(self, form: str, grade: Grade, rows: Iterable[int]) -> None:
        """Some places go by a form."""
        self._rows[form + _GRADES[grade]] += rows

    def write(self, connection: sqlite3.Connection, codes: list[int]) -> None:
        """Fill the table, each row once."""
        connection.executescript(_FORMS)
        cells: list[str | int] = []
        for key in sorted(self._rows):
            form, grade, rows = key[:-2], int(key[-1]), self._rows[key]
            for row in sorted(set(rows)) if len(rows) > 1 else rows:
                cells += form, grade, row, codes[row]
            if len(cells) >= _AT_ONCE:
                _insert(connection, cells)
                cells = []
        _insert(connection, cells)


def _insert(connection: sqlite3.Connection, cells: list[str | int]) -> None:
    """Many rows in few statements: one by one they take twice as long."""
    for start in range(0, len(cells), _AT_ONCE):
        some = cells[start : start + _AT_ONCE]
        rows = ",".join(["(?, ?, ?, ?)"] * (len(some) // 4))
        connection.execute(f"INSERT INTO forms VALUES {rows}", some)  # noqa: S608 - only question marks


def make_names(connection: sqlite3.Connection, named: AllNames) -> None:
    """Fill an empty database with the forms in characters, the places and their levels."""
    book, forms = named.book, _Forms()
    for name, shorts, rows in chain(named.called(), named.villages()):
        forms.add(name, Grade.NAME, rows)
        for short in shorts:
            forms.add(short, Grade.SHORT, rows)
    for name, code in named.others:
        forms.add(spelled(name), Grade.OTHER, [book.row(code)])
    forms.write(connection, _numbers(book))
    connection.executescript(_PLACES)
    places = zip(range(len(book)), book.codes(), real(book.text).split("\n")[1:-1], strict=True)
    connection.executemany("INSERT INTO places VALUES (?, ?, ?)", places)
    connection.executemany("INSERT INTO levels VALUES (?, ?, ?)", _levels(book))


def make_sounds(connection: sqlite3.Connection, named: AllNames) -> None:
    """Fill an empty database with the forms in pinyin; villages are read character by character, which is quick."""
    forms, keys = _Forms(), VillageKeys(named.book.text)
    for name, shorts, rows in named.called():
        for form, grade in _sounds(name, shorts):
            forms.add(form, grade, rows)
    for name, shorts, rows in named.villages():
        for sound in {keys.sound(words) for words in shorts or [name]}:
            forms.add(sound, Grade.SHORT_PINYIN, rows)
    for name, code in named.others:
        forms.add(pinyin(spelled(name)), Grade.SHORT_PINYIN, [named.book.row(code)])
    forms.write(connection, _numbers(named.book))


def make_words(connection: sqlite3.Connection, named: AllNames) -> None:
    """Fill an empty database with the words of names, and how often those occur that are in many."""
    connection.executescript(_WORDS)
    connection.executemany("INSERT INTO words (rowid, character, pair) VALUES (?, ?, ?)", _tokens(named))
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    many = {term for (term,) in connection.execute("SELECT term FROM terms WHERE doc >= ?", [_MANY])}
    for words in sorted(COMMITTEES | many):
        for digits, first, last in _levels(named.book):
            count = connection.execute(COUNT, [phrase(words), first, last]).fetchone()
            connection.execute("INSERT INTO often VALUES (?, ?, ?)", (words, digits, *count))


PARTS: Mapping[str, Callable[[sqlite3.Connection, AllNames], None]] = {
    "names": make_names,
    "sounds": make_sounds,
    "words": make_words,
}


def _sounds(name: str, shorts: list[str]) -> Iterator[tuple[str, Grade]]:
    yield pinyin(name), Grade.PINYIN
    for short in shorts:
        yield pinyin(short), Grade.SHORT_PINYIN
    for words in {name, *shorts}:
        if len(words) > 1:
            yield initials(words), Grade.INITIALS


def _tokens(named: AllNames) -> Iterator[tuple[int, str, str]]:
    rows = chain(named.upper, range(named.book.first_row(Level.TOWNSHIP), len(named.book)))
    for row in rows:
        name = named.names[row]
        yield row, " ".join(name), " ".join(map("".join, pairwise(name)))


def _numbers(book: CodeBook) -> list[int]:
    """The codes of all rows as whole numbers."""
    return list(chain.from_iterable(map(book.numbers, WIDTHS.values())))


def _levels(book: CodeBook) -> Iterator[tuple[int, int, int]]:
    for digits, level in WIDTHS.items():
        rows = book.rows(level)
        yield digits, rows.start, rows.stop
