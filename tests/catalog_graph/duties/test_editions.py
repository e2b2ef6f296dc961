"""A day before an edition was issued: nothing of that catalogue binds, and the answer says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from catalog_graph.duties import as_json
from catalog_graph.duties.editions import ASSUMED, begins, notice
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import resolve
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize("slug", ["social-assistance", "work-safety", "compulsory-education", "taxation"])
def test_a_catalogue_binds_from_the_day_it_was_issued(dataset: Dataset, lookup: PlaceLookup, slug: str) -> None:
    place, first = lookup.by_code("341302"), begins(dataset.catalogues[slug])
    early, late = (resolve(dataset, place, day, Wanted(domain=slug)) for day in (first - ONE_DAY, first))
    assert (len(early), bool(late)) == (0, True)
    document = as_json.answer(dataset, place, first - ONE_DAY, early, slug)
    assert document["count"] == 0
    assert document["notice"]["code"] == "before-edition"  # type: ignore[index]
    assert "notice" not in as_json.answer(dataset, place, first, late, slug)


def test_a_day_that_was_not_seen_is_assumed_and_said(dataset: Dataset) -> None:
    unseen = dataset.catalogues["taxation"]
    assert (unseen.issued, begins(unseen)) == (None, ASSUMED)
    said_of_it = notice(dataset, ASSUMED - ONE_DAY, "taxation")
    assert said_of_it
    assert "税收管理" in str(said_of_it["assumed"])
    assert "assumed" not in (notice(dataset, date(2019, 1, 1), "social-assistance") or {})


def test_before_all_editions_nothing_binds(dataset: Dataset, lookup: PlaceLookup) -> None:
    place = lookup.by_code("341302")
    assert resolve(dataset, place, date(2010, 1, 1)) == ()
    assert "全部" in str(notice(dataset, date(2010, 1, 1)))


def test_between_them_what_was_issued_binds_and_the_rest_is_named(dataset: Dataset, lookup: PlaceLookup) -> None:
    day = date(2019, 7, 1)
    bound = {duty.item.catalogue for duty in resolve(dataset, lookup.by_code("341302"), day)}
    assert "social-assistance" in bound
    assert "taxation" not in bound
    assert "没有列出" in str(notice(dataset, day))
    assert notice(dataset, ASSUMED) is None
