"""Turtle files as rdflib graphs, for the suites of the ontology and the shapes.

Owns: reading several into one. Must not: hold expectations.
"""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph


def read(*paths: Path) -> Graph:
    """Read files into one graph."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph
