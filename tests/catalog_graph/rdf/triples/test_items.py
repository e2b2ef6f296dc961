"""A catalogue as triples: every value has its triple, nothing unknown is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import BlankNode, NamedNode, Triple

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.codes import COLUMNS
from catalog_graph.model.iris import concept, thing
from catalog_graph.model.values import Dataset
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples.items import catalogue_triples, group_numbers, item_triples


def values(triples: Iterable[Triple], subject: str, predicate: NamedNode) -> list[str]:
    """What is said of a thing by one property."""
    return [t.object.value for t in triples if t.subject.value == subject and t.predicate == predicate]  # type: ignore[union-attr]


def test_every_item_of_the_data_has_one_triple_for_each_value(dataset: Dataset) -> None:
    for catalogue in dataset.catalogues.values():
        triples = list(catalogue_triples(catalogue))
        assert not any(isinstance(term, BlankNode) for t in triples for term in (t.subject, t.object))
        for item in catalogue.items:
            own = thing("item", item.catalogue, item.number)
            said = [t for t in triples if t.subject.value == own]  # type: ignore[union-attr]
            assert len(values(said, own, GK.hasContent)) == len(item.content)
            assert len(values(said, own, GK.hasCitation)) == len(item.citations)
            assert len(values(said, own, GK.hasLegalBasis)) == len({c.law for c in item.citations})
            assert len(values(said, own, GK.hasSubject)) == len(item.subjects)
            assert len(values(said, own, GK.hasTimeLimit)) == (len(item.time_limit.limits) if item.time_limit else 0)
            assert len(values(said, own, GK.dutyLevel)) == len(item.levels)
            assert len(values(said, own, GK.requiredChannel)) == len(item.required_channels)
            assert len(values(said, own, GK.optionalChannel)) == len(item.optional_channels)
            assert len(values(said, own, GK.hasAttestation)) == len(item.attestations)
            assert len(values(said, own, GK.reviewStatus)) == 1
            assert values(said, own, GK.carriedColumn) == [concept("column", column) for column in item.carried]


def test_a_limit_by_a_date_has_its_parts(dataset: Dataset) -> None:
    cell = read_time_limits("每季度第二个月上旬；9月底前；2026年6月30日前；24小时内")
    item = replace(dataset.items()[0], time_limit=cell)
    said = list(item_triples(item, NamedNode("http://x/g")))
    first, second, third, fourth = (thing("time-limit", item.catalogue, item.number, n) for n in range(1, 5))
    assert values(said, first, GK.monthOfPeriod) == ["2"]
    assert values(said, first, GK.window) == [concept("window", "first-ten-days")]
    assert str(GK.FixedDateLimit)[1:-1] in values(said, second, node("rdf:type"))
    assert (values(said, second, GK.month), values(said, second, GK.lastDay)) == (["9"], ["true"])
    assert not values(said, second, GK.day)
    assert (values(said, third, GK.year), values(said, third, GK.day)) == (["2026"], ["30"])
    assert values(said, fourth, GK.unit) == [concept("unit", "hour")]


def test_what_is_unknown_is_not_said(dataset: Dataset) -> None:
    item = replace(dataset.items()[0], time_limit=None, note=None, levels=(), audience=(), method=(), attestations=())
    said = {t.predicate for t in item_triples(item, NamedNode("http://x/g"))}
    absent = {
        GK.timeLimitText,
        GK.savingClause,
        GK.hasTimeLimit,
        GK.dutyLevel,
        GK.audience,
        GK.method,
        node("skos:note"),
    }
    assert not said & absent


def test_a_filled_cell_is_shown_by_a_source_or_carried(dataset: Dataset) -> None:
    for item in dataset.items():
        filled = [column for column in COLUMNS if getattr(item, column)]
        shown = {column for seen in item.attestations for column in seen.agrees}
        assert set(filled) == shown | set(item.carried)
        assert not shown & set(item.carried)
        assert list(item.carried) == [column for column in filled if column in item.carried]
        alone = replace(item, attestations=())
        assert list(alone.carried) == filled
        assert "note" not in alone.carried
    assert any(item.attestations and not item.carried for item in dataset.items())
    assert any(item.attestations and item.carried for item in dataset.items())


def test_an_empty_cell_is_not_carried(dataset: Dataset) -> None:
    item = replace(dataset.items()[0], time_limit=None, method=(), audience_group="", attestations=())
    assert not {"time_limit", "method", "audience_group"} & set(item.carried)


def test_groups_are_numbered_in_the_order_of_first_mention(dataset: Dataset) -> None:
    for catalogue in dataset.catalogues.values():
        groups = group_numbers(catalogue)
        assert list(groups.values()) == list(range(1, len(groups) + 1))
        assert set(groups) == {item.group for item in catalogue.items}
