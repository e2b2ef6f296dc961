"""Editions compared: rows, cells, columns, tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.model.codes import Audience, Level, Method
from catalog_graph.model.values import Dataset, Item
from catalog_graph.revision.compare import compare
from catalog_graph.revision.editions import edition_of_catalogue
from catalog_graph.revision.values import Edition, Entry, Piece, Revision
from catalog_graph.tables.load import load_dataset

DATA = load_dataset()
CATALOGUE = DATA.catalogues["social-assistance"]


def revised(items: list[Item]) -> Revision:
    """The revision from 05 to 05 with these items."""
    return compare(
        [edition_of_catalogue(DATA, CATALOGUE)],
        [edition_of_catalogue(DATA, replace(CATALOGUE, items=tuple(items)))],
    )


@pytest.mark.parametrize("slug", list(DATA.catalogues))
def test_a_catalogue_does_not_differ_from_itself(slug: str) -> None:
    edition = edition_of_catalogue(DATA, DATA.catalogues[slug])
    found = compare([edition], [edition])
    assert found.empty
    assert found.counts()["same"] == len(edition.entries) > 0


CHANGES = {
    "group": {"group": "临时救助工作"},
    "label": {"label": "政策法规文件汇编"},
    "content": {"content": ("《社会救助暂行办法》",)},
    "citations": {"citations": ()},
    "time_limit": {"time_limit": None},
    "subjects": {"subjects": ("county-civil-affairs",)},
    "channels": {"required_channels": ("website",)},
    "audience": {"audience": (Audience.GROUP,)},
    "method": {"method": (Method.ON_REQUEST,)},
    "levels": {"levels": (Level.COUNTY,)},
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_is_found_at_its_cell_and_nowhere_else(column: str) -> None:
    items = list(CATALOGUE.items)
    items[0] = replace(items[0], **CHANGES[column])
    (table,) = revised(items).tables
    (row,) = table.changed
    (change,) = row.cells
    assert (change.column, row.old.code, row.moved) == (column, "05001", False)
    assert change.old != change.new
    assert (table.added, table.removed, table.same) == ((), (), len(items) - 1)


@given(st.permutations(range(len(CATALOGUE.items))), st.integers(0, 5))
def test_order_and_absence_are_told_apart(order: list[int], dropped: int) -> None:
    found = revised([CATALOGUE.items[i] for i in order[dropped:]])
    counts = found.counts()
    assert (counts["removed"], counts["added"], counts["changed"]) == (dropped, 0, 0)
    assert counts["same"] + counts["moved"] == len(order) - dropped
    assert {entry.item for entry in found.tables[0].removed} == {CATALOGUE.items[i].key for i in order[:dropped]}


@given(st.lists(st.sampled_from(range(len(CATALOGUE.items))), unique=True, min_size=1))
def test_what_one_direction_adds_the_other_removes(kept: list[int]) -> None:
    some = edition_of_catalogue(DATA, replace(CATALOGUE, items=tuple(CATALOGUE.items[i] for i in kept)))
    whole = edition_of_catalogue(DATA, CATALOGUE)
    there, back = compare([some], [whole]).tables[0], compare([whole], [some]).tables[0]
    assert there.added == back.removed
    assert there.removed == back.added == ()


def test_the_order_of_a_list_says_nothing_but_repeats_do() -> None:
    def edition(*channels: str) -> Edition:
        pieces = tuple(Piece(word, word) for word in channels)
        entry = Entry(1, "", "", "办事指南", {"channels": pieces})
        return Edition("表", None, "", frozenset({"label", "channels"}), (entry,))

    assert compare([edition("■甲", "□乙")], [edition("□乙", "■甲")]).empty
    (change,) = compare([edition("■甲")], [edition("■甲", "■甲")]).tables[0].changed[0].cells
    assert (change.added, change.removed) == (("■甲",), ())


def test_a_column_that_one_side_lacks_is_a_change_of_columns_and_not_of_cells() -> None:
    whole = edition_of_catalogue(DATA, CATALOGUE)
    lacking = replace(
        whole,
        columns=whole.columns - {"levels"},
        entries=tuple(replace(entry, cells={**entry.cells, "levels": ()}) for entry in whole.entries),
    )
    (table,) = compare([whole], [lacking]).tables
    assert (table.columns_removed, table.columns_added, table.changed) == (("levels",), (), ())
    assert not table.empty


def test_tables_are_paired_by_domain_and_the_rest_is_whole() -> None:
    one, two, three = (edition_of_catalogue(DATA, DATA.catalogues[slug]) for slug in list(DATA.catalogues)[:3])
    found = compare([one, two], [three, two])
    assert [(bool(t.old), bool(t.new)) for t in found.tables] == [(False, True), (True, True), (True, False)]
    assert found.counts()["added"] == len(three.entries)
    assert found.counts()["removed"] == len(one.entries)


def test_one_table_is_compared_with_one_table_whatever_their_domains() -> None:
    one, two = (edition_of_catalogue(DATA, DATA.catalogues[slug]) for slug in list(DATA.catalogues)[:2])
    assert len(compare([one], [replace(two, domain=None)]).tables) == 1


def test_tables_of_one_domain_are_one(dataset: Dataset) -> None:
    whole = edition_of_catalogue(dataset, CATALOGUE)
    halves = [replace(whole, entries=whole.entries[:6]), replace(whole, entries=whole.entries[6:])]
    assert compare([whole], halves).empty
