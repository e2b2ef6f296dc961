"""The rules made public: nothing lacking in any of them, no id twice, clauses that exist.

Owns: `catalog_graph/checks/rules.py`, and what the shapes say for people. Must not: repeat a rule's words.
"""

from __future__ import annotations

import re

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from catalog_graph import files
from catalog_graph.checks.rules import PLACEHOLDERS, Rule, all_rules, explained, rules_named, table_rules
from catalog_graph.errors import BadParameter
from catalog_graph.model import iris
from catalog_graph.model.codes import COLUMNS
from catalog_graph.model.values import Dataset

OWN = {"数据模型", "本系统读表规则", "国办发〔2019〕54号"}
REGULATION = "guowuyuanling-711"


def test_every_shape_with_a_message_is_a_rule() -> None:
    assert len(table_rules()) == 96
    assert len(all_rules()) > 2 * 96
    graph = Graph()
    for path in [*files.shape_files(), *files.table_shape_files()]:
        graph.parse(data=files.read_text(path), format="turtle")
    shapes = [str(shape) for shape in graph.subjects(SH.message, unique=True)]
    assert sorted(rule.shape for rule in all_rules()) == sorted(shapes)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_no_rule_lacks_anything(rule: Rule) -> None:
    assert re.fullmatch(r"GK-[A-Z]+-\d{3}", rule.id)
    assert rule.severity in {"violation", "warning", "info"}
    for words in (rule.name, rule.message, rule.suggestion, rule.basis, rule.right, rule.wrong):
        assert words.strip() == words
        assert words
    assert rule.right != rule.wrong
    assert rule.suggestion.endswith("。")
    assert rule.column is None or rule.column in COLUMNS
    assert rule.shape.startswith(iris.SHAPE)


def test_no_two_rules_share_an_id_or_a_term() -> None:
    ids = [rule.id for rule in all_rules()]
    assert len(ids) == len(set(ids))
    terms = [rule.term for rule in all_rules() if rule.file == "table"]
    assert list(table_rules()) == terms
    assert len(terms) == len(set(terms))


def test_a_basis_is_a_clause_that_exists(dataset: Dataset) -> None:
    articles = {
        re.match(r"第[一二三四五六七八九十]+条", one.article) for one in dataset.clauses if one.law == REGULATION
    }
    known = {found[0] for found in articles if found}
    assert dataset.laws[REGULATION].title == "政府信息公开条例"
    cited = 0
    for rule in all_rules():
        if rule.basis in OWN:
            continue
        assert rule.basis.startswith("政府信息公开条例"), rule.id
        for article in rule.basis.removeprefix("政府信息公开条例").split("、"):
            assert article in known, (rule.id, article)
            cited += 1
    assert cited > 30


def test_a_clause_that_a_message_cites_is_the_basis() -> None:
    seen = 0
    for rule in all_rules():
        if found := re.search(r"（((?:政府信息公开条例第|国办发〔)[^（）]+)）。$", rule.message):
            assert rule.basis == found[1], rule.id
            seen += 1
    assert seen > 10


def test_placeholders_are_known_and_the_last_clause_of_a_message_needs_no_details() -> None:
    used = set()
    for rule in table_rules().values():
        names = set(re.findall(r"\{(\w+)\}", rule.message + rule.suggestion))
        assert names <= set(PLACEHOLDERS), rule.id
        used |= names
        tail = set(re.findall(r"\{(\w+)\}", rule.message.rpartition("；")[2]))
        assert tail <= {"value", "heading", "place"}, rule.id
        assert not re.search(r"[{}]", explained(rule.message) + explained(rule.suggestion)), rule.id
    assert used == set(PLACEHOLDERS)


def test_rules_are_named_by_id_or_family() -> None:
    assert [rule.id for rule in rules_named("GK-HOW-003")] == ["GK-HOW-003"]
    assert [rule.id for rule in rules_named(" gk-how ")] == [f"GK-HOW-00{number}" for number in range(1, 5)]
    assert all_rules()[0].id == "GK-TAB-001"
    with pytest.raises(BadParameter, match="GK-NO"):
        rules_named("GK-NO-001")
    with pytest.raises(BadParameter):
        rules_named("")
