"""DCAT: the description meets the official shapes of DCAT-AP and the rest of its rules, and invents nothing."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SH, XSD, Graph, Literal, URIRef

from catalog_graph import __version__
from catalog_graph.checks.shacl import as_rdflib, findings
from catalog_graph.downloads import dcat, distributions
from catalog_graph.downloads.dcat_datasets import CATALOG
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.rdf.describe import as_turtle
from catalog_graph.rdf.namespaces import DATA_LICENSE
from tests.catalog_graph.downloads.official_shapes import (
    LOOSENED,
    OFFICIAL,
    OTHERS,
    constraints,
    date_shapes,
    entailed,
    expand,
    official,
    published,
    table,
    vocabulary_shapes,
)

SPDX = OTHERS["spdx"]
SERIES = expand("dcat:DatasetSeries")  # DCAT 3, younger than the list of terms in rdflib
OFFICIAL_SHA256 = "e706a80b5431299bda8bcc8fbd436b64834de6d5e2b79fa9ed1c49cc070a48ed"
CONSTRAINTS = constraints(official())
CLASSES = {
    "dcat:Catalog",
    "dcat:DataService",
    "dcat:Dataset",
    "dcat:DatasetSeries",
    "dcat:Distribution",
    "dcterms:Frequency",
    "dcterms:LicenseDocument",
    "dcterms:LinguisticSystem",
    "dcterms:Location",
    "dcterms:MediaType",
    "dcterms:MediaTypeOrExtent",
    "dcterms:PeriodOfTime",
    "dcterms:RightsStatement",
    "dcterms:Standard",
    "foaf:Agent",
    "foaf:Document",
    "skos:Concept",
    "skos:ConceptScheme",
    "spdx:Checksum",
    "spdx:ChecksumAlgorithm",
}


@pytest.fixture(scope="module")
def sizes(dataset: Dataset) -> dict[str, tuple[int, str]]:
    """Some size and checksum for each file; the service takes those of the files."""
    return {file.name: (number, f"{number:064x}") for number, file in enumerate(distributions.offered(dataset), 1)}


@pytest.fixture(scope="module")
def graph(dataset: Dataset, sizes: dict[str, tuple[int, str]]) -> Graph:
    """The description."""
    return as_rdflib(dcat.catalog_triples(dataset, sizes))


def copy(graph: Graph) -> Graph:
    """A graph to spoil."""
    spoiled = Graph()
    spoiled += graph
    return spoiled


def test_the_official_shapes_are_whole_and_unchanged() -> None:
    assert hashlib.sha256(OFFICIAL.read_bytes()).hexdigest() == OFFICIAL_SHA256
    assert OFFICIAL_SHA256 in (OFFICIAL.parent / "README.md").read_text(encoding="utf-8")
    assert len(set(published().subjects(RDF.type, SH.NodeShape))) == 42
    assert Counter(one.kind for one in CONSTRAINTS) == {
        "nodeKind": 131,
        "class": 90,
        "maxCount": 53,
        "minCount": 20,
        "datatype": 6,
    }
    assert len({one.shape for one in CONSTRAINTS}) == len(set(official().subjects(SH.path))) == 300


def test_what_is_taken_apart_is_all_that_the_official_shapes_say() -> None:
    described = {RDF.type, SH.path, SH.name, SH.description, RDFS.seeAlso, RDFS.member, SH.property}
    kinds = {SH[kind] for kind in ("minCount", "maxCount", "nodeKind", "class", "datatype", "targetClass", "closed")}
    assert set(published().predicates()) == described | kinds
    assert set(published().objects(None, SH.closed)) == {Literal(False)}


def test_ten_constraints_are_gone_in_the_next_release() -> None:
    gone = {(expand(target), expand(path), kind) for target, path, kind in LOOSENED}
    found = [one for one in CONSTRAINTS if (one.target, one.path, one.kind) in gone]
    assert len(found) == len(LOOSENED) == 10
    resources = {one for one in CONSTRAINTS if one.kind == "class" and one.value == RDFS.Resource}
    assert {one for one in found if one.kind == "class"} == resources


def test_each_official_constraint_bites() -> None:
    broken = Graph()
    for number, one in enumerate(CONSTRAINTS):
        for triple in one.broken(URIRef(f"urn:broken:{number}")):
            broken.add(triple)
    caught = {(finding.shape, finding.focus) for finding in findings(broken, official())}
    toothless = [one for number, one in enumerate(CONSTRAINTS) if (one.shape, f"urn:broken:{number}") not in caught]
    assert not toothless


def test_the_description_meets_every_official_constraint(graph: Graph) -> None:
    assert findings(entailed(graph), official()) == []


def test_every_class_of_the_description_has_an_official_shape(graph: Graph) -> None:
    kinds = set(graph.objects(None, RDF.type))
    assert kinds == {expand(name) for name in CLASSES}
    assert kinds <= set(official().objects(None, SH.targetClass))


def test_nothing_is_left_to_entailment_but_that_an_address_is_a_resource(graph: Graph) -> None:
    bare = findings(graph, official())
    addresses = {DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription}
    assert {URIRef(finding.path) for finding in bare} == addresses
    assert {finding.message for finding in bare} == {"Value does not have class rdfs:Resource"}


def test_whatever_must_be_there_is_missed_when_it_is_taken_away(graph: Graph) -> None:
    needed = [one for one in CONSTRAINTS if one.kind == "minCount" and set(graph.subjects(RDF.type, one.target))]
    assert len(needed) == 15
    spoiled, expected = copy(graph), set()
    for one in needed:
        focus = min(graph.subjects(RDF.type, one.target))
        spoiled.remove((focus, one.path, None))
        expected.add((one.shape, str(focus)))
    found = {(finding.shape, finding.focus) for finding in findings(entailed(spoiled), official())}
    assert found >= expected  # a series is a dataset, so it is missed twice
    assert {focus for _, focus in found} == {focus for _, focus in expected}


def test_values_come_from_the_tables_that_the_specification_names(graph: Graph) -> None:
    shapes = vocabulary_shapes()
    assert len(set(shapes.subjects(SH.path))) == len(table("vocabularies.csv")) == 23
    assert findings(graph, shapes) == []


def test_a_value_from_elsewhere_is_found(graph: Graph) -> None:
    rows, broken = table("vocabularies.csv"), Graph()
    for number, row in enumerate(rows):
        broken.add((URIRef(f"urn:broken:{number}"), RDF.type, expand(row["class"])))
        broken.add((URIRef(f"urn:broken:{number}"), expand(row["property"]), URIRef("urn:x:elsewhere")))
    severities = {"must": "violation", "one": "warning", "recommended": "warning", "may": "info"}
    expected = {
        (severities[row["use"]], f"urn:vocabulary:{number}:property", f"urn:broken:{number}")
        for number, row in enumerate(rows)
    }
    found = {(one.severity, one.shape, one.focus) for one in findings(broken, vocabulary_shapes())}
    assert found >= expected


def test_dates_have_a_datatype_that_the_specification_allows(graph: Graph) -> None:
    shapes = date_shapes()
    assert len(set(shapes.subjects(SH.path))) == 12
    assert findings(entailed(graph), shapes) == []
    spoiled = copy(graph)
    for own in shapes.subjects(SH.path):
        target = shapes.value(shapes.value(None, SH.property, own), SH.targetClass)
        spoiled.add((URIRef(f"urn:broken:{own}"), RDF.type, URIRef(str(target))))
        spoiled.add((URIRef(f"urn:broken:{own}"), URIRef(str(shapes.value(own, SH.path))), Literal("去年")))
    found = {(one.shape, one.focus) for one in findings(spoiled, shapes)}
    assert found == {(str(own), f"urn:broken:{own}") for own in shapes.subjects(SH.path)}


def test_what_is_recommended_is_given_or_its_absence_explained(graph: Graph) -> None:
    for row in table("recommended.csv"):
        things = set(graph.subjects(RDF.type, expand(row["class"])))
        given = {one for one in things if (one, expand(row["property"]), None) in graph}
        if not things:
            assert row["given"] == "absent", row
        else:
            assert row["given"] == ("all" if given == things else "some" if given else "none"), row
        assert bool(row["why"]) == (row["given"] != "all"), row


def test_the_table_of_recommendations_is_whole() -> None:
    assert Counter(row["given"] for row in table("recommended.csv")) == {"all": 27, "some": 3, "none": 6, "absent": 3}


def test_free_text_has_a_language(graph: Graph) -> None:
    texts = [text for path in (DCTERMS.title, DCTERMS.description, DCAT.keyword) for text in graph.objects(None, path)]
    assert len(texts) > 200
    assert [text for text in texts if not isinstance(text, Literal) or not text.language] == []


def test_every_file_has_its_size_checksum_format_and_media_type(
    dataset: Dataset, graph: Graph, sizes: dict[str, tuple[int, str]]
) -> None:
    for file in distributions.offered(dataset):
        own = URIRef(f"{CATALOG}#{file.name}")
        size, checksum = sizes[file.name]
        assert graph.value(own, DCAT.byteSize) == Literal(size, datatype=XSD.nonNegativeInteger)
        mark = graph.value(own, URIRef(SPDX + "checksum"))
        assert str(graph.value(mark, URIRef(SPDX + "checksumValue"))) == checksum
        assert graph.value(own, DCAT.downloadURL) == URIRef(f"{iris.BASE}downloads/{file.name}")
        assert str(graph.value(own, DCAT.mediaType)).endswith(file.media)
        assert str(graph.value(own, DCTERMS.format)).startswith("http://publications.europa.eu/")


def test_only_dates_that_a_table_has_are_given(dataset: Dataset, graph: Graph) -> None:
    given = {str(subject): str(date) for subject, date in graph.subject_objects(DCTERMS.issued)}
    known = {iris.edition(c.slug, c.edition_key): c.issued for c in dataset.catalogues.values() if c.issued}
    assert given == known | {CATALOG: dcat.FIRST_RELEASE}
    assert len(given) > 5
    assert {str(one) for one in graph.subjects(DCTERMS.modified)} == {CATALOG}


def test_the_dates_of_the_catalogue_are_those_of_the_changelog() -> None:
    text = (Path(__file__).parents[3] / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", text, flags=re.MULTILINE)
    assert releases[-1][1] == dcat.FIRST_RELEASE
    assert dict(releases)[__version__] == dcat.THIS_RELEASE


def test_a_period_is_what_the_dates_of_a_register_span(dataset: Dataset, graph: Graph) -> None:
    spans = {}
    for one, period in graph.subject_objects(DCTERMS.temporal):
        spans[str(one).rpartition("/")[2]] = tuple(
            str(graph.value(period, end)) for end in (DCAT.startDate, DCAT.endDate)
        )
    laws = sorted(law.issued for law in dataset.laws.values() if law.issued)
    sources = sorted(source.date for source in dataset.sources.values() if source.date)
    assert spans == {
        "laws": (laws[0], laws[-1]),
        "sources": (sources[0], sources[-1]),
        "divisions": ("2023", "2023"),
    }


def test_an_issuing_body_is_named_only_where_it_is_known(dataset: Dataset, graph: Graph) -> None:
    for one in dataset.catalogues.values():
        body = graph.value(URIRef(iris.edition(one.slug, one.edition_key)), DCTERMS.creator)
        assert (str(graph.value(body, FOAF.name)) if body else None) == one.issuing_body
        assert (str(graph.value(body, DCTERMS.type)).rpartition("/")[2] if body else None) == (
            "NationalAuthority" if one.issuing_body else None
        )


def test_the_divisions_keep_the_licence_of_their_origin(graph: Graph) -> None:
    licences = {str(s): str(o) for s, o in graph.subject_objects(DCTERMS.license)}
    foreign = {one for one, licence in licences.items() if "wtfpl" in licence}
    data = {str(one) for one in graph.subjects(RDF.type, DCAT.Dataset)} | {CATALOG}
    assert {licences[one] for one in data - foreign} == {DATA_LICENSE}
    assert foreign == {iris.thing("graph", "divisions")} | {
        f"{CATALOG}#divisions.{form}" for form in ("csv", "parquet")
    }


def test_each_catalogue_is_a_series_of_its_editions(dataset: Dataset, graph: Graph) -> None:
    series = set(graph.subjects(RDF.type, SERIES))
    assert series == {URIRef(iris.thing("catalogue", slug)) for slug in dataset.catalogues}
    members = set(graph.subject_objects(expand("dcat:seriesMember")))
    assert members == {(whole, one) for one, whole in graph.subject_objects(expand("dcat:inSeries"))}
    assert {str(one) for _, one in members} == {
        iris.edition(one.slug, one.edition_key) for one in dataset.catalogues.values()
    }
    undated = {str(one) for _, one in members if graph.value(one, expand("dcat:version")) is None}
    assert undated
    assert all(one.endswith("/undated") for one in undated)


def test_the_description_is_the_same_each_time(dataset: Dataset, sizes: dict[str, tuple[int, str]]) -> None:
    first, second = (as_turtle(dcat.catalog_triples(dataset, sizes)) for _ in range(2))
    assert first == second
    assert b"_:" not in first
