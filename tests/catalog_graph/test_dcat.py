"""DCAT: the description says what DCAT-AP 3 asks, of every file and dataset, and invents nothing.

The rules below restate DCAT-AP 3.0.1 (https://semiceu.github.io/DCAT-AP/releases/3.0.1, CC BY 4.0) for the classes that
we use: property, how often, and what a value is. They are our own words of it, not the official shapes.
"""

from __future__ import annotations

from itertools import count

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from catalog_graph import dcat, downloads, iris
from catalog_graph.linked import as_turtle
from catalog_graph.model import Dataset
from catalog_graph.namespaces import PREFIXES
from catalog_graph.validation import as_rdflib, findings

SPDX = "http://spdx.org/rdf/terms#"
# class: property least most value; a value is Literal, IRI, date, a datatype of xsd, or a class.
RULES = """
foaf:Agent: foaf:name 1 * Literal; dcterms:type 0 1 skos:Concept
dcat:Catalog: dcterms:title 1 * Literal; dcterms:description 1 * Literal; dcterms:publisher 1 1 foaf:Agent;
    dcterms:license 0 1 dcterms:LicenseDocument; dcterms:language 0 * dcterms:LinguisticSystem;
    dcterms:spatial 0 * dcterms:Location; dcterms:rights 0 1 dcterms:RightsStatement; dcterms:issued 0 1 date;
    dcterms:modified 0 1 date; foaf:homepage 0 1 foaf:Document; dcat:themeTaxonomy 0 * skos:ConceptScheme;
    dcat:service 0 * dcat:DataService; dcat:dataset 0 * dcat:Dataset; dcterms:creator 0 1 foaf:Agent;
    dcterms:hasPart 0 * dcat:Catalog; dcterms:isPartOf 0 1 dcat:Catalog; dcat:record 0 * dcat:CatalogRecord
dcat:DataService: dcterms:title 1 * Literal; dcat:endpointURL 1 * IRI; dcat:servesDataset 0 * dcat:Dataset;
    dcterms:description 0 * Literal; dcat:endpointDescription 0 * IRI; dcterms:license 0 1 dcterms:LicenseDocument;
    dcterms:accessRights 0 1 dcterms:RightsStatement; dcterms:conformsTo 0 * dcterms:Standard;
    dcterms:publisher 0 1 foaf:Agent
dcat:Dataset: dcterms:title 1 * Literal; dcterms:description 1 * Literal; dcterms:identifier 0 * Literal;
    dcat:distribution 0 * dcat:Distribution; dcat:keyword 0 * Literal; dcterms:publisher 0 1 foaf:Agent;
    dcterms:creator 0 * foaf:Agent; dcterms:spatial 0 * dcterms:Location; dcat:theme 0 * skos:Concept;
    dcterms:accessRights 0 1 dcterms:RightsStatement; dcterms:conformsTo 0 * dcterms:Standard;
    dcterms:issued 0 1 date; dcterms:modified 0 1 date; dcterms:language 0 * dcterms:LinguisticSystem;
    dcterms:source 0 * dcat:Dataset; dcterms:type 0 * skos:Concept; dcat:landingPage 0 * foaf:Document;
    dcat:inSeries 0 * dcat:DatasetSeries; dcat:version 0 1 Literal; foaf:page 0 * foaf:Document;
    dcterms:accrualPeriodicity 0 1 dcterms:Frequency; dcterms:temporal 0 * dcterms:PeriodOfTime
dcat:DatasetSeries: dcterms:title 1 * Literal; dcterms:description 1 * Literal; dcterms:publisher 0 1 foaf:Agent;
    dcterms:spatial 0 * dcterms:Location; dcterms:issued 0 1 date; dcterms:modified 0 1 date;
    dcat:seriesMember 1 * dcat:Dataset
dcat:Distribution: dcat:accessURL 1 * IRI; dcat:downloadURL 0 * IRI; dcterms:title 0 * Literal;
    dcterms:format 0 1 dcterms:MediaTypeOrExtent; dcat:mediaType 0 1 dcterms:MediaType;
    dcterms:license 0 1 dcterms:LicenseDocument; dcat:byteSize 0 1 nonNegativeInteger; spdx:checksum 0 1 spdx:Checksum;
    dcterms:issued 0 1 date; dcterms:modified 0 1 date; dcterms:description 0 * Literal
spdx:Checksum: spdx:algorithm 1 1 spdx:ChecksumAlgorithm; spdx:checksumValue 1 1 hexBinary
skos:Concept: skos:prefLabel 1 * Literal
skos:ConceptScheme: dcterms:title 1 * Literal
dcterms:LicenseDocument: dcterms:type 0 * skos:Concept
"""
COUNT = 73
DATES = (XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth)


