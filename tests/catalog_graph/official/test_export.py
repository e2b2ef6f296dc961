"""What an export holds: the catalogue meant, its items, the format asked for."""

from __future__ import annotations

from datetime import date

import pytest

from catalog_graph.errors import BadParameter, UnknownCatalogue
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import FORMATS, chosen, export, narrowed


@pytest.mark.parametrize("words", ["05", "social-assistance", "社会救助", "社会救助领域"])
def test_a_catalogue_goes_under_each_of_its_names(words: str, dataset: Dataset) -> None:
    assert [catalogue.number for catalogue in chosen(dataset, words)] == ["05"]


def test_all_are_all_and_an_unknown_name_is_refused(dataset: Dataset) -> None:
    assert len(chosen(dataset, "all")) == len(chosen(dataset, "全部")) == 28
    with pytest.raises(UnknownCatalogue):
        chosen(dataset, "天文")


def test_a_level_or_a_day_narrows_the_items(dataset: Dataset) -> None:
    everything = chosen(dataset, "all")
    villages = narrowed(everything, Level.VILLAGE, None)
    assert sum(len(catalogue.items) for catalogue in villages) == 124
    assert all(Level.VILLAGE in item.levels for catalogue in villages for item in catalogue.items)
    assert 1 < len(villages) < 28  # a catalogue without such items is left out
    before, after = (
        {item.key for catalogue in narrowed(everything, None, day) for item in catalogue.items}
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    )
    assert "village-affairs/60" in before - after
    assert len(after - before) == 17
    with pytest.raises(BadParameter):
        narrowed(chosen(dataset, "税收管理"), Level.VILLAGE, None)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_byte_stable(format_: str, dataset: Dataset) -> None:
    assert len(FORMATS) == 6
    catalogues = chosen(dataset, "12")
    content = export(dataset, catalogues, format_)
    assert content == export(dataset, catalogues, format_)
    assert len(content) > 1000


def test_another_format_is_refused(dataset: Dataset) -> None:
    with pytest.raises(BadParameter, match="pdf"):
        export(dataset, chosen(dataset, "12"), "pdf")
