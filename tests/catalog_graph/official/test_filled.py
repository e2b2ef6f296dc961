"""The template as it is asked for."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from catalog_graph.errors import BadParameter
from catalog_graph.model.values import Dataset
from catalog_graph.official.filled import template_of
from catalog_graph.places.lookup import PlaceLookup


def words(content: bytes) -> set[str]:
    """All words of the first sheet."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}


def test_a_filled_template_has_more_words_than_a_blank_one(dataset: Dataset) -> None:
    (catalogue, blank), (_, filled) = template_of(dataset, "05"), template_of(dataset, "05", True)
    assert catalogue.slug == "social-assistance"
    assert words(blank) < words(filled)


def test_a_neighbour_lends_its_words(dataset: Dataset, lookup: PlaceLookup) -> None:
    local = next(each for each in dataset.local_catalogues() if each.slug in dataset.catalogues)
    neighbour = lookup.by_code(local.place).division
    assert template_of(dataset, local.slug, False, neighbour)[1].startswith(b"PK")


def test_several_domains_or_a_neighbour_without_one_are_refused(dataset: Dataset, lookup: PlaceLookup) -> None:
    with pytest.raises(BadParameter):
        template_of(dataset, "all")
    with pytest.raises(BadParameter):
        template_of(dataset, "05", False, lookup.by_code("341302").division)
