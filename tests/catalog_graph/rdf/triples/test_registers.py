"""Laws, clauses, roles, sources and places as triples: each once, places with their way up."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from catalog_graph.model.iris import concept, thing
from catalog_graph.model.values import Clause, Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples import facts
from catalog_graph.rdf.triples.registers import clause_triples, law_triples, place_triples, role_triples, source_triples


def values(triples: Iterable[Triple], subject: str, predicate: NamedNode) -> list[str]:
    """What is said of a thing by one property."""
    return [t.object.value for t in triples if t.subject.value == subject and t.predicate == predicate]  # type: ignore[union-attr]


def test_the_address_of_a_mirror_is_not_in_the_graph(dataset: Dataset) -> None:
    triples = list(source_triples(dataset.sources.values()))
    linked = {t.subject.value for t in triples if t.predicate == node("foaf:page")}  # type: ignore[union-attr]
    mirrors = {thing("source", s.id) for s in dataset.sources.values() if s.mirror}
    assert len(mirrors) > 10
    assert not linked & mirrors
    assert len(linked) == sum(bool(s.url) and not s.mirror for s in dataset.sources.values())


def test_every_law_and_role_is_described_once(dataset: Dataset) -> None:
    for triples, own, expected in (
        (law_triples(dataset.laws.values()), GK.LegalResource, dataset.laws),
        (role_triples(dataset.roles.values()), GK.Role, dataset.roles),
    ):
        typed = [t.subject for t in triples if t.predicate == facts.RDF_TYPE and t.object == own]
        assert len(typed) == len(set(typed)) == len(expected)


def test_a_clause_says_its_duty_and_its_items_or_the_reason(dataset: Dataset) -> None:
    triples = list(clause_triples(dataset.clauses))
    assert len(dataset.clauses) > 200
    for clause in dataset.clauses:
        own = thing("clause", clause.id)
        said = [t for t in triples if t.subject.value == own]  # type: ignore[union-attr]
        reason, _, words = (clause.no_item_because or "").partition("：")
        assert values(said, own, facts.RDF_TYPE) == [GK.Clause.value, *(other.value for other in facts.ALSO[GK.Clause])]
        assert values(said, own, facts.LABEL) == [clause.duty]
        assert values(said, own, GK.cites) == [thing("law", clause.law)]
        assert values(said, own, GK.article) == [clause.article]
        assert values(said, own, GK.clausePublisher) == [clause.publisher]
        assert values(said, own, GK.bindsLevel) == [concept("level", level) for level in clause.levels]
        assert values(said, own, GK.carriedBy) == [thing("item", key) for key in clause.items]
        assert values(said, own, GK.noItemReason) == ([concept("no-item-reason", reason)] if reason else [])
        assert values(said, own, facts.NOTE) == ([words] if words else [])
        assert values(said, own, facts.SOURCE) == [clause.source]


def test_a_reason_without_words_has_no_note() -> None:
    clause = Clause("a-1", "a", "第一条", "某事", "某机关", (), (), "general-duty", "https://example.org/")
    said = {t.predicate for t in clause_triples([clause])}
    assert GK.noItemReason in said
    assert not said & {facts.NOTE, GK.carriedBy, GK.bindsLevel}


def test_places_have_their_parents_and_fillers_are_left_out(book: CodeBook) -> None:
    triples = list(place_triples(book, ["341302100200", "429004", "110101"]))
    village = thing("division", "341302100200")
    assert values(triples, village, GK.within) == [thing("division", "341302100")]
    assert values(triples, village, GK.inCounty) == [thing("division", "341302")]
    assert values(triples, village, GK.inPrefecture) == []
    assert values(triples, thing("division", "341302100"), GK.inPrefecture) == [thing("division", "3413")]
    assert values(triples, village, GK.inProvince) == [thing("division", "34")]
    assert values(triples, thing("division", "429004"), GK.within) == [thing("division", "42")]
    assert values(triples, thing("division", "429004"), GK.inPrefecture) == []
    described = {t.subject.value for t in triples}  # type: ignore[union-attr]
    assert thing("division", "4290") not in described
    assert len(described) == 5 + 2 + 2
