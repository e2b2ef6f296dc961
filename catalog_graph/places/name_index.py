"""The index of names: which places go by a name, begin with it, or hold it, in Chinese characters or in pinyin.

Owns: how the tables of the index are asked in SQLite. Must not: make them (`index_making`), or judge which place is
wanted.

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
from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from threading import local
from typing import Any, NamedTuple

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import WIDTHS, Division, division

_LAST = "\U0010ffff"
_VILLAGE = 12  # digits of a village's code
_CACHED = 600  # kilobytes
PARTS = ("names", "sounds", "words")  # each a file of the index
_FORMS = "CREATE TEMP VIEW forms AS SELECT * FROM main.forms UNION ALL SELECT * FROM sounds.forms"
COUNT = "SELECT COUNT(*) FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?"
_BEGINNING = "SELECT DISTINCT place FROM forms WHERE form >= ? AND form < ? AND (RANGES) ORDER BY place LIMIT ?"


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


class NameIndex:
    """An index that is made, for reading; threads may share it, each has a connection of its own."""

    def __init__(self, folder: Path) -> None:
        """The index in a folder."""
        self._folder, self._own = folder, local()

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
            places += (row for (row,) in self._rows(sql, phrase(words), part.start, part.stop, most - len(places)))
        return places

    def count(self, words: str, rows: Sequence[range]) -> int:
        """How many names in some rows hold the words."""
        often = self._rows("SELECT digits, count FROM often WHERE words = ?", words)
        known = {self._levels[digits]: int(count) for digits, count in often}
        return sum(known[part] if part in known else self._counted(words, part) for part in rows)

    def _counted(self, words: str, rows: range) -> int:
        return int(self._rows(COUNT, phrase(words), rows.start, rows.stop)[0][0])

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if not hasattr(self._own, "connection"):
            self._own.connection = self._connected()
        rows: list[tuple[Any, ...]] = self._own.connection.execute(sql, values).fetchall()
        return rows

    def _connected(self) -> sqlite3.Connection:
        """A connection to all parts; the two tables of forms are one."""
        first, *others = (f"{file_of(self._folder, part).as_uri()}?mode=ro&immutable=1" for part in PARTS)
        connection = sqlite3.connect(first, uri=True)
        for part, address in zip(PARTS[1:], others, strict=True):
            connection.execute(f"ATTACH ? AS {part}", [address])
        for schema in ("main", *PARTS[1:]):  # each thread has a connection, and each connection a cache of every part
            connection.execute(f"PRAGMA {schema}.cache_size = -{_CACHED}")
        connection.execute(_FORMS)
        return connection


def file_of(folder: Path, part: str) -> Path:
    """The file of a part of the index."""
    return folder / f"{part}.sqlite"


def phrase(words: str) -> str:
    """Words as a phrase of FTS5, which takes no marks: where there are any, a phrase that no name has."""
    if not words.isalnum():
        return '"-"'
    return f'pair : "{" ".join(map("".join, pairwise(words)))}"' if len(words) > 1 else f'character : "{words}"'
