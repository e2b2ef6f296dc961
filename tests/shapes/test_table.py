"""The rules for tables and their terms: one for one.

Owns: `shapes/table.ttl` against `ontology/table.ttl`. Must not: look at words; `test_house_style.py` does.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
GK = Namespace("https://w3id.org/gongkai/def/")
TABLE = GK["table/"]
FAMILIES = {
    "TAB": 12,
    "ROW": 14,
    "CELL": 15,
    "CON": 3,
    "BASIS": 15,
    "WHEN": 14,
    "WHO": 4,
    "WHERE": 6,
    "AUD": 4,
    "HOW": 4,
    "LEV": 5,
}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The rules."""
    return Graph().parse(ROOT / "shapes" / "table.ttl", format="turtle")


@pytest.fixture(scope="module")
def terms() -> Graph:
    """The facts, and the columns of the official table."""
    graph = Graph().parse(ROOT / "ontology" / "table.ttl", format="turtle")
    return graph.parse(ROOT / "ontology" / "schemes" / "column.ttl", format="turtle")


def facts(terms: Graph) -> dict[Node, Node]:
    """The text properties of tables and rows, with their class."""
    return {
        term: cls
        for term in terms.subjects(RDF.type, OWL.DatatypeProperty)
        if terms.value(term, RDFS.range) == XSD.string and (cls := terms.value(term, RDFS.domain))
    }


def test_every_fact_has_one_rule_on_its_class_and_every_rule_a_fact(shapes: Graph, terms: Graph) -> None:
    rules = list(shapes.subjects(RDF.type, SH.PropertyShape))
    looked_at = [(shapes.value(rule, SH.path), shapes.value(rule, SH.targetClass)) for rule in rules]
    assert Counter(looked_at) == Counter(facts(terms).items())
    assert len(rules) == sum(FAMILIES.values()) == 96


def test_a_rule_forbids_its_fact_and_is_named_after_it(shapes: Graph) -> None:
    for rule in shapes.subjects(RDF.type, SH.PropertyShape):
        path, cls = shapes.value(rule, SH.path), shapes.value(rule, SH.targetClass)
        assert shapes.value(rule, SH.maxCount) == Literal(0)
        name = f"{str(cls).removeprefix(TABLE)}-{str(path).removeprefix(TABLE)}"
        assert rule == URIRef(f"https://w3id.org/gongkai/shape/{name}")


def test_ids_count_up_without_a_gap(shapes: Graph) -> None:
    found = Counter(str(value).split("-")[1] for value in shapes.objects(None, DCTERMS.identifier))
    assert found == FAMILIES
    wanted = {f"GK-{family}-{number:03d}" for family, most in FAMILIES.items() for number in range(1, most + 1)}
    assert {str(value) for value in shapes.objects(None, DCTERMS.identifier)} == wanted


def test_rule_and_fact_have_one_name_and_one_column(shapes: Graph, terms: Graph) -> None:
    columns = 0
    for rule in shapes.subjects(RDF.type, SH.PropertyShape):
        path = shapes.value(rule, SH.path)
        assert set(shapes.objects(rule, SH.name)) == set(terms.objects(path, RDFS.label)), rule
        column, official = shapes.value(rule, GK.onColumn), terms.value(path, GK.officialColumn)
        assert (column is None) == (official is None), rule
        if column is not None:
            assert str(terms.value(column, RDFS.label)).startswith(str(official)), rule
            columns += 1
    assert columns > 50


def test_an_engine_takes_each_rule_as_it_is_written(shapes: Graph, terms: Graph) -> None:
    data, wanted = Graph(), set()
    for number, (term, cls) in enumerate(sorted(facts(terms).items())):
        node, (rule,) = URIRef(f"urn:x:{number}"), shapes.subjects(SH.path, term)
        data += [(node, RDF.type, cls), (node, term, Literal("甲"))]
        wanted.add((node, term, rule, shapes.value(rule, SH.severity), SH.MaxCountConstraintComponent))
    _, report, text = validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph), text
    fields = (SH.focusNode, SH.resultPath, SH.sourceShape, SH.resultSeverity, SH.sourceConstraintComponent)
    results = report.subjects(RDF.type, SH.ValidationResult)
    assert {tuple(report.value(result, field) for field in fields) for result in results} == wanted
