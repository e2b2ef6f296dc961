"""Tokens of a query: what they look like, and that what is expected decides where there are two readings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.sparql.syntax.grammar import END, sparql
from catalog_graph.sparql.syntax.lexer import BAD_ESCAPE, BAD_IRI, NO_TOKEN, UNCLOSED, after_gap, lexeme

TERMS = {"IRIREF", "STRING", "NIL", "ANON", "VAR"}


@pytest.mark.parametrize(
    ("text", "symbol", "token"),
    [
        ("?事项.", "VAR", "?事项"),
        ("$a", "VAR", "$a"),
        ("? a", "'?'", "?"),
        ("a:b.c.", "PNAME_LN", "a:b.c"),
        ("a.b:c%41\\,d,", "PNAME_LN", "a.b:c%41\\,d"),
        (":", "PNAME_NS", ":"),
        ("gk:}", "PNAME_NS", "gk:"),
        ("_:a.b.", "BLANK_NODE_LABEL", "_:a.b"),
        ("12.", "INTEGER", "12"),
        ("1.5e3x", "NUMBER", "1.5e3"),
        (".5", "NUMBER", ".5"),
        ("1.e-3", "NUMBER", "1.e-3"),
        ("@zh-Hans-CN", "LANGTAG", "@zh-Hans-CN"),
        ("@en--ltr", "LANGTAG", "@en--ltr"),
        ("select*", "'SELECT'", "select"),
        ("a ", '"a"', "a"),
        ("A ", "WORD", "A"),
        ("true", '"true"', "true"),
        ("selecting", "WORD", "selecting"),
        ("埇桥区", "WORD", "埇桥区"),
        ("<http://x/甲?a#b>", "IRIREF", "<http://x/甲?a#b>"),
        ("<urn:\\u4e00>", "IRIREF", "<urn:\\u4e00>"),
        ("<http://x/a b>", BAD_IRI, "<http://x/a b>"),
        ("<http://x/", "'<'", "<"),
        ("'a\\'b'c", "STRING", "'a\\'b'"),
        ("''x", "STRING", "''"),
        ("'''a''b\n'c'''d", "STRING", "'''a''b\n'c'''"),
        ('"""""" ', "STRING", '""""""'),
        ('"\\u4e00"', "STRING", '"\\u4e00"'),
        ("'a\nb'", UNCLOSED, "'"),
        ("'''a'", UNCLOSED, "'"),
        ("'a\\qb'", BAD_ESCAPE, "\\q"),
        ("( \n)", "NIL", "( \n)"),
        ("[ # x\n]", "ANON", "[ # x\n]"),
        ("||", "'||'", "||"),
        ("|}", "'|}'", "|}"),
        ("<<(", "'<<('", "<<("),
        ("“", NO_TOKEN, "“"),
        ("😀", NO_TOKEN, "😀"),
        ("?甲𠮷", "VAR", "?甲"),
        ("", END, ""),
    ],
)
def test_a_token_is_cut(text: str, symbol: str, token: str) -> None:
    found = lexeme(text, 0, TERMS)
    assert (found.symbol, found.text) == (symbol, token)


@pytest.mark.parametrize(
    ("text", "expected", "token"),
    [
        ("<?b&&?c>", {"'<'", "'<='"}, "<"),
        ("<?b&&?c>", {"IRIREF"}, "<?b&&?c>"),
        ("<?b&&?c>", {"VAR"}, "<?b&&?c>"),
        ("<=5", {"'<'", "'<='"}, "<="),
        ("<<urn:x>", {"'<'"}, "<"),
        ("<< ?a", {"'<<'"}, "<<"),
        ("()", {"'('"}, "("),
        ("()", {"'('", "NIL"}, "()"),
        ("[]", {"'['"}, "["),
        ("'a\\q", {"VAR"}, "'"),
    ],
)
def test_what_is_expected_decides_between_two_readings(text: str, expected: set[str], token: str) -> None:
    assert lexeme(text, 0, expected).text == token


@given(st.text(max_size=40), st.sets(st.sampled_from(sorted(sparql().first))))
def test_any_text_is_cut_to_its_end(text: str, expected: set[str]) -> None:
    place = after_gap(text, 0)
    while (found := lexeme(text, place, expected)).symbol != END:
        assert text.startswith(found.text, found.start)
        assert found.text
        place = after_gap(text, found.end)
    assert place == len(text)
