"""Likeness: its parts make the whole, it needs two domains, and a law cited everywhere says little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog_graph.laws.network import likeness
from catalog_graph.laws.network.likeness import Comparison
from catalog_graph.model.values import CitedClause, Dataset, Item


@pytest.fixture(scope="module")
def compare(dataset: Dataset) -> Comparison:
    """Compares items of the real data."""
    return Comparison(dataset.items())


@pytest.fixture(scope="module")
def item(dataset: Dataset) -> Item:
    """An item with content."""
    return next(item for item in dataset.items() if item.content)


def cites(item: Item, *cited: tuple[str, str | None]) -> Item:
    """The item with other citations."""
    return replace(item, citations=tuple(CitedClause(*one) for one in cited))


def test_an_item_is_like_itself(compare: Comparison, item: Item) -> None:
    found = compare.likeness(item, item)
    assert (found.name, found.content) == (1, 1)


def test_what_is_missing_counts_nothing(compare: Comparison, item: Item) -> None:
    empty = replace(item, content=(), citations=())
    found = compare.likeness(empty, empty)
    assert (found.content, found.basis, found.laws) == (0, 0, ())
    assert found.whole == pytest.approx(likeness.NAME)


def test_a_rare_law_says_more_than_one_cited_everywhere(compare: Comparison, item: Item) -> None:
    rare, _ = compare.basis(*[cites(item, ("canjirenbaozhangfa", None))] * 2)
    common, shared = compare.basis(*[cites(item, ("guowuyuanling-711", None))] * 2)
    assert shared == ("guowuyuanling-711",)
    assert rare == pytest.approx(1, abs=1e-9)
    assert common < rare / 2


def test_another_article_says_half(compare: Comparison, item: Item) -> None:
    law = "canjirenbaozhangfa"
    same, _ = compare.basis(cites(item, (law, "第一条")), cites(item, (law, "第一条")))
    other, _ = compare.basis(cites(item, (law, "第一条")), cites(item, (law, "第二条")))
    whole, _ = compare.basis(cites(item, (law, "第一条")), cites(item, (law, None)))
    assert other == same / 2
    assert whole == same


def test_the_network_joins_domains_and_shows_the_parts(dataset: Dataset) -> None:
    network = likeness.like_items(dataset)
    assert network.number_of_edges() > 15
    for one, other, given in network.edges(data=True):
        assert network.nodes[one]["domain"] != network.nodes[other]["domain"]
        parts = likeness.NAME * given["name"] + likeness.CONTENT * given["content"] + likeness.BASIS * given["basis"]
        assert given["weight"] == pytest.approx(parts, abs=2e-4)
        assert given["weight"] >= likeness.THRESHOLD - 1e-4
    best = max(network.edges(data="weight"), key=lambda edge: edge[2])
    assert {network.nodes[node]["domain"] for node in best[:2]} == {"安全生产", "救灾"}


def test_a_domain_stands_at_one_end_of_each_edge(dataset: Dataset) -> None:
    network = likeness.like_items(dataset, dataset.catalogues["disaster-relief"].items)
    assert network.number_of_edges() > 3
    assert all("救灾" in {network.nodes[node]["domain"] for node in edge} for edge in network.edges)
