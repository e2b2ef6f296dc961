"""Facts as RDF: each at its own node, none lost, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from catalog_graph.checks.rules import table_rules
from catalog_graph.errors import DataError
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.review.graph import draft_triples, reference, row_iri, row_of_draft, table_graph, table_iri
from catalog_graph.review.values import Fact

CELL = URIRef(iris.term("sourceCell"))
FACTS = st.builds(
    Fact,
    st.sampled_from(sorted(table_rules())),
    st.text(max_size=5),
    st.none() | st.integers(1, 3),
    st.none() | st.integers(1, 3),
)


@pytest.mark.parametrize(
    ("fact", "node", "cell"),
    [
        (Fact("emptyLimit", "", 7, 6), "urn:gongkai:table:1:row:7:cell:F", "Sheet1!F7"),
        (Fact("localItem", "", 7), "urn:gongkai:table:1:row:7", "Sheet1!7:7"),
        (Fact("missingColumn", "公开时限"), "urn:gongkai:table:1", "Sheet1"),
        (Fact("guessedColumn", "时间", 2, 6), "urn:gongkai:table:1:place:F2", "Sheet1!F2"),
        (Fact("extraColumn", "科室", None, 6), "urn:gongkai:table:1:place:F", "Sheet1!F:F"),
        (Fact("emptyLimit"), "urn:gongkai:table:1:row:0", "Sheet1"),
    ],
)
def test_a_fact_stands_at_its_place(fact: Fact, node: str, cell: str) -> None:
    table = table_graph([fact], "Sheet1")
    rule = table_rules()[fact.term]
    assert table.origin == {(node, rule.path): fact}
    assert set(table.graph) == {
        (URIRef(node), RDF.type, URIRef(rule.target)),
        (URIRef(node), URIRef(rule.path), Literal(fact.value)),
        (URIRef(node), CELL, Literal(cell)),
    }


@given(st.lists(FACTS, max_size=12))
def test_no_fact_is_lost_and_every_node_has_one_address(facts: list[Fact]) -> None:
    table = table_graph(facts, "表 1")
    assert sorted(map(id, table.origin.values())) == sorted(map(id, facts))
    for (node, path), fact in table.origin.items():
        assert list(table.graph.objects(URIRef(node), URIRef(path))) == [Literal(fact.value)]
        assert len(list(table.graph.objects(URIRef(node), CELL))) == 1


def test_a_fact_that_no_rule_knows_is_said() -> None:
    with pytest.raises(DataError, match="nothingOfTheKind"):
        table_graph([Fact("nothingOfTheKind")], "Sheet1")


def test_tables_of_one_file_have_nodes_of_their_own() -> None:
    fact = Fact("localItem", "", 7)
    assert not set(table_graph([fact], "甲", 1).origin) & set(table_graph([fact], "乙", 2).origin)
    assert row_iri(2, 7) == f"{table_iri(2)}:row:7"


def test_sheet_names_are_quoted_as_in_a_spreadsheet() -> None:
    assert reference("社会救助", 7, 6) == "社会救助!F7"
    assert reference("O'Brien 1", 7, 6) == "'O''Brien 1'!F7"
    assert reference("2020", None, 6) == "'2020'!F:F"


def test_drafts_have_nodes_that_name_their_row(dataset: Dataset) -> None:
    items = dataset.catalogues["social-assistance"].items[:2]
    triples = list(draft_triples([(7, items[0]), (9, items[0])], 3))
    assert {row_of_draft(triple.subject.value) for triple in triples} == {7, 9}
    assert row_of_draft("https://w3id.org/gongkai/id/item/social-assistance/7") is None
    assert row_of_draft("urn:gongkai:table:1") is None
