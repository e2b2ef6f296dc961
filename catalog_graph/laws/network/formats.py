"""A network as a file: GraphML and GEXF for Gephi, yEd and others, JSON for programs.

Owns: writing, byte for byte the same each time. Must not: know what a network says.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import networkx

from catalog_graph.errors import BadParameter
from catalog_graph.laws.network.nodes import Network


def written(network: Network, format_: str) -> bytes:
    """The network in one of FORMATS. Raises BadParameter for another."""
    if format_ not in FORMATS:
        raise BadParameter(f"没有格式“{format_[:20]}”", f"可用：{'、'.join(FORMATS)}")
    return FORMATS[format_](network)


def as_graphml(network: Network) -> bytes:
    """GraphML 1.0 with typed attributes."""
    stream = io.BytesIO()
    networkx.write_graphml_xml(network, stream, prettyprint=True)
    return stream.getvalue()


def as_gexf(network: Network) -> bytes:
    """GEXF 1.2 without the day of writing, which the library takes from the clock."""
    text = "\n".join(networkx.generate_gexf(network))
    head, _, rest = text.partition("<meta")
    return (head + rest.partition("</meta>")[2].lstrip() + "\n").encode()


def as_json(network: Network) -> bytes:
    """Nodes and edges as node-link JSON (`source`, `target`), as d3 and networkx read it."""
    document = networkx.node_link_data(network, edges="edges")
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: dict[str, Callable[[Network], bytes]] = {"graphml": as_graphml, "gexf": as_gexf, "json": as_json}
