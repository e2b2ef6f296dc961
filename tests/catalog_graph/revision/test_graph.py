"""The revision as RDF: a change set per row that differs, about the national item where there is one."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.revision.graph import as_turtle, revision_triples
from catalog_graph.revision.values import Revision

CS = "http://purl.org/vocab/changeset/schema#"


def test_every_row_that_differs_has_its_change_set(revision: Revision) -> None:
    triples = {quad.triple for quad in parse(as_turtle(revision), format=RdfFormat.TURTLE)}
    assert triples == set(revision_triples(revision))
    sets = {t.subject for t in triples if t.object == NamedNode(f"{CS}ChangeSet")}
    counts = revision.counts()
    assert len(sets) == counts["added"] + counts["removed"] + 3  # two rows changed, a third moved
    subjects = {t.object.value for t in triples if t.predicate == NamedNode(f"{CS}subjectOfChange")}
    assert "https://w3id.org/gongkai/id/item/social-assistance/4" in subjects
    assert len(subjects) == len(sets)


def test_what_went_and_came_stands_with_its_column(revision: Revision) -> None:
    triples = list(revision_triples(revision))
    levels = [t.subject for t in triples if t.predicate == GK.onColumn and t.object.value.endswith("/levels")]
    words = {t.object for t in triples if t.predicate == node("rdf:value") and t.subject in levels}
    assert Literal("县级", language="zh") in words
    assert Literal("县级\n乡级", language="zh") in words


def test_without_differences_there_is_nothing_to_say(revise: Callable[..., Revision]) -> None:
    assert list(revision_triples(revise(lambda items: items))) == []
