"""Editions for the suites of the comparison.

Owns: entries made from words, and a national catalogue with items changed. Must not: hold expectations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from catalog_graph.model.values import Dataset, Item
from catalog_graph.revision.compare import compare
from catalog_graph.revision.editions import edition_of_catalogue
from catalog_graph.revision.values import Revision

Revise = Callable[[Callable[[list[Item]], object]], Revision]


@pytest.fixture
def revise(dataset: Dataset) -> Revise:
    """The revision from catalogue 05 to what a function makes of the list of its items."""

    def made(change: Callable[[list[Item]], object]) -> Revision:
        catalogue = dataset.catalogues["social-assistance"]
        items = list(catalogue.items)
        change(items)
        editions = [edition_of_catalogue(dataset, one) for one in (catalogue, replace(catalogue, items=tuple(items)))]
        return compare(editions[:1], editions[1:], ("旧.xlsx", "新.xlsx"))

    return made


@pytest.fixture
def revision(revise: Revise, dataset: Dataset) -> Revision:
    """A revision with one of everything: added, removed, changed in four columns, moved."""

    def change(items: list[Item]) -> None:
        items[3] = replace(items[3], content=items[3].content[1:], levels=items[3].levels[:1])
        limit = dataset.catalogues["employment"].items[0].time_limit
        items[4] = replace(items[4], time_limit=limit, optional_channels=(), citations=())
        items[12] = replace(items[12], number=99, label="临时救助资金使用情况", group="资金", content=("资金",))
        items.insert(8, items.pop(1))

    return revise(change)
