"""Definitions: what the ontology and the shapes say, indexed by the thing they say it of.

Owns: reading their Turtle files in order, and which triples describe a term, a code, a scheme or a shape.
Must not: touch disk (`files`), or decide what a page says (`glossary`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import LONGEST_FIRST, node
from catalog_graph.rdf.query_file import QueryFile, parse_query_file

Node = NamedNode | BlankNode | Literal | Triple
_Some = TypeVar("_Some", bound=Node)
_FIRST, _REST, _IGNORED = node("rdf:first"), node("rdf:rest"), node("sh:ignoredProperties")
_TERM = re.compile(r"\bgk:(\w+)")


def curie(iri: str) -> str:
    """An IRI by its prefixed name where the prefix table has one.

    >>> curie("http://www.w3.org/ns/dcat#Dataset"), curie("https://w3id.org/gongkai/def/Item")
    ('dcat:Dataset', 'gk:Item')
    """
    for prefix, namespace in LONGEST_FIRST:
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


class Definitions:
    """Everything in the ontology and the shapes.

    `ontology` and `shapes` are Turtle files by name, `questions` query files by name; all come with the project.
    """

    def __init__(self, ontology: Mapping[str, bytes], shapes: Mapping[str, bytes], questions: Mapping[str, str]):
        self._about: dict[Node, list[Triple]] = {}
        self._file: dict[Node, str] = {}
        for name, content in (*ontology.items(), *shapes.items()):
            self._read(name, content)
        ours = [one.value for one in self._about if isinstance(one, NamedNode)]
        self.terms = tuple(v for v in ours if v.startswith(iris.DEF) and self.has(v, "rdfs:isDefinedBy"))
        self.prefixes = tuple(v for v in ours if v.startswith(iris.DEF) and self.has(v, "sh:prefix"))
        self.versions = tuple(self.links(iris.DEF, "owl:versionIRI"))
        self.schemes = tuple(v for v in ours if v.startswith(iris.SCHEME) and "/" not in v[len(iris.SCHEME) :])
        self.concepts = tuple(v for v in ours if v.startswith(iris.SCHEME) and "/" in v[len(iris.SCHEME) :])
        self.shapes = tuple(v for v in ours if v.startswith(iris.SHAPE))
        self._pointing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for triple in (triple for one in ours for triple in self._about[NamedNode(one)]):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                self._pointing[curie(triple.predicate.value), triple.object.value].append(triple.subject.value)
        self._shapes_on: defaultdict[str, list[str]] = defaultdict(list)
        for shape in (one for one in self.shapes if not self._is_list(NamedNode(one))):
            for named in dict.fromkeys(self._mentions(NamedNode(shape))):
                self._shapes_on[named].append(shape)
        self._questions: defaultdict[str, list[QueryFile]] = defaultdict(list)
        for question in map(parse_query_file, questions.values()):
            for name in dict.fromkeys(_TERM.findall(question.text)):
                self._questions[iris.DEF + name].append(question)

    def _read(self, name: str, content: bytes) -> None:
        """Take in a file; the parser's random names of blank nodes give way to numbers in the order of the file."""
        numbers: dict[BlankNode, BlankNode] = {}
        stem = re.sub(r"\W", "", name.removesuffix(".ttl"))

        def steady(term: _Some) -> _Some | BlankNode:
            if not isinstance(term, BlankNode):
                return term
            return numbers.setdefault(term, BlankNode(f"{stem}{len(numbers) + 1}"))

        for quad in parse(content, format=RdfFormat.TURTLE):
            subject = steady(quad.subject)
            self._about.setdefault(subject, []).append(Triple(subject, quad.predicate, steady(quad.object)))
            self._file.setdefault(subject, name)

    def __contains__(self, iri: str) -> bool:
        return NamedNode(iri) in self._about

    def file_of(self, iri: str) -> str:
        """Name of the file that describes a thing first."""
        return self._file[NamedNode(iri)]

    def about(self, *things: str) -> list[Triple]:
        """The triples of things, with those of the blank nodes that only they point at. Empty for the unknown."""
        return [triple for thing in things for triple in self._closure(NamedNode(thing))]

    def _closure(self, subject: Node) -> Iterator[Triple]:
        for triple in self._about.get(subject, ()):
            yield triple
            if isinstance(triple.object, BlankNode):
                yield from self._closure(triple.object)

    def _mentions(self, subject: Node) -> Iterator[str]:
        """What a shape looks at: IRIs of ours in it, but for the properties that it merely permits."""
        for triple in self._about.get(subject, ()):
            if triple.predicate == _IGNORED:
                continue
            if isinstance(triple.object, NamedNode) and triple.object.value.startswith((iris.DEF, iris.SCHEME)):
                yield triple.object.value
            elif isinstance(triple.object, BlankNode) or self._is_list(triple.object):
                yield from self._mentions(triple.object)

    def _is_list(self, value: Node) -> bool:
        """Whether a thing is the head of a list; in the shapes for the ontology lists are made of IRIs."""
        return any(triple.predicate == _FIRST for triple in self._about.get(value, ()))

    def objects(self, iri: str, predicate: str) -> list[Node]:
        """Values of a property, given by its prefixed name, in the order of the file."""
        wanted = node(predicate)
        return [triple.object for triple in self._about.get(NamedNode(iri), ()) if triple.predicate == wanted]

    def has(self, iri: str, predicate: str) -> bool:
        """Whether anything is said with a property."""
        return bool(self.objects(iri, predicate))

    def words(self, iri: str, predicate: str, language: str | None = None) -> list[str]:
        """Literal values in one language, or of any kind."""
        literals = [one for one in self.objects(iri, predicate) if isinstance(one, Literal)]
        return [one.value for one in literals if language is None or one.language == language]

    def links(self, iri: str, predicate: str) -> list[str]:
        """IRIs that a property leads to."""
        return [one.value for one in self.objects(iri, predicate) if isinstance(one, NamedNode)]

    def pointing(self, predicate: str, target: str) -> list[str]:
        """Things of ours from which a property leads to the target, in the order of the files."""
        return self._pointing.get((predicate, target), [])

    def shapes_on(self, iri: str) -> list[str]:
        """Shapes that look at a term or code."""
        return self._shapes_on.get(iri, [])

    def questions_on(self, iri: str) -> list[QueryFile]:
        """Competency questions whose query uses a term."""
        return self._questions.get(iri, [])

    def say(self, value: Node) -> str:
        """A value in a few words: prefixed names, lists in brackets."""
        triples = self._about.get(value, ())
        if self._is_list(value):
            return f"（{'、'.join(self.say(member) for member in self._members(value))}）"
        if isinstance(value, NamedNode):
            return curie(value.value)
        if isinstance(value, BlankNode):
            return "，".join(f"{curie(t.predicate.value)} {self.say(t.object)}" for t in triples)
        assert isinstance(value, Literal)  # noqa: S101 - the ontology quotes no triples
        return f"{value.value}@{value.language}" if value.language else value.value

    def _members(self, head: Node) -> Iterator[Node]:
        while triples := self._about.get(head):
            parts = {triple.predicate: triple.object for triple in triples}
            yield parts[_FIRST]
            head = parts[_REST]
