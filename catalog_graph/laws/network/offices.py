"""What an office carries: its items in clusters that belong together.

Owns: the clusters of one office, their names, and the network of offices, clusters and items.
Must not: resolve an office to a named body of a place (`places.bodies`).

Two items of an office belong together by 0.5 if they stand under one 一级事项, 0.3 × basis and 0.2 × name (as in
`likeness`). The clusters are Louvain communities of that network, with a fixed seed; a cluster bears the name of the
headings under which most of its items stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx

from catalog_graph.laws.network.likeness import Comparison
from catalog_graph.laws.network.nodes import Network, add_item, add_node, add_office
from catalog_graph.model.values import Dataset, Item, Role

GROUP, BASIS, NAME = 0.5, 0.3, 0.2
_LEAST = 0.25  # less than that is chance: names share a few characters
_MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items of one office that belong together."""

    role: Role
    name: str
    items: tuple[Item, ...]


def clusters(dataset: Dataset, items: Sequence[Item] | None = None) -> list[Cluster]:
    """The clusters of every office that carries an item (of all, or of `items`), offices in the order of the table."""
    compare = Comparison(dataset.items())
    borne: defaultdict[str, list[Item]] = defaultdict(list)
    for item in dataset.items() if items is None else items:
        for role in dict.fromkeys(item.subjects):
            borne[role].append(item)
    return [one for role in dataset.roles.values() if role.id in borne for one in _of(role, borne[role.id], compare)]


def _of(role: Role, items: list[Item], compare: Comparison) -> list[Cluster]:
    """Clusters of one office, the largest first."""
    # Numbers as nodes: the order in which sets of words are gone through is another in each process.
    network: networkx.Graph[int] = networkx.Graph()
    network.add_nodes_from(range(len(items)))
    for first, second in combinations(range(len(items)), 2):
        weight = _together(items[first], items[second], compare)
        if weight >= _LEAST:
            network.add_edge(first, second, weight=weight)
    communities = networkx.community.louvain_communities(network, weight="weight", seed=1)
    parts = sorted((sorted(part) for part in communities), key=lambda part: (-len(part), part))
    return [Cluster(role, _name([items[n] for n in part]), tuple(items[n] for n in part)) for part in parts]


def _together(item: Item, other: Item, compare: Comparison) -> float:
    same = (item.catalogue, item.group) == (other.catalogue, other.group)
    alike = compare.likeness(item, other)
    return GROUP * same + BASIS * alike.basis + NAME * alike.name


def _name(items: Sequence[Item]) -> str:
    """The commonest headings, 等 where there are more."""
    counted = Counter(item.group for item in items)
    names = sorted(counted, key=lambda name: -counted[name])
    return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")


def offices(dataset: Dataset, items: Sequence[Item] | None = None) -> Network:
    """Offices, their clusters, and the items of each: office – cluster (`weight` items) – item."""
    network: Network = networkx.Graph(name="offices")
    counted: Counter[str] = Counter()
    for cluster in clusters(dataset, items):
        office = add_office(network, cluster.role)
        counted[office] += 1
        name, weight = f"cluster:{cluster.role.id}/{counted[office]}", len(cluster.items)
        node = add_node(network, name, label=cluster.name, kind="cluster", items=weight)
        network.add_edge(office, node, weight=weight)
        for item in cluster.items:
            network.add_edge(node, add_item(network, dataset, item), weight=1)
    return network
