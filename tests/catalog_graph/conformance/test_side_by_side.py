"""Two places side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalog_graph.conformance.side_by_side import side_by_side
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import resolve
from catalog_graph.errors import NotADutyLevel
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup

DAY = date(2026, 11, 29)


def beside(dataset: Dataset, lookup: PlaceLookup, first: str, second: str, domain: str | None = None) -> dict[str, Any]:
    """The document of two places."""
    return side_by_side(dataset, (lookup.place(first), lookup.place(second)), DAY, domain)


def test_the_counts_are_those_of_the_duties(dataset: Dataset, lookup: PlaceLookup) -> None:
    found = beside(dataset, lookup, "341302", "341302100")
    left, right = ({d.item.key for d in resolve(dataset, lookup.place(c), DAY)} for c in ("341302", "341302100"))
    assert found["counts"] == {
        "both": len(left & right),
        "first_only": len(left - right),
        "second_only": len(right - left),
    }
    for count in ("both", "first_only", "second_only"):
        assert sum(row[count] for row in found["domains"]) == found["counts"][count]


def test_of_one_domain_every_item_has_its_cells(dataset: Dataset, lookup: PlaceLookup) -> None:
    found = beside(dataset, lookup, "341302", "310114", "05")
    keys = [d.item.key for d in resolve(dataset, lookup.place("341302"), DAY, Wanted(domain="05"))]
    assert [row["item"] for row in found["rows"]] == keys
    first = found["rows"][0]
    assert [side["subjects"] for side in first["sides"]] == ["埇桥区民政局", "嘉定区民政局"]
    assert "subjects" not in first["differs"]  # the same office of either place


def test_what_a_place_itself_lays_down_differs(dataset: Dataset, lookup: PlaceLookup) -> None:
    code, catalogue = next((code, each) for code, own in dataset.local.items() if len(code) == 6 for each in own)
    other = "341302" if code != "341302" else "320583"
    rows = beside(dataset, lookup, code, other, catalogue.slug)["rows"]
    for row in rows:
        left, right = row["sides"]
        names = [name for name in left if left[name] != right[name]] if left and right else []
        assert set(row["differs"]) <= set(names)
        assert set(names) - set(row["differs"]) <= {"subjects"}


def test_a_place_beside_itself_differs_in_nothing(dataset: Dataset, lookup: PlaceLookup) -> None:
    found = beside(dataset, lookup, "341302", "341302", "05")
    assert not any(row["differs"] for row in found["rows"])
    assert found["counts"]["first_only"] == found["counts"]["second_only"] == 0


def test_a_province_is_refused(dataset: Dataset, lookup: PlaceLookup) -> None:
    with pytest.raises(NotADutyLevel):
        side_by_side(dataset, (lookup.by_code("34"), lookup.place("341302")), DAY)
