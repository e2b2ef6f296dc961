"""What is known of a query before it runs: found once, and passed on."""

from __future__ import annotations

import pytest

from catalog_graph.errors import ForbiddenQuery
from catalog_graph.sparql.request import Query


def test_a_query_that_may_run_is_given_back() -> None:
    query = Query.of("# x\nselect * {}")
    assert query.allowed() is query
    assert (query.form, query.refusal) == ("SELECT", "")


def test_what_is_no_query_is_left_to_the_engine() -> None:
    assert Query.of("SELCT").allowed().form == ""


@pytest.mark.parametrize(
    ("text", "words"), [("SELECT * { SERVICE <http://127.0.0.1/> {} }", "SERVICE"), ("CLEAR ALL", "只读")]
)
def test_what_may_not_run_is_refused(text: str, words: str) -> None:
    query = Query.of(text)
    assert query.form == ""
    with pytest.raises(ForbiddenQuery, match=words):
        query.allowed()


@pytest.mark.parametrize(
    "text",
    [
        "ASK {}",
        "SELECT * { <a:b> ?p ?o }",
        "select distinct * where { ?s <a:b> 1 }",
        "SELECT (COUNT( * ) AS ?n) { <a:b> <http://x/c+d*> ?o }",
        "DESCRIBE <a:b>",
        "not a query",
    ],
)
def test_a_short_text_with_two_variables_is_light(text: str) -> None:
    assert Query.of(text).light


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p $o }",
        "ASK { <a:b> <c:d>* <e:f> }",
        "ASK { <a:b> <c:d> + <e:f> }",
        "ASK { <a:b> (<c:d>|!<c:d>)+ ?x }",
        "ASK { [] <a:b> [] }",
        "ASK { _:a _:b _:c . _:d _:e _:f }",
        "SELECT (?a*?a AS ?b) {}",
        "ASK {} # " + "x" * 1000,
    ],
)
def test_what_may_be_more_work_is_not_light(text: str) -> None:
    assert not Query.of(text).light


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?n) {}",
        "select (now() as ?n) {}",
        "SELECT (RAND() AS ?n) {}",
        "SELECT (UUID() AS ?n) {}",
        "SELECT (STRUUID() AS ?n) {}",
        "SELECT (BNODE() AS ?n) {}",
        "SELECT (BNODE#)\n('a') AS ?n) {}",
        "SELECT (COUNT(DISTINCTNOW()) AS ?n) {}",  # the engine needs no space between words
        "SELECT (\\u004EOW() AS ?n) {}",  # nor the letters themselves
        "SELECT (\\U0000004EOW() AS ?n) {}",
        "ASK { <a:knowledge> ?p ?o }",  # a doubt is enough
    ],
)
def test_what_may_answer_differently_next_time_is_not_kept(text: str) -> None:
    assert not Query.of(text).lasting


@pytest.mark.parametrize("text", ["ASK {}", "SELECT * { ?项 ?p 'a' } ORDER BY ?项", "DESCRIBE <a:b>"])
def test_what_answers_the_same_is_kept(text: str) -> None:
    assert Query.of(text).lasting
