"""The SPARQL service described in RDF: SPARQL 1.1 Service Description, VoID, and example queries.

Owns: what is said of the endpoint, the default dataset, its graphs, classes and properties.
Must not: count anything (`worker` does) or know HTTP; the address of the endpoint is a value.

Example queries are `sh:SPARQLExecutable`s with `schema:target`, as query editors read them. No blank nodes: what has
no address of its own is a fragment of the endpoint's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple, serialize

from catalog_graph import __version__
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import DATA_LICENSE, PREFIXES, node
from catalog_graph.rdf.query_file import QueryFile
from catalog_graph.rdf.triples.facts import LABEL, RDF_TYPE, facts
from catalog_graph.sparql.guard import form_of
from catalog_graph.sparql.results import GRAPH_FORMATS

_SD, _VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
_FORMATS, _SCHEMA = "http://www.w3.org/ns/formats/", "https://schema.org/"
_OWN_PREFIXES = {"sd": _SD, "void": _VOID, "schema": _SCHEMA}
_RESULTS = [f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")]
_RESULTS += ["Turtle", "N-Triples", "JSON-LD", "RDF_XML"]
_COMMENT = node("rdfs:comment")
_EXECUTABLE = {"SELECT": "Select", "ASK": "Ask", "CONSTRUCT": "Construct", "DESCRIBE": "Describe"}
Figures = Mapping[str, object]


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)


_GRAPH = (RDF_TYPE, _sd("Graph")), (RDF_TYPE, _void("Dataset"))


def triples(endpoint: str, questions: Iterable[QueryFile], figures: Figures | None) -> Iterator[Triple]:
    """The whole description of the service at an address, `endpoint`.

    `figures` are triples in all (a number), and by IRI of graphs, classes and properties; without them the counts,
    graphs and partitions are left out.
    """
    service, data = NamedNode(f"{endpoint}#service"), NamedNode(f"{endpoint}#dataset")
    yield from _service(service, NamedNode(endpoint), data)
    yield from _dataset(data, NamedNode(endpoint), figures)
    for question in questions:
        yield from _example(NamedNode(endpoint), question)


def document(endpoint: str, questions: Iterable[QueryFile], figures: Figures | None, media: str) -> bytes:
    """The description as one of `results.GRAPHS`."""
    described = triples(endpoint, questions, figures)
    return serialize(described, format=GRAPH_FORMATS[media], prefixes=PREFIXES | _OWN_PREFIXES) or b""


def _service(service: NamedNode, endpoint: NamedNode, data: NamedNode) -> Iterator[Triple]:
    yield Triple(service, RDF_TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    # The default graph is not the union as the engine reads it: it holds its triples itself, so FROM keeps its meaning.
    yield Triple(service, LABEL, Literal("公开 SPARQL 查询服务", language="zh"))
    yield Triple(service, LABEL, Literal("Gongkai SPARQL endpoint", language="en"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), data)


def _dataset(data: NamedNode, endpoint: NamedNode, figures: Figures | None) -> Iterator[Triple]:
    for kind in (_sd("Dataset"), _void("Dataset")):
        yield Triple(data, RDF_TYPE, kind)
    yield Triple(data, LABEL, Literal("基层政务公开标准目录知识图谱", language="zh"))
    yield Triple(data, LABEL, Literal("China's disclosure catalogues as a knowledge graph", language="en"))
    yield Triple(data, node("owl:versionInfo"), Literal(__version__))
    yield Triple(data, node("dcterms:license"), NamedNode(DATA_LICENSE))
    yield Triple(data, _void("sparqlEndpoint"), endpoint)
    yield Triple(data, _void("uriSpace"), Literal(iris.ID))
    for vocabulary in (iris.DEF, *(PREFIXES[name] for name in ("skos", "dcat", "dcterms", "eli", "org", "prov"))):
        yield Triple(data, _void("vocabulary"), NamedNode(vocabulary))
    default = NamedNode(f"{endpoint.value}#default-graph")
    yield Triple(data, _sd("defaultGraph"), default)
    yield from facts(default, *_GRAPH)
    if figures is not None:
        yield from _counts(data, default, endpoint.value, figures)


def _counts(data: NamedNode, default: NamedNode, base: str, figures: Figures) -> Iterator[Triple]:
    total = Literal(int(str(figures["triples"])))
    for subject in (data, default):
        yield Triple(subject, _void("triples"), total)
    for number, (name, count) in enumerate(_pairs(figures, "graphs"), 1):
        named, graph = NamedNode(f"{base}#named-graph-{number}"), NamedNode(f"{base}#graph-{number}")
        yield Triple(data, _sd("namedGraph"), named)
        yield from facts(named, (RDF_TYPE, _sd("NamedGraph")), (_sd("name"), NamedNode(name)), (_sd("graph"), graph))
        yield from facts(graph, *_GRAPH, (_void("triples"), count))
    for plural, single, value in (("classes", "class", "entities"), ("properties", "property", "triples")):
        pairs = _pairs(figures, plural)
        yield Triple(data, _void(plural), Literal(len(pairs)))
        for number, (name, count) in enumerate(pairs, 1):
            part = NamedNode(f"{base}#{single}-{number}")
            yield Triple(data, _void(f"{single}Partition"), part)
            yield from facts(part, (_void(single), NamedNode(name)), (_void(value), count))


def _pairs(figures: Figures, name: str) -> list[tuple[str, int]]:
    counts = figures[name]
    return [(str(iri), int(count)) for iri, count in counts.items()] if isinstance(counts, dict) else []


def _example(endpoint: NamedNode, question: QueryFile) -> Iterator[Triple]:
    form = form_of(question.text)
    example = NamedNode(f"{endpoint.value}#{question.id}")
    for kind in ("sh:SPARQLExecutable", f"sh:SPARQL{_EXECUTABLE[form]}Executable"):
        yield Triple(example, RDF_TYPE, node(kind))
    yield Triple(example, _COMMENT, Literal(question.question, language="zh"))
    yield Triple(example, _COMMENT, Literal(question.question_en, language="en"))
    yield Triple(example, node(f"sh:{form.lower()}"), Literal(question.text))
    yield Triple(example, node("sh:prefixes"), NamedNode(iris.DEF))
    yield Triple(example, NamedNode(_SCHEMA + "target"), endpoint)
