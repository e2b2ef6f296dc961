"""What stands beside the table, as triples: statutes, origins, matters."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from pyoxigraph import BlankNode, NamedNode, Triple

from catalog_graph.model import iris
from catalog_graph.model.origin_codes import MatterStatus, Origin
from catalog_graph.model.statute import Matter
from catalog_graph.model.values import Dataset
from catalog_graph.origins.cells import cells_of
from catalog_graph.rdf.namespaces import GK
from catalog_graph.rdf.triples.beside import origin_triples, statute_triples


def values(triples: list[Triple], subject: str, predicate: NamedNode) -> list[str]:
    """The values of a property."""
    return [t.object.value for t in triples if t.subject == NamedNode(subject) and t.predicate == predicate]  # type: ignore[union-attr]


def test_every_cell_is_described_with_its_origin(dataset: Dataset) -> None:
    triples = list(origin_triples(dataset.items()))
    origins = Counter(t.object.value for t in triples if t.predicate == GK.cellOrigin)  # type: ignore[union-attr]
    meant = Counter(iris.concept("origin", o) for item in dataset.items() for o in cells_of(item).origin.values())
    assert origins == meant
    reasons = [t for t in triples if t.predicate == GK.unseenReason]
    assert len(reasons) == meant[iris.concept("origin", Origin.UNSEEN)]


def test_what_a_cell_rests_on_or_has_beside_it_is_described_once(dataset: Dataset) -> None:
    triples = list(statute_triples(dataset.items()))
    assert not any(isinstance(term, BlankNode) for t in triples for term in (t.subject, t.object))
    described = [t.subject for t in triples if t.object == GK.Statute]
    assert len(described) == len(set(described))
    linked = {t.object for t in triples if t.predicate == GK.hasStatute}
    rested = {t.object for t in origin_triples(dataset.items()) if t.predicate == GK.restsOn}
    assert set(described) == linked
    seen = [cells for cells in map(cells_of, dataset.items()) if cells.origin["time_limits"] is Origin.SEEN]
    beside = {iris.thing("statute", c.id) for cells in seen for c in cells.statutes.get("time_limits", ())}
    assert beside
    assert {term.value for term in linked - rested} == beside  # type: ignore[union-attr]


def test_an_item_is_tied_to_the_articles_that_speak_for_it(dataset: Dataset) -> None:
    tied = Counter(t.subject for t in statute_triples(dataset.items()) if t.predicate == GK.hasStatute)
    for item in dataset.items():
        cells = cells_of(item)
        wanted = len(cells.basis) + sum(len(spoken) for spoken in cells.statutes.values())
        assert tied[NamedNode(iris.thing("item", item.key))] == wanted


def test_a_matter_says_what_became_of_it(dataset: Dataset) -> None:
    matter = Matter(MatterStatus.RENAMED, "新名", "yusuanfa", "第三条", "2026", date(2026, 11, 29), None, "改称")
    item = replace(dataset.items()[0], matter=matter)
    own, triples = iris.thing("item", item.key), list(statute_triples([item]))
    assert values(triples, own, GK.matterStatus) == [iris.concept("matter-status", "renamed")]
    assert values(triples, own, GK.matterLaw) == [iris.thing("law", "yusuanfa")]
    assert values(triples, own, GK.matterSince) == ["2026"]
    assert values(triples, own, NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")) == ["新名"]
