"""The words of a query: its tokens, and taking terms and keywords from them one after another.

Owns: where one token ends and the next begins, as far as that is certain.
Must not: know the grammar of patterns (`sparql_pattern`).

The engine's parser works without tokens, so a text could be cut otherwise than here. Whatever could be is refused:
escapes, quoted triples, tokens that touch each other, characters that are no part of a token here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_CHARACTERS = 20_000
_TOKEN = re.compile(
    r"""(?P<gap>(?:[ \t\r\n]|\#[^\r\n]*)+)
    |(?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"
        |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<var>[?$]\w+)
    |(?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<blank>_:\w+)
    |(?P<name>(?:[A-Za-z][\w\-]*)?:(?:\w[\w\-]*)?)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign>\^\^|&&|\|\||!=|<=|>=|[{}().;,^/|+*?!=<>\-])""",
    re.VERBOSE | re.DOTALL,
)
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_TOUCHY = frozenset(["string", "iri", "var", "lang", "blank", "name", "number", "word"])
# A name may hold dots: after a name and a dot, what follows without a gap could be a part of it.
_DOTTED = frozenset(["blank", "name", "number", "word"])


class Unread(Exception):
    """The text has something that is not read here; no fault of anybody."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: its kind and its words; IRIs in full, keywords in capitals."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a pattern: "var" (blank nodes too), "iri", "literal", or "undef" in VALUES."""

    kind: str
    value: str


def tokens(text: str) -> list[Token]:
    """The pieces of a text without gaps and comments.

    >>> [one.text for one in tokens("ASK { ?s a <urn:x> } # ?")]
    ['ASK', '{', '?s', 'a', '<urn:x>', '}']

    Raises Unread where the engine might cut it otherwise.
    """
    if len(text) > MOST_CHARACTERS or "\\u" in text or "\\U" in text or "<<" in text:
        raise Unread
    found: list[Token] = []
    place, before, dotted = 0, "gap", False
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise Unread
        kind, place = match.lastgroup, match.end()
        touches = kind in _TOUCHY and before in _TOUCHY and (before, kind) != ("string", "lang")
        if touches or (kind == "var" and before == ")") or (dotted and kind in _DOTTED):
            raise Unread
        if kind != "gap":
            found.append(Token(kind, match[0]))
        dotted = match[0] == "." and before in _DOTTED
        before = ")" if match[0] == ")" else kind
    return found


class Words:
    """Tokens, one after another."""

    def __init__(self, found: list[Token], prefixes: dict[str, str]) -> None:
        self._tokens, self._place, self.prefixes = found, 0, prefixes

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or one after it; an empty one at the end."""
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else Token("end", "")

    def next(self) -> Token:
        """The next token, taken."""
        self._place += 1
        return self.peek(-1)

    def word(self) -> str:
        """The next token as a keyword; "" where it is none."""
        token = self.peek()
        return token.text.upper() if token.kind == "word" else ""

    def takes(self, text: str) -> bool:
        """Take the next token if it is this sign or keyword."""
        token = self.peek()
        same = token.text == text if token.kind == "sign" else token.kind == "word" and token.text.upper() == text
        self._place += same
        return same

    def needs(self, text: str) -> None:
        """As `takes`. Raises Unread where it is something else."""
        if not self.takes(text):
            raise Unread

    def iri(self) -> str:
        """An IRI in full. Raises Unread for a relative one or an unknown prefix."""
        token = self.next()
        if token.kind == "iri" and _SCHEME.match(token.text):
            return token.text[1:-1]
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self.prefixes:
            raise Unread
        return self.prefixes[prefix] + local

    def term(self) -> Term:
        """A variable, IRI or literal. Raises Unread for what is none."""
        token = self.peek()
        if token.kind in {"iri", "name"}:
            return Term("iri", self.iri())
        if token.text in {"+", "-"} and self.peek(1).kind == "number":
            self.next()
        elif token.kind == "word" and token.text.lower() not in {"true", "false"}:
            raise Unread
        token = self.next()
        if token.kind in {"var", "blank"}:
            return Term("var", token.text.removeprefix("?").removeprefix("$"))
        if token.kind == "string" and self.peek().kind == "lang":
            self.next()
        elif token.kind == "string" and self.takes("^^"):
            self.iri()
        elif token.kind not in {"string", "number", "word"}:
            raise Unread
        return Term("literal", token.text)
