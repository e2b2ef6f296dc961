"""The cases: what each shape reports, and what it lets pass.

Owns: `tests/shapes/cases/`, one self-contained file per case in the form of the W3C test suite (`sht:Validate`):
data, the shapes file it is for, and the expected report. Every check has a failing and a passing case, and a failing
case expects every way of breaking the check, reported by that check alone.
Must not: know what a shape says; `test_house_style.py` looks at the shapes themselves.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
# The house style of the ontology and the register of rules for tables have suites of their own.
SHAPES = sorted(path for path in (ROOT / "shapes").glob("*.ttl") if path.stem not in {"ontology", "table"})
CASES = sorted((Path(__file__).parent / "cases").glob("*.ttl"))
CASE_COUNT = 364

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
GKSH = Namespace("https://w3id.org/gongkai/shape/")

RESULT = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape)
# Parameters of constraints, each with its component; sh:ignoredProperties only qualifies sh:closed.
COMPONENTS: dict[Node, Node] = {
    SH.minCount: SH.MinCountConstraintComponent,
    SH.maxCount: SH.MaxCountConstraintComponent,
    SH.nodeKind: SH.NodeKindConstraintComponent,
    SH.datatype: SH.DatatypeConstraintComponent,
    SH.languageIn: SH.LanguageInConstraintComponent,
    SH.pattern: SH.PatternConstraintComponent,
    SH.minInclusive: SH.MinInclusiveConstraintComponent,
    SH.maxInclusive: SH.MaxInclusiveConstraintComponent,
    SH["in"]: SH.InConstraintComponent,
    SH.hasValue: SH.HasValueConstraintComponent,
    SH["not"]: SH.NotConstraintComponent,
    SH["or"]: SH.OrConstraintComponent,
    SH.closed: SH.ClosedConstraintComponent,
    SH.disjoint: SH.DisjointConstraintComponent,
    SH.lessThanOrEquals: SH.LessThanOrEqualsConstraintComponent,
}
NO_CONSTRAINT = {SH.path, SH.targetClass, SH.targetSubjectsOf, SH.name, SH.message, SH.severity, SH.ignoredProperties}

Result = tuple[Node | None, ...]


@cache
def read(path: Path) -> Graph:
    """A file as a graph, parsed once."""
    return Graph().parse(path, format="turtle")


@cache
def all_shapes() -> Graph:
    """All shapes files in one graph."""
    graph = Graph()
    for path in SHAPES:
        graph += read(path)
    return graph


def checks() -> set[Node]:
    """The shapes that report something; the others are conditions."""
    return set(all_shapes().subjects(SH.message))


def entry(case: Graph) -> Node:
    """The one test of a case file."""
    (test,) = case.subjects(RDF.type, SHT.Validate)
    return test


def shapes_of(case: Graph) -> Graph:
    """The shapes file that a case is for."""
    action = case.value(entry(case), MF.action)
    named = case.value(action, SHT.shapesGraph)
    assert isinstance(named, URIRef)
    path = Path(unquote(urlparse(named).path)).resolve()
    assert path in SHAPES, path
    return read(path)


def results(report: Graph, node: Node | None = None) -> Counter[Result]:
    """The results of a report, as comparable tuples."""
    found = report.objects(node, SH.result) if node is not None else report.objects(None, SH.result)
    return Counter(tuple(report.value(result, field) for field in RESULT) for result in found)


def expected(case: Graph) -> Counter[Result]:
    """The results that a case expects."""
    return results(case, case.value(entry(case), MF.result))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_report_is_the_expected_one(path: Path) -> None:
    case = read(path)
    conforms, report, text = validate(case, shacl_graph=shapes_of(case), inference="none")
    assert isinstance(report, Graph), text
    assert results(report) == expected(case), text
    assert case.value(case.value(entry(case), MF.result), SH.conforms) == Literal(conforms)


def test_no_case_is_missing() -> None:
    assert len(CASES) == CASE_COUNT == 2 * len(checks())
    names = {str(check).removeprefix(str(GKSH)) for check in checks()}
    assert {path.stem for path in CASES} == {f"{name}-{end}" for name in names for end in ("pass", "fail")}


def test_a_case_names_itself_and_its_data() -> None:
    for path in CASES:
        case = read(path)
        assert str(entry(case)).endswith(f"{path.name}#{path.stem}")
        assert case.value(case.value(entry(case), MF.action), SHT.dataGraph) == URIRef(path.as_uri())
        assert bool(expected(case)) is path.stem.endswith("-fail"), path.stem


def test_a_failing_case_fails_by_its_own_check_alone() -> None:
    for path in CASES:
        shape = GKSH[path.stem.removesuffix("-fail")]
        assert {result[RESULT.index(SH.sourceShape)] for result in expected(read(path))} <= {shape}


def test_every_constraint_of_every_check_is_broken_in_a_case() -> None:
    shapes = all_shapes()
    declared = {
        (check, COMPONENTS[parameter])
        for check in checks()
        for parameter in set(shapes.predicates(check))
        if str(parameter).startswith(str(SH)) and parameter not in NO_CONSTRAINT
    }
    fields = RESULT.index(SH.sourceShape), RESULT.index(SH.sourceConstraintComponent)
    broken = {(result[fields[0]], result[fields[1]]) for path in CASES for result in expected(read(path))}
    assert len(declared) > len(checks())
    assert broken == declared


def test_every_check_is_exercised_in_its_passing_case() -> None:
    shapes = all_shapes()
    for check in checks():
        case = read(Path(__file__).parent / "cases" / f"{str(check).removeprefix(str(GKSH))}-pass.ttl")
        target_class, target_property = shapes.value(check, SH.targetClass), shapes.value(check, SH.targetSubjectsOf)
        focus = set(case.subjects(RDF.type, target_class)) if target_class else set(case.subjects(target_property))
        values = [value for node in focus for value in case.objects(node, shapes.value(check, SH.path))]
        assert values, check
