"""An export read back through the real readers says what the catalogue says: all domains, all formats.

Owns: what "zero difference" means: the comparison finds nothing, and every field of the model that the official table
carries is the same by the library's readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_graph.intake.read import read_document
from catalog_graph.laws.index import LawIndex
from catalog_graph.model.codes import Audience
from catalog_graph.model.values import Catalogue, CitedClause, Dataset, Item
from catalog_graph.official.export import TABLES, export
from catalog_graph.official.layout import OfficialTable, note_words, official_table
from catalog_graph.review.drafts import draft_of
from catalog_graph.review.recognition.domains import domain_of
from catalog_graph.review.recognition.recognised_table import RecognisedTable
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.revision.compare import compare
from catalog_graph.revision.editions import edition_of_catalogue, edition_of_table
from catalog_graph.tables.load import load_dataset

DATA = load_dataset()
LAWS = LawIndex(DATA.laws)
SLUGS = list(DATA.catalogues)
FORMATS = list(TABLES)
# Each catalogue alone in one format, the formats in turn; all of them together are tried in each.
ALONE = list(zip(SLUGS, cycle(FORMATS), strict=False))
# Told of every export: groups are merged cells, 备注 is a column the official form lacks, "GB/T 32939" has a space.
EXPECTED_NOTICES = {"filledDown", "extraColumn", "rejoined"}


def read_back(dataset: Dataset, content: bytes) -> tuple[RecognisedTable, ...]:
    """The tables of a file, by the readers an editor's file goes through."""
    return recognise(read_document(content, None), dataset)


def assert_nothing_differs(
    dataset: Dataset, catalogues: Sequence[Catalogue], tables: Sequence[RecognisedTable]
) -> None:
    """The comparison finds nothing, and the readers read every field."""
    editions = [edition_of_table(dataset, table, domain_of(table, dataset)[0], table.grid) for table in tables]
    assert [edition.domain for edition in editions] == [catalogue.slug for catalogue in catalogues]
    revision = compare([edition_of_catalogue(dataset, catalogue) for catalogue in catalogues], editions)
    assert revision.empty, revision.counts()
    for catalogue, table in zip(catalogues, tables, strict=True):
        assert [fields_of_row(dataset, table, index) for index in range(len(table.rows))] == [
            fields_of_item(item) for item in catalogue.items
        ]


def fields_of_item(item: Item) -> dict[str, object]:
    """What of an item the official table carries."""
    return {
        "group": item.group,
        "label": item.label,
        "content": item.content,
        "citations": item.citations,
        "time_limit": item.time_limit,
        "subjects": item.subjects,
        "required": {*item.required_channels},
        "optional": {*item.optional_channels},
        "audience": item.audience,
        "audience_group": item.audience_group,
        "method": item.method,
        "levels": item.levels,
        "number": item.number,
        "note": note_words(item),
    }


def fields_of_row(dataset: Dataset, table: RecognisedTable, index: int) -> dict[str, object]:
    """The same of a row."""
    row = table.rows[index]
    draft = draft_of(row, dataset.roles)
    cited = [
        (LAWS.find(one), a)
        for one in (draft.citations.citations if draft.citations else ())
        for a in one.articles or (None,)
    ]
    return {
        "group": draft.group,
        "label": draft.label,
        "content": draft.content,
        "citations": tuple(CitedClause(law.id if law else "", article) for law, article in cited),
        "time_limit": draft.time_limit,
        "subjects": tuple(one.role.id for one in draft.subjects.subjects) if draft.subjects else (),
        "required": {*draft.channels.required} if draft.channels else set(),
        "optional": {*draft.channels.optional} if draft.channels else set(),
        "audience": draft.audience.audience if draft.audience else (),
        "audience_group": draft.audience.group if draft.audience else None,
        "method": draft.method.method if draft.method else (),
        "levels": draft.levels.levels if draft.levels else (),
        "number": draft.item_number,
        "note": row.extra["备注"].words if "备注" in row.extra else "",
    }


def test_all_catalogues_and_formats_are_tried() -> None:
    assert (len(ALONE), len({format_ for _, format_ in ALONE})) == (28, 4)


@pytest.mark.parametrize(("slug", "format_"), ALONE)
def test_an_export_read_back_differs_in_nothing(slug: str, format_: str, dataset: Dataset) -> None:
    catalogue = dataset.catalogues[slug]
    tables = read_back(dataset, export(dataset, [catalogue], format_))
    assert_nothing_differs(dataset, [catalogue], tables)
    assert {fact.term for table in tables for fact in table.facts} <= EXPECTED_NOTICES


@pytest.mark.parametrize("format_", FORMATS)
def test_all_catalogues_in_one_file_read_back_differ_in_nothing(format_: str, dataset: Dataset) -> None:
    catalogues = list(dataset.catalogues.values())
    assert_nothing_differs(dataset, catalogues, read_back(dataset, export(dataset, catalogues, format_)))


CELLS = ("content", "citations", "time_limit", "subjects", "audience", "method", "levels")


@st.composite
def changed_catalogues(draw: st.DrawFn) -> Catalogue:
    """A catalogue with some of its items, and cells taken from any items of any domain."""
    catalogue = DATA.catalogues[draw(st.sampled_from(SLUGS))]
    kept = draw(st.lists(st.sampled_from(catalogue.items), min_size=3, max_size=8, unique_by=lambda item: item.number))
    items = []
    for position, item in enumerate(sorted(kept, key=lambda one: one.position), 1):
        cells = {cell: getattr(draw(st.sampled_from(DATA.items())), cell) for cell in CELLS}
        channels, group = draw(st.sampled_from(DATA.items())), draw(st.sampled_from([None, "本村村民", "申请人"]))
        items.append(
            replace(
                item,
                **cells,
                position=position,
                required_channels=channels.required_channels,
                optional_channels=channels.optional_channels,
                audience_group=group if Audience.GROUP in cells["audience"] else None,
            )
        )
    return replace(catalogue, items=tuple(items))


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=8)
@given(catalogue=changed_catalogues())
def test_any_cells_in_any_rows_come_back(format_: str, catalogue: Catalogue) -> None:
    content = TABLES[format_]([official_table(DATA, catalogue)])
    (table,) = read_back(DATA, content)
    edition = edition_of_table(DATA, table, catalogue.slug, table.grid)
    assert compare([edition_of_catalogue(DATA, catalogue)], [edition]).empty


WORDS = st.text(st.sampled_from("=+-@公开\"',;<&>|  1.a\n"), min_size=1, max_size=12).map(
    lambda words: "\n".join(line.strip() for line in words.split("\n")).strip("\n")
)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=20)
@given(words=WORDS.filter(lambda words: not words.startswith("'")))
def test_a_cell_of_any_words_is_the_same_cell_when_read(format_: str, words: str) -> None:
    catalogue = DATA.catalogues["social-assistance"]
    table = official_table(DATA, replace(catalogue, items=catalogue.items[:3]))
    rows = tuple((*row[:3], words, *row[4:]) for row in table.rows)
    changed: OfficialTable = replace(table, rows=rows)
    (grid,) = read_document(TABLES[format_]([changed]), None).grids
    assert grid.rows[-1][3].split() == words.split()
    assert grid.rows[-1][3].count("\n") == words.count("\n")
    assert not [kind for (_, column), kind in grid.kinds.items() if column == 4]
