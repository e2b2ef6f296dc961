"""The SHACL report: one result for each finding, as the recommendation wants it, in both formats."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SH

from catalog_graph import files
from catalog_graph.errors import BadParameter
from catalog_graph.model import iris
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.review.findings import judge
from catalog_graph.review.recognition.recognised_table import Fact
from catalog_graph.review.results import Review, ReviewedTable, RowMatch
from catalog_graph.review.shacl_report import reference, report_bytes, report_graph

FACTS = (
    Fact("missingColumn", "公开层级"),
    Fact("guessedColumn", "时间", 2, 6, details={"official": "公开时限"}),
    Fact("repealedLaw", "《收养法》", 7, 5),
    Fact("repealedLaw", "《劳动保险条例》", 7, 5),
    Fact("emptyLimit", "", 7, 6),
)


@pytest.fixture(scope="module")
def review() -> Review:
    """Two tables, one without a fault."""
    rows = (RowMatch(7, "办事指南", "social-assistance/4", 0.973, "matched"), RowMatch(8, "其他", None, 0.2, "local"))
    faulty = ReviewedTable("社会救助", "social-assistance", (1, 2), rows, judge(FACTS, "社会救助", {}))
    return Review("甲.xlsx", (faulty, ReviewedTable("表 2", None, (1, 1), (), ())))


def gk(name: str) -> URIRef:
    """A term of ours."""
    return URIRef(iris.DEF + name)


def gkt(name: str) -> URIRef:
    """A term of an editor's table."""
    return URIRef(iris.TABLE + name)


def test_every_result_has_what_the_recommendation_wants(review: Review) -> None:
    graph = report_graph(review)
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    results = list(graph.objects(report, SH.result))
    assert len(results) == len(review.findings()) == 5
    once = (
        SH.focusNode,
        SH.resultSeverity,
        SH.sourceConstraintComponent,
        SH.sourceShape,
        SH.resultPath,
        SH.resultMessage,
    )
    for result in results:
        assert (result, RDF.type, SH.ValidationResult) in graph
        for predicate in (*once, gk("sourceCell"), gk("basis"), gk("suggestion")):
            assert len(list(graph.objects(result, predicate))) == 1, predicate
        assert graph.value(result, SH.sourceConstraintComponent) == SH.MaxCountConstraintComponent


def test_results_name_cell_and_row(review: Review) -> None:
    graph = report_graph(review)
    found = {
        (str(graph.value(result, gk("sourceCell"))), str(graph.value(result, SH.focusNode)))
        for result in graph.subjects(RDF.type, SH.ValidationResult)
    }
    assert found == {
        ("社会救助", "urn:gongkai:table:1"),
        ("社会救助!F2", "urn:gongkai:table:1"),
        ("社会救助!E7", "urn:gongkai:table:1:row:7"),
        ("社会救助!F7", "urn:gongkai:table:1:row:7"),
    }


def test_rows_say_what_they_are(review: Review) -> None:
    graph = report_graph(review)
    row, other = URIRef("urn:gongkai:table:1:row:7"), URIRef("urn:gongkai:table:1:row:8")
    assert graph.value(row, gkt("matchesItem")) == URIRef(iris.thing("item", "social-assistance/4"))
    assert graph.value(row, gkt("similarity")) == Literal(97)
    assert graph.value(row, gkt("inTable")) == URIRef("urn:gongkai:table:1")
    assert graph.value(other, gkt("matchesItem")) is None
    assert graph.value(URIRef("urn:gongkai:table:2"), gk("sourceCell")) == Literal("'表 2'")


def test_a_review_without_findings_conforms() -> None:
    graph = report_graph(Review("甲.xlsx", ()))
    assert set(graph.objects(None, SH.conforms)) == {Literal(True)}


@pytest.mark.parametrize(("format_", "reader"), [("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)])
def test_both_formats_hold_the_same_graph(review: Review, format_: str, reader: ox.RdfFormat) -> None:
    written = report_bytes(review, format_)
    assert written == report_bytes(review, format_)
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(written, format=reader)}
    wanted = ox.parse(report_graph(review).serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    assert triples == {(str(q.subject), str(q.predicate), str(q.object)) for q in wanted}
    assert "_:" not in written.decode()


def test_jsonld_is_written_in_order_and_needs_nothing_from_elsewhere(review: Review) -> None:
    document = json.loads(report_bytes(review, "jsonld"))
    names = [thing["@id"] for thing in document["@graph"]]
    assert names == sorted(names)
    assert isinstance(document["@context"], dict)


def test_another_format_is_refused(review: Review) -> None:
    with pytest.raises(BadParameter, match="xml"):
        report_bytes(review, "xml")


def test_sheet_names_are_quoted_as_in_a_spreadsheet() -> None:
    assert reference("社会救助", 7, 6) == "社会救助!F7"
    assert reference("O'Brien 1", 7, 6) == "'O''Brien 1'!F7"
    assert reference("2020", None, 6) == "'2020'!F:F"


def test_what_it_says_is_defined(review: Review) -> None:
    graph = report_graph(review)
    names = {*graph.predicates(), *graph.objects(None, RDF.type), *graph.objects(None, SH.resultPath)}
    ours = {str(name) for name in names if str(name).startswith(iris.DEF)}
    known = Definitions(files.definition_texts(), {}, {})
    assert {name for name in ours if name not in known.terms} == set()
    assert {name.startswith(iris.TABLE) for name in ours} == {True, False}
