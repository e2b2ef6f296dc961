"""Nodes: one thing is the same node in every network, with attributes that every format can hold."""

from __future__ import annotations

from catalog_graph.laws.network import citations, likeness, offices
from catalog_graph.model.values import Dataset


def test_attributes_are_words_and_numbers_and_the_same_everywhere(dataset: Dataset) -> None:
    networks = [citations.law_items(dataset), likeness.like_items(dataset), offices.offices(dataset)]
    seen: dict[str, dict[str, object]] = {}
    for network in networks:
        for node, given in network.nodes(data=True):
            assert all(isinstance(value, str | int | float) for value in given.values())
            assert node.partition(":")[0] == given["kind"]
            if given["kind"] == "item":
                assert seen.setdefault(node, given) == given
    assert len(seen) == len(dataset.items())
