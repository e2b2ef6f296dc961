"""Networks of citation say what the tables say."""

from __future__ import annotations

from catalog_graph.laws.impact import impact
from catalog_graph.laws.index import items_by_law
from catalog_graph.laws.network import citations
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook


def test_laws_and_items_are_joined_by_citation_only(dataset: Dataset) -> None:
    network = citations.law_items(dataset)
    cited = items_by_law(dataset)
    kinds = dict(network.nodes(data="kind"))
    assert {f"law:{law}" for law in cited} == {node for node, kind in kinds.items() if kind == "law"}
    assert sum(kind == "item" for kind in kinds.values()) == len(dataset.items())
    assert network.number_of_edges() == sum(map(len, cited.values())) > 500
    assert all({kinds[one], kinds[other]} == {"law", "item"} for one, other in network.edges)


def test_a_law_says_how_many_items_cite_it_and_nothing_else(dataset: Dataset) -> None:
    network = citations.law_items(dataset)
    for law, items in items_by_law(dataset).items():
        alone = sum(len({cited.law for cited in item.citations}) == 1 for item in items)
        node = network.nodes[f"law:{law}"]
        assert (node["items"], node["alone"]) == (len(items), alone)


def test_a_domain_narrows_the_network(dataset: Dataset) -> None:
    items = dataset.catalogues["fiscal-budget"].items
    network = citations.law_items(dataset, items)
    assert sum(kind == "item" for _, kind in network.nodes(data="kind")) == len(items) == 4


def test_laws_cited_together_are_counted(dataset: Dataset) -> None:
    network = citations.cited_together(dataset)
    assert network.number_of_edges() > 100
    for one, other, given in network.edges(data=True):
        sets = [{item.key for item in items_by_law(dataset)[law.partition(":")[2]]} for law in (one, other)]
        assert given["weight"] == len(sets[0] & sets[1]) > 0
        assert abs(given["strength"] - len(sets[0] & sets[1]) / len(sets[0] | sets[1])) < 1e-4


def test_the_network_of_an_impact_holds_its_items_and_succession(dataset: Dataset, book: CodeBook) -> None:
    found = impact(dataset, dataset.laws["guowuyuanling-711"], book)
    network = citations.of_impact(dataset, found)
    ways = [via for _, _, via in network.edges(data="via")]
    assert ways.count("replaced") == len(found.former) == 1
    for via, count in found.by_via().items():
        assert ways.count(via.value) == count
