"""The official shapes of DCAT-AP and the rest of its rules, for the suites of the description.

Owns: reading `dcat_ap/`, taking shapes apart into single constraints, and a thing that breaks each.
Must not: hold expectations of our description.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, parse
from rdflib import DCAT, RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

from catalog_graph.checks.shacl import as_rdflib
from catalog_graph.rdf.namespaces import PREFIXES

FOLDER = Path(__file__).parent / "dcat_ap"
OFFICIAL = FOLDER / "dcat-ap-3.0.0-SHACL.jsonld"
OTHERS = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
    "spdx": "http://spdx.org/rdf/terms#",
}
KINDS = {"minCount", "maxCount", "nodeKind", "class", "datatype"}
# Class, property and constraint of what is in 3.0.0 and not in 3.0.1.
LOOSENED = {
    ("dcat:Catalog", "dcterms:rights", "maxCount"),
    ("dcat:DataService", "dcat:endpointDescription", "class"),
    ("dcat:DataService", "dcat:endpointURL", "class"),
    ("dcat:Dataset", "dcat:spatialResolutionInMeters", "maxCount"),
    ("dcat:Dataset", "dcterms:isReferencedBy", "class"),
    ("dcat:Dataset", "dcterms:relation", "class"),
    ("dcat:Distribution", "dcat:accessURL", "class"),
    ("dcat:Distribution", "dcat:downloadURL", "class"),
    ("dcat:Distribution", "dcterms:rights", "maxCount"),
    ("dcat:Relationship", "dcterms:relation", "class"),
}
# DCAT 3, section 6: what is one of these is one of those. The shapes count on a validator that knows it.
BROADER = {"dcat:Catalog": "dcat:Dataset", "dcat:DatasetSeries": "dcat:Dataset"}
DATES = (XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth)


def expand(curie: str) -> URIRef:
    """The IRI of a prefixed name.

    >>> str(expand("spdx:Checksum"))
    'http://spdx.org/rdf/terms#Checksum'
    """
    prefix, _, name = curie.partition(":")
    return URIRef((PREFIXES | OTHERS)[prefix] + name)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a shape asks of a property of each thing of a class."""

    shape: str
    target: URIRef
    path: URIRef
    kind: str
    value: URIRef | Literal

    def broken(self, focus: URIRef) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
        """A thing of the class that meets everything about the property but this."""
        yield focus, RDF.type, self.target
        wrong: dict[str, tuple[URIRef | Literal, ...]] = {
            "minCount": (),
            "maxCount": (URIRef("urn:x:one"), URIRef("urn:x:other")),
            "class": (URIRef("urn:x:of-no-class"),),
            "datatype": (Literal("no such value"),),
            "nodeKind": (URIRef("urn:x:thing") if self.value == SH.Literal else Literal("words"),),
        }
        yield from ((focus, self.path, value) for value in wrong[self.kind])


def published() -> Graph:
    """The official shapes, as published, read anew."""
    return as_rdflib(quad.triple for quad in parse(OFFICIAL.read_bytes(), format=RdfFormat.JSON_LD))


@cache
def official() -> Graph:
    """The official shapes, read once; the validator may add axioms of its own to them."""
    return published()


def constraints(shapes: Graph) -> tuple[Constraint, ...]:
    """All constraints, one by one, in an order that stays."""
    found = []
    for node_shape in shapes.subjects(RDF.type, SH.NodeShape):
        target = URIRef(str(shapes.value(node_shape, SH.targetClass)))
        for own in shapes.objects(node_shape, SH.property):
            path = URIRef(str(shapes.value(own, SH.path)))
            for _, predicate, value in shapes.triples((own, None, None)):
                kind = str(predicate).removeprefix(str(SH))
                if kind in KINDS and isinstance(value, URIRef | Literal):
                    found.append(Constraint(str(own), target, path, kind, value))
    return tuple(sorted(found, key=lambda one: (one.target, one.path, one.kind)))


def entailed(graph: Graph) -> Graph:
    """The graph with what RDFS and DCAT 3 say of it: every IRI is a resource, a series is a dataset."""
    whole = Graph()
    whole += graph
    for triple in graph:
        for term in (triple[0], triple[2]):
            if isinstance(term, URIRef):
                whole.add((term, RDF.type, RDFS.Resource))
    for narrow, broad in BROADER.items():
        for one in graph.subjects(RDF.type, expand(narrow)):
            whole.add((one, RDF.type, expand(broad)))
    for kind in (DCAT.Dataset, DCAT.DataService):
        for one in whole.subjects(RDF.type, kind):
            whole.add((one, RDF.type, DCAT.Resource))
    return whole


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of our tables."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def vocabulary_shapes() -> Graph:
    """The table of vocabularies as shapes: violation, warning or information."""
    graph = Graph()
    severities = {"must": SH.Violation, "one": SH.Warning, "recommended": SH.Warning, "may": SH.Info}
    for number, row in enumerate(table("vocabularies.csv")):
        own = _property(graph, f"urn:vocabulary:{number}", row["class"], row["property"])
        graph.add((own, SH.severity, severities[row["use"]]))
        rule = own
        if row["use"] == "one":
            rule = URIRef(f"urn:vocabulary:{number}:value")
            graph.add((own, SH.qualifiedValueShape, rule))
            graph.add((own, SH.qualifiedMinCount, Literal(1)))
        graph.add((rule, SH.nodeKind, SH.IRI))
        graph.add((rule, SH.pattern, Literal("^" + row["starts"])))
    return graph


def date_shapes() -> Graph:
    """Every property of the official shapes that takes a date, with the datatypes that the specification allows."""
    graph = Graph()
    dated = {expand(name) for name in ("dcterms:issued", "dcterms:modified", "dcat:startDate", "dcat:endDate")}
    found = sorted({(one.target, one.path) for one in constraints(official()) if one.path in dated})
    for number, (target, path) in enumerate(found):
        own = _property(graph, f"urn:date:{number}", target, path)
        choices = [URIRef(f"urn:date:{number}:{datatype.rpartition('#')[2]}") for datatype in DATES]
        for choice, datatype in zip(choices, DATES, strict=True):
            graph.add((choice, SH.datatype, datatype))
        head = URIRef(f"urn:date:{number}:choices")
        Collection(graph, head, list(choices))
        graph.add((own, SH["or"], head))
    return graph


def _property(graph: Graph, name: str, target: str, path: str) -> URIRef:
    """A new property shape, in a node shape of its own."""
    shape, own = URIRef(name), URIRef(name + ":property")
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetClass, URIRef(target) if isinstance(target, URIRef) else expand(target)))
    graph.add((shape, SH.property, own))
    graph.add((own, SH.path, URIRef(path) if isinstance(path, URIRef) else expand(path)))
    return own
