"""The service description: complete, without blank nodes, and its examples are queries that may run."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import BlankNode, NamedNode, Triple, parse

from catalog_graph import files
from catalog_graph.rdf.query_file import parse_query_file
from catalog_graph.sparql.description import document, triples
from catalog_graph.sparql.guard import allowed
from catalog_graph.sparql.results import GRAPH_FORMATS, GRAPHS

ENDPOINT = "http://x/sparql"
SD, VOID, SH = (
    "http://www.w3.org/ns/sparql-service-description#",
    "http://rdfs.org/ns/void#",
    "http://www.w3.org/ns/shacl#",
)
FIGURES = {"triples": 7, "graphs": {"a:g": 3, "a:h": 4}, "classes": {"a:C": 2}, "properties": {"a:p": 5, "a:q": 2}}
QUESTIONS = [parse_query_file(text) for text in files.question_texts().values()]


def values(found: list[Triple], predicate: str) -> list[str]:
    """Objects of a predicate."""
    return [getattr(one.object, "value", "") for one in found if one.predicate == NamedNode(predicate)]


def test_everything_is_said_and_has_a_name() -> None:
    found = list(triples(ENDPOINT, QUESTIONS, FIGURES))
    assert not [one for one in found if isinstance(one.subject, BlankNode) or isinstance(one.object, BlankNode)]
    assert len(found) == len(set(found))
    assert values(found, SD + "endpoint") == [ENDPOINT]
    assert values(found, SD + "supportedLanguage") == [SD + "SPARQL11Query"]
    assert len(values(found, SD + "resultFormat")) == 8
    assert values(found, SD + "name") == ["a:g", "a:h"]
    assert values(found, VOID + "class") == ["a:C"]
    assert values(found, VOID + "property") == ["a:p", "a:q"]
    assert values(found, VOID + "entities") == ["2"]
    assert sorted(values(found, VOID + "triples")) == ["2", "3", "4", "5", "7", "7"]


def test_without_figures_the_rest_is_said() -> None:
    found = list(triples(ENDPOINT, QUESTIONS, None))
    assert values(found, SD + "endpoint") == [ENDPOINT]
    assert values(found, VOID + "triples") == []


def test_the_examples_are_our_questions_and_may_run() -> None:
    found = list(triples(ENDPOINT, QUESTIONS, None))
    texts = [text for form in ("select", "ask", "construct", "describe") for text in values(found, SH + form)]
    assert sorted(texts) == sorted(one.text for one in QUESTIONS)
    assert len(texts) >= 14
    assert all(allowed(text) for text in texts)
    assert values(found, "https://schema.org/target") == [ENDPOINT] * len(QUESTIONS)


def test_an_example_is_of_the_class_of_its_form() -> None:
    found = list(triples(ENDPOINT, QUESTIONS, None))
    kinds = {form: SH + f"SPARQL{form.title()}Executable" for form in ("select", "construct")}
    forms = Counter(allowed(one.text).lower() for one in QUESTIONS)
    assert set(forms) == set(kinds)
    for form, number in forms.items():
        own = {one.subject for one in found if one.predicate == NamedNode(SH + form)}
        assert len(own) == number
        for kind, expected in ((SH + "SPARQLExecutable", own), (kinds[form], own)):
            assert {one.subject for one in found if one.object == NamedNode(kind)} >= expected
        assert {one.subject for one in found if one.object == NamedNode(kinds[form])} == own


@pytest.mark.parametrize("media", GRAPHS)
def test_every_format_says_the_same(media: str) -> None:
    content = document(ENDPOINT, QUESTIONS, FIGURES, media)
    again = {one.triple for one in parse(content, GRAPH_FORMATS[media])}
    assert again == set(triples(ENDPOINT, QUESTIONS, FIGURES))
