"""Untrusted SPARQL: what may run, and the words for what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph import files
from catalog_graph.errors import BadQuery
from catalog_graph.guard import MOST_CHARACTERS, allowed

SERVICE = "SERVICE <http://127.0.0.1/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("ASK { ?s a gk:Item }", "ASK"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <https://w3id.org/gongkai/id/law/x>", "DESCRIBE"),
        ("# 注释\nPREFIX x: <http://x/>\nselect ?s where { ?s x:p 'SERVICE' }", "SELECT"),
        ("SELECT * { ?s rdfs:label ?l . FILTER(CONTAINS(?l, 'INSERT DATA')) }", "SELECT"),
    ],
)
def test_a_reading_query_may_run(text: str, form: str) -> None:
    assert allowed(text) == form


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ {SERVICE} }}",
        f"SELECT * {{ {SERVICE.replace('SERVICE', 'SERVICE SILENT')} }}",
        f"SELECT * {{ {SERVICE.replace('SERVICE', 'service')} }}",
        f"SELECT * {{ ?a ?b ?c OPTIONAL {{ {SERVICE} }} }}",
        f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ {SERVICE} }} }}",
        f"SELECT * {{ ?a ?b ?c MINUS {{ {SERVICE} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ {SERVICE} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {SERVICE} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER(?a = 1 || EXISTS {{ {SERVICE} }}) }}",
        f"SELECT * {{ ?a ?b ?c BIND(EXISTS {{ {SERVICE} }} AS ?d) }}",
        f"SELECT * {{ GRAPH ?g {{ {SERVICE} }} }}",
        f"SELECT * {{ {{ SELECT ?s {{ {SERVICE} }} }} }}",
        f"SELECT (EXISTS {{ {SERVICE} }} AS ?d) {{ ?a ?b ?c }}",
        f"SELECT ?a {{ ?a ?b ?c }} HAVING(EXISTS {{ {SERVICE} }})",
        f"SELECT ?a {{ ?a ?b ?c }} ORDER BY (EXISTS {{ {SERVICE} }})",
        f"SELECT ?a {{ ?a ?b ?c }} GROUP BY (EXISTS {{ {SERVICE} }} AS ?a)",
        f"ASK {{ {SERVICE} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {SERVICE} }}",
        f"DESCRIBE ?s WHERE {{ {SERVICE} }}",
        "SELECT * { ?s ?p ?e SERVICE ?e { ?x ?y ?z } }",
        f"SELECT * {{ SERVICE <http://127.0.0.1/> {{ {SERVICE} }} }}",
    ],
)
def test_service_is_refused_wherever_it_stands(text: str) -> None:
    with pytest.raises(BadQuery):
        allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "CLEAR ALL",
        "DROP ALL",
        "PREFIX x: <http://x/>\nINSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "# 注释\nWITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "insert data { <a:a> <a:b> <a:c> }",
    ],
)
def test_an_update_is_refused_as_an_update(text: str) -> None:
    with pytest.raises(BadQuery, match="不接受更新"):
        allowed(text)


@pytest.mark.parametrize(
    ("text", "line"), [("SELECT * {", 1), ("SELECT *\nWHERE {\n ?s ?p .\n}", 3), ("", 1), ("你好", 1), ("{}", 1)]
)
def test_a_syntax_error_says_where(text: str, line: int) -> None:
    with pytest.raises(BadQuery, match=f"第{line}行") as caught:
        allowed(text)
    assert caught.value.details["line"] == line
    assert isinstance(caught.value.details["column"], int)


def test_an_unknown_prefix_is_named() -> None:
    with pytest.raises(BadQuery, match="nope"):
        allowed("SELECT * { ?s nope:p ?o }")


def test_an_overlong_query_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(BadQuery, match=str(MOST_CHARACTERS)):
        allowed("#" * (MOST_CHARACTERS + 1))


def test_a_deeply_nested_query_is_refused_or_parsed_but_never_crashes() -> None:
    depth = 300
    with pytest.raises(BadQuery):
        allowed("SELECT * " + "{" * depth + "?s ?p ?o" + "}" * (depth - 1))


def test_every_question_of_the_ontology_may_run() -> None:
    questions = files.question_texts()
    assert questions
    assert {allowed(text) for text in questions.values()} <= {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


@given(st.text(max_size=60))
def test_any_text_is_allowed_or_a_bad_query(text: str) -> None:
    try:
        form = allowed(text)
    except BadQuery:
        return
    assert form in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
