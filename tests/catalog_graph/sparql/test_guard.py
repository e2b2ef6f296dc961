"""Untrusted SPARQL: what may run, and the words for what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph import files
from catalog_graph.errors import BadQuery, ForbiddenQuery
from catalog_graph.sparql.guard import MOST_CHARACTERS, allowed, form_of, syntax_fault

FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
CALL = "SERVICE <http://127.0.0.1/> { ?s ?p ?o }"
GROUP = "<http://127.0.0.1/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("ASK { ?s a gk:Item }", "ASK"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <https://w3id.org/gongkai/id/law/x>", "DESCRIBE"),
        ("# 注释\nPREFIX x: <http://x/>\nselect ?s where { ?s x:p 'SERVICE' }", "SELECT"),
        ("BASE <http://x/> PREFIX : <#> ASK { <a> :b 1 }", "ASK"),
        ("PREFIX : <#> ASK { <a> :b <../c> }", "ASK"),
        ("SELECT * { ?s rdfs:label ?l . FILTER(CONTAINS(?l, 'INSERT DATA')) }", "SELECT"),
    ],
)
def test_a_reading_query_may_run(text: str, form: str) -> None:
    assert allowed(text) == form_of(text) == form


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ {CALL} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'SERVICE SILENT')} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'service')} }}",
        f"SELECT * {{ ?a ?b ?c OPTIONAL {{ {CALL} }} }}",
        f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ {CALL} }} }}",
        f"SELECT * {{ ?a ?b ?c MINUS {{ {CALL} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ {CALL} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {CALL} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER(?a = 1 || EXISTS {{ {CALL} }}) }}",
        f"SELECT * {{ ?a ?b ?c BIND(EXISTS {{ {CALL} }} AS ?d) }}",
        f"SELECT * {{ GRAPH ?g {{ {CALL} }} }}",
        f"SELECT * {{ {{ SELECT ?s {{ {CALL} }} }} }}",
        f"SELECT (EXISTS {{ {CALL} }} AS ?d) {{ ?a ?b ?c }}",
        f"SELECT ?a {{ ?a ?b ?c }} HAVING(EXISTS {{ {CALL} }})",
        f"SELECT ?a {{ ?a ?b ?c }} ORDER BY (EXISTS {{ {CALL} }})",
        f"SELECT ?a {{ ?a ?b ?c }} GROUP BY (EXISTS {{ {CALL} }} AS ?a)",
        f"ASK {{ {CALL} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {CALL} }}",
        f"DESCRIBE ?s WHERE {{ {CALL} }}",
        "SELECT * { ?s ?p ?e SERVICE ?e { ?x ?y ?z } }",
        f"SELECT * {{ SERVICE <http://127.0.0.1/> {{ {CALL} }} }}",
    ],
)
def test_service_is_refused_wherever_it_stands(text: str) -> None:
    with pytest.raises(ForbiddenQuery, match="SERVICE"):
        allowed(text)


TRICKS = {
    "no space before an IRI": "SELECT * { SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
    "no space before a prefixed name": "PREFIX x: <http://x/> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "SILENT without spaces": "SELECT * { SERVICESILENT<http://127.0.0.1/>{ ?s ?p ?o } }",
    "right after a number": f"SELECT * {{ ?s ?p 1SERVICE {GROUP} }}",
    "right after a decimal number": f"SELECT * {{ ?s ?p 1.5SERVICE {GROUP} }}",
    "right after a boolean": f"SELECT * {{ ?s ?p trueSERVICE {GROUP} }}",
    "right after a string": f"SELECT * {{ ?s ?p 'a'SERVICE {GROUP} }}",
    "right after a name and a dot": f"SELECT * {{ ?s ?p gk:a.SERVICE {GROUP} }}",
    "inside what could be an IRI": "SELECT * { FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
    "a comment between": "SELECT * { SERVICE # <http://y/>\n <http://x/> # {\n { ?s ?p ?o } }",
    "a quote in a comment before": f"SELECT * {{ # it's\n {CALL} }}",
    "a quote in a name before": f"PREFIX x: <http://x/> SELECT * {{ x:it\\'s ?p ?o . {CALL} # '\n }}",
    "a quote in an IRI before": f"SELECT * {{ <http://x/it's> ?p ?o . {CALL} FILTER(?o != 'a') }}",
    "a hash in an IRI before": f"SELECT * {{ <http://x/#a> ?p ?o {CALL} }}",
    "empty strings before": f"SELECT * {{ ?s ?p '' , \"\" {CALL} FILTER(?s = '') }}",
    "a long string before": f"SELECT * {{ ?s ?p '''it's ''' {CALL} }}",
    "spelt with escapes": f"SELECT * {{ \\u0053ERVICE {GROUP} }}",
    "a prefixed name with escapes": "PREFIX x: <http://x/> SELECT * { SERVICE x:a\\#b { ?s ?p ?o } }",
    "mixed case": "SELECT * { sErViCe ?x { ?s ?p ?o } }",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_service_is_refused_however_it_is_hidden(trick: str) -> None:
    with pytest.raises(ForbiddenQuery, match="SERVICE"):
        form_of(TRICKS[trick])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p <https://w3id.org/gongkai/scheme/channel/service-centre> }",
        "SELECT * { GRAPH <http://example.org/service/x> { ?s ?p ?o } }",
        "SELECT * { GRAPH <http://example.org/service?x> { ?s ?p ?o } }",
        "SELECT * { ?s a cpsv:PublicService . { ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * { ?s x:service ?o . { ?s ?p ?o } }",
        "SELECT * { ?service ?p ?o { ?service ?p ?x } }",
        "SELECT * { ?s ?p 'SERVICE <http://x/> { }' }",
        'SELECT * { ?s ?p """" SERVICE <http://x/> { }""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> { }",
        "# SERVICE <http://x/> { }\nSELECT * { ?s ?p ?o FILTER(?o<5 && ?o>3) }",
    ],
)
def test_the_word_service_alone_is_no_service(text: str) -> None:
    assert allowed(text) == "SELECT"


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "CLEAR ALL",
        "DROP ALL",
        "PREFIX x: <http://x/>\nINSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "PREFIX x:<http://x/>INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "# 注释\nWITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "insert data { <a:a> <a:b> <a:c> }",
    ],
)
def test_an_update_is_refused_as_an_update(text: str) -> None:
    with pytest.raises(ForbiddenQuery, match="不接受更新"):
        allowed(text)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("SELECT * {", 1, 11), ("SELECT *\nWHERE {\n ?s ?p .\n}", 3, 8), ("", 1, 1), ("你好", 1, 1), ("{}", 1, 1)],
)
def test_a_syntax_error_says_where(text: str, line: int, column: int) -> None:
    with pytest.raises(BadQuery, match=f"第{line}行第{column}列有语法错误：.") as caught:
        allowed(text)
    assert (caught.value.details["line"], caught.value.details["column"]) == (line, column)


