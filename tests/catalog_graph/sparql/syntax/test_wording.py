"""The words for what is wrong: the most useful first, never more than a person reads."""

from __future__ import annotations

import pytest

from catalog_graph.sparql.syntax.check import first_fault
from catalog_graph.sparql.syntax.grammar import sparql
from tests.catalog_graph.sparql.syntax.faults import GRAMMAR


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ASK { ?s ?p }", "这里应是宾语，却是“}”"),
        ("ASK { ?s ?p ?o ?x", "这里应是“,”、“;”、“.”、FILTER、OPTIONAL 等子句或“}”，却是“?x”"),
        ("ASK { ! }", "这里应是主语、FILTER、OPTIONAL 等子句、SELECT 或“}”，却是“!”"),
        ("ASK {} ORDRE BY ?x", "语句到这里已经完整，多出了“ORDRE”（是不是 ORDER？）"),
        ("ASK { ?s ?p ?o", "语句没有写完，这里还缺“}”"),
        ("ASK { ?s ?p", "语句没有写完，这里还缺宾语"),
        (" \n", "没有查询语句"),
        ("ASK { ?s " + "x" * 50, "这里应是谓语，却是“" + "x" * 20 + "…”"),
        ("ASK { 'a\\' }", "从这里开始的引号没有结束"),
        ("ASK { ?s ?p 'a\\'b\\z' }", "引号中不能写“\\z”，反斜杠要写成 \\\\"),
        ("ASK { ？s", "？ 是全角符号，应改为半角的 ?"),
        ("ASK {\u200b}", "这里有看不见的字符（U+200B），请删去"),
    ],
)
def test_a_reason_is_told(text: str, reason: str) -> None:
    found = first_fault(text, {}, lambda _: True)
    assert found
    assert found.reason == reason


def test_every_reason_is_one_short_sentence() -> None:
    reasons = [found.reason for text, *_ in GRAMMAR if (found := first_fault(text, {}, lambda _: True))]
    assert len(reasons) == len(GRAMMAR)
    assert max(map(len, reasons)) <= 80
    assert not [one for one in reasons if "\n" in one or one.endswith("。")]


def test_every_label_is_chinese_or_a_keyword() -> None:
    labels = set(sparql().labels.values()) - {""}
    assert {one for one in labels if one.isascii()} == {"GROUP BY", "ORDER BY"}
    assert len(labels) > 10