def expand(curie: str) -> URIRef:
    """The IRI of a prefixed name, `spdx:` too."""
    prefix, _, name = curie.partition(":")
    return URIRef((PREFIXES | {"spdx": SPDX})[prefix] + name)


SERIES = expand("dcat:DatasetSeries")  # DCAT 3, younger than the list of terms in rdflib


def rules() -> Graph:
    """The table above as shapes."""
    graph, numbers = Graph(), count()
    for line in RULES.replace("\n    ", " ").strip().splitlines():
        target, _, properties = line.partition(": ")
        shape = URIRef(f"urn:rule:{target}")
        graph.add((shape, RDF.type, SH.NodeShape))
        graph.add((shape, SH.targetClass, expand(target)))
        for words in properties.split("; "):
            path, least, most, value = words.split()
            own = URIRef(f"urn:rule:{next(numbers)}")
            graph.add((shape, SH.property, own))
            graph.add((own, SH.path, expand(path)))
            graph.add((own, SH.minCount, Literal(int(least))))
            if most != "*":
                graph.add((own, SH.maxCount, Literal(int(most))))
            add_value(graph, own, value)
    return graph


def add_value(graph: Graph, own: URIRef, value: str) -> None:
    """What a value of a property must be."""
    if value in {"Literal", "IRI"}:
        graph.add((own, SH.nodeKind, SH[value]))
    elif ":" in value:
        graph.add((own, SH["class"], expand(value)))
    elif value == "date":
        choices = []
        for datatype in DATES:
            choices.append(BNode())
            graph.add((choices[-1], SH.datatype, datatype))
        head = BNode()
        Collection(graph, head, choices)
        graph.add((own, SH["or"], head))
    else:
        graph.add((own, SH.datatype, XSD[value]))


@pytest.fixture(scope="module")
def sizes(dataset: Dataset) -> dict[str, tuple[int, str]]:
    """Some size and checksum for each file; the service takes those of the files."""
    return {file.name: (number, f"{number:064x}") for number, file in enumerate(downloads.offered(dataset), 1)}


@pytest.fixture(scope="module")
def graph(dataset: Dataset, sizes: dict[str, tuple[int, str]]) -> Graph:
    """The description."""
    return as_rdflib(dcat.catalog_triples(dataset, sizes))


def test_the_table_of_rules_is_read_whole() -> None:
    shapes = rules()
    assert len(set(shapes.subjects(SH.path))) == COUNT
    assert len(set(shapes.objects(None, SH.targetClass))) == 10


def test_the_description_meets_the_rules_and_each_has_something_to_look_at(graph: Graph) -> None:
    shapes = rules()
    for target in shapes.objects(None, SH.targetClass):
        assert set(graph.subjects(RDF.type, target)), target
    assert findings(graph, shapes) == []


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (DCAT.Catalog, DCTERMS.publisher),
        (DCAT.Dataset, DCTERMS.description),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.DataService, DCAT.endpointURL),
        (SERIES, DCTERMS.title),
        (FOAF.Agent, FOAF.name),
        (URIRef(SPDX + "Checksum"), URIRef(SPDX + "algorithm")),
    ],
)
def test_what_is_taken_away_is_missed(graph: Graph, kind: URIRef, path: URIRef) -> None:
    spoiled = Graph()
    spoiled += graph
    node = min(graph.subjects(RDF.type, kind))
    spoiled.remove((node, path, None))
    assert {finding.focus for finding in findings(spoiled, rules())} >= {str(node)}


