"""One resource as triples: the small builder that the other modules of this package use.

Owns: typed literals and the leaving out of what is unknown.
Must not: know any class of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.model import iris
from catalog_graph.model.codes import Coded
from catalog_graph.places.pinyin import sort_key
from catalog_graph.rdf.namespaces import GK, node

RDF_TYPE, LABEL = node("rdf:type"), node("rdfs:label")
TITLE, ISSUED, SOURCE = node("dcterms:title"), node("dcterms:issued"), node("dcterms:source")
REPLACED_BY, NOTE = node("dcterms:isReplacedBy"), node("skos:note")
_DATE_TYPES = {4: node("xsd:gYear"), 7: node("xsd:gYearMonth"), 10: node("xsd:date")}

# What the alignments say of our classes, written out for those who do not reason. Divisions are left out: a triple of
# each of 665,276 places is more than the store may hold.
ALSO = {
    GK.Catalogue: (node("dcat:DatasetSeries"),),
    GK.CatalogueEdition: (node("dcat:Dataset"),),
    GK.LocalCatalogue: (node("dcat:Dataset"),),
    GK.Item: (node("cv:Requirement"),),
    GK.ContentElement: (node("cv:InformationConcept"),),
    GK.LegalResource: (node("eli:LegalResource"), node("cv:ReferenceFramework")),
    GK.Clause: (node("eli:LegalResourceSubdivision"),),
    GK.Role: (node("org:Role"),),
    GK.Source: (node("foaf:Document"),),
    GK.Attestation: (node("prov:Entity"),),
}

Value = NamedNode | Literal | str | int | None
Pair = tuple[NamedNode, Value]


def types(*classes: NamedNode) -> Iterator[Pair]:
    """The types of a resource: classes of ours, and what those are in the vocabularies of others."""
    return ((RDF_TYPE, each) for own in classes for each in (own, *ALSO.get(own, ())))


def facts(subject: NamedNode, *pairs: Pair) -> Iterator[Triple]:
    """What is said of a resource; pairs whose value is None or no word are left out.

    A string is a literal without language (codes, numbers of documents), a number an xsd:integer, a truth an
    xsd:boolean.
    """
    for predicate, value in pairs:
        if isinstance(value, NamedNode | Literal):
            yield Triple(subject, predicate, value)
        elif value is not None and value != "":
            yield Triple(subject, predicate, Literal(value))


def thing(kind: str, *keys: object) -> NamedNode:
    """IRI of a thing."""
    return NamedNode(iris.thing(kind, *keys))


def concept(scheme: str, code: Coded | str | None) -> NamedNode | None:
    """IRI of a coded value, or None."""
    return NamedNode(iris.concept(scheme, str(code))) if code is not None else None


def zh(words: str | None) -> Literal | None:
    """Chinese text."""
    return Literal(words, language="zh") if words else None


def named(words: str, predicate: NamedNode = LABEL) -> tuple[Pair, Pair]:
    """The facts of a Chinese label, or title, and its sort key."""
    return (predicate, zh(words)), (GK.sortKey, sort_key(words))


def dated(day: str | date | None) -> Literal | None:
    """xsd:date, xsd:gYearMonth or xsd:gYear, by how much is known."""
    return Literal(str(day), datatype=_DATE_TYPES[len(str(day))]) if day else None


def page(url: str | None) -> NamedNode | None:
    """A web page, or None where there is no address."""
    return NamedNode(url) if url else None
