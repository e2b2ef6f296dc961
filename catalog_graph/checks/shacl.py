"""SHACL validation: a graph against our shapes, as findings a person can read.

Owns: running pySHACL over graph objects, and reading its report; a message is picked by language, never "first".
`findings` is the standard way. `ReadyShapes` is the fast one for many small graphs: it keeps pySHACL's own shape
objects and takes its results before they are made a report; a test holds both equal.
Must not: accept paths, URLs or text (a text data graph would be opened as a file or fetched).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Triple
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
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


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One result before it is put in words: which shape, at which thing, on which property, with which value."""

    shape: str
    focus: str
    path: str
    value: str


class ReadyShapes:
    """Shapes made ready once, for validating many small graphs; a run changes nothing, so threads may share them."""

    def __init__(self, shapes: Graph, only: Collection[str] | None = None) -> None:
        """Read the shapes of a graph, of which only those named report. Raises DataError when they cannot be used."""
        self._executor = SHACLExecutor()
        bare = _bare(shapes)
        try:
            named = [shape for shape in ShapesGraph(bare).shapes if only is None or str(shape.node) in only]
            self._shapes = [(shape, *_forbidden(bare, shape.node)) for shape in named]
        except ReportableRuntimeError as error:
            raise DataError(f"无法校验：{error.message}") from None

    def results(self, data: Graph) -> list[Result]:
        """Every result of validating `data`, sorted. Raises DataError when the shapes cannot be used."""
        graph, used = DataGraph.from_rdflib(data), set(data.predicates(unique=True))
        found: list[Result] = []
        try:
            for shape, path, target in self._shapes:
                if path is None:
                    found += _results(shape, self._executor, graph, None)
                elif path in used:
                    bearers = data.subjects(path, unique=True)
                    focus = [URIRef(str(node)) for node in bearers if (node, RDF.type, target) in data]
                    found += _results(shape, self._executor, graph, focus)
        except ReportableRuntimeError as error:
            raise DataError(f"无法校验：{error.message}") from None
        return sorted(found)


def _bare(shapes: Graph) -> Graph:
    """Shapes without what is said of them for people: pySHACL looks at every property of a shape on every run."""
    bare = Graph()
    for triple in shapes:
        if triple[1] != SH.name and str(triple[1]).startswith((str(SH), str(RDF))):
            bare.add(triple)
    return bare


_FORBIDS = [SH.maxCount, SH.path, SH.targetClass]


def _forbidden(shapes: Graph, shape: Node) -> tuple[Node | None, Node | None]:
    """Path and class of a shape that only says "not this property": it can fail only where that property is."""
    said = sorted(str(p) for p in shapes.predicates(shape) if p not in {RDF.type, SH.message, SH.severity})
    path, target = shapes.value(shape, SH.path), shapes.value(shape, SH.targetClass)
    forbids = (
        said == [str(p) for p in _FORBIDS] and (shape, SH.maxCount, Literal(0)) in shapes and isinstance(path, URIRef)
    )
    return (path, target) if forbids else (None, None)


def _results(shape: Shape, executor: SHACLExecutor, graph: DataGraph, focus: list[URIRef] | None) -> list[Result]:
    _, reports = shape.validate(executor, graph, focus=focus)
    return [_result({predicate: value for _, predicate, value in triples}) for _, _, triples in reports]


def _result(said: dict[Node, object]) -> Result:
    """pySHACL keeps a node together with the graph it is from."""
    terms = {key: value[1] if isinstance(value, tuple) else value for key, value in said.items()}
    fields = (SH.sourceShape, SH.focusNode, SH.resultPath, SH.value)
    return Result(*(str(terms.get(field, "")) for field in fields))
