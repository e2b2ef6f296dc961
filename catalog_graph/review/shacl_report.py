"""A review as a SHACL validation report, for machines that know no other.

Owns: `sh:ValidationReport` with `gk:sourceCell`, in Turtle and JSON-LD, and the nodes of tables and rows in it:
`urn:gongkai:table:1`, `urn:gongkai:table:1:row:7`.
Must not: judge; every result is a finding that the review has already.
"""

from __future__ import annotations

import json
import re
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from catalog_graph.checks.rules import Rule, table_rules
from catalog_graph.errors import BadParameter
from catalog_graph.intake.grid import address, column_name
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.review.results import CellFinding, Review, RowMatch

_SEVERITIES = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}
_FORMATS = {"ttl": "turtle", "jsonld": "json-ld"}
_PREFIXES = {prefix: PREFIXES[prefix] for prefix in ("gk", "gksh", "gkt", "sh")}
_REPORT = URIRef("urn:gongkai:report")
_ROW = iris.TABLE + "TableRow"
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


def report_graph(review: Review) -> Graph:
    """The report, and the rows and tables that it is about.

    As in SHACL, `sh:conforms` is false as soon as there is any result, information included. The constraint is the one
    that every rule about tables has: its fact may not occur.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.add((_REPORT, RDF.type, SH.ValidationReport))
    graph.add((_REPORT, SH.conforms, Literal(not review.findings())))
    for number, table in enumerate(review.tables, 1):
        node = URIRef(f"urn:gongkai:table:{number}")
        graph.add((node, RDF.type, _gkt("Table")))
        graph.add((node, _gk("sourceCell"), Literal(reference(table.sheet, None, None))))
        for match in table.rows:
            _add_row(graph, node, table.sheet, match)
        for position, finding in enumerate(table.findings, 1):
            _add_result(graph, URIRef(f"{node}:result:{position:04d}"), node, finding)
    return graph


def report_bytes(review: Review, format_: str) -> bytes:
    """The report as "ttl" or "jsonld".

    Raises BadParameter for another format.
    """
    if format_ not in _FORMATS:
        raise BadParameter(f"没有格式“{format_}”", f"可用：{'、'.join(_FORMATS)}")
    graph = report_graph(review)
    if format_ == "jsonld":
        document = json.loads(graph.serialize(format=_FORMATS[format_], context=_PREFIXES))
        document["@graph"] = sorted(document["@graph"], key=lambda node: str(node["@id"]))
        return f"{json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()
    return graph.serialize(format=_FORMATS[format_], encoding="utf-8")


def reference(sheet: str, row: int | None, column: int | None) -> str:
    """Where something is (1-based), as a spreadsheet writes it; a sheet's name is quoted where it must be.

    >>> reference("Sheet1", 7, 6), reference("社会救助", 7, None), reference("表 1", None, None)
    ('Sheet1!F7', '社会救助!7:7', "'表 1'")
    """
    quoted = "'" + sheet.replace("'", "''") + "'"
    name = sheet if _PLAIN_NAME.fullmatch(sheet) else quoted
    if row and column:
        return f"{name}!{address(row, column)}"
    if row:
        return f"{name}!{row}:{row}"
    return f"{name}!{column_name(column)}:{column_name(column)}" if column else name


@cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in table_rules().values()}


def _gk(name: str) -> URIRef:
    return URIRef(iris.DEF + name)


def _gkt(name: str) -> URIRef:
    return URIRef(iris.TABLE + name)


def _row_node(table: URIRef, row: int) -> URIRef:
    return URIRef(f"{table}:row:{row}")


def _add_row(graph: Graph, table: URIRef, sheet: str, match: RowMatch) -> None:
    row = _row_node(table, match.row)
    graph.add((row, RDF.type, _gkt("TableRow")))
    graph.add((row, _gkt("inTable"), table))
    graph.add((row, _gk("sourceCell"), Literal(reference(sheet, match.row, None))))
    graph.add((row, _gkt("similarity"), Literal(round(match.similarity * 100))))
    if match.item and match.kind == "matched":
        graph.add((row, _gkt("matchesItem"), URIRef(iris.thing("item", match.item))))


def _add_result(graph: Graph, result: URIRef, table: URIRef, finding: CellFinding) -> None:
    rule = _rules()[finding.rule]
    graph.add((_REPORT, SH.result, result))
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, _row_node(table, finding.row) if finding.row and rule.target == _ROW else table))
    graph.add((result, SH.resultSeverity, _SEVERITIES[finding.severity]))
    graph.add((result, SH.resultMessage, Literal(finding.message, lang="zh")))
    graph.add((result, SH.resultPath, URIRef(rule.path)))
    graph.add((result, SH.sourceShape, URIRef(rule.shape)))
    graph.add((result, SH.sourceConstraintComponent, SH.MaxCountConstraintComponent))
    graph.add((result, _gk("suggestion"), Literal(finding.suggestion, lang="zh")))
    graph.add((result, _gk("basis"), Literal(finding.basis, lang="zh")))
    graph.add((result, _gk("sourceCell"), Literal(reference(finding.sheet, finding.row, finding.column))))
    if finding.value:
        graph.add((result, SH.value, Literal(finding.value)))
