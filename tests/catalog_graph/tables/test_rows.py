"""Rows of a table: what is refused, where the error points, and that what is written is what is read."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.errors import TableError
from catalog_graph.model.codes import Level
from catalog_graph.tables.rows import Row, keyed, read_rows

HEADER = "id,label,level"
COLUMNS = HEADER.split(",")
CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12).map(str.strip)


def row(cell: str) -> Row:
    """A row whose cells are all the same."""
    return Row("t.csv", 7, dict.fromkeys(COLUMNS, cell))


@pytest.mark.parametrize(
    ("text", "line", "column", "problem"),
    [
        ("", 1, "id", "表头不符"),
        ("id,label\n", 1, "level", "表头不符"),
        ("label,id,level\n", 1, "label", "表头不符"),
        ("id,label,level,note\n", 1, "id", "表头不符"),
        ("\ufeffid,label,level\n", 1, "id", "表头不符"),
        ("id,label,level\na,甲\n", 2, "level", "应有3格，实有2格"),
        ("id,label,level\na,甲,county\nb,乙,county,多\n", 3, "level", "应有3格，实有4格"),
        ("id,label,level\n\n", 2, "id", "应有3格，实有0格"),
        ('id,label,level\na,"甲,county\nb,乙,county\nc,丙,county\n', 2, "id", "CSV"),
        ('id,label,level\na,甲,county\nb,"乙,county\nc,丙,county\n', 3, "id", "CSV"),
        ('"id,label,level\n', 1, "id", "CSV"),
        ('id,label,level\na,"甲"乙,county\n', 2, "id", "CSV"),
        ("id,label,level\na, 甲,county\n", 2, "label", "首尾有空格"),
        ("id,label,level\na,甲,county \n", 2, "level", "首尾有空格"),
        ("id,label,level\na,甲\u3000,county\n", 2, "label", "首尾有空格"),
        ('id,label,level\na,"甲\n乙",county\n', 2, "label", "换行"),
    ],
)
def test_a_bad_table_names_its_file_row_and_column(text: str, line: int, column: str, problem: str) -> None:
    with pytest.raises(TableError) as caught:
        read_rows("t.csv", text, HEADER)
    assert caught.value.details["file"] == "t.csv"
    assert (caught.value.details["row"], caught.value.details["column"]) == (line, column)
    assert problem in caught.value.message
    assert caught.value.message.startswith(f"t.csv 第{line}行“{column}”列：")


@pytest.mark.parametrize(
    ("read", "cell", "problem"),
    [
        (lambda r: r.required("label"), "", "不能为空"),
        (lambda r: r.parts("label"), "甲；；乙", "空项或重复项"),
        (lambda r: r.parts("label"), "甲；甲", "空项或重复项"),
        (lambda r: r.parts("label"), "甲；", "空项或重复项"),
        (lambda r: r.code("label", Level), "县级", "不在代码表中"),
        (lambda r: r.codes("label", Level), "county；town", "“town”不在代码表中"),
        (lambda r: r.references("label", {"a"}, "法规"), "a；b", "没有法规“b”"),
        (lambda r: r.integer("label"), "1.5", "不是整数"),
        (lambda r: r.yes("label"), "是", "yes 或 no"),
        (lambda r: r.day("label"), "2024-2-30", "不是日期"),
        (lambda r: r.day("label"), "2024", "不是日期"),
        (lambda r: r.partial_date("label"), "2024年", "不是日期"),
    ],
)
def test_a_bad_cell_names_its_row_and_column(read: object, cell: str, problem: str) -> None:
    with pytest.raises(TableError) as caught:
        read(row(cell))  # type: ignore[operator]
    assert (caught.value.details["row"], caught.value.details["column"]) == (7, "label")
    assert problem in caught.value.message


def test_good_cells_are_read_as_what_they_are() -> None:
    assert row("甲；乙").parts("label") == ("甲", "乙")
    assert row("").parts("label") == ()
    assert row("county").code("label", Level) is Level.COUNTY
    assert row("").code("label", Level) is None
    assert row("county；village").codes("label", Level) == (Level.COUNTY, Level.VILLAGE)
    assert row("007").integer("label") == 7
    assert row("").integer("label") is None
    assert row("2024-02-29").day("label") == date(2024, 2, 29)
    assert [row(cell).partial_date("label") for cell in ("2024", "2024-02", "2024-02-29", "")] == [
        "2024",
        "2024-02",
        "2024-02-29",
        None,
    ]
    assert (row("yes").yes("label"), row("no").yes("label")) == (True, False)


def test_an_id_given_twice_names_both_rows() -> None:
    rows = read_rows("t.csv", "id,label,level\na,甲,\nb,乙,\na,丙,\n", HEADER)
    with pytest.raises(TableError, match="“a”与第2行重复") as caught:
        keyed(rows, "id")
    assert caught.value.details["row"] == 4


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=8))
def test_rows_written_are_the_rows_read(cells: list[tuple[str, str, str]]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([COLUMNS, *cells])
    rows = read_rows("t.csv", stream.getvalue(), HEADER)
    assert [tuple(row.cells.values()) for row in rows] == cells
    assert [row.number for row in rows] == list(range(2, len(cells) + 2))


@given(st.text(max_size=80))
def test_any_text_is_rows_or_a_table_error(text: str) -> None:
    try:
        rows = read_rows("t.csv", f"id,label,level\n{text}", HEADER)
    except TableError as error:
        rows = []
        place = error.details
    else:
        place = {"file": "t.csv"}
    assert place["file"] == "t.csv"
    assert all(set(row.cells) == set(COLUMNS) for row in rows)
