"""The tokens of a query: the one place that says what a piece of SPARQL looks like (SPARQL 1.1 Query, §19.8).

Owns: where a token ends and the next begins, and why a piece of text is none.
Must not: know which tokens may follow each other; the caller says which are expected.

A text is cut by the longest token, and what is expected decides only where `<`, `(` and `[` have two readings:
`?a<?b&&?c>?d` has no IRI in it, because none may stand there. Any text is cut in a time that grows with its length.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from catalog_graph.sparql.syntax.grammar import END, sparql

# Without the standard's letters past U+FFFF: the engine takes none of them in a name.
_LETTER = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
)
_LATER = r"0-9\u00B7\u0300-\u036F\u203F\u2040"
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\\\"']|{_CODE}"
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# The engine has no bound for a prefix; without one, a long text of letters and dots would be read to its end at each.
_IN_NAME = rf"(?:\.*+[{_LETTER}_{_LATER}\-])"
_NAME, LONG_NAME = rf"[{_LETTER}]{_IN_NAME}{{0,127}}+", rf"[{_LETTER}]{_IN_NAME}{{128}}"
_LOCAL_NAME = rf"(?:[{_LETTER}_0-9:]|{_LOCAL})(?:\.*+(?:[{_LETTER}_{_LATER}:\-]|{_LOCAL}))*+"
PREFIXED = rf"(?:{_NAME})?+:(?:{_LOCAL_NAME})?+"
GAP = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
_GAP = re.compile(GAP)
_STRING = re.compile(
    rf"'''(?:'{{0,2}}+(?!')(?:[^\\]|{_ESCAPE}))*+'''|\"\"\"(?:\"{{0,2}}+(?!\")(?:[^\\]|{_ESCAPE}))*+\"\"\""
    rf"|'(?!'')(?:[^'\\\r\n]|{_ESCAPE})*+'|\"(?!\"\")(?:[^\"\\\r\n]|{_ESCAPE})*+\"",
)
_LOOSE_STRING = re.compile(_STRING.pattern.replace(_ESCAPE, r"\\[^\r\n]"))
_BAD_ESCAPE = re.compile(rf"(?:[^\\]|{_ESCAPE})*+(\\.?)", re.DOTALL)
IRI = re.compile(rf"<(?:[^<>\"{{}}|^`\\\x00-\x20]|{_CODE})*+>")
_LOOSE_IRI = re.compile(r"<[^<>\r\n]*+>")
_PAIRS = {"(": ("NIL", re.compile(rf"\({GAP}\)")), "[": ("ANON", re.compile(rf"\[{GAP}\]"))}
_TOKENS = re.compile(
    rf"(?P<VAR>[?$][{_LETTER}_0-9][{_LETTER}_{_LATER}]*+)"
    rf"|(?P<BLANK_NODE_LABEL>_:[{_LETTER}_0-9]{_IN_NAME}*+)"
    rf"|(?P<PNAME_NS>(?:{_NAME})?+:)(?P<PNAME_LN>{_LOCAL_NAME})?+"  # the last group that matches is the symbol
    r"|(?P<NUMBER>[0-9]++\.[0-9]*+[eE][+-]?+[0-9]++|[0-9]*+\.[0-9]++(?:[eE][+-]?+[0-9]++)?+|[0-9]++[eE][+-]?+[0-9]++)"
    r"|(?P<INTEGER>[0-9]++)"
    r"|(?P<LANGTAG>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--(?:ltr|rtl))?+)"
    rf"|(?P<WORD>[{_LETTER}_][{_LETTER}_{_LATER}]*+)"
)
NO_TOKEN, UNCLOSED, BAD_ESCAPE, BAD_IRI = "NO TOKEN", "UNCLOSED", "BAD ESCAPE", "BAD IRI"


class Lexeme(NamedTuple):
    """A piece of the text: the symbol of the grammar that it is, or why it is none; `start` counts from 0."""

    symbol: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the text goes on."""
        return self.start + len(self.text)


def after_gap(text: str, place: int) -> int:
    """Where the next token begins: past blanks and comments.

    >>> after_gap("# ?x\\n ASK {}", 0)
    6
    """
    gap = _GAP.match(text, place)
    return gap.end() if gap else place


def lexeme(text: str, place: int, expected: Container[str]) -> Lexeme:
    """The token that begins at a place, which is no blank, counted from 0; one of the symbols expected if it can be.

    >>> lexeme("?a<?b>?c", 2, {"'<'"}).text, lexeme("?a <?b> ?c", 3, {"IRIREF"}).text
    ('<', '<?b>')
    """
    if place >= len(text):
        return Lexeme(END, "", place)
    first = text[place]
    if first in "'\"":
        return _string(text, place, expected)
    if first == "<" and ("IRIREF" in expected or "'<'" not in expected):
        return _iri(text, place, expected)
    if first in _PAIRS:
        symbol, pattern = _PAIRS[first]
        if (pair := pattern.match(text, place)) and symbol in expected:
            return Lexeme(symbol, pair[0], place)
    match = _TOKENS.match(text, place)
    if not match:
        return _sign(text, place, expected)
    kind = match.lastgroup or NO_TOKEN
    return Lexeme(_word(match[0]) if kind == "WORD" else kind, match[0], place)


def _word(word: str) -> str:
    """A keyword, whatever its case; else one of the few words whose case counts."""
    words = sparql().words
    exact = words.get(word, "")
    return exact if exact.startswith('"') else words.get(word.upper(), "WORD")


def _sign(text: str, place: int, expected: Container[str]) -> Lexeme:
    match = _signs().match(text, place)
    if not match:
        return Lexeme(NO_TOKEN, text[place], place)
    sign = match[0]
    # Only `<` may be shorter than it could be: `?a<<urn:x>` compares with an IRI.
    if sign[0] == "<":
        sign = next((one for one in (sign, sign[:2], "<") if f"'{one}'" in expected), sign)
    return Lexeme(f"'{sign}'", sign, place)


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(sign) for sign in sparql().signs))


def _iri(text: str, place: int, expected: Container[str]) -> Lexeme:
    whole = IRI.match(text, place)
    sign = _sign(text, place, expected)
    if whole and ("IRIREF" in expected or sign.symbol not in expected):
        return Lexeme("IRIREF", whole[0], place)
    if sign.symbol in expected or "IRIREF" not in expected:
        return sign
    loose = _LOOSE_IRI.match(text, place)
    return Lexeme(BAD_IRI, loose[0], place) if loose else sign


def _string(text: str, place: int, expected: Container[str]) -> Lexeme:
    """A string, or where it is none: at its beginning where it has no end, at the escape that is none."""
    whole = _STRING.match(text, place)
    if whole or "STRING" not in expected:
        return Lexeme("STRING", whole[0] if whole else text[place], place)
    bad = _BAD_ESCAPE.match(text, place)
    if bad and _LOOSE_STRING.match(text, place):
        return Lexeme(BAD_ESCAPE, bad[1], bad.start(1))
    return Lexeme(UNCLOSED, text[place], place)
