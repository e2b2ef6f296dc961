"""`gongkai network`: laws, items or offices as a network for Gephi and other tools.

Owns: the kinds of network and where a file goes. Must not: make one itself (`catalog_graph.laws.network`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from catalog_graph.command import output, terminal
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import BadParameter
from catalog_graph.laws.network import citations, formats, likeness, offices
from catalog_graph.laws.network.nodes import Network
from catalog_graph.model.values import Dataset, Item
from catalog_graph.tables.cached import cached_dataset

KINDS: dict[str, Callable[[Dataset, Sequence[Item] | None], Network]] = {
    "laws": citations.law_items,
    "cited": citations.cited_together,
    "items": likeness.like_items,
    "offices": offices.offices,
}


def run(kind: str, domain: str | None, format_: str | None, path: str | None) -> None:
    """Write a network to a file, or to standard output.

    Raises BadParameter for an unknown kind or format, UnknownCatalogue for the domain.
    """
    if kind not in KINDS:
        raise BadParameter(f"没有“{kind}”这种网络", f"可用：{'、'.join(KINDS)}")
    wanted = format_ or Path(path or "").suffix.removeprefix(".") or "graphml"
    output.check_format(wanted, formats.FORMATS)
    with terminal.working("正在比对"):
        dataset = cached_dataset()
        network = KINDS[kind](dataset, catalogue_of(dataset, domain).items if domain else None)
        content = formats.written(network, wanted)
    output.emit(content, path, f"（{network.number_of_nodes()}个节点，{network.number_of_edges()}条边）")
