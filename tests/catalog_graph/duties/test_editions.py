"""From when the catalogue of a domain binds, and what is said of a day before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from catalog_graph.duties import editions
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import resolve
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup


def test_a_domain_binds_from_its_day_of_issue(dataset: Dataset, lookup: PlaceLookup) -> None:
    place = lookup.place("341302")
    for catalogue in dataset.catalogues.values():
        day = editions.issued_on(catalogue)
        if day is None:
            continue
        wanted = Wanted(domain=catalogue.slug)
        assert resolve(dataset, place, day - timedelta(days=1), wanted) == ()
        assert resolve(dataset, place, date(2026, 11, 29), wanted)


def test_a_day_that_was_not_seen_is_assumed_and_said(dataset: Dataset) -> None:
    unknown = next(each for each in dataset.catalogues.values() if each.pilot and not each.issued)
    said = editions.notice(dataset, date(2019, 12, 30), unknown.slug)
    assert said is not None
    assert (said["code"], said["assumed"]) == ("before-edition", [unknown.label])
    assert editions.notice(dataset, date(2019, 12, 31), unknown.slug) is None


@pytest.mark.parametrize("slug", ["village-affairs", "general-disclosure"])
def test_what_rests_on_law_alone_has_no_edition(dataset: Dataset, slug: str) -> None:
    assert editions.issued_on(dataset.catalogues[slug]) is None
    assert editions.notice(dataset, date(2015, 1, 1), slug) is None


def test_what_the_regulation_of_2019_asks_binds_from_its_day(dataset: Dataset, lookup: PlaceLookup) -> None:
    wanted, place = Wanted(domain="general-disclosure"), lookup.place("341302")
    assert resolve(dataset, place, date(2019, 5, 14), wanted) == ()
    assert len(resolve(dataset, place, date(2019, 5, 15), wanted)) == 21


def test_all_domains_together_are_said_once(dataset: Dataset) -> None:
    said = editions.notice(dataset, date(2015, 1, 1))
    assert said is not None
    assert "全部26个试点领域" in str(said["text"])
    assert editions.notice(dataset, date(2026, 1, 1)) is None
