"""The cases: what each shape reports, and what it lets pass.

Owns: `tests/shapes/cases/`, one self-contained file per case in the form of the W3C test suite (`sht:Validate`):
data, the shapes file it is for, and the expected report. Every check has a failing and a passing case, and a failing
case expects every way of breaking the check, reported by that check alone. All cases of a shapes file are validated in
one run: the things of a case bear its name, so that those of two cases never meet.
Must not: know what a shape says; `test_house_style.py` looks at the shapes themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
# The house style of the ontology, the register of rules for tables and the shapes in SPARQL have suites of their own.
SHAPES = sorted(
    path
    for path in (ROOT / "shapes").glob("*.ttl")
    if path.stem not in {"ontology", "table", "conformance", "comparison"}
)
CASES = sorted((Path(__file__).parent / "cases").glob("*.ttl"))

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
GKSH = Namespace("https://w3id.org/gongkai/shape/")
THINGS = "urn:gongkai:case:"

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


def shapes_file_of(case: Graph) -> Path:
    """The shapes file that a case is for."""
    named = case.value(case.value(entry(case), MF.action), SHT.shapesGraph)
    assert isinstance(named, URIRef)
    return Path(unquote(urlparse(named).path)).resolve()


def of_its_own(case: str, term: Node) -> Node:
    """A thing of a case under a name that no other case has."""
    own = isinstance(term, URIRef) and term.startswith(THINGS)
    return URIRef(f"{THINGS}{case}:{term.removeprefix(THINGS)}") if own else term


@cache
def data_of(path: Path) -> Graph:
    """A case file as a graph, its things under names of their own."""
    graph = Graph()
    for triple in read(path):
        graph.add(tuple(of_its_own(path.stem, term) for term in triple))
    return graph


def results(report: Graph, nodes: Iterable[Node]) -> Counter[Result]:
    """Some results of a report, as comparable tuples."""
    return Counter(tuple(report.value(node, field) for field in RESULT) for node in nodes)


def expected(case: Graph) -> Counter[Result]:
    """The results that a case expects."""
    return results(case, case.objects(case.value(entry(case), MF.result), SH.result))


def conforms(case: Graph) -> bool:
    """Whether a case expects that nothing is reported."""
    return case.value(case.value(entry(case), MF.result), SH.conforms) == Literal(True)


@pytest.mark.parametrize("shapes", SHAPES, ids=lambda path: path.stem)
def test_report_is_the_expected_one(shapes: Path) -> None:
    cases = [path for path in CASES if shapes_file_of(read(path)) == shapes]
    whole = Graph()
    for path in cases:
        whole += data_of(path)
    _, report, text = validate(whole, shacl_graph=read(shapes), inference="none")
    assert isinstance(report, Graph), text
    reported = defaultdict(list)
    for result in report.objects(None, SH.result):
        reported[str(report.value(result, SH.focusNode)).removeprefix(THINGS).partition(":")[0]].append(result)
    assert cases or not set(read(shapes).subjects(SH.message))
    assert set(reported) <= {path.stem for path in cases}
    wrong = [path.stem for path in cases if results(report, reported[path.stem]) != expected(data_of(path))]
    assert not wrong, f"{wrong}\n{text}"
    wrong = [path.stem for path in cases if conforms(read(path)) == bool(reported[path.stem])]
    assert not wrong, wrong


def test_no_case_is_missing() -> None:
    assert len(CASES) == 2 * len(checks()) > 300
    names = {str(check).removeprefix(str(GKSH)) for check in checks()}
    assert {path.stem for path in CASES} == {f"{name}-{end}" for name in names for end in ("pass", "fail")}


def test_a_case_names_itself_and_its_data() -> None:
    for path in CASES:
        case = read(path)
        assert str(entry(case)).endswith(f"{path.name}#{path.stem}")
        assert case.value(case.value(entry(case), MF.action), SHT.dataGraph) == URIRef(path.as_uri())
        assert shapes_file_of(case) in SHAPES, path.stem
        things = {str(node) for node in case.subjects() if isinstance(node, URIRef)}
        assert all(thing.startswith((THINGS, path.as_uri())) for thing in things), path.stem
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
        forbids = shapes.value(check, SH.maxCount) == Literal(0)
        assert (focus and not values) if forbids else values, check
