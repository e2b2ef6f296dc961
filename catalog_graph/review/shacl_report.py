"""A review as a SHACL validation report, for machines that know no other.

Owns: `sh:ValidationReport` with `gk:sourceCell`, in Turtle and JSON-LD.
Must not: judge; every result is a finding that the review has already.
"""

from __future__ import annotations

import json
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from catalog_graph.checks.rules import Rule, all_rules, table_rules
from catalog_graph.errors import BadParameter
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.review.graph import reference, row_iri, table_iri
from catalog_graph.review.values import CellFinding, Review, RowMatch

_SEVERITIES = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}
_FORMATS = {"ttl": "turtle", "jsonld": "json-ld"}
_REPORT = URIRef("urn:gongkai:report")


def report_graph(review: Review) -> Graph:
    """The report, and the rows and tables that it is about.

    As in SHACL, `sh:conforms` is false as soon as there is any result, information included. A result has its
    `sh:sourceConstraintComponent` where its rule has one constraint only, as every rule about tables does.
    """
    graph = Graph(bind_namespaces="none")
    for prefix in ("gk", "gksh", "sh"):
        graph.bind(prefix, PREFIXES[prefix])
    graph.add((_REPORT, RDF.type, SH.ValidationReport))
    graph.add((_REPORT, SH.conforms, Literal(not review.findings())))
    for number, table in enumerate(review.tables, 1):
        own = URIRef(table_iri(number))
        graph.add((own, RDF.type, _gk("Table")))
        graph.add((own, _gk("sourceCell"), Literal(reference(table.sheet, None, None))))
        for match in table.rows:
            _row(graph, number, table.sheet, match)
        for position, finding in enumerate(table.findings, 1):
            _result(graph, URIRef(f"{own}:result:{position:04d}"), number, finding)
    return graph


def report_bytes(review: Review, format_: str) -> bytes:
    """The report as "ttl" or "jsonld".

    Raises BadParameter for another format.
    """
    if format_ not in _FORMATS:
        raise BadParameter(f"没有格式“{format_}”", f"可用：{'、'.join(_FORMATS)}")
    graph = report_graph(review)
    if format_ == "jsonld":
        context = {prefix: PREFIXES[prefix] for prefix in ("gk", "gksh", "sh")}
        document = json.loads(graph.serialize(format=_FORMATS[format_], context=context))
        document["@graph"] = sorted(document["@graph"], key=lambda thing: str(thing["@id"]))
        return f"{json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()
    return graph.serialize(format=_FORMATS[format_], encoding="utf-8")


@cache
def _rule(identifier: str) -> Rule | None:
    """A rule by its id; nearly all are about tables, and those are read much faster."""
    of_tables = {rule.id: rule for rule in table_rules().values()}
    return of_tables.get(identifier) or next((rule for rule in all_rules() if rule.id == identifier), None)


def _gk(name: str) -> URIRef:
    return URIRef(iris.term(name))


def _row(graph: Graph, number: int, sheet: str, match: RowMatch) -> None:
    row = URIRef(row_iri(number, match.row))
    graph.add((row, RDF.type, _gk("TableRow")))
    graph.add((row, _gk("inTable"), URIRef(table_iri(number))))
    graph.add((row, _gk("sourceCell"), Literal(reference(sheet, match.row, None))))
    graph.add((row, _gk("similarity"), Literal(round(match.similarity * 100))))
    if match.item and match.kind == "matched":
        graph.add((row, _gk("matchesItem"), URIRef(iris.thing("item", match.item))))


def _result(graph: Graph, result: URIRef, number: int, finding: CellFinding) -> None:
    rule = _rule(finding.rule)
    of_row = finding.row and not (rule and rule.target == iris.term("Table"))
    focus = row_iri(number, finding.row) if of_row and finding.row else table_iri(number)
    graph.add((_REPORT, SH.result, result))
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, URIRef(focus)))
    graph.add((result, SH.resultSeverity, _SEVERITIES[finding.severity]))
    graph.add((result, SH.resultMessage, Literal(finding.message, lang="zh")))
    graph.add((result, _gk("suggestion"), Literal(finding.suggestion, lang="zh")))
    graph.add((result, _gk("basis"), Literal(finding.basis, lang="zh")))
    graph.add((result, _gk("sourceCell"), Literal(reference(finding.sheet, finding.row, finding.column))))
    if finding.value:
        graph.add((result, SH.value, Literal(finding.value)))
    if rule is None:
        return
    graph.add((result, SH.sourceShape, URIRef(rule.shape)))
    if rule.path:
        graph.add((result, SH.resultPath, URIRef(rule.path)))
    if len(rule.constraints) == 1:
        name = rule.constraints[0]
        component = f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent"
        graph.add((result, SH.sourceConstraintComponent, URIRef(component)))
