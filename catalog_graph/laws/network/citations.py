"""Networks of citation: laws and the items on them; laws that are cited together; what hangs on one law.

Owns: the bipartite network, its projection on laws, and the network of an impact.
Must not: judge wordings (`likeness`) or write files (`formats`).

How often a law is cited is the degree of its node (`items`), and how many items cite nothing else is `alone`. PageRank
is not given: what it adds to the degree is that an item with few bases counts for more, which `alone` says outright.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import networkx

from catalog_graph.laws.impact import Impact
from catalog_graph.laws.index import cited_articles
from catalog_graph.laws.network.nodes import Network, add_item, add_law
from catalog_graph.model.values import Dataset, Item


def law_items(dataset: Dataset, items: Iterable[Item] | None = None) -> Network:
    """Laws and items (all, or some); an edge for each law an item cites, with the articles.

    Laws that no item cites are left out.
    """
    network: Network = networkx.Graph(name="laws and items")
    for item in dataset.items() if items is None else items:
        node = add_item(network, dataset, item)
        for law in dict.fromkeys(cited.law for cited in item.citations):
            articles = "；".join(cited_articles(item, dataset.laws[law]))
            network.add_edge(node, add_law(network, dataset.laws[law]), via="direct", articles=articles)
    for node, given in network.nodes(data=True):
        if given["kind"] == "law":
            given["items"] = network.degree[node]
            given["alone"] = sum(network.degree[item] == 1 for item in network[node])
    return network


def cited_together(dataset: Dataset, items: Iterable[Item] | None = None) -> Network:
    """Laws alone: an edge where one item cites both; `weight` is how many items do.

    `strength` is that number over the items that cite either (Jaccard), which keeps a law that is cited everywhere
    from being the neighbour of all.
    """
    network: Network = networkx.Graph(name="laws cited together")
    items_of, together = Counter[str](), Counter[tuple[str, str]]()
    for item in dataset.items() if items is None else items:
        cited = sorted({citation.law for citation in item.citations})
        items_of.update(cited)
        together.update(combinations(cited, 2))
    nodes = {law: add_law(network, dataset.laws[law]) for law in sorted(items_of)}
    networkx.set_node_attributes(network, {nodes[law]: count for law, count in items_of.items()}, "items")
    for (first, second), both in sorted(together.items()):
        strength = round(both / (items_of[first] + items_of[second] - both), 4)
        network.add_edge(nodes[first], nodes[second], weight=both, strength=strength)
    return network


def of_impact(dataset: Dataset, impact: Impact) -> Network:
    """A law, the laws before and after it, and the items that hang on it, each edge with the way (`via`)."""
    network: Network = networkx.Graph(name=impact.law.title)
    add_law(network, impact.law)
    chain = (*reversed(impact.former), impact.law, *impact.later)
    nodes = {law.id: add_law(network, law) for law in chain}
    for law in chain:
        if law.replaced_by in nodes:
            network.add_edge(nodes[law.id], nodes[law.replaced_by], via="replaced", articles="")
    for touch in (*impact.touches, *impact.moved):
        articles = touch.articles or tuple(clause.article for clause in touch.clauses)
        node = add_item(network, dataset, touch.item)
        network.add_edge(node, nodes[touch.law.id], via=touch.via.value, articles="；".join(articles))
    return network