def test_a_value_of_the_wrong_kind_is_found(graph: Graph) -> None:
    spoiled = Graph()
    spoiled += graph
    spoiled.add((URIRef(iris.thing("catalogue", "taxation")), DCTERMS.issued, Literal("去年")))
    assert [finding.path for finding in findings(spoiled, rules())] == [str(DCTERMS.issued)]


def test_every_catalogue_and_register_is_a_dataset(dataset: Dataset, graph: Graph) -> None:
    listed = {str(one) for one in graph.objects(URIRef(dcat.CATALOG), DCAT.dataset)}
    assert {iris.thing("catalogue", slug) for slug in dataset.catalogues} < listed
    assert {iris.thing("graph", name) for name in ("laws", "clauses", "roles", "sources", "divisions")} < listed
    assert len(listed) == len(dcat.datasets(dataset)) == 27 + 9


def test_every_file_belongs_to_one_dataset(dataset: Dataset) -> None:
    held = [file.name for one in dcat.datasets(dataset) for file in one.files]
    assert sorted(held) == sorted(file.name for file in downloads.offered(dataset))


def test_every_file_has_its_size_checksum_format_and_media_type(
    dataset: Dataset, graph: Graph, sizes: dict[str, tuple[int, str]]
) -> None:
    for file in downloads.offered(dataset):
        own = URIRef(f"{dcat.CATALOG}#{file.name}")
        size, checksum = sizes[file.name]
        assert graph.value(own, DCAT.byteSize) == Literal(size, datatype=XSD.nonNegativeInteger)
        mark = graph.value(own, URIRef(SPDX + "checksum"))
        assert str(graph.value(mark, URIRef(SPDX + "checksumValue"))) == checksum
        assert graph.value(own, DCAT.downloadURL) == URIRef(f"{iris.BASE}downloads/{file.name}")
        assert str(graph.value(own, DCAT.mediaType)).endswith(file.media)
        assert str(graph.value(own, DCTERMS.format)).startswith("http://publications.europa.eu/")


def test_the_table_names_each_file_once_with_its_dataset(dataset: Dataset, sizes: dict[str, tuple[int, str]]) -> None:
    rows = list(dcat.file_table(dataset, sizes).rows)
    assert sorted(row[4:] for row in rows) == sorted((name, *size) for name, size in sizes.items())
    assert {row[0] for row in rows} == {one.iri for one in dcat.datasets(dataset)}


def test_only_dates_that_a_table_has_are_given(dataset: Dataset, graph: Graph) -> None:
    given = {str(subject): str(date) for subject, date in graph.subject_objects(DCTERMS.issued)}
    known = {iris.thing("catalogue", c.slug): c.issued for c in dataset.catalogues.values() if c.issued}
    assert given == known
    assert len(given) > 5
    assert not set(graph.subjects(DCTERMS.modified))


def test_an_issuing_body_is_named_only_where_it_is_known(dataset: Dataset, graph: Graph) -> None:
    for one in dataset.catalogues.values():
        body = graph.value(URIRef(iris.thing("catalogue", one.slug)), DCTERMS.creator)
        assert (str(graph.value(body, FOAF.name)) if body else None) == one.issuing_body


def test_the_divisions_keep_the_licence_of_their_origin(graph: Graph) -> None:
    licences = {str(s): str(o) for s, o in graph.subject_objects(DCTERMS.license)}
    foreign = {one for one, licence in licences.items() if "wtfpl" in licence}
    assert foreign == {iris.thing("graph", "divisions")} | {
        f"{dcat.CATALOG}#divisions.{form}" for form in ("csv", "parquet")
    }


def test_the_catalogues_are_a_series(dataset: Dataset, graph: Graph) -> None:
    (series,) = graph.subjects(RDF.type, SERIES)
    members = set(graph.objects(series, expand("dcat:seriesMember")))
    assert members == set(graph.subjects(expand("dcat:inSeries"), series))
    assert len(members) == 27


def test_the_description_is_the_same_each_time(dataset: Dataset, sizes: dict[str, tuple[int, str]]) -> None:
    first, second = (as_turtle(dcat.catalog_triples(dataset, sizes)) for _ in range(2))
    assert first == second
    assert b"_:" not in first
