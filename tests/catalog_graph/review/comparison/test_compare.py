"""Rows compared as RDF: every rule is met, engines agree, and what conformance asks is told of an editor's table."""

from __future__ import annotations

import pytest
from rdflib import Graph

from catalog_graph import files
from catalog_graph.checks.rules import table_rules
from catalog_graph.checks.shacl import as_rdflib
from catalog_graph.conformance.rules import comparison_rules, conformance_rules
from catalog_graph.conformance.run import breaches
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.review.comparison import compare
from catalog_graph.review.comparison.rows import row_of
from catalog_graph.review.examine import Examiner
from catalog_graph.review.recognition.tables import recognise
from tests.catalog_graph.conformance.test_run import by_pyshacl
from tests.catalog_graph.review.comparison.generated import examined, graph

pytestmark = pytest.mark.outside  # tables judged by pySHACL too, for a quarter of a minute

TABLES = range(60)
# The rules about a local catalogue's rows, and how an editor is told of the same.
TOLD_AS = {
    "GK-LOCAL-001": {"longerLimit", "otherLimit"},
    "GK-LOCAL-002": {"droppedChannel", "demotedChannel"},
    "GK-LOCAL-003": {"narrowerAudience"},
    "GK-LOCAL-004": {"proactiveToRequest"},
    "GK-LOCAL-005": {"droppedLevel"},
    "GK-LOCAL-006": {"subjectWrongLevel"},
    "GK-LOCAL-007": {"repealedLaw", "supersededLaw", "staleAsNational"},
    "GK-LOCAL-009": {"droppedBasis"},
}


@pytest.fixture(scope="module")
def examiner(dataset: Dataset) -> Examiner:
    """The nation's data, for all tables."""
    return Examiner(dataset)


def test_each_rule_decides_a_fact_of_the_register_under_its_id() -> None:
    words = {rule.shape: rule for rule in table_rules().values()}
    rules = comparison_rules()
    assert len(rules) == len({rule.shape for rule in rules}) == 24
    assert all(words[rule.shape].id == rule.id and words[rule.shape].severity == rule.severity for rule in rules)
    assert all(words[rule.shape].target == rule.target for rule in rules)


def test_generated_tables_break_every_rule_about_rows(examiner: Examiner) -> None:
    terms = {fact.term for seed in range(300) for fact in examined(seed, examiner).facts}
    decided = {rule.shape.rpartition("-")[2] for rule in comparison_rules() if not rule.id.startswith("GK-TAB")}
    assert decided - terms == set()


@pytest.mark.parametrize("seed", range(4))
def test_the_set_wise_run_finds_what_pyshacl_finds(seed: int, examiner: Examiner) -> None:
    shapes = Graph()
    for path in files.comparison_files():
        shapes.parse(path, format="turtle")
    triples = graph(seed, examiner)
    ours = {(each.shape, each.focus, each.value) for each in breaches(triples, comparison_rules())}
    assert ours == by_pyshacl(as_rdflib(triples), shapes)


def test_a_long_table_is_compared_in_pieces_with_the_same_facts(
    examiner: Examiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [examined(seed, examiner) for seed in range(8)]
    whole = [list(examiner.comparison.facts(each.compared, each.levels)) for each in made]
    monkeypatch.setattr(compare, "_AT_ONCE", 1)
    assert [list(examiner.comparison.facts(each.compared, each.levels)) for each in made] == whole
    assert all(len(each.compared) > 1 for each in made)
    assert sum(map(len, whole)) > len(made)


def test_rows_that_say_the_same_to_the_rules_are_each_told_in_their_own_words(examiner: Examiner) -> None:
    row = "{0},最低生活保障,审批信息,低保对象名单及相关信息；{0}号附表,《预算法》,60个工作日内,县级民政部门"
    head = "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体"
    words = "\n".join([head, *(row.format(number) for number in (1, 2, 3))])
    (table,) = recognise(read_document(words.encode()), examiner.dataset)
    facts = examiner.examine(table, "social-assistance").facts
    assert [fact.row for fact in facts if fact.term == "longerLimit"] == [2, 3, 4]
    added = {fact.row: fact.value for fact in facts if fact.term == "addedContent"}
    assert added == {2: "1号附表", 3: "2号附表", 4: "3号附表"}


def test_what_conformance_finds_in_a_table_is_told_once_under_the_editors_code(examiner: Examiner) -> None:
    rows, met = {rule.id for rule in conformance_rules()} & TOLD_AS.keys(), set()
    for seed in TABLES:
        made = examined(seed, examiner)
        triples = examiner.comparison.graph(made.compared, made.levels)
        for breach in breaches(triples, [rule for rule in conformance_rules() if rule.id in rows]):
            terms = [fact.term for fact in made.facts if fact.row == row_of(breach.focus)]
            assert TOLD_AS[breach.rule] & set(terms), (seed, breach)
            met.add(breach.rule)
    assert len(met) >= 6
