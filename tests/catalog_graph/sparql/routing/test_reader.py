"""The patterns of a query: what is read of a text, and that the rest is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph import files
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.routing.pattern import RDF_TYPE, Group, Part, Path, Pattern, Query, Term, Values
from catalog_graph.sparql.routing.reader import MOST_CHARACTERS, Unread, datasets, read
from catalog_graph.sparql.syntax.tree import reading

X = "PREFIX x: <urn:x:> "
A, B, C = Term("var", "a"), Term("var", "b"), Term("var", "c")


def group(text: str) -> Group:
    """The group of a query."""
    return read(X + "SELECT * " + text, PREFIXES).group


def step(name: str) -> Path:
    """One property."""
    return Path("property", f"urn:x:{name}")


def block(*patterns: Pattern) -> tuple[Pattern, ...]:
    """Triples side by side."""
    return patterns


ONE = block(Pattern(A, step("p"), B))


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("{}", ()),
        ("{ ?a x:p ?b }", (ONE,)),
        (
            "{ ?a x:p ?b ; a ?c , x:d ; . }",
            (block(*ONE, *(Pattern(A, Path("property", RDF_TYPE), it) for it in (C, Term("iri", "urn:x:d")))),),
        ),
        ("{ ?a x:p ?b . ?b ?c 1 }", (block(*ONE, Pattern(B, C, Term("literal", "1"))),)),
        ("{ ?a x:p ?b ; FILTER (?b) }", (ONE, Part("filter", ()))),
        ("{ ?a x:p ?b OPTIONAL { ?a x:p ?b } }", (ONE, Part("optional", (Group((ONE,)),)))),
        ("{ { ?a x:p ?b } UNION {} . }", (Part("union", (Group((ONE,)), Group(()))),)),
        ("{ GRAPH x:g { ?a x:p ?b } MINUS {} }", (Part("graph", (Group((ONE,)),)), Part("minus", (Group(()),)))),
        ("{ FILTER NOT EXISTS { ?a x:p ?b } }", (Part("filter", (Group((ONE,)),)),)),
        ("{ FILTER (!(?a = 1) || EXISTS { ?a x:p ?b }) }", (Part("filter", (Group((ONE,)),)),)),
        ("{ FILTER regex(?a, ')') BIND (<urn:f>(?a) AS ?b) }", (Part("filter", ()), Part("bind", ()))),
        ("{ VALUES ?a { x:a UNDEF } }", (Values({"a": (Term("iri", "urn:x:a"), Term("undef", ""))}),)),
        ("{ VALUES (?a ?b) { (1 2) } }", (Values({"a": (Term("literal", "1"),), "b": (Term("literal", "2"),)}),)),
        (
            "{ { SELECT ?a (COUNT(?b) AS ?n) { ?a x:p ?b } GROUP BY ?a ORDER BY ?n LIMIT 2 } }",
            (Part("union", (Group((Query(Group((ONE,)), given=frozenset("a")),)),)),),
        ),
    ],
)
def test_a_group_is_read(text: str, elements: tuple[object, ...]) -> None:
    assert group(text).elements == elements


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("x:p", step("p")),
        (
            "x:p/x:q|^x:r",
            Path("either", parts=(Path("sequence", parts=(step("p"), step("q"))), Path("inverse", "urn:x:r"))),
        ),
        ("(x:p/x:q)+", Path("plus", parts=(Path("sequence", parts=(step("p"), step("q"))),))),
        ("x:p*", Path("star", parts=(step("p"),))),
        ("x:p?", Path("star", parts=(step("p"),))),
        ("!(x:p|a)", Path("not")),
        ("!x:p", Path("not")),
    ],
)
def test_a_path_is_read(text: str, path: Path) -> None:
    assert group(f"{{ ?a {text} ?b }}").elements == (block(Pattern(A, path, B)),)


@pytest.mark.parametrize(
    ("text", "dataset", "given", "exists"),
    [
        ("SELECT * { }", False, None, 0),
        ("SELECT DISTINCT ?a ?b FROM <urn:g> WHERE { }", True, {"a", "b"}, 0),
        ("SELECT (EXISTS { } AS ?e) ?a { } HAVING (NOT EXISTS { })", False, {"a"}, 2),
        ("ASK FROM NAMED <urn:g> { }", True, set(), 0),
        ("CONSTRUCT { ?a x:p '}' } WHERE { } LIMIT 3 VALUES ?a { 1 }", False, set(), 0),
        ("CONSTRUCT WHERE { ?a x:p ?b }", False, set(), 0),
        ("SELECT ?a { } ORDER BY DESC(?a) EXISTS { }", False, {"a"}, 1),
    ],
)
def test_what_stands_around_the_group(text: str, dataset: bool, given: set[str] | None, exists: int) -> None:
    found = read(X + text, PREFIXES)
    assert (found.dataset, found.given, len(found.exists)) == (dataset, given, exists)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DESCRIBE <urn:a>",
        "BASE <urn:a> ASK {}",
        "SELECT * { ?a x:p ?b } }",
        "SELECT * { ?a x:p",
        "SELECT * { ?a y:p ?b }",
        "SELECT * { ?a x:p+5 ?b }",
        "SELECT * { ?a ^(x:p/x:q) ?b }",
        "SELECT * { ?a x:p (1 2) }",
        "SELECT * { ?a x:p ?b LATERAL { } }",
        "SELECT * { SERVICE <urn:a> { } }",
        "SELECT * { FILTER (?a = ?b <urn:c>) }",
        "SELECT * { BIND (?a AS ?b }",
        "SELECT * " + "{" * 50 + "}" * 50,
        "SELECT * { ?a " + "(" * 50 + "x:p" + ")" * 50 + " ?b }",
        "INSERT DATA { <urn:a> <urn:a> <urn:a> }",
    ],
)
def test_what_is_not_read_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        read(X + text, PREFIXES)


def test_every_question_is_read() -> None:
    assert sum(bool(read(text, PREFIXES).group.elements) for text in files.question_texts().values()) == 85


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("?a", Term("var", "a")),
        ("$a", Term("var", "a")),
        ("_:a", Term("var", "_:a")),
        ("gk:Item", Term("iri", PREFIXES["gk"] + "Item")),
        ("<urn:x>", Term("iri", "urn:x")),
        ("'a'@zh-CN", Term("literal", "'a'")),
        ('"a#\\""', Term("literal", '"a#\\""')),
        ("'''b'c'''^^<urn:x>", Term("literal", "'''b'c'''")),
        ("'a'^^xsd:string", Term("literal", "'a'")),
        ("-1.5e3", Term("literal", "1.5e3")),
        ("true", Term("literal", "true")),
    ],
)
def test_a_term_is_read(text: str, term: Term) -> None:
    assert group(f"{{ ?a x:p {text} }}").elements == (block(Pattern(A, step("p"), term)),)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a x:a?b }",
        "SELECT * { ?a (x:a)?b }",
        "SELECT * { ?a x:p x:a.b }",
        "SELECT * { ?a x:p _:a.b }",
        "SELECT * { ?a x:p 1.e5 }",
        "SELECT * { ?a x:p .5 }",
        "SELECT * { ?a x:p x:a:b }",
        "SELECT * { ?a x:p x:a\\-b }",
        "SELECT * { ?a x:p x:a%41 }",
        "SELECT * { ?a x:p 5.x:b x:p ?c }",
        "SELECT * { ?a x:p <urn:\\u0041> }",
        'SELECT * { ?a x:p "\\U00000041" }',
        "SELECT * { ?a x:p <<( ?a x:p ?b )>> }",
        "SELECT * { ?a x:p [ x:p ?b ] }",
        "SELECT * { ?a x:p?b FILTER(?a <?b&&?c> ?d) }",
        "SELECT * { FILTER(?a<?b&&?c>?d) }",
        "SELECT * { ?a x:p 1FILTER(?a) }",
        "SELECT * { }" + " " * MOST_CHARACTERS,
    ],
)
def test_what_could_be_cut_otherwise_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        read(X + text, PREFIXES)
    assert reading(X + text).stuck is None


@given(st.lists(st.sampled_from(["VALUES", "?a", "(", ")", "{", "}", "SELECT *", "x:p", "1", ".", "FILTER", "FROM"])))
def test_any_soup_of_tokens_is_read_or_refused(pieces: list[str]) -> None:
    text = " ".join([X, "SELECT * {", *pieces])
    for read_all in (lambda: read(text, PREFIXES), lambda: list(datasets(text, PREFIXES))):
        try:
            read_all()
        except Unread:
            assert True


def test_data_without_a_name_is_refused_at_once() -> None:
    with pytest.raises(Unread):
        read("SELECT * { VALUES { 1 } }", PREFIXES)
