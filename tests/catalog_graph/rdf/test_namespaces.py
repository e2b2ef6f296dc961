"""Prefixes and the closed vocabulary."""

from __future__ import annotations

import pytest

from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import GK, PREFIXES, node


def test_a_term_of_ours_is_an_attribute() -> None:
    assert GK.Item.value == iris.term("Item")
    assert len(GK.terms()) > 70


@pytest.mark.parametrize("name", ["Itme", "hasSubjects", "item", ""])
def test_a_misspelt_term_raises(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(GK, name)


def test_a_prefixed_name_needs_a_known_prefix() -> None:
    assert node("rdf:type").value.endswith("#type")
    with pytest.raises(KeyError):
        node("nope:type")


def test_prefixes_stand_for_different_namespaces() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert all(iri.endswith(("/", "#")) for iri in PREFIXES.values())
