"""The JSON-LD context: it covers every term and gives back what was put in.

Owns: `ontology/context.jsonld`. Written by rdflib and read by two engines, so that the habits of neither are
mistaken for the meaning of the context.
"""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

ROOT = Path(__file__).parents[2]
GK = Namespace("https://w3id.org/gongkai/def/")
HEADER = URIRef(GK)

RECORD: dict[str, Any] = {
    "id": "gki:item/social-assistance/11",
    "type": "Item",
    "inCatalogue": "gki:catalogue/social-assistance",
    "number": 11,
    "position": 11,
    "label": "政策法规文件",
    "timeLimitText": "制定或获取信息之日起10个工作日内",
    "savingClause": False,
    "method": ["gks:method/proactive"],
    "dutyLevel": ["gks:level/county", "gks:level/township"],
    "validFrom": "2019-05-15",
    "hasCitation": [
        {
            "id": "gki:citation/social-assistance/11/1",
            "type": "Citation",
            "article": "第二十六条",
            "cites": "gki:law/government-information-disclosure-regulations",
        }
    ],
}
TURTLE = """
@prefix gk: <https://w3id.org/gongkai/def/> .
@prefix gki: <https://w3id.org/gongkai/id/> .
@prefix gks: <https://w3id.org/gongkai/scheme/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/gongkai/> .
<id/item/social-assistance/11> a gk:Item ;
    gk:inCatalogue <id/catalogue/social-assistance> ;
    gk:number 11 ; gk:position 11 ; rdfs:label "政策法规文件"@zh ;
    gk:timeLimitText "制定或获取信息之日起10个工作日内"@zh ; gk:savingClause false ;
    gk:method <scheme/method/proactive> ; gk:dutyLevel <scheme/level/county> , <scheme/level/township> ;
    gk:validFrom "2019-05-15"^^xsd:date ; gk:hasCitation <id/citation/social-assistance/11/1> .
<id/citation/social-assistance/11/1> a gk:Citation ; gk:article "第二十六条"@zh ;
    gk:cites <id/law/government-information-disclosure-regulations> .
"""


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    """The context object."""
    document = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    assert list(document) == ["@context"]
    inner: dict[str, Any] = document["@context"]
    return inner


@pytest.fixture(scope="module")
def catalogue() -> Graph:
    """The terms."""
    return Graph().parse(ROOT / "ontology" / "catalogue.ttl", format="turtle")


def expand(context: dict[str, Any], key: str) -> str:
    """The IRI that a key of the context stands for."""
    definition = context[key]
    compact: str = definition["@id"] if isinstance(definition, dict) else definition
    prefix, colon, local = compact.partition(":")
    return context[prefix] + local if colon and isinstance(context.get(prefix), str) else compact


def with_oxigraph(document: str) -> Graph:
    """Read with pyoxigraph."""
    graph = Graph()
    quads = ox.parse(document.encode(), format=ox.RdfFormat.JSON_LD)
    data = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    return graph.parse(data=data.decode(), format="nt")


def with_rdflib(document: str) -> Graph:
    """Read with rdflib."""
    return Graph().parse(data=document, format="json-ld")


def test_terms_and_keys_are_the_same(context: dict[str, Any], catalogue: Graph) -> None:
    terms = {str(term) for term in catalogue.subjects(RDFS.isDefinedBy, HEADER)}
    keys = {expand(context, key): key for key in context if not key.startswith("@")}
    ours = {iri: key for iri, key in keys.items() if iri.startswith(GK) and not iri.endswith("/")}
    assert set(ours) == terms
    assert all(key == iri.removeprefix(GK) for iri, key in ours.items())


def test_every_property_is_typed_as_the_ontology_says(context: dict[str, Any], catalogue: Graph) -> None:
    checked = 0
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in catalogue.subjects(RDF.type, kind):
            definition = context[str(term).removeprefix(GK)]
            value_range = catalogue.value(term, RDFS.range)
            if kind == OWL.ObjectProperty:
                assert definition["@type"] == "@id", term
            elif value_range == RDF.langString:
                assert definition["@language"] == "zh", term
            elif value_range == XSD.string:
                assert not {"@type", "@language"} & set(definition), term
            else:
                assert context["xsd"] + definition["@type"].removeprefix("xsd:") == str(value_range), term
            checked += 1
    assert checked


def test_labels_are_chinese_unless_marked(context: dict[str, Any]) -> None:
    for predicate in (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.definition, SKOS.example, SKOS.note):
        keys = [key for key in context if not key.startswith("@") and expand(context, key) == str(predicate)]
        assert len(keys) == 1
        assert context[keys[0]]["@language"] == "zh"


# rdflib 7.6 builds its own deprecated ConjunctiveGraph when it reads JSON-LD into a Graph; nothing we call.
@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset.*:DeprecationWarning")
@pytest.mark.parametrize("reader", [with_oxigraph, with_rdflib])
def test_record_means_the_turtle(reader: Any, context: dict[str, Any]) -> None:
    graph = reader(json.dumps({"@context": context, **RECORD}))
    assert isomorphic(graph, Graph().parse(data=TURTLE, format="turtle"))


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset.*:DeprecationWarning")
def test_round_trip_gives_back_the_graph_in_short_keys(context: dict[str, Any]) -> None:
    graph = Graph().parse(data=TURTLE, format="turtle")
    written = graph.serialize(format="json-ld", context=context)
    assert isomorphic(with_oxigraph(written), graph)
    items = [node for node in json.loads(written)["@graph"] if node["type"] == "Item"]
    assert len(items) == 1
    assert items[0]["label"] == RECORD["label"]
    # rdflib writes the IRIs of values in full; the key and the list are what the context gives.
    assert [value.replace(context["gks"], "gks:") for value in items[0]["method"]] == RECORD["method"]
    assert items[0]["validFrom"] == RECORD["validFrom"]
    assert not [key for key in items[0] if ":" in key]


def test_values_of_other_languages_stay_apart(context: dict[str, Any]) -> None:
    record = {"id": "gki:law/x", "rdfs:label": {"@value": "a law", "@language": "en"}, "label": "一部法律"}
    graph = with_oxigraph(json.dumps({"@context": context, **record}))
    assert set(graph.objects(None, RDFS.label)) == {
        Literal("a law", lang="en"),
        Literal("一部法律", lang="zh"),
    }
