"""Answers about the vocabulary: terms, code lists, codes, shapes; and the rules as people read them.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from pydantic import Field

from api.answers.base import Answer, Count, Iri


class Words(Answer):
    """The same in Chinese and English; null where it has not been said."""

    zh: str | None
    en: str | None


class Named(Answer):
    """A thing of the vocabulary by its name."""

    iri: Iri
    name: str
    label: str | None


class Aligned(Answer):
    """How a thing stands to one of another vocabulary."""

    relation: str
    iri: Iri
    name: str


class QuestionName(Answer):
    """A prepared question that uses a term."""

    id: str
    question: str


class Term(Answer):
    """A class or property."""

    iri: Iri
    name: str
    kind: str
    kind_label: str
    label: Words
    definition: Words
    examples: list[str]
    notes: list[str]
    official_columns: list[str]
    domain: list[Named]
    range: list[Named]
    schemes: list[Named]
    aligned: list[Aligned]
    properties: list[Named]
    leading_here: list[Named]
    shapes: list[Named]
    questions: list[QuestionName]


class Prefix(Answer):
    """A prefix and what it stands for."""

    iri: Iri
    prefix: str
    namespace: Iri


class Ontology(Answer):
    """The ontology with all its terms."""

    iri: Iri
    title: Words
    description: Words
    version: str
    license: str
    terms: list[Term]
    prefixes: list[Prefix]


class Concept(Answer):
    """A code."""

    iri: Iri
    code: str
    notation: str
    position: int | None
    scheme: Named
    label: Words
    other_labels: list[str]
    definition: Words
    examples: list[str]
    notes: list[str]
    aligned: list[Aligned]
    shapes: list[Named]


class Scheme(Answer):
    """A list of codes in its official order."""

    iri: Iri
    name: str
    label: Words
    definition: Words
    official_columns: list[str]
    properties: list[Named]
    concepts: list[Concept]


class SchemeList(Answer):
    """The lists of codes."""

    count: Count
    schemes: list[Scheme]


class Constraint(Answer):
    """What a shape asks."""

    iri: Iri
    name: str
    label: str | None
    values: list[str]


class Shape(Answer):
    """A shape: what it looks at, what it asks, and its message."""

    iri: Iri
    name: str
    kind: str
    kind_label: str
    rule: str | None
    label: Words
    message: Words
    severity: str | None
    severity_label: str | None
    targets: list[Named]
    paths: list[str]
    file: str
    constraints: list[Constraint]


class ShapeList(Answer):
    """The shapes that data must meet."""

    count: Count
    shapes: list[Shape]


class RuleTemplate(Answer):
    """The words of a rule with their placeholders."""

    message: str
    suggestion: str


class Rule(Answer):
    """A rule of the review: what it asks, why, how to mend what breaks it, a right and a wrong example."""

    id: str = Field(pattern="^GK-[A-Z]+-[0-9]{3}$")
    severity: str
    level: str
    about: str
    name: str
    column: str | None
    column_label: str | None
    message: str
    suggestion: str
    basis: str
    right: str
    wrong: str
    template: RuleTemplate
    shape: Iri
    file: str


class RuleList(Answer):
    """The rules that are asked for."""

    count: Count
    rules: list[Rule]
