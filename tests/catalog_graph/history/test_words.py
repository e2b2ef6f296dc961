"""The words for tables and columns: every one that the data have is there, and none that they have not."""

from __future__ import annotations

import re

from catalog_graph.history import words
from catalog_graph.history.facts import TABLES


def test_every_table_and_column_has_chinese_words() -> None:
    assert set(words.TABLES) == {table.name for table in TABLES}
    named = {
        (table.name, column): words.column_label(table.name, column) for table in TABLES for column in table.columns
    }
    assert len(named) > 120
    assert {key: label for key, label in named.items() if not re.search("[一-鿿]", label)} == {}


def test_no_words_are_left_over() -> None:
    columns = {column for table in TABLES for column in table.columns}
    assert set(words._COLUMNS) - columns == set()
    assert {column for _, column in words._OTHERWISE} <= columns


def test_a_column_that_no_table_has_any_more_stays_as_it_was() -> None:
    assert words.column_label("items", "carried_on") == "carried_on"
