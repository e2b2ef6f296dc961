"""Tables: a row for each thing, the same in CSV and Parquet, and read by common tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.downloads import tables
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.tables import plain
from catalog_graph.tables.plain import Table, columns

TABLES: dict[str, Callable[[Dataset], Table]] = {
    "items": lambda d: tables.items(d.items()),
    "laws": lambda d: tables.laws(d, d.laws.values()),
    "clauses": lambda d: tables.clauses(d.clauses),
    "roles": lambda d: tables.roles(d, d.roles.values()),
    "sources": lambda d: tables.sources(d, d.sources.values()),
    "attestations": lambda d: tables.attestations(d.items()),
}
COUNTS: dict[str, Callable[[Dataset], int]] = {
    "items": lambda d: len(d.items()),
    "laws": lambda d: len(d.laws),
    "clauses": lambda d: len(d.clauses),
    "roles": lambda d: len(d.roles),
    "sources": lambda d: len(d.sources),
    "attestations": lambda d: sum(len(item.attestations) for item in d.items()),
}
SMALL = """code,name
34,安徽省
3413,宿州市
341302,埇桥区
341302100,符离镇
341302100200,符离村
341302100201,甲社区居委会
"""


def read(content: bytes) -> list[list[str]]:
    """CSV as a program reads it."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_row_for_each_thing_and_no_iri_twice(dataset: Dataset, name: str) -> None:
    table = TABLES[name](dataset)
    assert len(table.rows) == COUNTS[name](dataset) > 20
    assert table.columns[0].name == "iri"
    assert len({row[0] for row in table.rows}) == len(table.rows)
    assert {len(row) for row in table.rows} == {len(table.columns)}


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_say_the_same(dataset: Dataset, name: str) -> None:
    table = TABLES[name](dataset)
    text, binary = plain.as_both(table)
    assert text == plain.as_csv(table)
    frame = polars.read_parquet(io.BytesIO(binary))
    assert frame.columns == [column.name for column in table.columns]
    said = [
        ["" if c is None else str(c).lower() if isinstance(c, bool) else str(c) for c in row] for row in frame.rows()
    ]
    assert read(text) == [frame.columns, *said]


@pytest.mark.parametrize("name", TABLES)
def test_numbers_and_truths_keep_their_kind(dataset: Dataset, name: str) -> None:
    table = TABLES[name](dataset)
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, column.kind), column


def test_an_item_is_told_as_in_its_table(dataset: Dataset) -> None:
    item = next(one for one in dataset.items() if one.content and any(c.article for c in one.citations))
    table = tables.items([item])
    row = dict(zip([column.name for column in table.columns], next(iter(table.rows)), strict=True))
    assert row["item"] == item.key
    assert row["content"] == "；".join(item.content)
    assert row["citations"] == "；".join(f"{c.law}#{c.article}" if c.article else c.law for c in item.citations)
    assert row["levels"] == "；".join(level.value for level in item.levels)


def test_the_address_of_a_mirror_is_not_given(dataset: Dataset) -> None:
    mirrors = [source for source in dataset.sources.values() if source.mirror and source.url]
    text = plain.as_csv(tables.sources(dataset, dataset.sources.values())).decode()
    assert mirrors
    assert not [source.id for source in mirrors if f",{source.url}," in text]


def test_divisions_are_told_with_the_place_above() -> None:
    rows = read(plain.as_csv(tables.divisions(CodeBook(SMALL))))
    assert rows[1:] == [
        ["34", "安徽省", "province", "省", "", "", ""],
        ["3413", "宿州市", "prefecture", "地级市", "", "", "34"],
        ["341302", "埇桥区", "county", "市辖区", "", "", "3413"],
        ["341302100", "符离镇", "township", "镇", "", "", "341302"],
        ["341302100200", "符离村", "village", "村民委员会", "villagers", "villagers", "341302100"],
        ["341302100201", "甲社区居委会", "village", "居民委员会", "residents", "villagers", "341302100"],
    ]


def test_some_divisions_are_told_as_in_the_whole() -> None:
    book = CodeBook(SMALL)
    whole = tables.divisions(book)
    assert list(tables.places(book, book).rows) == list(whole.rows)
    assert len(whole.rows) == 6


def test_the_place_above_is_the_last_on_the_way_down(book: CodeBook) -> None:
    some = [book.at(index) for index in (*range(4000), *range(4000, len(book), 97))]
    for row in tables.places(some, book).rows:
        path = book.path(book.get(str(row[0])))
        assert row[-1] == (path[-1].code if path else None)


CELLS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(st.tuples(CELLS, st.none() | st.booleans(), st.none() | st.integers(-(2**63), 2**63 - 1))))
def test_any_row_is_read_back(rows: list[tuple[str | None, bool | None, int | None]]) -> None:
    table = Table(columns("words truth:bool number:int"), rows)
    text, binary = plain.as_both(table)
    assert polars.read_parquet(io.BytesIO(binary)).rows() == rows
    heading, *found = read(text)
    assert heading == ["words", "truth", "number"]
    assert len(found) == len(rows)
    for (words, truth, number), cells in zip(rows, found, strict=True):
        assert cells[0].removeprefix("'") == (words or "").removeprefix("'")
        assert cells[1:] == ["" if truth is None else str(truth).lower(), "" if number is None else str(number)]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t1", "\r1"])
def test_no_cell_reads_as_a_formula(words: str) -> None:
    assert read(plain.as_csv(Table(columns("a"), [(words,)])))[1] == [f"'{words}"]


@pytest.mark.parametrize("name", TABLES)
def test_arrow_says_the_same_with_the_kinds_of_the_columns(dataset: Dataset, name: str) -> None:
    table = TABLES[name](dataset)
    arrow = plain.as_arrow(table)
    kinds = {str: "string", int: "int64", bool: "bool"}
    assert [(field.name, str(field.type)) for field in arrow.schema] == [
        (column.name, kinds[column.kind]) for column in table.columns
    ]
    assert list(zip(*(column.to_pylist() for column in arrow.columns), strict=True)) == list(table.rows)


def test_arrow_takes_a_table_without_rows() -> None:
    assert plain.as_arrow(Table(columns("a b:int"), [])).shape == (0, 2)
