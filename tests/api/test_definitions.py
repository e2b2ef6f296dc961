"""The vocabulary as pages share it: read once, with the rules in it."""

from __future__ import annotations

from api.holdings import definitions
from catalog_graph.checks.rules import all_rules


def test_it_is_read_once() -> None:
    assert definitions() is definitions()


def test_the_shape_of_every_rule_is_in_it() -> None:
    rules = all_rules()
    assert len(rules) > 250
    assert [rule.id for rule in rules if rule.shape not in definitions().shapes] == []
