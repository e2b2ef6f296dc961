"""Tokens of a query: where they are certain, and that every other text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph import files
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.routing.tokens import MOST_CHARACTERS, Term, Unread, Words, tokens


def texts(text: str) -> list[str]:
    """The words of the tokens."""
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?a gk:b.?c a x:", ["?a", "gk:b", ".", "?c", "a", "x:"]),
        ("\"a#\\\"\"@zh-CN '''b'c'''^^<urn:x>", ['"a#\\""', "@zh-CN", "'''b'c'''", "^^", "<urn:x>"]),
        ("FILTER(?a<=-1.5e3&&!?b) # c <x>\r\n}", ["FILTER", "(", "?a", "<=", "-", "1.5e3", "&&", "!", "?b", ")", "}"]),
        ("a+/(b|^c)*?", ["a", "+", "/", "(", "b", "|", "^", "c", ")", "*", "?"]),
        ("x:a+/(x:b|^x:c)* ?", ["x:a", "+", "/", "(", "x:b", "|", "^", "x:c", ")", "*", "?"]),
        ("?a < ?b", ["?a", "<", "?b"]),
    ],
)
def test_a_text_is_cut(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1SERVICE",
        "?a<urn:x>",
        "x:a?b",
        "(?a)?b",
        "x:a.b",
        "_:a.b",
        "1.e5",
        "x:a:b",
        "x:a\\-b",
        "x:a%41",
        "<urn:\\u0041>",
        '"\\U00000041"',
        "<<",
        "[",
        "é·",
        "'a\nb'",
        " " * (MOST_CHARACTERS + 1),
    ],
)
def test_what_could_be_cut_otherwise_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        tokens(text)


@given(st.text(max_size=60))
def test_any_text_is_cut_or_refused(text: str) -> None:
    try:
        found = tokens(text)
    except Unread:
        return
    place = 0
    for token in found:
        place = text.index(token.text, place) + len(token.text)


def test_every_question_is_cut() -> None:
    assert [len(tokens(text)) > 10 for text in files.question_texts().values()] == [True] * 66


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("?a", Term("var", "a")),
        ("$a", Term("var", "a")),
        ("_:a", Term("var", "_:a")),
        ("gk:Item", Term("iri", PREFIXES["gk"] + "Item")),
        ("<urn:x>", Term("iri", "urn:x")),
        ("'a'@zh", Term("literal", "'a'")),
        ("'a'^^xsd:string", Term("literal", "'a'")),
        ("-5", Term("literal", "5")),
        ("true", Term("literal", "true")),
    ],
)
def test_a_term_is_read(text: str, term: Term) -> None:
    words = Words(tokens(text), dict(PREFIXES))
    assert words.term() == term
    assert words.peek().kind == "end"


@pytest.mark.parametrize("text", ["", "nowhere:a", "<a>", "a", "{", "@zh", "(", "SELECT"])
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        Words(tokens(text), dict(PREFIXES)).term()
