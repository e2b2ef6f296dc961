"""Nodes: an item, a law, an office as a node with its attributes.

Owns: the names and attributes of nodes, so that every network says the same of one thing.
Must not: draw edges.

A node's name begins with its kind: item:social-assistance/11, law:yusuanfa, office:county-finance. Attributes are
text and numbers only, which is what GraphML and GEXF can hold; lists are joined by “；”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from catalog_graph.model.values import Dataset, Item, Law, Role

if TYPE_CHECKING:
    import networkx

Network: TypeAlias = "networkx.Graph[str]"


def add_item(network: Network, dataset: Dataset, item: Item) -> str:
    """Put an item in; its node."""
    return add_node(
        network,
        f"item:{item.key}",
        label=item.label,
        kind="item",
        domain=dataset.catalogues[item.catalogue].label,
        group=item.group,
        levels="；".join(item.levels),
        review_status=item.review_status.value,
    )


def add_law(network: Network, law: Law) -> str:
    """Put a law in; its node."""
    return add_node(
        network,
        f"law:{law.id}",
        label=law.title,
        kind="law",
        document_number=law.document_number or "",
        legal_kind=law.kind.label,
        status=law.status.value,
    )


def add_office(network: Network, role: Role) -> str:
    """Put an office in; its node."""
    return add_node(network, f"office:{role.id}", label=role.label, kind="office", level=role.level.value)


def add_node(network: Network, node: str, **attributes: str | int) -> str:
    """Put a node in; its name."""
    network.add_node(node, **attributes)
    return node
