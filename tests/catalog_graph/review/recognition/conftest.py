"""Layouts as text, and recognised tables as lines: what the suites of recognition share.

Owns: the small language of `layouts/*.txt` and of its expectations.
Must not: hold expectations.

A line is a row, cells parted by |. `^` is merged into the cell above, `<` into the one on the left, `\\n` a line break.
After a line `==` stand the tables expected: `table domain how header`, then a line for each row, then `! term at-cell`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from catalog_graph.intake.grid import Document, Format, Grid, Merge, address
from catalog_graph.model.values import Dataset
from catalog_graph.review.recognition.domains import domain_of
from catalog_graph.review.recognition.recognised_table import RecognisedTable, TableRow


def rectangular(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows padded to one width."""
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)


@dataclass(frozen=True, slots=True)
class Layout:
    """A named layout: its grid as text and the lines expected."""

    name: str
    grid_text: str
    expected: tuple[str, ...]


def read_layouts(text: str) -> list[Layout]:
    """The layouts of a file."""
    layouts = []
    for part in text.split("## ")[1:]:
        name, _, body = part.partition("\n")
        grid_text, _, expected = body.partition("\n==\n")
        layouts.append(Layout(name.strip(), grid_text.strip("\n"), tuple(expected.strip("\n").splitlines())))
    return layouts


def grid_of(text: str, name: str = "Sheet1", before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Grid:
    """The grid that a text draws."""
    drawn = rectangular([[cell.strip() for cell in line.split("|")] for line in text.splitlines()])
    rows = [["" if cell in ("^", "<") else cell.replace("\\n", "\n") for cell in row] for row in drawn]
    merges = []
    for r, row in enumerate(drawn):
        for c, cell in enumerate(row):
            if cell in ("^", "<"):
                continue
            wide, high = 1, 1
            while c + wide < len(row) and row[c + wide] == "<":
                wide += 1
            while r + high < len(drawn) and drawn[r + high][c] == "^":
                high += 1
            if wide > 1 or high > 1:
                merges.append(Merge(r + 1, c + 1, high, wide))
    return Grid(name, rectangular(rows), tuple(merges), before, after)


def document_of(*texts: str) -> Document:
    """A document of one grid for each text."""
    return Document(Format.XLSX, tuple(grid_of(text, f"Sheet{number}") for number, text in enumerate(texts, 1)))


def said(row: TableRow) -> str:
    """A row as one line: words of each column, options ticked in square brackets."""
    parts = []
    for column in row.cells:
        words, ticked = row.words(column).replace("\n", "\\n"), ",".join(row.ticked(column))
        if words or ticked:
            parts.append(f"{column.value}={words}" + (f"[{ticked}]" if ticked else ""))
    parts += [f"+{heading}={cell.words}" for heading, cell in row.extra.items() if cell.words]
    return " | ".join(parts)


def describe(tables: Sequence[RecognisedTable], dataset: Dataset) -> list[str]:
    """Recognised tables as lines."""
    lines = []
    for table in tables:
        slug, _, how = domain_of(table, dataset)
        lines.append(f"table {slug or '-'} {how or '-'} {table.header[0]}-{table.header[1]}")
        lines += [f"{row.row}: {said(row)}" for row in table.rows]
        lines += [f"note {row}: {words}" for row, words in table.notes]
        seen = Counter(
            (one.term, address(one.row, one.column) if one.row and one.column else str(one.row)) for one in table.facts
        )
        lines += [
            f"! {term} {place}" + (f" x{times}" if times > 1 else "") for (term, place), times in sorted(seen.items())
        ]
    return lines


LAYOUTS = [
    one
    for path in sorted((Path(__file__).parent / "layouts").glob("*.txt"))
    for one in read_layouts(path.read_text("utf-8"))
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a `layout` runs for each."""
    if "layout" in metafunc.fixturenames:
        metafunc.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


@pytest.fixture(scope="session")
def layouts() -> list[Layout]:
    """All layouts."""
    return LAYOUTS


@pytest.fixture(scope="session")
def draw() -> Callable[..., Grid]:
    """`grid_of`."""
    return grid_of


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """`document_of`."""
    return document_of


@pytest.fixture(scope="session")
def as_lines() -> Callable[[Sequence[RecognisedTable], Dataset], list[str]]:
    """`describe`."""
    return describe


@pytest.fixture(scope="session")
def as_line() -> Callable[[TableRow], str]:
    """`said`."""
    return said
