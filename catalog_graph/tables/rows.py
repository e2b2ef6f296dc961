"""Rows of a data table: cells by column name, each read with an error that names its place.

Owns: CSV parsing, the header check, and the readers of plain cells (code, list, date, number).
Must not: know what any particular table is about.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar, get_args, get_origin, get_type_hints

from catalog_graph.errors import TableError
from catalog_graph.model.codes import Coded

SEPARATOR = "；"
C = TypeVar("C", bound=Coded)
T = TypeVar("T")
V = TypeVar("V")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: file, row number in the file (the header is 1), cells by column name."""

    file: str
    number: int
    cells: Mapping[str, str]

    def fail(self, column: str, problem: str, hint: str | None = None) -> TableError:
        """The error of a cell, to be raised."""
        return TableError(self.file, self.number, column, problem, hint)

    def text(self, column: str) -> str | None:
        """The cell, or None when empty."""
        return self.cells[column] or None

    def required(self, column: str) -> str:
        """The cell; raises TableError when empty."""
        return self.cells[column] or self.filled(column, None)

    def parts(self, column: str) -> tuple[str, ...]:
        """A cell that lists things separated by ；; raises TableError on an empty or repeated part."""
        cell = self.cells[column]
        if SEPARATOR not in cell:
            return (cell,) if cell else ()
        parts = tuple(cell.split(SEPARATOR))
        if "" in parts or len(set(parts)) < len(parts):
            raise self.fail(column, "列表里有空项或重复项", f"各项用“{SEPARATOR}”隔开，每项只写一次。")
        return parts

    def code(self, column: str, codes: type[C]) -> C | None:
        """A cell that holds one code of a list, or None."""
        return self._coded(column, codes, self.cells[column]) if self.cells[column] else None

    def codes(self, column: str, codes: type[C]) -> tuple[C, ...]:
        """A cell that lists codes."""
        return tuple(self._coded(column, codes, part) for part in self.parts(column))

    def _coded(self, column: str, codes: type[C], word: str) -> C:
        try:
            return codes(word)  # type: ignore[call-arg]
        except ValueError:
            raise self.fail(column, f"“{word}”不在代码表中", f"可用的值：{'、'.join(codes.codes())}") from None

    def references(self, column: str, known: Iterable[str], what: str) -> tuple[str, ...]:
        """A cell that lists ids; raises TableError for one that is not known."""
        parts = self.parts(column)
        for part in parts:
            if part not in known:
                raise self.fail(column, f"没有{what}“{part}”")
        return parts

    def values(self, cls: type[V], **given: object) -> V:
        """A dataclass whose fields are columns: what a cell may hold, the type of its field says.

        `given` are fields that are read otherwise. Raises TableError.
        """
        readers = _readers(cls, frozenset(given))  # type: ignore[arg-type]
        return cls(**{name: reader(self, name) for name, reader in readers}, **given)

    def filled(self, column: str, value: T | None) -> T:
        """What was read of a cell; raises TableError when it was empty."""
        if value is None:
            raise self.fail(column, "不能为空")
        return value

    def integer(self, column: str) -> int | None:
        """A whole number, or None."""
        return self._parsed(column, int, "不是整数")

    def yes(self, column: str) -> bool:
        """yes or no."""
        if self.cells[column] not in {"yes", "no"}:
            raise self.fail(column, f"“{self.cells[column]}”应为 yes 或 no")
        return self.cells[column] == "yes"

    def day(self, column: str) -> date | None:
        """A date YYYY-MM-DD, or None."""
        return self._parsed(column, date.fromisoformat, "不是日期（年-月-日）")

    def partial_date(self, column: str) -> str | None:
        """YYYY, YYYY-MM or YYYY-MM-DD, or None."""
        if self.cells[column] and not _DATE.fullmatch(self.cells[column]):
            raise self.fail(column, f"“{self.cells[column]}”不是日期", "写成 2019、2019-06 或 2019-06-12。")
        return self.text(column)

    def _parsed(self, column: str, parse: Callable[[str], T], problem: str) -> T | None:
        if not self.cells[column]:
            return None
        try:
            return parse(self.cells[column])
        except ValueError:
            raise self.fail(column, f"“{self.cells[column]}”{problem}") from None


_PLAIN: dict[object, Callable[[Row, str], object]] = {
    str: Row.required,
    str | None: Row.text,
    tuple[str, ...]: Row.parts,
    bool: Row.yes,
    int: lambda row, column: row.filled(column, row.integer(column)),
    int | None: Row.integer,
    date | None: Row.day,
}


@cache
def _readers(cls: type, given: frozenset[str]) -> tuple[tuple[str, Callable[[Row, str], object]], ...]:
    """How the cell of each field is read; fields that are given, or of other types, are not among them."""
    readers = {}
    for name, kind in get_type_hints(cls).items():
        if name in given:
            continue
        codes = next(
            (part for part in (kind, *get_args(kind)) if isinstance(part, type) and issubclass(part, Coded)), None
        )
        if kind in _PLAIN:
            readers[name] = _PLAIN[kind]
        elif codes is not None:
            readers[name] = _coded_reader(kind, codes)
    return tuple(readers.items())


def _coded_reader(kind: object, codes: type[Coded]) -> Callable[[Row, str], object]:
    if get_origin(kind) is tuple:
        return lambda row, column: row.codes(column, codes)
    if kind is codes:
        return lambda row, column: row.filled(column, row.code(column, codes))
    return lambda row, column: row.code(column, codes)


def read_rows(file: str, text: str, header: str) -> list[Row]:
    """The rows of a table whose first line is `header`, the names of its columns with commas between.

    >>> read_rows("t.csv", "id,label\\na,甲\\n", "id,label")[0].required("label")
    '甲'

    Raises TableError naming the file, row and column.
    """
    columns = header.split(",")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    untidy: list[Row] = []  # rows with spaces around a cell, and those at and after a line break within one
    begun = 1  # the row being read: an open quote is reported where it opens, not at the end of the file
    try:
        names = next(reader, [])
        begun = 2
        if names != columns:
            wrong = next((c for c in columns if c not in names), names[0] if names else "")
            raise TableError(file, 1, wrong, "表头不符", f"表头应为：{header}")
        for number, cells in enumerate(reader, 2):
            if len(cells) != len(columns):
                column = columns[min(len(cells), len(columns) - 1)]
                raise TableError(
                    file, number, column, f"应有{len(columns)}格，实有{len(cells)}格", "含逗号的格要加双引号。"
                )
            rows.append(Row(file, number, dict(zip(columns, cells, strict=True))))
            if reader.line_num != number or cells != [*map(str.strip, cells)]:
                untidy.append(rows[-1])
            begun = number + 1
    except csv.Error as error:
        raise TableError(file, begun, columns[0], f"不是合格的CSV（{error}）", "检查双引号是否成对。") from None
    for row in untidy:
        _tidy(row)
    return rows


def _tidy(row: Row) -> None:
    for column, cell in row.cells.items():
        if cell != cell.strip() or "\n" in cell or "\r" in cell:
            raise row.fail(column, "首尾有空格或格内有换行", "删去空格和换行。")


def keyed(rows: Iterable[Row], column: str) -> dict[str, Row]:
    """Rows by an id column; raises TableError for an id given twice."""
    by_key: dict[str, Row] = {}
    for row in rows:
        key = row.required(column)
        if key in by_key:
            raise row.fail(column, f"“{key}”与第{by_key[key].number}行重复")
        by_key[key] = row
    return by_key