def test_where_the_grammar_has_nothing_against_a_text_the_engine_says_where() -> None:
    error = syntax_fault(SyntaxError("error at 3:7: expected x, IRI parsing failed"), "ASK {}")
    assert error.message == "查询语句第3行第7列或之前有语法错误：网址（IRI）写法不对"
    assert error.details == {"line": 3, "column": 7}
    error = syntax_fault(SyntaxError("no place"), "ASK {}")
    assert (error.message, error.details) == ("查询语句有语法错误", {})


def test_a_deep_text_is_not_too_deep_to_find_its_fault() -> None:
    error = syntax_fault(SyntaxError("error at 1:1: x"), "ASK " + "{" * 20_000 + ")")
    assert error.details == {"line": 1, "column": 20_005}


def test_an_unknown_prefix_is_named() -> None:
    with pytest.raises(BadQuery, match="前缀没有声明（nope:）"):
        allowed("SELECT * { ?s nope:p ?o }")


def test_an_overlong_query_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(BadQuery, match=str(MOST_CHARACTERS)):
        allowed("#" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(
    "text",
    [
        "SERVICE " * 50_000,
        "<service " * 50_000,
        "service<" * 50_000,
        "'service" * 50_000,
        "service#" * 50_000,
        "service." * 25_000,
        "service 1 " + "a." * 95_000,
        "service x:" + ".service:" * 20_000,
        "service" + "x:" * 50_000,
        "service " + " \n" * 100_000 + "<",
        "#\n" * 100_000 + "service",
        "PREFIX a:<b> " * 20_000 + "service",
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_text_is_read_in_one_pass(text: str) -> None:
    assert form_of(text) == ""


def test_a_query_that_lacks_a_bracket_at_depth_is_a_bad_query() -> None:
    with pytest.raises(BadQuery):
        allowed("SELECT * " + "{" * 300 + "?s ?p ?o" + "}" * 299)


def test_every_question_of_the_ontology_may_run() -> None:
    questions = files.question_texts()
    assert questions
    assert {allowed(text) for text in questions.values()} <= FORMS


@given(st.text(max_size=60))
def test_any_text_is_allowed_or_a_bad_query(text: str) -> None:
    try:
        form = allowed(text)
    except BadQuery:
        return
    assert form in FORMS


@given(st.lists(st.sampled_from(["SERVICE", "<", ">", "'", '"', "#", "\n", "?x", "a:b", "{", "}", " ", "\\u0020"])))
def test_no_soup_of_tokens_confuses_it(tokens: list[str]) -> None:
    try:
        form_of("SELECT * { " + "".join(tokens))
    except ForbiddenQuery:
        assert "SERVICE" in tokens
