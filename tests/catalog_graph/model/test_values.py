"""The model: identity, review status, and that the data is joined without loose ends."""

from __future__ import annotations

from catalog_graph.model.codes import ReviewStatus
from catalog_graph.model.values import Dataset


def test_every_item_has_a_key_of_its_own(dataset: Dataset) -> None:
    keys = [item.key for item in dataset.items()]
    assert len(set(keys)) == len(keys) > 500


def test_items_come_in_the_order_of_domains_and_positions(dataset: Dataset) -> None:
    domains = list(dataset.catalogues)
    order = [(domains.index(item.catalogue), item.position) for item in dataset.items()]
    assert order == sorted(order)
    assert len(domains) == 28


def test_an_item_is_attested_when_it_was_seen(dataset: Dataset) -> None:
    for item in dataset.items():
        assert (item.review_status is ReviewStatus.ATTESTED) == bool(item.attestations)
        assert all(seen.item == item.number and seen.source in dataset.sources for seen in item.attestations)


def test_what_an_item_names_is_there(dataset: Dataset) -> None:
    for item in dataset.items():
        assert {cited.law for cited in item.citations} <= dataset.laws.keys()
        assert set(item.subjects) <= dataset.roles.keys()
