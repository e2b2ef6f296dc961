"""CSV: the sheet as a spreadsheet saves it, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from catalog_graph.model.values import Dataset
from catalog_graph.official.csv import as_csv
from catalog_graph.official.layout import official_table


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_one_catalogue_has_title_header_and_rows(dataset: Dataset) -> None:
    table = official_table(dataset, dataset.catalogues["social-assistance"])
    content = as_csv([table])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = rows_of(content)
    assert rows[0][0] == table.title
    assert [tuple(row) for row in rows[1:3]] == list(table.heading_rows())
    assert [tuple(row) for row in rows[3:]] == list(table.rows)


def test_several_catalogues_have_one_header_and_a_column_for_the_domain(dataset: Dataset) -> None:
    tables = [official_table(dataset, catalogue) for catalogue in dataset.catalogues.values()]
    rows = rows_of(as_csv(tables))
    assert rows[1][0] == "试点领域"
    assert len(rows) == 3 + len(dataset.items())
    assert list(dict.fromkeys(row[0] for row in rows[3:])) == [table.label for table in tables]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_is_quoted(start: str, dataset: Dataset) -> None:
    table = official_table(dataset, dataset.catalogues["social-assistance"])
    words = f"{start}1+1"
    assert rows_of(as_csv([replace(table, rows=((words, *table.rows[0][1:]),))]))[3][0] == f"'{words}"
