"""What a reader of any format gives: grids of words, with merges, at the addresses a person sees.

Owns: the values between reading a file and understanding it.
Must not: read bytes, or know what a column means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Format(StrEnum):
    """Formats of a table that can be read."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"
    ODS = "ods"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: the top left cell, 1-based, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook, or one table of a document or page.

    `rows[r][c]` are the words as written (line breaks kept) of the cell at row r + 1, column c + 1; rectangular.
    A merged cell's words stand in its top left cell only, whatever the format; the cells it covers are empty.
    `before` are the paragraphs between the previous table and this one (titles), `after` those behind the last table
    (notes). `hidden_rows` are 1-based. `kinds` names the cells, as (row, column), that are not text in the file:
    "number", "date", "formula" (its last value is the words) or "error" (#REF! and the like).
    `origins` tells, for a Word document, which of all its cells (w:tc, counted from 0 in the order of the file) is the
    cell at (row, column): a grid may join tables, and leaves out columns that no eye sees.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    kinds: Mapping[tuple[int, int], str] = field(default_factory=dict)
    origins: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file: its format, its grids in order, and what was noticed on reading (encoding, left out sheets …)."""

    format: Format
    grids: tuple[Grid, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What an untrusted file may ask of us; `gongkai validate` and the service's settings fill it in."""

    most_bytes: int = 20_000_000
    most_unpacked_bytes: int = 200_000_000
    most_rows: int = 20_000
    most_columns: int = 200
    most_cells: int = 1_000_000
    most_cell_characters: int = 32_767
    most_grids: int = 100
    most_characters: int = 20_000_000
    most_seconds: int = 20


def column_name(column: int) -> str:
    """The letters of a 1-based column.

    >>> column_name(1), column_name(26), column_name(27)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell, as a spreadsheet shows it; rows of a Word or web table are counted the same way.

    >>> address(7, 6)
    'F7'
    """
    return f"{column_name(column)}{row}"
