"""The W3C's tests of SPARQL queries, run on the engine: `python -m benchmarks.w3c FOLDER [--failed]`.

FOLDER is a checkout of https://github.com/w3c/rdf-tests. Counts by suite what the engine passes; with --failed names
the others. For a new version of the engine: docs/sparql.md has the counts of the one in use.

Owns: reading manifests and expected results, comparing. Must not: test the service, or be needed by it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

import pyoxigraph as ox
from pyoxigraph import BlankNode, Dataset, DefaultGraph, Literal, NamedNode, Quad, Store

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_SUITES = {
    "SPARQL 1.0": ("sparql/sparql10/manifest-evaluation.ttl", "sparql/sparql10/manifest-syntax.ttl"),
    "SPARQL 1.1": ("sparql/sparql11/manifest-sparql11-query.ttl", "sparql/sparql11/manifest-sparql11-results.ttl"),
    "SPARQL 1.2": ("sparql/sparql12/manifest.ttl",),
}
_RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
_NUMBERS = {"integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonPositiveInteger"}
Term = NamedNode | BlankNode | Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Test:
    """A test of a manifest: its kind, files, and what should come out (for an evaluation)."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[NamedNode, Path], ...] = ()
    result: Path | None = None


class Manifest:
    """A manifest as a graph."""

    def __init__(self, path: Path) -> None:
        self._graph = Dataset(ox.parse(path=str(path), base_iri=path.as_uri()))

    def values(self, subject: Term | None, name: NamedNode) -> list[Term]:
        """Objects of a property; of any subject where none is given."""
        return [quad.object for quad in self._graph if quad.predicate == name and subject in {None, quad.subject}]

    def items(self, head: Term) -> Iterator[Term]:
        """The members of a list."""
        while head != NamedNode(_RDF + "nil"):
            yield self.values(head, NamedNode(_RDF + "first"))[0]
            head = self.values(head, NamedNode(_RDF + "rest"))[0]

    def included(self) -> Iterator[Path]:
        """Manifests that this one includes."""
        for head in self.values(None, NamedNode(_MF + "include")):
            yield from (_path(node) for node in self.items(head))

    def tests(self) -> Iterator[Test]:
        """Its tests of queries."""
        for head in self.values(None, NamedNode(_MF + "entries")):
            for entry in self.items(head):
                kinds = [str(kind.value) for kind in self.values(entry, NamedNode(_RDF + "type"))]  # type: ignore[union-attr]
                kind = next((kind for kind in kinds if kind.startswith(_MF) and "Update" not in kind), "")
                if any(word in kind for word in ("PositiveSyntax", "NegativeSyntax", "QueryEvaluation", "CSVResult")):
                    yield self._test(entry, kind.removeprefix(_MF))

    def _test(self, entry: Term, kind: str) -> Test:
        action = self.values(entry, NamedNode(_MF + "action"))[0]
        queries = self.values(action, NamedNode(_QT + "query"))
        data = tuple(_path(node) for node in self.values(action, NamedNode(_QT + "data")))
        graphs = []
        for node in self.values(action, NamedNode(_QT + "graphData")):
            files = self.values(node, NamedNode(_QT + "graph")) or [node]
            labels = self.values(node, _LABEL)
            graphs.append((NamedNode(str((labels or files)[0].value)), _path(files[0])))  # type: ignore[union-attr]
        results = [_path(node) for node in self.values(entry, NamedNode(_MF + "result"))]
        name = str(entry.value)  # type: ignore[union-attr]
        return Test(
            name,
            kind,
            _path((queries or [action])[0]),
            data,
            tuple(graphs),
            *results[:1],
        )


def _path(node: Term) -> Path:
    return Path(unquote(str(node.value).removeprefix("file://")))  # type: ignore[union-attr]


def collected(path: Path) -> Iterator[Test]:
    """The tests of a manifest and of those that it includes."""
    manifest = Manifest(path)
    yield from manifest.tests()
    for included in manifest.included():
        yield from collected(included)


def passes(test: Test) -> bool:
    """Whether the engine does as the test says."""
    text, base = test.query.read_text(encoding="utf-8"), test.query.as_uri()
    if "Syntax" in test.kind:
        try:
            Store().query(text, base_iri=base)
        except SyntaxError:
            return "Negative" in test.kind
        except (ValueError, RuntimeError, OSError):
            pass
        return "Positive" in test.kind
    store = Store()
    for path in test.data:
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=DefaultGraph())
    for name, path in (*test.graphs, *_named_by(text, base)):
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=name)
    try:
        answer = store.query(text, base_iri=base)
        return test.result is not None and _same(answer, test.result)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return False


