"""The index of names: which places go by a name, begin with it, or hold it, in Chinese characters or in pinyin.

Owns: the tables of the index in SQLite, and making and asking them. Must not: judge which place is wanted.

Places are known by their row in the code book, from 0. `forms` has every name that a place goes by. `words` has the
characters of its name for FTS5, each a token, and each two that stand together, so that a phrase is a part of a name;
of two and more characters the pairs are looked up, since nearly every village has 村, 委 and 会 in its name, and few
have them in another order. Rows stand in the order of levels, and within a level in that of codes: places of a level,
or below a code, are a range of rows.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from threading import local
from typing import Any, NamedTuple

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import WIDTHS, CodeBook, Division, division
from catalog_graph.places.names import (
    COMMITTEES,
    initials,
    listed,
    pinyin,
    real,
    short_names,
    spelled,
    zone_without_city,
)
from catalog_graph.places.pinyin import VillageKeys

_LAST = "\U0010ffff"
_VILLAGE = 12  # digits of a village's code
_TABLES = """
CREATE TABLE forms (
  form TEXT, grade INTEGER, place INTEGER, code INTEGER NOT NULL, PRIMARY KEY (form, grade, place)
) WITHOUT ROWID;
CREATE TEMP TABLE loose (form TEXT, grade INTEGER, place INTEGER);
CREATE TABLE places (place INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE often (words TEXT, digits INTEGER, count INTEGER NOT NULL, PRIMARY KEY (words, digits)) WITHOUT ROWID;
CREATE TABLE levels (digits INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
  character, pair, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, col);
"""
_COUNT = "SELECT COUNT(*) FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?"
_BEGINNING = "SELECT DISTINCT place FROM forms WHERE form >= ? AND form < ? AND (RANGES) ORDER BY place LIMIT ?"
_IN_ORDER = """
INSERT OR IGNORE INTO forms
  SELECT form, grade, place, CAST(code AS INTEGER) FROM loose JOIN places USING (place) ORDER BY form, grade, place;
DROP TABLE loose;
"""
_SOME = 20_000  # rows between two words of progress
_MANY = 5_000  # names in which words occur that are counted once, when the index is made


class Grade(IntEnum):
    """How a form names a place, the best first."""

    NAME = 0
    SHORT = 1
    OTHER = 2
    PINYIN = 3
    SHORT_PINYIN = 4
    INITIALS = 5


class Named(NamedTuple):
    """A place by its row and its code, and how a form names it."""

    place: int
    code: str
    grade: Grade


def make(
    connection: sqlite3.Connection,
    book: CodeBook,
    others: Iterable[tuple[str, str]] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Fill an empty database; `others` are further names with the codes of their places. All or nothing."""
    connection.executescript(_TABLES)
    with connection:
        connection.executemany("INSERT INTO places VALUES (?, ?, ?)", _places(book))
        connection.executemany("INSERT INTO levels VALUES (?, ?, ?)", _levels(book))
        connection.executemany("INSERT INTO loose VALUES (?, ?, ?)", _all_forms(book, others, progress))
        connection.executemany("INSERT INTO words (rowid, character, pair) VALUES (?, ?, ?)", _tokens(book))
    connection.executescript(_IN_ORDER)
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    many = {term for (term,) in connection.execute("SELECT term FROM terms WHERE doc >= ?", [_MANY])}
    for words in sorted(COMMITTEES | many):
        for digits, first, last in _levels(book):
            count = connection.execute(_COUNT, [_phrase(words), first, last]).fetchone()
            connection.execute("INSERT INTO often VALUES (?, ?, ?)", (words, digits, *count))
    connection.commit()


def _tokens(book: CodeBook) -> Iterator[tuple[int, str, str]]:
    for row in range(len(book)):
        if not book.is_filler(row):
            name = listed(book.name(row))
            yield row, " ".join(name), " ".join(_pairs(name))


def _places(book: CodeBook) -> Iterator[tuple[int, str, str]]:
    return ((row, code, real(book.name(row))) for row, code in enumerate(book.codes()))


def _levels(book: CodeBook) -> Iterator[tuple[int, int, int]]:
    for digits, level in WIDTHS.items():
        rows = book.rows(level)
        yield digits, rows.start, rows.stop


def _all_forms(
    book: CodeBook, others: Iterable[tuple[str, str]], progress: Callable[[int, int], None]
) -> Iterator[tuple[str, int, int]]:
    """Form, grade and place of each name; those of villages are read character by character, which is quick."""
    towns, villages = book.first_row(Level.TOWNSHIP), book.first_row(Level.VILLAGE)
    keys = VillageKeys(book.text)
    for row in range(len(book)):
        if row % _SOME == 0:
            progress(row, len(book))
        if book.is_filler(row):
            continue
        name = listed(book.name(row))
        shorts = short_names(name)
        if row < towns:
            shorts += zone_without_city(name, _city(book, row))
        yield name, Grade.NAME, row
        for short in shorts:
            yield short, Grade.SHORT, row
        if row >= villages:
            for sound in {keys.key(words) for words in (shorts or [name])}:
                yield sound.replace(" ", ""), Grade.SHORT_PINYIN, row
        else:
            yield from _sounds(name, shorts, row)
    for name, code in others:
        row = book.row(code)
        yield spelled(name), Grade.OTHER, row
        yield pinyin(spelled(name)), Grade.SHORT_PINYIN, row
    progress(len(book), len(book))


def _city(book: CodeBook, row: int) -> str:
    """The name of the prefecture above a county; "-", which no name begins with, where there is none."""
    code = book.at(row).code
    return listed(book.get(code[:4]).name) if len(code) > 4 and book.has(code[:4]) else "-"


def _sounds(name: str, shorts: Sequence[str], row: int) -> Iterator[tuple[str, int, int]]:
    yield pinyin(name), Grade.PINYIN, row
    for short in shorts:
        yield pinyin(short), Grade.SHORT_PINYIN, row
    for words in {name, *shorts}:
        if len(words) > 1:
            yield initials(words), Grade.INITIALS, row


class NameIndex:
    """An index that is made, for reading; threads may share it, each has a connection of its own."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect, self._own = connect, local()

    @classmethod
    def at(cls, path: Path) -> NameIndex:
        """The index in a file."""
        return cls(lambda: sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True))

    @classmethod
    def of(cls, book: CodeBook, others: Iterable[tuple[str, str]] = ()) -> NameIndex:
        """An index of a few places, in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        make(connection, book, others)
        return cls(lambda: connection)

    def division(self, place: int) -> Division:
        """The place in a row. Raises IndexError where there is none."""
        code, name = self._rows("SELECT code, name FROM places WHERE place = ?", place)[0]
        return division(code, name)

    def rows(self, level: Level | None = None, within: str = "") -> list[range]:
        """The rows of a level, or of all levels one by one, below a code; "" stands for the whole country."""
        wanted = [rows for digits, rows in self._levels.items() if level in {None, WIDTHS[digits]}]
        return [part for rows in wanted if (part := self._below(rows, within))]

    @cached_property
    def _levels(self) -> dict[int, range]:
        levels = self._rows("SELECT digits, first, last FROM levels ORDER BY digits")
        return {digits: range(first, last) for digits, first, last in levels}

    def _below(self, rows: range, within: str) -> range:
        """The rows of one level whose codes begin so."""
        if not within:
            return rows
        start = bisect_left(rows, within, key=self._code)
        return rows[start : bisect_left(rows, within + _LAST, key=self._code)]

    def _code(self, place: int) -> str:
        return str(self._rows("SELECT code FROM places WHERE place = ?", place)[0][0])

    def called(self, form: str, below: tuple[str, ...] = ("",), most: int = 5000) -> list[Named]:
        """Places that go by just this form, as the best grade of it says, the best first; of these those `below`."""
        sql = "SELECT place, code, MIN(grade) FROM forms WHERE form = ? GROUP BY place ORDER BY 3, place LIMIT ?"
        rows = ((place, str(code), grade) for place, code, grade in self._rows(sql, form, most))
        return [Named(place, code, Grade(grade)) for place, code, grade in rows if code.startswith(below)]

    def above_villages(self, forms: Sequence[str]) -> list[tuple[str, str]]:
        """Which of some forms are names of provinces to towns, in characters or in pinyin, with the codes of these."""
        sql = (
            "SELECT form, code FROM forms WHERE form IN (SELECT value FROM json_each(?)) "
            "AND grade IN (?, ?, ?, ?, ?) AND place < ?"
        )
        grades = Grade.NAME, Grade.SHORT, Grade.OTHER, Grade.PINYIN, Grade.SHORT_PINYIN
        rows = self._rows(sql, json.dumps(forms), *grades, self._levels[_VILLAGE].start)
        return [(form, str(code)) for form, code in rows]

    def beginning(self, form: str, most: int, rows: Sequence[range]) -> list[int]:
        """Places in some rows with a form that begins so, upper levels first."""
        places: list[int] = []
        for parts in self._upper_and_villages(rows):
            bounds = [bound for part in parts for bound in (part.start, part.stop)]
            within = " OR ".join(["place >= ? AND place < ?"] * len(parts))
            sql = _BEGINNING.replace("RANGES", within)
            places += (row for (row,) in self._rows(sql, form, form + _LAST, *bounds, most - len(places)))
        return places

    def _upper_and_villages(self, rows: Sequence[range]) -> list[list[range]]:
        """The rows above villages, and those of villages, which are many and rarely needed; without what is empty."""
        villages = self._levels[_VILLAGE].start
        halves = [part for part in rows if part.start < villages], [part for part in rows if part.start >= villages]
        return [parts for parts in halves if parts]

    def holding(self, words: str, most: int, rows: Sequence[range]) -> list[int]:
        """Places in some rows whose names hold the words, upper levels first."""
        sql = "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?"
        places: list[int] = []
        for part in rows:
            places += (row for (row,) in self._rows(sql, _phrase(words), part.start, part.stop, most - len(places)))
        return places

    def count(self, words: str, rows: Sequence[range]) -> int:
        """How many names in some rows hold the words."""
        often = self._rows("SELECT digits, count FROM often WHERE words = ?", words)
        known = {self._levels[digits]: int(count) for digits, count in often}
        return sum(known[part] if part in known else self._counted(words, part) for part in rows)

    def _counted(self, words: str, rows: range) -> int:
        return int(self._rows(_COUNT, _phrase(words), rows.start, rows.stop)[0][0])

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if not hasattr(self._own, "connection"):
            self._own.connection = self._connect()
        rows: list[tuple[Any, ...]] = self._own.connection.execute(sql, values).fetchall()
        return rows


def _pairs(words: str) -> list[str]:
    """Each two characters that stand together."""
    return list(map("".join, pairwise(words)))


def _phrase(words: str) -> str:
    """Words as a phrase of FTS5, which takes no marks: where there are any, a phrase that no name has."""
    if not words.isalnum():
        return '"-"'
    return f'pair : "{" ".join(_pairs(words))}"' if len(words) > 1 else f'character : "{words}"'
