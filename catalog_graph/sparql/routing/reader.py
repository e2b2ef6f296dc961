"""The patterns of a query: which triples, groups and sub-queries it has, as far as they can be read with certainty.

Owns: a reader of SPARQL queries that takes most of the language and refuses the rest.
Must not: judge whether a query is valid (the engine does), or say what a pattern may match (`reach`).

The engine's own parser is not to be had from Python, so this one reads the text again. It is asked about valid queries
only, and wherever the engine might read a text otherwise it refuses: BASE, `<` after an operand, lists, property lists
in brackets, DESCRIBE, any word it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalog_graph.sparql.routing.pattern import RDF_TYPE, Element, Group, Part, Path, Pattern, Query, Values
from catalog_graph.sparql.routing.tokens import Term, Token, Unread, Words, tokens

MOST_DEPTH = 40
_OPERANDS = frozenset(["string", "iri", "var", "lang", "name", "number", "word"])
_BEFORE_IRI = frozenset(["DISTINCT", "IN", "AS"])
_MODIFIERS = frozenset(["GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"])


def read(text: str, prefixes: Mapping[str, str]) -> Query:
    """The patterns of a SELECT, ASK or CONSTRUCT query; `prefixes` are known without being declared.

    Raises Unread.
    """
    reader = _Reader(tokens(text), dict(prefixes))
    return reader.query()


class _Paths(Words):
    """Property paths; and how deep the reader is in brackets of any kind."""

    def __init__(self, found: list[Token], prefixes: dict[str, str]) -> None:
        super().__init__(found, prefixes)
        self._depth = 0

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Unread

    def path(self) -> Path:
        """Alternatives of sequences of steps."""
        found = [self._sequence()]
        while self.takes("|"):
            found.append(self._sequence())
        return found[0] if len(found) == 1 else Path("either", parts=tuple(found))

    def _sequence(self) -> Path:
        found = [self._step()]
        while self.takes("/"):
            found.append(self._step())
        return found[0] if len(found) == 1 else Path("sequence", parts=tuple(found))

    def _step(self) -> Path:
        if self.takes("^"):
            return Path("inverse", self._property())
        found = self._primary()
        if self.takes("+"):
            if self.peek().kind == "number":
                raise Unread
            return Path("plus", parts=(found,))
        return Path("star", parts=(found,)) if self.takes("*") or self.takes("?") else found

    def _primary(self) -> Path:
        if self.takes("!"):
            return self._negated()
        if self.takes("("):
            self._deeper()
            found = self.path()
            self.needs(")")
            self._depth -= 1
            return found
        return Path("property", self._property())

    def _negated(self) -> Path:
        many = self.takes("(")
        self._property()
        while many and self.takes("|"):
            self._property()
        if many:
            self.needs(")")
        return Path("not")

    def _property(self) -> str:
        if self.peek() == Token("word", "a"):
            self.next()
            return RDF_TYPE
        return self.iri()


class _Reader(_Paths):
    """Queries and groups."""

    def query(self) -> Query:
        """A whole query."""
        while self.takes("PREFIX"):
            name = self.next()
            if name.kind != "name" or not name.text.endswith(":") or self.peek().kind != "iri":
                raise Unread
            self.prefixes[name.text[:-1]] = self.iri()
        form = self.word()
        if form == "SELECT":
            found = self.select()
        elif form in {"ASK", "CONSTRUCT"}:
            self.next()
            found = self._without_columns(template=form == "CONSTRUCT")
        else:
            raise Unread
        if self.peek().kind != "end":
            raise Unread
        return found

    def select(self) -> Query:
        """A SELECT query or sub-query, up to the end of its modifiers."""
        self.needs("SELECT")
        _ = self.takes("DISTINCT") or self.takes("REDUCED")
        given: set[str] | None = set()
        exists: list[Group] = []
        if self.takes("*"):
            given = None
        while given is not None and not (self.word() or self.peek().text == "{"):
            if self.peek().kind == "var":
                given.add(self.term().value)
            else:
                exists += self._bracketed()
        dataset = self._dataset()
        self.takes("WHERE")
        group = self.group()
        exists += self._modifiers()
        return Query(group, dataset, None if given is None else frozenset(given), tuple(exists))

    def _without_columns(self, template: bool) -> Query:
        """What comes after ASK or CONSTRUCT; the template of the latter is no pattern."""
        if template and self.peek().text == "{":
            while self.next().text != "}":
                if self.peek().kind == "end" or self.peek().text == "{":
                    raise Unread
        dataset = self._dataset()
        self.takes("WHERE")
        group = self.group()
        return Query(group, dataset, exists=tuple(self._modifiers()))

    def _dataset(self) -> bool:
        found = False
        while self.takes("FROM"):
            self.takes("NAMED")
            self.iri()
            found = True
        return found

    def _modifiers(self) -> list[Group]:
        """The EXISTS of what follows a group: GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES."""
        found: list[Group] = []
        if self.peek().kind != "end" and self.peek().text != "}" and self.word() not in _MODIFIERS:
            raise Unread
        while self.peek().kind != "end" and self.peek().text != "}":
            if self.word() == "VALUES":
                self._values()
            else:
                found += self._expression_token()
        return found

    def group(self) -> Group:
        """What stands between braces."""
        self._deeper()
        self.needs("{")
        found: list[Element] = []
        if self.word() == "SELECT":
            found.append(self.select())
        else:
            while self.peek().text != "}":
                if not self.takes("."):
                    found.append(self._element())
        self.needs("}")
        self._depth -= 1
        return Group(tuple(found))

    def _element(self) -> Element:
        word = self.word()
        if self.peek().text == "{":
            groups = [self.group()]
            while self.takes("UNION"):
                groups.append(self.group())
            return Part("union", tuple(groups))
        if word == "VALUES":
            return self._values()
        if word in {"OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND"}:
            self.next()
            return self._part(word)
        return self._triples()

    def _part(self, word: str) -> Part:
        if word in {"OPTIONAL", "MINUS"}:
            return Part(word.lower(), (self.group(),))
        if word == "GRAPH":
            self.term()
            return Part("graph", (self.group(),))
        return Part(word.lower(), tuple(self._constraint()))

    def _triples(self) -> tuple[Pattern, ...]:
        """Triples of one subject after another, up to something else."""
        found: list[Pattern] = []
        while self.peek().kind in {"var", "iri", "name", "blank"}:
            subject, more = self.term(), True
            while more:
                middle = self.term() if self.peek().kind == "var" else self.path()
                found.append(Pattern(subject, middle, self.term()))
                while self.takes(","):
                    found.append(Pattern(subject, middle, self.term()))
                more = False
                while self.takes(";"):
                    more = self.peek().text not in {".", "}", ";"} and not self._begins_part()
            if not self.takes("."):
                break
        if not found:
            raise Unread
        return tuple(found)

    def _begins_part(self) -> bool:
        return self.peek().text == "{" or (self.peek().kind == "word" and self.peek().text != "a")

    def _values(self) -> Values:
        """VALUES ?x { … } or VALUES (?x ?y) { (…) … }."""
        self.needs("VALUES")
        names, many = [], self.takes("(")
        while self.peek().kind == "var":
            names.append(self.term().value)
            if not many:
                break
        if many:
            self.needs(")")
        self.needs("{")
        rows: list[list[Term]] = []
        while not self.takes("}"):
            if many:
                self.needs("(")
            rows.append([self._datum() for _ in names])
            if many:
                self.needs(")")
        return Values({name: tuple(row[place] for row in rows) for place, name in enumerate(names)})

    def _datum(self) -> Term:
        return Term("undef", "") if self.takes("UNDEF") else self.term()

    def _constraint(self) -> list[Group]:
        """The EXISTS of an expression in brackets, a call, or EXISTS itself."""
        self.takes("NOT")
        if self.takes("EXISTS"):
            return [self.group()]
        if self.peek().kind in {"word", "iri", "name"}:
            self.next()
        return self._bracketed()

    def _bracketed(self) -> list[Group]:
        self.needs("(")
        found: list[Group] = []
        open_ = 1
        while open_:
            open_ += {"(": 1, ")": -1}.get(self.peek().text, 0) if self.peek().kind == "sign" else 0
            found += self._expression_token()
        return found

    def _expression_token(self) -> list[Group]:
        """Pass one token of an expression, or an EXISTS with its group, which is given back."""
        token = self.next()
        if token.kind == "word" and token.text.upper() == "EXISTS":
            return [self.group()]
        if token.kind in {"end", "blank"} or token.text in {"{", "}"}:
            raise Unread
        after = self.peek()
        operand = token.text == ")" or (token.kind in _OPERANDS and token.text.upper() not in _BEFORE_IRI)
        if operand and after.kind == "iri":
            raise Unread
        return []
