"""The prefix table: one table, the same in every Turtle file and in the JSON-LD context.

Owns: `ontology/prefixes.ttl`. Looks at the Turtle of ontology/ and shapes/ as text, since parsers add
prefixes of their own.
"""

import json
import re
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDFS, SKOS, XSD
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "ontology" / "prefixes.ttl"
FILES = sorted([*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "shapes").rglob("*.ttl")])
HEADER = URIRef("https://w3id.org/gongkai/def/")
DECLARATION = re.compile(r"^(?:@prefix|PREFIX)\s+(\S*):\s*<([^>]*)>", re.MULTILINE)
BASE = re.compile(r"^(?:@base|BASE)\s+<([^>]*)>", re.MULTILINE)
OWN_FILES = 20


@pytest.fixture(scope="module")
def table() -> dict[str, str]:
    """The prefixes as the table declares them."""
    graph = Graph().parse(TABLE, format="turtle")
    return {str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace)) for node in declared(graph)}


def declared(graph: Graph) -> set[Node]:
    """The declarations, which the ontology lists."""
    return set(graph.objects(HEADER, SH.declare))


def test_every_declaration_is_listed_and_named_by_its_prefix() -> None:
    graph = Graph().parse(TABLE, format="turtle")
    assert declared(graph) == set(graph.subjects(RDF.type, SH.PrefixDeclaration))
    for node in declared(graph):
        assert isinstance(node, URIRef)
        assert graph.value(node, SH.prefix) == Literal(node.removeprefix(f"{HEADER}prefix-"))


def test_there_are_twenty_prefixes_without_doubles(table: dict[str, str]) -> None:
    assert len(table) == 20
    assert len(set(table.values())) == len(table)


def test_known_namespaces_are_right(table: dict[str, str]) -> None:
    known = {"dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF}
    known |= {"rdfs": RDFS, "sh": SH, "skos": SKOS, "xsd": XSD}
    for prefix, namespace in known.items():
        assert table[prefix] == str(namespace)
    ours = {prefix: iri for prefix, iri in table.items() if prefix.startswith("gk")}
    assert set(ours) == {"gk", "gks", "gki", "gksh", "gkt"}
    assert all(iri.startswith("https://w3id.org/gongkai/") and iri.endswith("/") for iri in ours.values())


def test_the_files_are_found() -> None:
    assert len([path for path in FILES if path.is_relative_to(ROOT / "ontology")]) >= OWN_FILES
    assert ROOT / "shapes" / "ontology.ttl" in FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_takes_its_prefixes_from_the_table(path: Path, table: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    found = DECLARATION.findall(text)
    assert found
    assert len({prefix for prefix, _ in found}) == len(found)
    for prefix, iri in found:
        assert table.get(prefix) == iri, prefix
    assert all(base in table.values() for base in BASE.findall(text))


def test_context_has_the_same_prefixes(table: dict[str, str]) -> None:
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    namespaces = {key: value for key, value in context.items() if isinstance(value, str) and value.startswith("http")}
    assert namespaces == table
