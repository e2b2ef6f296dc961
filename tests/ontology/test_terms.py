"""The terms of the ontology: house style, definedness, alignments.

Owns: `ontology/catalogue.ttl`, `ontology/alignments.ttl` and `shapes/ontology.ttl`.
Must not: repeat the list of terms. What a term must look like is said once, in the shapes.
"""

from collections.abc import Container
from pathlib import Path
from typing import cast

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, PROV
from rdflib.term import Node

from tests.ontology.spoilt_terms import SPOILT, Spoil
from tests.turtle import read

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
SHAPES = ROOT / "shapes" / "ontology.ttl"
FILES = sorted(ONTOLOGY.rglob("*.ttl"))

GK = Namespace("https://w3id.org/gongkai/def/")
GKS = Namespace("https://w3id.org/gongkai/scheme/")
GKSH = Namespace("https://w3id.org/gongkai/shape/")
HEADER = URIRef(GK)

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

# Vocabularies that rdflib does not carry: the terms used here, read in their published files
# (ELI 1.1; CCCEV 2.1.0; CPSV-AP 3.2.0; ADMS 2.0).
OUTSIDE: dict[str, frozenset[str]] = {
    "http://data.europa.eu/eli/ontology#": frozenset(
        {
            "InForce-inForce",
            "InForce-notInForce",
            "LegalResource",
            "LegalResourceSubdivision",
            "in_force",
            "number",
            "passed_by",
            "type_document",
        }
    ),
    "http://data.europa.eu/m8g/": frozenset(
        {
            "InformationConcept",
            "ReferenceFramework",
            "Requirement",
            "frequency",
            "hasChannel",
            "hasCompetentAuthority",
            "hasConcept",
            "hasLegalResource",
            "isDerivedFrom",
        }
    ),
    "http://purl.org/vocab/cpsv#": frozenset({"Rule"}),
    "http://www.w3.org/ns/adms#": frozenset({"status"}),
}
# rdflib's own lists, keyed by namespace; their type hides that they are containers.
CARRIED = {str(ns): cast("Container[str]", ns) for ns in (DCAT, DCTERMS, FOAF, ORG, PROV)}
SHACL = cast("Container[str]", SH)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Everything under ontology/, in one graph."""
    return read(*FILES)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The house style."""
    return read(SHAPES)


@pytest.fixture(scope="module")
def excerpt() -> Graph:
    """Enough of the ontology to spoil: all terms, one scheme."""
    return read(ONTOLOGY / "catalogue.ttl", ONTOLOGY / "prefixes.ttl", ONTOLOGY / "schemes" / "unit.ttl")


@pytest.fixture(scope="module")
def before(excerpt: Graph, shapes: Graph) -> set[tuple[Node, Node]]:
    """What the excerpt is reported for unspoilt: the schemes that it leaves out."""
    return findings(excerpt, shapes)


def findings(data: Graph, shapes: Graph) -> set[tuple[Node, Node]]:
    """Pairs of shape and focus node. pySHACL's focus_nodes is no help: it loses qualified value shapes."""
    _, report, _ = validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {
        (shape, focus)
        for result, shape in report.subject_objects(SH.sourceShape)
        for focus in report.objects(result, SH.focusNode)
    }


@pytest.mark.parametrize("path", [*FILES, SHAPES], ids=lambda path: path.name)
def test_file_parses_and_has_no_blank_node(path: Path) -> None:
    graph = read(path)
    assert len(graph) > 0
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_house_style_holds(ontology: Graph, shapes: Graph) -> None:
    conforms, _, text = validate(ontology, shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def subject_of(spoil: Spoil, excerpt: Graph) -> Node:
    """The thing that a spoiler spoils."""
    copy = Graph()
    copy += excerpt
    spoil(copy)
    (subject,) = {subject for subject, _, _ in set(copy) ^ set(excerpt)}
    return subject


def test_spoilt_copies_are_reported(excerpt: Graph, shapes: Graph, before: set[tuple[Node, Node]]) -> None:
    """Things of different names are spoilt in one copy, so that the engine runs once for a dozen of shapes."""
    waiting = {shape: subject_of(spoil, excerpt) for shape, spoil in SPOILT.items()}
    assert not [shape for shape, subject in waiting.items() if (GKSH[shape], subject) in before]
    unreported = []
    while waiting:
        spoilt_now = {subject: shape for shape, subject in waiting.items()}
        copy = Graph()
        copy += excerpt
        for shape in spoilt_now.values():
            SPOILT[shape](copy)
            del waiting[shape]
        reported = findings(copy, shapes)
        unreported += [shape for subject, shape in spoilt_now.items() if (GKSH[shape], subject) not in reported]
    assert not unreported


def test_every_reporting_shape_has_a_spoilt_copy(shapes: Graph) -> None:
    assert set(shapes.subjects(SH.message)) == {GKSH[name] for name in SPOILT}


def test_shapes_speak_both_languages(shapes: Graph) -> None:
    reporting = set(shapes.subjects(SH.message))
    assert reporting
    for shape in reporting:
        is_property = (shape, RDF.type, SH.PropertyShape) in shapes
        for predicate in (SH.message, SH.name if is_property else RDFS.label):
            texts = list(shapes.objects(shape, predicate))
            languages = sorted(str(text.language) for text in texts if isinstance(text, Literal))
            assert languages == ["en", "zh"], (shape, predicate)
        assert shapes.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info), shape


