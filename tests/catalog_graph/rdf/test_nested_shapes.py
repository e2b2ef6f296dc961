"""The nested form of the rules: the committed file is what is made, and it judges as the flat form does."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from catalog_graph import files
from catalog_graph.checks import shacl
from catalog_graph.command import build as command
from catalog_graph.errors import StaleGraph
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import GK
from catalog_graph.rdf.nested_shapes import nested

SHAPES = files.read_folder(files.home() / "shapes")
CATALOGUE = files.read_folder(files.graph_folder())["05-social-assistance.ttl"].decode()


@pytest.fixture(scope="module")
def made() -> bytes:
    """The nested form as the rules say it now."""
    return nested(SHAPES)


@pytest.fixture(scope="module")
def graph(made: bytes) -> Graph:
    """The nested form, read."""
    return Graph().parse(data=made, format="turtle")


@pytest.fixture(scope="module")
def flat() -> Graph:
    """The files that it is made from."""
    parts = Graph()
    for name, content in SHAPES.items():
        if name.startswith("structure-") or name == "vocabulary.ttl":
            parts.parse(data=content, format="turtle")
    return parts


def test_the_committed_file_is_what_the_rules_say(made: bytes) -> None:
    assert files.nested_shapes_file().read_bytes() == made


def test_another_hash_seed_makes_the_same_bytes(made: bytes) -> None:
    code = (
        "import sys; from catalog_graph import files; from catalog_graph.rdf.nested_shapes import nested;"
        "sys.stdout.buffer.write(nested(files.read_folder(files.home() / 'shapes')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert run.stdout == made


def test_every_property_shape_of_structure_hangs_from_the_shape_of_its_class_once(graph: Graph, flat: Graph) -> None:
    expected = {
        (own, flat.value(own, SH.targetClass))
        for own in flat.subjects(SH.path)
        if flat.value(own, SH.targetClass)
        and not str(own).endswith("-code")
        and flat.value(own, SH.targetClass)
        != URIRef(GK.UnseenCell.value)  # a kind of cell, whose form is that of cells
    }
    hung = [(own, graph.value(node, SH.targetClass)) for node, own in graph.subject_objects(SH.property)]
    assert len(hung) == len(set(hung)) > 100
    assert set(hung) == expected
    assert {own for own, _ in hung} & set(graph.subjects(SH.targetClass)) == set()


def test_no_form_is_left_without_its_order_and_no_name_leads_nowhere(graph: Graph) -> None:
    for node in graph.subjects(RDF.type, SH.NodeShape):
        orders = sorted(int(str(graph.value(own, SH.order))) for own in graph.objects(node, SH.property))
        assert orders == list(range(1, len(orders) + 1))
    named = {term for term in graph.objects() if str(term).startswith(iris.SHAPE)}
    assert named <= set(graph.subjects())
    blank = {term for term in graph.all_nodes() if isinstance(term, BNode)}
    assert blank == {term for term in graph.subjects(RDF.first) if isinstance(term, BNode)}


def judged(text: str, shapes: Graph) -> set[tuple[str, str]]:
    """Focus and property of each finding, beside the shape that each form reports for itself."""
    triples = (quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE))
    return {(one.focus, one.path) for one in shacl.findings(shacl.as_rdflib(triples), shapes)}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("", ""),
        ("gk:dutyLevel", "gk:dutylevel"),
        ("scheme/level/county", "scheme/level/conty"),
        ("    gk:number 1 ;\n", ""),
        ('gk:limitText "', 'gk:stage 5 ; gk:limitText "'),
    ],
)
def test_both_forms_find_the_same(right: str, wrong: str, graph: Graph, flat: Graph) -> None:
    text = CATALOGUE.replace(right, wrong, 1)
    found = judged(text, graph)
    assert found == judged(text, flat)
    assert bool(found) is bool(right)


def test_the_check_sees_a_changed_rule(made: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = made.replace(b"sh:maxCount 1", b"sh:maxCount 2", 1)
    assert changed != made
    monkeypatch.setattr(command, "nested", lambda _: changed)
    with pytest.raises(StaleGraph) as caught:
        command.run(check=True, downloads=False)
    assert caught.value.details["files"] == ["nested.ttl"]


def test_a_code_is_picked_from_its_list(graph: Graph) -> None:
    levels = graph.value(URIRef(iris.SHAPE + "Item-dutyLevel"), SH["in"])
    assert [str(one).rpartition("/")[2] for one in graph.items(levels)] == ["county", "township", "village"]
    assert (URIRef(iris.SHAPE + "Item"), SH.closed, Literal(True)) in graph
