"""Catalogues as RDF: the catalogue with its items, and the laws and roles they name.

Owns: which triples belong to an export. Must not: make triples itself (`rdf.triples`), or touch disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import RdfFormat, Triple, serialize

from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.rdf.build import turtle
from catalog_graph.rdf.triples.items import catalogue_triples
from catalog_graph.rdf.triples.registers import law_triples, role_triples


def export_triples(dataset: Dataset, catalogues: Sequence[Catalogue]) -> Iterator[Triple]:
    """Every catalogue in order, then the laws and roles named, in the order of first mention."""
    items = [item for catalogue in catalogues for item in catalogue.items]
    for catalogue in catalogues:
        yield from catalogue_triples(catalogue)
    yield from law_triples(dataset.laws[law] for law in dict.fromkeys(c.law for i in items for c in i.citations))
    yield from role_triples(dataset.roles[role] for role in dict.fromkeys(r for i in items for r in i.subjects))


def as_turtle(dataset: Dataset, catalogues: Sequence[Catalogue]) -> bytes:
    """The export as Turtle."""
    return turtle(export_triples(dataset, catalogues), "# 由 gongkai export 生成。\n")


def as_jsonld(dataset: Dataset, catalogues: Sequence[Catalogue]) -> bytes:
    """The export as JSON-LD, expanded: no context needs to be fetched to read it."""
    return serialize(export_triples(dataset, catalogues), format=RdfFormat.JSON_LD) or b""
