"""A table of any kind, and how it is written: CSV, Parquet, Arrow.

Owns: columns with their kinds, and the three forms. Must not: touch disk, or know what a table is about.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

Cell = str | int | bool | None
Row = tuple[Cell, ...]
_ROW_GROUP = 100_000
_FORMULA = frozenset("=+-@\t\r")  # what a spreadsheet takes for the beginning of a formula
_BOOLEAN: dict[bool, str] = {True: "true", False: "false"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and what is in it."""

    name: str
    kind: type[str] | type[int] | type[bool] = str


class Rows(Protocol):
    """Rows that can be read more than once."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[Row]:
        """Each in turn."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: columns and rows."""

    columns: tuple[Column, ...]
    rows: Rows


def columns(words: str) -> tuple[Column, ...]:
    """Columns of a list of names; `name:int` and `name:bool` say the kind.

    >>> [column.name for column in columns("a b:bool")]
    ['a', 'b']
    """
    kinds = {"": str, "int": int, "bool": bool}
    return tuple(Column(name, kinds[kind]) for name, _, kind in (word.partition(":") for word in words.split()))


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def csv_text(rows: Iterable[Iterable[Cell]], line_end: str = "\n") -> str:
    """Rows as CSV; None is an empty cell.

    >>> csv_text([("甲", "乙,丙")])
    '甲,"乙,丙"\\n'
    """
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=line_end).writerows(rows)
    return stream.getvalue()


def as_csv(table: Table) -> bytes:
    """CSV as RFC 4180 says, in UTF-8 with a byte order mark, as Excel wants it; no cell reads as a formula.

    >>> as_csv(Table(columns("a b:bool"), [("甲", True), (None, False)])).decode("utf-8-sig")
    'a,b\\r\\n甲,true\\r\\n,false\\r\\n'
    """
    return _csv_head(table) + _csv_rows(table.rows)


def as_both(table: Table) -> tuple[bytes, bytes]:
    """CSV and Parquet (typed columns, zstd), made in one pass; the same bytes each time for one pyarrow."""
    import pyarrow  # noqa: PLC0415 - 100 ms that other formats need not pay
    import pyarrow.parquet  # noqa: PLC0415

    schema = _schema(table)
    written, binary, rows = [_csv_head(table)], io.BytesIO(), iter(table.rows)
    with pyarrow.parquet.ParquetWriter(binary, schema, compression="zstd") as writer:
        while group := list(islice(rows, _ROW_GROUP)):
            written.append(_csv_rows(group))
            writer.write_table(pyarrow.table([list(cells) for cells in zip(*group, strict=True)], schema=schema))
    return b"".join(written), binary.getvalue()


def as_arrow(table: Table) -> Any:
    """An Arrow table (`pyarrow.Table`), which polars and pandas take as it is; an unknown value is null."""
    import pyarrow  # noqa: PLC0415

    cells = zip(*table.rows, strict=True) if len(table.rows) else ((),) * len(table.columns)
    return pyarrow.table([list(column) for column in cells], schema=_schema(table))


def _schema(table: Table) -> Any:
    import pyarrow  # noqa: PLC0415

    kinds = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_()}
    return pyarrow.schema([(column.name, kinds[column.kind]) for column in table.columns])


def _csv_head(table: Table) -> bytes:
    return csv_text([[column.name for column in table.columns]], "\r\n").encode("utf-8-sig")


def _csv_rows(rows: Iterable[Row]) -> bytes:
    return csv_text(map(_written, rows), "\r\n").encode()


def _written(row: Row) -> list[str | int | None]:
    return [
        (c if c[:1] not in _FORMULA else safe(c)) if isinstance(c, str) else _BOOLEAN[c] if isinstance(c, bool) else c
        for c in row
    ]
