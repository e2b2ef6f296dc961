"""Identifiers: from keys and back, and the closed vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from catalog_graph.model import iris
from catalog_graph.model.values import Dataset

KEY = st.from_regex(r"\A[a-z0-9-]{1,12}\Z")


@given(KEY, st.lists(KEY, min_size=1, max_size=3))
def test_a_key_survives_its_iri(kind: str, keys: list[str]) -> None:
    assert iris.key_of(iris.thing(kind, *keys)) == (kind, "/".join(keys))


@pytest.mark.parametrize(
    "iri",
    ["", "https://w3id.org/gongkai/", iris.term("Item"), iris.ID, iris.ID + "item", iris.ID + "item/", "http://x/"],
)
def test_any_other_iri_has_no_key(iri: str) -> None:
    assert iris.key_of(iri) is None


def test_every_item_law_role_and_source_has_a_valid_iri_of_its_own(dataset: Dataset) -> None:
    found = [
        *(iris.thing("item", item.catalogue, item.number) for item in dataset.items()),
        *(iris.thing("law", key) for key in dataset.laws),
        *(iris.thing("role", key) for key in dataset.roles),
        *(iris.thing("source", key) for key in dataset.sources),
    ]
    assert len(set(found)) == len(found) > 1_000
    assert [NamedNode(iri).value for iri in found] == found
    assert all(iri.isascii() for iri in found)
