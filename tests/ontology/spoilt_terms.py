"""Ways to spoil terms, schemes, concepts and the header of the ontology, by the shape that is to report each.

Owns: one spoiler for each shape of `shapes/ontology.ttl`. Must not: hold what is reported.
"""

from __future__ import annotations

from collections.abc import Callable

from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

GK = Namespace("https://w3id.org/gongkai/def/")
GKS = Namespace("https://w3id.org/gongkai/scheme/")
HEADER = URIRef(GK)
Spoil = Callable[[Graph], None]


def drop(graph: Graph, subject: URIRef, predicate: URIRef, language: str | None = None) -> None:
    """Take away the values, or those in one language."""
    for value in list(graph.objects(subject, predicate)):
        if language is None or (isinstance(value, Literal) and value.language == language):
            graph.remove((subject, predicate, value))


def without(subject: URIRef, predicate: URIRef, language: str | None = None) -> Spoil:
    """Spoil by taking away."""
    return lambda graph: drop(graph, subject, predicate, language)


def having(subject: URIRef, predicate: URIRef, value: Node) -> Spoil:
    """Spoil by adding."""

    def spoil(graph: Graph) -> None:
        graph.add((subject, predicate, value))

    return spoil


def bilingual(owner: str, what: str, subject: URIRef, predicate: URIRef) -> dict[str, Spoil]:
    """Spoil one language at a time."""
    return {f"{owner}-{what}-{lang}": without(subject, predicate, lang) for lang in ("zh", "en")}


DAY = GKS["unit/day"]
UNIT = GKS["unit"]
PREFIX = GK["prefix-gk"]
SPOILT: dict[str, Spoil] = {
    **bilingual("Term", "label", GK.Item, RDFS.label),
    **bilingual("Term", "definition", GK.cites, SKOS.definition),
    "Term-example": without(GK.Item, SKOS.example),
    "Term-isDefinedBy": without(GK.Item, RDFS.isDefinedBy),
    "Term-officialColumn": having(GK.Item, GK.officialColumn, Literal("公开期限", lang="zh")),
    "Class": having(GK.item, RDF.type, OWL.Class),
    "Property": having(GK.Cites, RDF.type, OWL.ObjectProperty),
    "Property-range": without(GK.cites, RDFS.range),
    "Property-domain": having(GK.inCatalogue, RDFS.domain, GK.Undefined),
    "SharedProperty": without(GK.inCatalogue, SKOS.scopeNote, "zh"),
    "ObjectProperty": without(GK.unit, RDFS.seeAlso),
    "ObjectProperty-range": having(GK.cites, RDFS.range, GK.Undefined),
    "DatatypeProperty-range": having(GK.amount, RDFS.range, XSD.float),
    **bilingual("Scheme", "label", UNIT, RDFS.label),
    **bilingual("Scheme", "definition", UNIT, SKOS.definition),
    "Scheme-prefLabel": without(UNIT, SKOS.prefLabel, "zh"),
    "Scheme-hasTopConcept": having(UNIT, SKOS.hasTopConcept, GKS["unit/fortnight"]),
    **bilingual("Concept", "label", DAY, RDFS.label),
    **bilingual("Concept", "definition", DAY, SKOS.definition),
    "Concept-prefLabel": without(DAY, SKOS.prefLabel, "en"),
    "Concept-altLabel": having(DAY, SKOS.altLabel, Literal("日", lang="zh")),
    "Concept-example": without(DAY, SKOS.example),
    "Concept-notation": having(DAY, SKOS.notation, Literal("Day")),
    "Concept-inScheme": having(DAY, SKOS.inScheme, GKS["period"]),
    "Concept-topConceptOf": without(DAY, SKOS.topConceptOf),
    "Concept-position": having(DAY, GK.position, Literal(0)),
    **bilingual("Ontology", "title", HEADER, DCTERMS.title),
    **bilingual("Ontology", "description", HEADER, DCTERMS.description),
    "Ontology-license": without(HEADER, DCTERMS.license),
    "Ontology-versionInfo": having(HEADER, OWL.versionInfo, Literal("0.1")),
    "Ontology-versionIRI": without(HEADER, OWL.versionIRI),
    "Prefix-prefix": without(PREFIX, SH.prefix),
    "Prefix-namespace": having(PREFIX, SH.namespace, Literal(str(GK))),
}
