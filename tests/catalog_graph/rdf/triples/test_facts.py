"""Typed literals, and the leaving out of what is unknown."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from catalog_graph.rdf.triples import facts


@pytest.mark.parametrize(("words", "type_"), [("2019", "gYear"), ("2019-04", "gYearMonth"), ("2019-04-03", "date")])
def test_a_date_is_typed_by_how_much_is_known(words: str, type_: str) -> None:
    found = facts.dated(words)
    assert isinstance(found, Literal)
    assert found.datatype.value.endswith(f"#{type_}")


@pytest.mark.parametrize("make", [facts.zh, facts.plain, facts.dated, facts.page])
def test_nothing_makes_nothing(make: object) -> None:
    assert make(None) is None  # type: ignore[operator]
    assert make("") is None  # type: ignore[operator]


def test_zero_and_false_are_values() -> None:
    assert facts.integer(0) is not None
    assert facts.boolean(False) is not None
    assert (facts.integer(None), facts.boolean(None), facts.concept("level", None)) == (None, None, None)
