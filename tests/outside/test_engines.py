"""Conformance and comparison on three engines: ours, pySHACL, and shacl-engine, which is not Python.

Run by `make test-outside`, which installs what it needs; skipped elsewhere. It judges a fifth of the tables, all where
GONGKAI_WHOLE is set, which takes two processors half an hour.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, serialize
from rdflib import Graph

from catalog_graph import files
from catalog_graph.checks.shacl import as_rdflib
from catalog_graph.conformance.rules import ConformanceRule, comparison_rules
from catalog_graph.conformance.run import breaches, graph_of
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.review.examine import Examiner
from tests.catalog_graph.conformance.generated import graph
from tests.catalog_graph.conformance.test_run import Found, by_pyshacl
from tests.catalog_graph.review.comparison.generated import graph as comparison_graph

FOLDER = Path(__file__).parent
WHOLE = "GONGKAI_WHOLE" in os.environ
AT_ONCE, PARTS = 20, 6
TABLES, JUDGED = (300, PARTS) if WHOLE else (60, 1)
# Tables of editors bring laws and items of the nation with them, on which shacl-engine takes some ten seconds each.
OF_EDITORS, FEW = 30 if WHOLE else 5, 5
pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(not (FOLDER / "node_modules").is_dir(), reason="needs npm: make test-outside"),
]


def by_shacl_engine(graphs: list[list[Triple]], *shapes: Path) -> list[Found]:
    """Shape, focus node and value of each result, graph by graph."""
    texts = [(serialize(each, format=RdfFormat.N_TRIPLES) or b"").decode() for each in graphs]
    asked = json.dumps({"shapes": "\n".join(map(files.read_text, shapes)), "graphs": texts})
    answer = subprocess.run(
        ["node", "validate.mjs"], cwd=FOLDER, input=asked, capture_output=True, text=True, check=True
    )
    return [{(shape, focus, value) for shape, focus, value in each} for each in json.loads(answer.stdout)]


def ours(triples: list[Triple], rules: Iterable[ConformanceRule] | None = None) -> Found:
    """What the set-wise run finds."""
    return {(each.shape, each.focus, each.value) for each in breaches(triples, rules)}


@pytest.mark.parametrize("first", range(0, TABLES, AT_ONCE))
def test_generated_tables_are_judged_the_same_by_three_engines(first: int, lookup: PlaceLookup) -> None:
    seeds = range(first, first + AT_ONCE)
    graphs = [graph([seed], lookup.upper) for seed in seeds]
    found = [ours(each) for each in graphs]
    assert sum(map(len, found)) > AT_ONCE
    assert found == by_shacl_engine(graphs, files.conformance_file())
    shapes = Graph().parse(files.conformance_file(), format="turtle")
    assert found == [by_pyshacl(as_rdflib(each), shapes) for each in graphs]


@pytest.mark.parametrize("part", range(JUDGED))
def test_the_real_catalogues_are_judged_the_same_by_three_engines(
    part: int, dataset: Dataset, lookup: PlaceLookup
) -> None:
    graphs = [list(graph_of(dataset, lookup.book, [local])) for local in dataset.local_catalogues()[part::PARTS]]
    assert len(graphs) > 150 // PARTS
    found = [ours(each) for each in graphs]
    assert found == by_shacl_engine(graphs, files.conformance_file())
    shapes = Graph().parse(files.conformance_file(), format="turtle")
    assert found == [by_pyshacl(as_rdflib(each), shapes) for each in graphs]


@pytest.mark.parametrize("first", range(0, OF_EDITORS, FEW))
def test_tables_of_editors_are_judged_the_same_by_three_engines(first: int, dataset: Dataset) -> None:
    examiner = Examiner(dataset)
    graphs = [comparison_graph(seed, examiner) for seed in range(first, first + FEW)]
    found = [ours(each, comparison_rules()) for each in graphs]
    assert sum(map(len, found)) > FEW
    assert found == by_shacl_engine(graphs, *files.comparison_files())
    shapes = Graph()
    for path in files.comparison_files():
        shapes.parse(path, format="turtle")
    assert found == [by_pyshacl(as_rdflib(each), shapes) for each in graphs]
