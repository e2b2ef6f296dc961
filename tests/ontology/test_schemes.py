"""The concept schemes: counts, codes, order, labels.

Owns: `ontology/schemes/*.ttl`. Must not: repeat the codes; the counts guard against a lost or stray concept.
"""

from itertools import combinations
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
SCHEMES = ROOT / "ontology" / "schemes"
GK = Namespace("https://w3id.org/gongkai/def/")
GKS = Namespace("https://w3id.org/gongkai/scheme/")

COUNTS = {
    "attestation-kind": 4,
    "audience": 2,
    "basis-grade": 3,
    "channel": 35,
    "column": 12,
    "division-kind": 27,
    "domain": 28,
    "duty-column": 8,
    "information-kind": 18,
    "legal-kind": 8,
    "legal-status": 5,
    "level": 6,
    "local-effect": 8,
    "matter-status": 5,
    "method": 2,
    "not-applicable": 6,
    "observed": 3,
    "no-item-reason": 4,
    "origin": 5,
    "period": 6,
    "review-status": 2,
    "row-origin": 3,
    "rows-known": 3,
    "time-limit-kind": 8,
    "trigger": 18,
    "unit": 5,
    "village-kind": 3,
    "window": 11,
}
PILOT_DOMAINS = 26


def load(name: str) -> Graph:
    """Read one scheme."""
    return Graph().parse(SCHEMES / f"{name}.ttl", format="turtle")


def ordered(graph: Graph) -> list[Node]:
    """The concepts in their order."""

    def position(concept: Node) -> int:
        value = graph.value(concept, GK.position)
        assert isinstance(value, Literal)
        return int(value)

    return sorted(graph.subjects(RDF.type, SKOS.Concept), key=position)


def labels(graph: Graph, concept: Node, predicate: URIRef, language: str) -> set[str]:
    """The labels of one concept in one language."""
    return {
        str(value)
        for value in graph.objects(concept, predicate)
        if isinstance(value, Literal) and value.language == language
    }


def test_there_is_one_file_per_scheme() -> None:
    assert {path.stem for path in SCHEMES.glob("*.ttl")} == set(COUNTS)


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_scheme_is_complete(name: str, count: int) -> None:
    graph = load(name)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [GKS[name]]
    concepts = ordered(graph)
    assert len(concepts) == count
    assert [graph.value(concept, GK.position) for concept in concepts] == [
        Literal(number) for number in range(1, count + 1)
    ]
    assert set(graph.objects(GKS[name], SKOS.hasTopConcept)) == set(concepts)
    assert set(graph.subjects(SKOS.inScheme, GKS[name])) == set(concepts)


@pytest.mark.parametrize("name", COUNTS)
def test_code_is_the_last_part_of_the_iri(name: str) -> None:
    graph = load(name)
    for number, concept in enumerate(ordered(graph), 1):
        code = str(concept).removeprefix(GKS[f"{name}/"])
        assert "/" not in code
        expected = f"{number:02d}" if name == "domain" else code
        assert graph.value(concept, SKOS.notation) == Literal(expected)


@pytest.mark.parametrize("name", COUNTS)
def test_labels_are_unambiguous(name: str) -> None:
    graph = load(name)
    for first, second in combinations(ordered(graph), 2):
        for language in ("zh", "en"):
            names = [
                labels(graph, concept, SKOS.prefLabel, language) | labels(graph, concept, SKOS.altLabel, language)
                for concept in (first, second)
            ]
            assert all(names)
            assert not names[0] & names[1], (first, second)


def test_every_scheme_is_used_and_every_used_scheme_exists() -> None:
    catalogue = Graph().parse(ROOT / "ontology" / "catalogue.ttl", format="turtle")
    coded = set(catalogue.subjects(RDFS.range, SKOS.Concept))
    assert coded == set(catalogue.subjects(RDFS.seeAlso))
    assert set(catalogue.objects(None, RDFS.seeAlso)) == {GKS[name] for name in COUNTS}


def test_village_affairs_stands_beside_the_pilot_domains() -> None:
    graph = load("domain")
    *pilots, beside, general = ordered(graph)
    assert general == GKS["domain/general-disclosure"]
    assert len(pilots) == PILOT_DOMAINS
    assert beside == GKS["domain/village-affairs"]
    definition = {str(value) for value in graph.objects(beside, SKOS.definition)}
    assert any("不属于26个试点领域" in text for text in definition)
    assert any("not one of the 26" in text for text in definition)