def _named_by(text: str, base: str) -> Iterator[tuple[NamedNode, Path]]:
    """Files beside a query that it names by FROM."""
    for address in re.findall(r"(?i)\bFROM\s+(?:NAMED\s+)?<([^>]*)>", text):
        whole = NamedNode(urljoin(base, address))
        if _path(whole).is_file():
            yield whole, _path(whole)


def _same(answer: object, path: Path) -> bool:
    if path.suffix == ".csv":
        written = (answer.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()  # type: ignore[attr-defined]
        return Counter(written.split()) == Counter(path.read_text(encoding="utf-8").split())
    if isinstance(answer, ox.QueryTriples):
        expected = Dataset(Quad(*quad.triple) for quad in ox.parse(path=str(path), base_iri=path.as_uri()))
        return _canonical(Quad(*triple) for triple in answer) == _canonical(expected)
    if path.suffix in _RESULTS:
        wanted = ox.parse_query_results(path=str(path), format=_RESULTS[path.suffix])
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer) == bool(wanted)
        return _canonical(_as_graph(_rows(answer))) == _canonical(_as_graph(_rows(wanted)))
    graph = Manifest(path)
    if isinstance(answer, ox.QueryBoolean):
        (value,) = graph.values(None, NamedNode(_RS + "boolean"))
        return str(value.value) == str(bool(answer)).lower()  # type: ignore[union-attr]
    given, wanted_rows = list(_rows(answer)), list(_listed(graph))
    if "reduced" in path.name:  # of equal rows any number may be left out
        given, wanted_rows = _distinct(given), _distinct(wanted_rows)
    return _canonical(_as_graph(given)) == _canonical(_as_graph(wanted_rows))


def _distinct(rows: list[dict[str, Term]]) -> list[dict[str, Term]]:
    return list({str(row): row for row in rows}.values())


def _rows(answer: object) -> Iterator[dict[str, Term]]:
    names = [variable.value for variable in answer.variables]  # type: ignore[attr-defined]
    for row in answer:  # type: ignore[attr-defined]
        yield {name: row[name] for name in names if row[name] is not None}


def _listed(graph: Manifest) -> Iterator[dict[str, Term]]:
    """Rows as the first tests have them: a graph of solutions."""
    for solution in graph.values(None, NamedNode(_RS + "solution")):
        bindings = graph.values(solution, NamedNode(_RS + "binding"))
        pairs = [[graph.values(one, NamedNode(_RS + name))[0] for name in ("variable", "value")] for one in bindings]
        yield {str(name.value): value for name, value in pairs}  # type: ignore[union-attr]


def _as_graph(rows: Iterable[dict[str, Term]]) -> Iterator[Quad]:
    """Rows as triples, so that blank nodes are compared as graphs compare them, and equal rows counted."""
    for row in rows:
        node = BlankNode()
        yield Quad(node, NamedNode("urn:row"), Literal(len(row)))
        for name, value in row.items():
            yield Quad(node, NamedNode(f"urn:var:{name}"), _by_value(value))


def _by_value(term: Term) -> Term:
    """A number by its value, however it is written."""
    if isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in _NUMBERS:
        with suppress(ValueError):
            return Literal(repr(float(term.value)), datatype=term.datatype)
    return term


def _canonical(quads: Iterable[Quad]) -> set[str]:
    graph = Dataset(quads)
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in graph}


def main(folder: str, failed: bool) -> None:
    """Print what passes of each suite, and of the texts that are queries or none."""
    passed, total = Counter[str](), Counter[str]()
    for suite, manifests in _SUITES.items():
        for test in {
            test.name: test for name in manifests for test in collected(Path(folder, name).resolve())
        }.values():
            kind = test.kind.partition("Test")[0]
            key = f"{suite} evaluation" if kind not in {"PositiveSyntax", "NegativeSyntax"} else kind
            total[key] += 1
            if passes(test):
                passed[key] += 1
            elif failed:
                print(f"{key}: {test.name}")
    print(f"pyoxigraph {ox.__version__}")
    for key, count in total.items():
        print(f"{key:<24} {passed[key]:>4} of {count:>4}")


if __name__ == "__main__":
    main(sys.argv[1], "--failed" in sys.argv)
