"""The data conform: every catalogue, and the registers, against every shape, with no violation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.namespace import RDF, SH

from catalog_graph import files
from catalog_graph.checks import shacl
from catalog_graph.model.values import Dataset

GRAPHS = files.read_folder(files.graph_folder())


def graph_of(name: str) -> Graph:
    return shacl.as_rdflib(quad.triple for quad in parse(GRAPHS[name], format=RdfFormat.TURTLE))


def test_there_are_28_catalogues_7_registers_and_the_local_ones(dataset: Dataset) -> None:
    assert sum(name[0].isdigit() for name in GRAPHS) == 28
    local = {f"local-{each.place}-{each.slug}.ttl" for each in dataset.local_catalogues()}
    assert {name for name in GRAPHS if name.startswith("local-")} == local
    assert len(GRAPHS) == 35 + len(local)


@pytest.mark.parametrize("name", sorted(name for name in GRAPHS if not name.startswith("local-")))
def test_a_graph_has_no_violation(name: str) -> None:
    found = shacl.findings(graph_of(name), shacl.shapes_graph())
    assert [f for f in found if f.severity == "violation"] == []


def test_the_local_graphs_have_no_violation() -> None:
    together = Graph()
    for name in GRAPHS:
        if name.startswith("local-"):
            together += graph_of(name)
    found = shacl.findings(together, shacl.shapes_graph())
    assert [f for f in found if f.severity == "violation"] == []


def test_every_target_class_has_a_thing_in_the_data() -> None:
    quads = (quad for content in GRAPHS.values() for quad in parse(content, format=RdfFormat.TURTLE))
    used = {str(quad.object)[1:-1] for quad in quads if quad.predicate.value == str(RDF.type)}
    targets = {str(target) for target in shacl.shapes_graph().objects(None, SH.targetClass)}
    assert len(targets) == 31
    # What local tables may write, and what only offices report.
    assert targets - used <= {f"https://w3id.org/gongkai/def/{name}" for name in ("FixedDateLimit", "Record")}


def test_a_spoilt_catalogue_does_not_conform() -> None:
    text = GRAPHS["05-social-assistance.ttl"].decode()
    for spoilt in misspellings(text):
        triples = (quad.triple for quad in parse(spoilt.encode(), format=RdfFormat.TURTLE))
        found = shacl.findings(shacl.as_rdflib(triples), shacl.shapes_graph())
        assert any(f.severity == "violation" for f in found)
        assert all("请" in f.message for f in found if f.severity == "violation")


def misspellings(text: str) -> Iterator[str]:
    """A misspelt property, a misspelt code, a lost number, a path spelt in another way."""
    for right, wrong in (
        ("gk:dutyLevel", "gk:dutylevel"),
        ("scheme/level/county", "scheme/level/conty"),
        ("    gk:number 1 ;\n", ""),
        ("<id/law/guowuyuanling-711>", "<id/laws/guowuyuanling-711>"),
    ):
        assert right in text
        yield text.replace(right, wrong, 1)
