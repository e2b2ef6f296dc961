"""Hints: beginners' mistakes, and what the engine does otherwise, are told; right texts get none."""

from __future__ import annotations

import pytest

from catalog_graph import files
from catalog_graph.sparql.hints import hints


def codes(text: str, empty: bool = True, own: bool = False) -> list[str]:
    """The codes of the hints."""
    return [hint.code for hint in hints(text, empty, own)]


def test_a_term_of_another_vocabulary_that_is_right_gets_no_hint() -> None:
    assert codes("SELECT * { ?s rdfs:label ?l ; skos:broader ?b ; dcterms:issued ?d }") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('SELECT * { ?s rdfs:label "社会救助" }', "language-tag"),
        ("SELECT * { ?s rdfs:label ?l FILTER (?l = '社会救助') }", "language-tag"),
        ('SELECT * { ?s rdfs:label "341302" }', "code-as-label"),
        ("SELECT * { ?s skos:prefLabel '341302100' }", "code-as-label"),
        ("SELECT * { ?s a gk:Itme }", "unknown-term"),
        ("SELECT * { ?s gk:inGruop ?g }", "unknown-term"),
        ("SELECT * { ?s rdfs:lable ?l }", "unknown-term"),
        ("SELECT * { ?s skos:preflabel ?l }", "unknown-term"),
    ],
)
def test_a_beginners_mistake_gets_help_with_an_empty_answer(text: str, code: str) -> None:
    assert codes(text) == [code]
    if code != "unknown-term":
        assert codes(text, empty=False) == []


def test_the_nearest_term_is_named() -> None:
    (hint,) = hints("SELECT * { ?s a gk:Itme }", empty=True)
    assert "gk:Item" in hint.words
    assert "gk:Item" in hint.chinese


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s rdfs:label "社会救助"@zh }',
        'SELECT * { ?s skos:notation "341302" }',
        "SELECT * { ?s a gk:Item ; gk:inGroup ?g }",
        "PREFIX gk: <http://x/> SELECT * { ?s a gk:Anything }",
        '# "社会救助"\nSELECT * { ?s ?p "x" }',
        "SELECT {",
    ],
)
def test_what_is_right_gets_none(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('SELECT (?d + "P1D"^^xsd:dayTimeDuration AS ?e) { ?s gk:issued ?d }', "date-arithmetic"),
        ("SELECT * { GRAPH ?g { SELECT ?s { ?s ?p ?o } } }", "graph-subselect"),
        ("SELECT * { GRAPH ?g { { SELECT ?s { ?s ?p ?o } } } }", "graph-subselect"),
    ],
)
def test_what_the_engine_does_otherwise_is_told_whatever_comes_out(text: str, code: str) -> None:
    for empty in (True, False):
        assert code in codes(text, empty)


def test_own_graphs_are_named_where_the_default_graph_has_nothing() -> None:
    assert codes("SELECT * { <urn:a> ?p ?o }", own=True) == ["own-graphs"]
    assert codes("DESCRIBE <urn:a>", own=True) == ["own-graphs"]
    assert codes("SELECT * { GRAPH ?g { <urn:a> ?p ?o } }", own=True) == []
    assert codes("SELECT * { <urn:a> ?p ?o }", empty=False, own=True) == []


def test_a_header_takes_the_words() -> None:
    for text in ('SELECT * { ?s rdfs:label "社会救助" }', "SELECT * { ?s gk:标签 ?o }"):
        assert all(hint.words.isascii() and "\n" not in hint.words for hint in hints(text, empty=True))


def test_our_own_questions_get_none() -> None:
    assert {name: codes(text, empty=False) for name, text in files.question_texts().items() if codes(text, False)} == {}