def test_every_named_shape_is_defined(shapes: Graph) -> None:
    named = {term for triple in shapes for term in triple if str(term).startswith(GKSH)}
    assert named == {subject for subject in shapes.subjects() if str(subject).startswith(GKSH)}


def test_shacl_terms_exist(ontology: Graph, shapes: Graph) -> None:
    used = {
        str(term)
        for graph in (ontology, shapes)
        for triple in graph
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith(str(SH))
    }
    assert used
    assert not {term for term in used if term not in SHACL}


def test_every_project_iri_used_is_defined(ontology: Graph, shapes: Graph) -> None:
    defined = set(ontology.subjects(RDF.type))
    ours = (str(GK), str(GKS))
    for graph in (ontology, shapes):
        for subject, predicate, value in graph:
            if predicate == OWL.versionIRI:
                continue
            for term in (subject, predicate, value):
                if isinstance(term, URIRef) and str(term).startswith(ours):
                    assert term in defined, (subject, predicate, value)


def test_alignments_point_at_existing_terms_only() -> None:
    alignments = read(ONTOLOGY / "alignments.ttl")
    namespaces = {*CARRIED, *OUTSIDE}
    seen: set[str] = set()
    for subject, _, target in alignments:
        assert str(subject).startswith((str(GK), str(GKS)))
        (namespace,) = (ns for ns in namespaces if str(target).startswith(ns))
        seen.add(namespace)
        if namespace in OUTSIDE:
            assert str(target).removeprefix(namespace) in OUTSIDE[namespace], target
        else:
            assert str(target) in CARRIED[namespace], target
    assert seen == namespaces


def test_alignments_keep_classes_and_properties_apart(ontology: Graph) -> None:
    for subject in read(ONTOLOGY / "alignments.ttl").subjects(RDFS.subClassOf):
        assert (subject, RDF.type, OWL.Class) in ontology
    for subject in read(ONTOLOGY / "alignments.ttl").subjects(RDFS.subPropertyOf):
        assert (subject, RDF.type, OWL.ObjectProperty) in ontology


def test_version_is_the_same_in_both_places(ontology: Graph) -> None:
    version = ontology.value(HEADER, OWL.versionInfo)
    assert ontology.value(HEADER, OWL.versionIRI) == GK[str(version)]


def test_items_and_places_share_no_property(ontology: Graph) -> None:
    domains = {kind: set(ontology.subjects(RDFS.domain, kind)) for kind in (GK.Item, GK.Division)}
    assert all(domains.values())
    for name in ("Division", "行政区划"):
        for term in ontology.subjects(SKOS.scopeNote):
            assert not any(name in str(note) for note in ontology.objects(term, SKOS.scopeNote)), term


def test_official_columns_are_columns_of_the_table(ontology: Graph) -> None:
    columns = {
        label
        for concept in ontology.subjects(SKOS.inScheme, GKS["column"])
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for label in ontology.objects(concept, predicate)
    }
    columns.add(Literal("序号", lang="zh"))
    used = set(ontology.objects(None, GK.officialColumn))
    assert used
    assert used <= columns


def test_terms_are_of_known_kinds() -> None:
    catalogue = read(ONTOLOGY / "catalogue.ttl")
    for term in set(catalogue.subjects()) - {HEADER}:
        kinds = list(catalogue.objects(term, RDF.type))
        assert len(kinds) == 1, term
        assert kinds[0] in KINDS, term
