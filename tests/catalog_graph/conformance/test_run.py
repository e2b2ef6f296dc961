"""Conformance: the rules run set-wise find what pySHACL finds, and what the comparison of cells says."""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph

from catalog_graph import files
from catalog_graph.checks.shacl import as_rdflib
from catalog_graph.conformance.rules import conformance_rules
from catalog_graph.conformance.run import breaches, graph_of
from catalog_graph.local.facets import facets
from catalog_graph.model.codes import LocalEffect, Observed
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.lookup import PlaceLookup
from tests.catalog_graph.conformance.generated import graph, table
from tests.catalog_graph.conformance.many import many_rows

Found = set[tuple[str, str, str]]
# Tables for pySHACL, which asks each row by itself; `make test-outside` takes 300 with every engine.
HERE = range(6)
# The columns whose weakening a rule reports.
RULES = {
    "time_limit": "GK-LOCAL-001",
    "required_channels": "GK-LOCAL-002",
    "audience": "GK-LOCAL-003",
    "method": "GK-LOCAL-004",
    "levels": "GK-LOCAL-005",
}


@pytest.fixture(scope="module")
def upper(lookup: PlaceLookup) -> CodeBook:
    """Provinces to towns."""
    return lookup.upper


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The rules, for pySHACL."""
    return Graph().parse(files.conformance_file(), format="turtle")


def by_pyshacl(data: Graph, shapes: Graph) -> Found:
    """Shape, focus node and value of each result."""
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(node, SH.sourceShape)),
            str(report.value(node, SH.focusNode)),
            str(report.value(node, SH.value)),
        )
        for node in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_there_are_15_rules() -> None:
    rules = conformance_rules()
    assert [rule.id for rule in rules] == [f"GK-LOCAL-{number:03d}" for number in range(1, 16)]
    assert {rule.severity for rule in rules} == {"violation", "warning"}
    assert all("{?value}" in rule.message and rule.message.endswith("。") for rule in rules)


@pytest.mark.parametrize("seed", HERE)
def test_the_set_wise_run_finds_what_pyshacl_finds(seed: int, upper: CodeBook, shapes: Graph) -> None:
    triples = graph([seed], upper)
    ours = {(each.shape, each.focus, each.value) for each in breaches(triples)}
    assert ours == by_pyshacl(as_rdflib(triples), shapes)


def test_every_rule_is_broken_by_a_generated_table_and_kept_by_another(upper: CodeBook) -> None:
    broken = [{each.rule for each in breaches(graph([seed], upper))} for seed in range(100)]
    always = {rule.id for rule in conformance_rules()}
    assert set().union(*broken) == always - {"GK-LOCAL-012"}, "a local catalogue without place cannot be made"
    assert set.intersection(*broken) == set()


def test_a_weakened_cell_breaks_its_rule_and_only_a_weakened_one(upper: CodeBook) -> None:
    weakened = 0
    for seed in range(300):
        dataset, local = table(seed)
        items = {item.key: item for item in dataset.items()}
        found = {(each.focus, each.rule) for each in breaches(graph_of(dataset, upper, [local]))}
        for row in local.rows:
            focus = f"https://w3id.org/gongkai/id/local-rule/{local.place}/{local.slug}/{row.number}"
            verdicts = {facet.column: facet.verdict for facet in facets(items[row.item], row)} if row.item else {}
            for column, rule in RULES.items():
                weak = verdicts.get(column) is LocalEffect.WEAKEN and row.seen(column) is Observed.FULL
                assert ((focus, rule) in found) == (weak and row.not_applicable is None), (seed, row.number, column)
                weakened += weak
    assert weakened > 200


def test_the_real_catalogues_break_what_they_weaken(dataset: Dataset, lookup: PlaceLookup) -> None:
    found = breaches(graph_of(dataset, lookup.book, dataset.local_catalogues()))
    words = {(each.rule, each.focus.removeprefix("https://w3id.org/gongkai/id/local-rule/")) for each in found}
    assert {
        ("GK-LOCAL-004", "654024/affordable-housing/2"),
        ("GK-LOCAL-005", "320583/agricultural-subsidies/1"),
        ("GK-LOCAL-002", "440703/urban-rural-planning/1"),
    } <= words
    assert not [rule for rule, _ in words if rule == "GK-LOCAL-001"], "no limit is longer on one scale"


def test_200_rows_are_judged_at_once(dataset: Dataset, upper: CodeBook) -> None:
    local = many_rows(dataset, "341302", "social-insurance", 200)
    assert len(local.rows) == 200
    assert {each.focus for each in breaches(list(graph_of(dataset, upper, [local])))}
