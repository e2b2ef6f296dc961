"""Typed literals, and the leaving out of what is unknown."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from catalog_graph import files
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples import facts


@pytest.mark.parametrize(("words", "type_"), [("2019", "gYear"), ("2019-04", "gYearMonth"), ("2019-04-03", "date")])
def test_a_date_is_typed_by_how_much_is_known(words: str, type_: str) -> None:
    found = facts.dated(words)
    assert isinstance(found, Literal)
    assert found.datatype.value.endswith(f"#{type_}")


@pytest.mark.parametrize("make", [facts.zh, facts.dated, facts.page])
def test_nothing_makes_nothing(make: object) -> None:
    assert make(None) is None  # type: ignore[operator]
    assert make("") is None  # type: ignore[operator]


def test_zero_and_false_are_values_and_nothing_is_left_out() -> None:
    own, predicate = facts.thing("item", 1), node("rdfs:label")
    values = (0, False, "0", facts.zh("零"), None, "", facts.concept("level", None))
    triples = facts.facts(own, *((predicate, value) for value in values))
    assert [triple.object for triple in triples] == [
        Literal("0", datatype=node("xsd:integer")),
        Literal("false", datatype=node("xsd:boolean")),
        Literal("0"),
        Literal("零", language="zh"),
    ]


def test_what_the_alignments_say_of_a_class_is_written_out() -> None:
    (path,) = (path for path in files.definition_files() if path.stem == "alignments")
    aligned: dict[object, set[object]] = {}
    for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
        if quad.predicate == node("rdfs:subClassOf"):
            aligned.setdefault(quad.subject, set()).add(quad.object)
    # The places would outgrow the store.
    assert aligned.keys() - facts.ALSO.keys() == {GK.Division}
    assert {own: set(others) for own, others in facts.ALSO.items()} == {own: aligned[own] for own in facts.ALSO}
