"""The figures of the overview add up."""

from __future__ import annotations

from typing import Any

import pytest

from catalog_graph.checks.overview import overview
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.values import Dataset


@pytest.fixture(scope="module")
def found(dataset: Dataset) -> dict[str, Any]:
    """The overview."""
    return overview(dataset)


def test_items_are_counted_by_level_and_attestation(found: dict[str, Any], dataset: Dataset) -> None:
    items = dataset.items()
    counted = {bar["code"]: bar["count"] for bar in found["levels"]}
    assert counted == {level.value: sum(level in item.levels for item in items) for level in DUTY_LEVELS}
    assert sum(bar["count"] for bar in found["attestation"]) == len(items) == found["items"]


def test_every_cell_of_every_item_has_an_origin(found: dict[str, Any], dataset: Dataset) -> None:
    assert sum(bar["count"] for bar in found["origins"]) == 8 * len(dataset.items())


def test_every_bar_has_a_name_in_chinese(found: dict[str, Any]) -> None:
    bars = [bar for chart in ("levels", "time_limits", "origins", "attestation") for bar in found[chart]]
    assert all(not bar["label"].isascii() for bar in bars)
    assert sum(bar["count"] for bar in found["time_limits"]) >= found["items"]


def test_the_laws_most_cited_come_first(found: dict[str, Any]) -> None:
    counts = [law["items"] for law in found["laws"]]
    assert counts == sorted(counts, reverse=True)
    assert found["laws"][0]["id"] == "guowuyuanling-711"


def test_what_changed_is_every_item_that_is_not_as_it_was(found: dict[str, Any], dataset: Dataset) -> None:
    changed = {item.key for item in dataset.items() if item.matter and item.matter.status.value != "live"}
    assert {row["item"] for kind in found["changes"] for row in kind["items"]} == changed
    assert all(kind["count"] == len(kind["items"]) for kind in found["changes"])
