"""The rules of `shapes/conformance.ttl` and `comparison.ttl`, read: which class each looks at, and its query.

Owns: reading shapes of one SHACL-SPARQL constraint each. Must not: hold SPARQL of its own, or run it (`run`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from catalog_graph import files
from catalog_graph.rdf.namespaces import node


@dataclass(frozen=True, slots=True)
class ConformanceRule:
    """One rule: id, shape, the class of its focus nodes, severity, Chinese message, and its query with prefixes.

    `message` has {?value} where the value in question belongs; `query` finds the pairs of $this and ?value of all
    things of the class at once.
    """

    id: str
    shape: str
    target: str
    severity: str
    message: str
    query: str


@cache
def conformance_rules(root: Path | None = None) -> tuple[ConformanceRule, ...]:
    """The rules about local catalogues, by id. Raises MissingData."""
    return _read([files.conformance_file(root)])


@cache
def comparison_rules(root: Path | None = None) -> tuple[ConformanceRule, ...]:
    """The rules that compare an editor's table with the nation's, by id. Raises MissingData."""
    return _read(files.comparison_files(root))


def _read(paths: Iterable[Path]) -> tuple[ConformanceRule, ...]:
    store = Store()
    for path in paths:
        store.load(files.read_text(path).encode(), format=RdfFormat.TURTLE)
    shapes = (quad.subject for quad in store.quads_for_pattern(None, node("sh:sparql"), None, None))
    read = (_rule(store, shape) for shape in shapes if isinstance(shape, NamedNode))
    return tuple(sorted(read, key=lambda rule: rule.id))


def _rule(store: Store, shape: NamedNode) -> ConformanceRule:
    (constraint,) = _things(store, shape, "sh:sparql")
    target, severity = _word(store, shape, "sh:targetClass"), _word(store, shape, "sh:severity")
    select = _word(store, constraint, "sh:select")
    return ConformanceRule(
        _word(store, shape, "dcterms:identifier"),
        shape.value,
        target,
        severity.rpartition("#")[2].lower(),
        _word(store, constraint, "sh:message"),
        _prefixes(store, constraint) + _of_all(select, target),
    )


def _of_all(select: str, target: str) -> str:
    """The query without a focus node: the class of $this, of which an engine gives it one thing, stated instead."""
    return select.replace("{", f"{{ $this a <{target}> .", 1)


def _prefixes(store: Store, constraint: NamedNode) -> str:
    (header,) = _things(store, constraint, "sh:prefixes")
    declared = _things(store, header, "sh:declare")
    return "".join(
        f"PREFIX {_word(store, each, 'sh:prefix')}: <{_word(store, each, 'sh:namespace')}>\n" for each in declared
    )


def _things(store: Store, subject: NamedNode, predicate: str) -> list[NamedNode]:
    return [each for each in _objects(store, subject, predicate) if isinstance(each, NamedNode)]


def _objects(store: Store, subject: NamedNode, predicate: str) -> list[object]:
    return [quad.object for quad in store.quads_for_pattern(subject, node(predicate), None, None)]


def _word(store: Store, subject: NamedNode, predicate: str) -> str:
    """The one value, as text: an IRI, or a literal, the Chinese one of several."""
    values = [each for each in _objects(store, subject, predicate) if isinstance(each, NamedNode | Literal)]
    (value, *_) = sorted(values, key=lambda each: isinstance(each, Literal) and each.language != "zh")
    return value.value
