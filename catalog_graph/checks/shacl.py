"""SHACL validation: a graph against our shapes, as findings a person can read.

Owns: running pySHACL over graph objects, and reading its report; a message is picked by language, never "first".
Must not: accept paths, URLs or text (a text data graph would be opened as a file or fetched).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Triple
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SH
from rdflib.term import Node

from catalog_graph import files
from catalog_graph.errors import DataError

SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result: severity, rule id, shape, the thing, the property, the value, and the message in one language."""

    severity: str
    rule: str
    shape: str
    focus: str
    path: str
    value: str
    message: str


@cache
def shapes_graph(root: Path | None = None) -> Graph:
    """All shapes for the data, parsed once."""
    graph = Graph()
    for path in files.shape_files(root):
        graph.parse(data=path.read_bytes(), format="turtle")
    return graph


def as_rdflib(triples: Iterable[Triple]) -> Graph:
    """Triples of the store's kind as a graph of the validator's kind."""
    graph = Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, OxLiteral):
        return Literal(term.value, lang=term.language, datatype=None if term.language else URIRef(term.datatype.value))
    raise TypeError(term)


def findings(data: Graph, shapes: Graph, language: str = "zh") -> list[Finding]:
    """Every result of validating `data`, sorted.

    Raises DataError when the shapes themselves cannot be used.
    """
    try:
        _, report, text = validate(data, shacl_graph=shapes, advanced=False, inference="none")
    except ReportableRuntimeError as error:
        raise DataError(f"无法校验：{error.message}") from None
    if not isinstance(report, Graph):
        raise DataError(f"无法校验：{text}")
    return sorted(
        _finding(report, shapes, result, language) for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def _finding(report: Graph, shapes: Graph, result: Node, language: str) -> Finding:
    shape = report.value(result, SH.sourceShape)
    severity = report.value(result, SH.resultSeverity)
    rule = shapes.value(shape, DCTERMS.identifier) if shape is not None else None
    messages = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    message = next((m for m in messages if m.language == language), messages[0] if messages else "")
    return Finding(
        SEVERITIES.get(URIRef(str(severity)), "violation"),
        str(rule or ""),
        str(shape or ""),
        str(report.value(result, SH.focusNode) or ""),
        str(report.value(result, SH.resultPath) or ""),
        str(report.value(result, SH.value) or ""),
        str(message),
    )
