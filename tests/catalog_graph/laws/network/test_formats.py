"""Files of networks: read back they are the same, written again the same bytes, without a day of writing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import networkx
import pytest

from catalog_graph.errors import BadParameter
from catalog_graph.laws.network import citations, formats
from catalog_graph.laws.network.nodes import Network
from catalog_graph.model.values import Dataset

READERS: dict[str, Callable[[bytes], Network]] = {
    "graphml": lambda content: networkx.read_graphml(io.BytesIO(content)),
    "gexf": lambda content: networkx.read_gexf(io.BytesIO(content)),
    "json": lambda content: networkx.node_link_graph(json.loads(content), edges="edges"),
}


@pytest.fixture(scope="module")
def network(dataset: Dataset) -> Network:
    """The network of one domain."""
    return citations.law_items(dataset, dataset.catalogues["fiscal-budget"].items)


def test_every_format_is_read_back() -> None:
    assert READERS.keys() == formats.FORMATS.keys()


@pytest.mark.parametrize("format_", READERS)
def test_what_is_written_is_what_is_read(network: Network, format_: str) -> None:
    content = formats.written(network, format_)
    again = READERS[format_](content)
    assert set(again.nodes) == set(network.nodes)
    assert {frozenset(edge) for edge in again.edges} == {frozenset(edge) for edge in network.edges}
    for node, given in network.nodes(data=True):
        assert {name: again.nodes[node][name] for name in given} == given
    assert content == formats.written(network, format_)
    assert b"lastmodified" not in content


def test_an_unknown_format_is_refused(network: Network) -> None:
    with pytest.raises(BadParameter):
        formats.written(network, "pajek")
