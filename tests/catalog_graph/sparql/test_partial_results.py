"""Rows of an answer that may be cut off: whole lines only, every kind of term, round trips through the engine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from catalog_graph.sparql import partial_results
from catalog_graph.sparql.partial_results import Value
from catalog_graph.sparql.results import OFFERED

S, P = NamedNode("http://x/s"), NamedNode("http://x/p")
XSD = "http://www.w3.org/2001/XMLSchema#"


def answers(*objects: NamedNode | BlankNode | Literal) -> tuple[bytes, bytes]:
    """TSV of the objects, and N-Triples of all, as the engine writes them."""
    store = Store()
    store.extend([Quad(S, P, one) for one in objects])
    graph = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(graph, QueryTriples)
    table = store.query("SELECT ?o ?none { ?s ?p ?o }").serialize(format=QueryResultsFormat.TSV)
    return table or b"", serialize(graph, format=RdfFormat.N_TRIPLES) or b""


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (NamedNode("http://x/村"), Value("iri", "http://x/村")),
        (Literal("甲"), Value("literal", "甲")),
        (Literal("甲", language="zh"), Value("literal", "甲", "zh")),
        (Literal(3), Value("literal", "3", datatype=f"{XSD}integer")),
        (
            Literal("2026-11-22", datatype=NamedNode(f"{XSD}date")),
            Value("literal", "2026-11-22", datatype=f"{XSD}date"),
        ),
    ],
)
def test_every_kind_of_term_is_read(term: NamedNode | Literal, value: Value) -> None:
    table, graph = answers(term)
    assert partial_results.table(table, 10) == (("o", "none"), ((value, None),))
    assert partial_results.triples(graph, 10) == ((Value("iri", S.value), Value("iri", P.value), value),)


def test_a_blank_node_is_read() -> None:
    table, graph = answers(BlankNode())
    ((found, _),) = partial_results.table(table, 10)[1]
    assert found is not None
    assert (found.kind, found.text[:2]) == ("blank", "_:")
    assert partial_results.triples(graph, 1)[0][2] is not None


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    table, graph = answers(Literal(text))
    assert partial_results.lines(table) == 2
    assert partial_results.table(table, 9)[1] == ((Value("literal", text), None),)
    assert [row[2] for row in partial_results.triples(graph, 9)] == [Value("literal", text)]


def test_no_more_rows_than_wanted_and_no_half_line() -> None:
    table, graph = answers(*(Literal(f"n{number}") for number in range(20)))
    assert len(partial_results.table(table, 7)[1]) == len(partial_results.triples(graph, 7)) == 7
    for cut in range(1, 7):
        assert len(partial_results.table(table[:-cut], 50)[1]) == 19
        assert len(partial_results.triples(graph[:-cut], 50)) == 19


def test_an_answer_without_rows_or_columns_is_read() -> None:
    assert partial_results.table(b"?a\n", 5) == (("a",), ())
    assert partial_results.table(b"\n\n", 5) == ((), ((),))
    assert partial_results.triples(b"", 5) == ()
    assert partial_results.boolean(b'{"head":{},"boolean":true}') is True
    assert partial_results.boolean(b'{"head":{},"boolean":false}') is False


def test_the_media_are_offered_for_each_form() -> None:
    assert set(partial_results.MEDIA) == set(OFFERED)
    assert all(media in OFFERED[form] for form, media in partial_results.MEDIA.items())
